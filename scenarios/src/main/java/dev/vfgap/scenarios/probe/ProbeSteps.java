package dev.vfgap.scenarios.probe;

import dev.vfgap.scenarios.probe.HostChange.Guard;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of each variant, from a host without VFs and back to it, or from a VF that is there and back to what it was. The order is that of the 2019 list (domain facts: the
 * test oracle), with a function reset and a control: a MAC that nobody asks for while VFs are enabled.
 *
 * <p>A VF that is there is taken from its driver first, and what the host told it is read before ({@link VfSettings}).
 *
 * <p>VFs are created without their driver ({@code sriov_drivers_autoprobe} = 0), so that creating and binding are two steps.
 */
public final class ProbeSteps {
    static final String BRIDGE = "vfgap-br";
    static final String MACVLAN = "vfgap-mv";
    static final String VLAN_DEVICE = "vfgap-v$VLAN";

    private static final Guard VF_IS_THERE = Guard.path("$DEVICE/virtfn$VF");
    private static final Guard VF_DEVICE_IS_THERE = Guard.path("/sys/class/net/$VFDEV");
    private static final String ZERO = "00:00:00:00:00:00";

    private static final String STAY = "the VFs were there before the probe and stay";

    private final VfOrigin vfs;
    private final List<ProbeStepPlan> steps = new ArrayList<>();

    private ProbeSteps(VfOrigin vfs) {
        this.vfs = vfs;
    }

    /** The steps of a variant, for a VF of this number that the probe makes. */
    public static List<ProbeStepPlan> of(ProbeVariant variant, int vf) {
        return of(variant, vf, VfOrigin.MADE);
    }

    /** The steps of a variant, for a request. */
    public static List<ProbeStepPlan> of(ProbeVariant variant, ProbeRequest request) {
        return of(variant, request.vf(), request.vfs());
    }

    static List<ProbeStepPlan> of(ProbeVariant variant, int vf, VfOrigin vfs) {
        ProbeSteps filled = new ProbeSteps(vfs);
        filled.fill(variant, "numvfs_" + (vf + 1));
        return List.copyOf(filled.steps);
    }

    private void fill(ProbeVariant variant, String created) {
        boolean isVlan = variant == ProbeVariant.VLAN;
        step("baseline", "the PF is up and nobody asks for the MAC");
        if (vfs == VfOrigin.THERE) {
            step("vf_free", "the VF is taken from its driver", withDriver(), free());
            step("vf_override_clear", "and may have any driver", anyDriver());
            step(
                    "vf_vlan_clear",
                    "and leaves its VLAN, in which no untagged frame would reach it",
                    vf("vlan", "0", "0"));
        }
        if (variant != ProbeVariant.VF_FIRST) {
            pf(variant);
        }
        if (isVlan) {
            step("pf_vlan_add", "the PF takes frames of the VLAN", addVlan(), upVlan());
        }
        if (vfs == VfOrigin.MADE) {
            step(created, "VFs are created, without a driver", withoutDriver(), create());
        } else {
            steps.add(ProbeStepPlan.leftOut(created, STAY));
        }
        if (variant == ProbeVariant.REMEDY) {
            step("pf_mac_add", "the PF's own filter gets the MAC before the VF does", pfEntry("add"));
        }
        switch (variant) {
            case TRUST -> step("vf_trust_on", "the VF may set its own MAC", vf("trust", "on", "off"));
            case VLAN ->
                step(
                        "vf_mac_vlan_set",
                        "the host gives the VF the MAC in a VLAN",
                        vf("mac", "$MAC", ZERO),
                        vf("vlan", "$VLAN", "0"));
            default -> step("vf_mac_set", "the host gives the VF the MAC", vf("mac", "$MAC", ZERO));
        }
        if (variant == ProbeVariant.VF_FIRST) {
            pf(variant);
        }
        if (variant == ProbeVariant.SPOOF_CHECK) {
            step("vf_spoofchk_off", "the VF may send from any address", vf("spoofchk", "off", "on"));
        }
        if (variant == ProbeVariant.PF_CYCLE) {
            step("pf_down", "the PF goes down", pfLink("down"));
            step("pf_up_again", "and up", pfLink("up"));
        }
        step("vf_bind", "the VF gets its driver", withDriver(), bind());
        step("vf_up", "the VF can receive", vfLink("up"));
        whileUp(variant);
        if (variant == ProbeVariant.REMEDY) {
            step("pf_mac_del", "the VF receives, and the PF's own filter loses the MAC", pfEntry("del"));
            step("pf_mac_add_again", "and gets it again before the VF is down", pfEntry("add"));
        }
        step("vf_down", "the VF can no longer receive", vfLink("down"));
        step("vf_unbind", "the VF loses its driver", unbind());
        step("vf_reset", "the function is reset (FLR), as at a guest's end", reset());
        if (isVlan) {
            step("vf_mac_vlan_clear", "the host takes both back", vf("vlan", "0", "0"), vf("mac", ZERO, ZERO));
        } else if (variant != ProbeVariant.TRUST) {
            step("vf_mac_clear", "the host takes the MAC from the VF", vf("mac", ZERO, ZERO));
        }
        if (variant == ProbeVariant.REMEDY) {
            step("pf_mac_del_again", "nobody needs the entry any more", pfEntry("del"));
            step("vf_mac_set_alone", "the same without the entry, to compare with", vf("mac", "$MAC", ZERO));
            step("vf_mac_clear_again", "the host takes the MAC from the VF", vf("mac", ZERO, ZERO));
        }
        control(variant);
        if (vfs == VfOrigin.MADE) {
            step("numvfs_0", "the VFs are removed", remove());
        } else {
            steps.add(ProbeStepPlan.leftOut("numvfs_0", STAY));
        }
    }

    /** What the PF asks its NIC for. */
    private void pf(ProbeVariant variant) {
        switch (variant) {
            case NOTHING -> {
                // That it asks for nothing is the variant.
            }
            case EXPLICIT, VF_FIRST -> step("pf_mac_add", "the PF's own filter gets the MAC", pfEntry("add"));
            case MACVLAN ->
                step("pf_macvlan_add", "a macvlan device on the PF has the MAC", macvlan(), macvlanLink("up"));
            case BRIDGE ->
                step(
                        "pf_to_bridge",
                        "the PF becomes a bridge's port",
                        addBridge(),
                        upBridge(),
                        master("master " + BRIDGE));
            default -> step("pf_promisc_on", "the PF asks for every frame", promiscuous("on"));
        }
    }

    private void control(ProbeVariant variant) {
        String why = "control: a MAC that nobody asks for, while VFs are enabled";
        switch (variant) {
            case NOTHING -> step("control_unknown_mac", why);
            case EXPLICIT, VF_FIRST -> step("control_unknown_mac", why, pfEntry("del"));
            case MACVLAN -> step("control_unknown_mac", why, macvlanLink("down"));
            case BRIDGE -> step("control_unknown_mac", why, master("nomaster"));
            default -> step("control_unknown_mac", why, promiscuous("off"));
        }
    }

    private void whileUp(ProbeVariant variant) {
        switch (variant) {
            case TRUST ->
                step(
                        "vf_own_mac",
                        "the VF sets the MAC itself",
                        new HostChange(
                                "vf-own-mac",
                                "ip link set $VFDEV address $MAC",
                                "ip link set $VFDEV address $VFMAC",
                                VF_DEVICE_IS_THERE));
            case SPOOF_CHECK ->
                step("vf_spoofchk_on", "the VF may send from its own address", vf("spoofchk", "on", "on"));
            case LINK_STATE -> {
                step("vf_state_disable", "the host switches the VF's link off", vf("state", "disable", "auto"));
                step("vf_state_enable", "and on, whatever the port's is", vf("state", "enable", "auto"));
                step("vf_state_auto", "and to that of the port", vf("state", "auto", "auto"));
            }
            default -> {
                // The VF is only up.
            }
        }
    }

    private void step(String name, String why, HostChange... changes) {
        steps.add(new ProbeStepPlan(name, why, changes));
    }

    private static HostChange pfEntry(String action) {
        return new HostChange(
                "pf-entry",
                "bridge fdb " + action + " $MAC dev $PF self",
                "bridge fdb del $MAC dev $PF self",
                new Guard(Guard.Kind.FDB_ENTRY, "$MAC $PF"));
    }

    private static HostChange promiscuous(String word) {
        return new HostChange(
                "pf-promisc", "ip link set $PF promisc " + word, "ip link set $PF promisc off", Guard.ALWAYS);
    }

    private static HostChange addBridge() {
        return new HostChange(
                "bridge",
                "ip link add " + BRIDGE + " type bridge",
                "ip link del " + BRIDGE,
                Guard.path("/sys/class/net/" + BRIDGE));
    }

    private static HostChange upBridge() {
        return new HostChange(
                "bridge-link",
                "ip link set " + BRIDGE + " up",
                "ip link set " + BRIDGE + " down",
                Guard.path("/sys/class/net/" + BRIDGE));
    }

    private static HostChange master(String words) {
        return new HostChange(
                "pf-master",
                "ip link set $PF " + words,
                "ip link set $PF nomaster",
                Guard.path("/sys/class/net/$PF/master"));
    }

    /** A macvlan asks for its address while it is up ({@code macvlan_open}, {@code macvlan_stop}). */
    private static HostChange macvlan() {
        return new HostChange(
                "macvlan",
                "ip link add link $PF name " + MACVLAN + " address $MAC type macvlan mode bridge",
                "ip link del " + MACVLAN,
                Guard.path("/sys/class/net/" + MACVLAN));
    }

    private static HostChange macvlanLink(String word) {
        return new HostChange(
                "macvlan-link",
                "ip link set " + MACVLAN + " " + word,
                "ip link set " + MACVLAN + " down",
                Guard.path("/sys/class/net/" + MACVLAN));
    }

    private static HostChange addVlan() {
        return new HostChange(
                "pf-vlan",
                "ip link add link $PF name " + VLAN_DEVICE + " type vlan id $VLAN",
                "ip link del " + VLAN_DEVICE,
                Guard.path("/sys/class/net/" + VLAN_DEVICE));
    }

    private static HostChange upVlan() {
        return new HostChange(
                "pf-vlan-link",
                "ip link set " + VLAN_DEVICE + " up",
                "ip link set " + VLAN_DEVICE + " down",
                Guard.path("/sys/class/net/" + VLAN_DEVICE));
    }

    private static HostChange pfLink(String word) {
        return new HostChange("pf-link", "ip link set $PF " + word, "ip link set $PF up", Guard.ALWAYS);
    }

    private static HostChange withoutDriver() {
        return autoprobe("0");
    }

    /** A VF can only be bound while this is 1 ({@code pci_device_can_probe}), or to a driver that is named. */
    private static HostChange withDriver() {
        return autoprobe("1");
    }

    private static HostChange autoprobe(String value) {
        return new HostChange(
                "autoprobe",
                "echo " + value + " > $DEVICE/sriov_drivers_autoprobe",
                "echo $AUTOPROBE > $DEVICE/sriov_drivers_autoprobe",
                Guard.ALWAYS);
    }

    private static HostChange create() {
        return numvfs("$NUMVFS");
    }

    private static HostChange remove() {
        return numvfs("0");
    }

    private static HostChange numvfs(String count) {
        return new HostChange(
                "numvfs",
                "echo " + count + " > $DEVICE/sriov_numvfs",
                "echo 0 > $DEVICE/sriov_numvfs",
                Guard.path("$DEVICE/virtfn0"));
    }

    private HostChange vf(String attribute, String value, String before) {
        String command = "ip link set $PF vf $VF " + attribute + " ";
        String undo = vfs == VfOrigin.MADE ? before : VfSettings.name(attribute);
        return new HostChange("vf-" + attribute, command + value, command + undo, VF_IS_THERE);
    }

    /** That the probe has bound the VF is not what it had before: it is unbound first, then given back. */
    private String boundThing() {
        return vfs == VfOrigin.MADE ? "vf-driver" : "vf-bound";
    }

    private static HostChange free() {
        return new HostChange(
                "vf-driver",
                "echo $VFPCI > $DEVICE/virtfn$VF/driver/unbind",
                "echo $VFPCI > /sys/bus/pci/drivers/$VFDRIVER/bind",
                Guard.noPath("$DEVICE/virtfn$VF/driver"));
    }

    /** An empty line clears it ({@code driver_set_override}); given back before the driver, which may take the VF by it only. */
    private static HostChange anyDriver() {
        return new HostChange(
                "vf-override",
                "echo > $DEVICE/virtfn$VF/driver_override",
                "echo $OVERRIDE > $DEVICE/virtfn$VF/driver_override",
                Guard.ALWAYS);
    }

    private HostChange bind() {
        return new HostChange(
                boundThing(),
                "echo $VFPCI > /sys/bus/pci/drivers_probe",
                "echo $VFPCI > $DEVICE/virtfn$VF/driver/unbind",
                Guard.path("$DEVICE/virtfn$VF/driver"));
    }

    private HostChange unbind() {
        return new HostChange(
                boundThing(),
                "echo $VFPCI > $DEVICE/virtfn$VF/driver/unbind",
                "echo $VFPCI > $DEVICE/virtfn$VF/driver/unbind",
                Guard.path("$DEVICE/virtfn$VF/driver"));
    }

    /** A driver may forget with a reset what the host told it; of a VF that stays it is told again ({@code igb_vf_reset_event}). */
    private HostChange reset() {
        return vfs == VfOrigin.MADE
                ? new HostChange(
                        "vf-function",
                        "echo 1 > $DEVICE/virtfn$VF/reset",
                        "echo 0 > $DEVICE/sriov_numvfs",
                        Guard.path("$DEVICE/virtfn0"))
                : new HostChange(
                        "vf-function",
                        "echo 1 > $DEVICE/virtfn$VF/reset",
                        "ip link set $PF vf $VF mac " + VfSettings.name("mac"),
                        VF_IS_THERE);
    }

    private static HostChange vfLink(String word) {
        return new HostChange("vf-link", "ip link set $VFDEV " + word, "ip link set $VFDEV down", VF_DEVICE_IS_THERE);
    }
}
