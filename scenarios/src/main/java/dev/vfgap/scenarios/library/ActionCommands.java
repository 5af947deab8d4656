package dev.vfgap.scenarios.library;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.LinkSetting;
import dev.vfgap.models.operate.Operator;
import dev.vfgap.models.operate.Standby;
import dev.vfgap.scenarios.library.Runbook.Hint;
import java.util.ArrayList;
import java.util.List;

/**
 * The real commands of an action: "carries it out" by writing them down.
 *
 * <p>QMP is QEMU 10.0's ({@code qapi/qdev.json}, {@code net.json}, {@code migration.json}); filter commands are those of
 * a bridge or switchdev NIC first, then those of a NIC whose filters follow the PF's {@code vf mac} (igb, ixgbe).
 */
final class ActionCommands implements Operator {
    /** The id that the commands give the primary. */
    static final String PRIMARY = "primary0";

    private static final String LEGACY = "legacy NIC (igb, ixgbe)";
    private static final String SWITCHDEV = "bridge or switchdev; a learning bridge moves it unless it is sticky too";

    private final Standby standby;
    private final Runbook.Nics nics;
    private final List<Hint> hints = new ArrayList<>();
    private String text = "";

    ActionCommands(Standby standby, Runbook.Nics nics) {
        this.standby = standby;
        this.nics = nics;
    }

    String text() {
        return text;
    }

    List<Hint> hints() {
        return List.copyOf(hints);
    }

    @Override
    public void setFilter(Host host, FilterTarget to) {
        String shell = "shell " + host;
        String pf = "$PF_" + host;
        String vfMac = "ip link set " + pf + " vf $VF_" + host + " mac ";
        switch (to) {
            case PRIMARY -> {
                text = "Lead the guest's MAC on " + host + " to the primary";
                filter(shell, "bridge fdb replace $MAC dev $PRIMARY_" + host + " master static", SWITCHDEV);
                filter(shell, vfMac + "$MAC && bridge fdb del $MAC dev " + pf + " self", LEGACY);
            }
            case STANDBY -> {
                text = "Lead the guest's MAC on " + host + " to the standby";
                // Not "replace": that tells the NIC of the tap, which is no port of its, and its entry for the VF would
                // stay.
                filter(
                        shell,
                        "bridge fdb del $MAC dev $PRIMARY_" + host + " master; bridge fdb add $MAC dev $STANDBY_" + host
                                + " master static",
                        SWITCHDEV);
                filter(
                        shell,
                        "bridge fdb add $MAC dev $UPLINKVF_" + host + " && bridge fdb add $MAC dev $STANDBY_" + host
                                + " master",
                        "bridge whose uplink is another VF");
                filter(
                        shell,
                        // Not "add": that is refused where the PF has the MAC already.
                        "bridge fdb replace $MAC dev " + pf + " self && " + vfMac + "00:00:00:00:00:00",
                        LEGACY + "; a driver that refuses zero takes 02:00:00:00:00:00");
            }
            case BOTH -> {
                text = "Lead the guest's MAC on " + host + " to both, the primary and the standby";
                filter(
                        shell,
                        "bridge link set dev $PRIMARY_" + host + " flood on && bridge link set dev $STANDBY_" + host
                                + " flood on && bridge fdb del $MAC dev $STANDBY_" + host + " master",
                        SWITCHDEV + "; delete the entry on the port that has it");
                // The PF first: an early filter leads to the VF from the moment in which the VF has the MAC.
                filter(shell, "bridge fdb add $MAC dev " + pf + " self; " + vfMac + "$MAC", LEGACY);
            }
            case NONE -> {
                text = "Lead the guest's MAC on " + host + " nowhere";
                filter(
                        shell,
                        vfMac + "00:00:00:00:00:00; bridge fdb del $MAC dev " + pf + " self",
                        LEGACY + "; a driver that refuses zero takes 02:00:00:00:00:00");
            }
        }
    }

    @Override
    public void deviceDel(Host host) {
        text = "Ask the guest on " + host + " to release the primary";
        hint("QMP " + host, "{\"execute\":\"device_del\",\"arguments\":{\"id\":\"" + PRIMARY + "\"}}", "");
        hint("virsh", "virsh detach-device-alias $DOMAIN ua-" + PRIMARY + " --live", "waits 5 s for the guest at most");
    }

    @Override
    public void deviceAdd(Host host) {
        text = "Hot-plug a primary on " + host;
        String pair = standby == Standby.FAILOVER ? ",\"failover_pair_id\":\"standby0\"" : "";
        hint(
                "QMP " + host,
                "{\"execute\":\"device_add\",\"arguments\":{\"driver\":\"vfio-pci\",\"host\":\"$VFPCI_" + host
                        + "\",\"id\":\"" + PRIMARY + "\",\"bus\":\"rp1\"" + pair + "}}",
                "rp1 is a free pcie-root-port");
        hint(
                "virsh",
                "virsh attach-device $DOMAIN primary.xml --live",
                standby == Standby.FAILOVER
                        ? "hostdev with <teaming type='transient'/>"
                        : "interface of type hostdev, with the guest's MAC");
    }

    @Override
    public void setLink(Host host, LinkSetting link) {
        boolean up = link == LinkSetting.UP;
        text = (up ? "Give back" : "Cut") + " the link of the primary on " + host;
        hint(
                "QMP " + host,
                "{\"execute\":\"set_link\",\"arguments\":{\"name\":\"" + PRIMARY + "\",\"up\":" + up + "}}",
                "emulated primary");
        hint(
                "shell " + host,
                "ip link set $PF_" + host + " vf $VF_" + host + " state " + (up ? "auto" : "disable"),
                "virtual function");
    }

    @Override
    public void netdevDel(Host host) {
        text = "Take the back end of the primary on " + host + " away";
        hint(
                "QMP " + host,
                "{\"execute\":\"netdev_del\",\"arguments\":{\"id\":\"primarynet0\"}}",
                "emulated primary only; a virtual function has no back end");
    }

    @Override
    public void migrate() {
        text = "Start the migration from A to B";
        hint(
                "QMP A",
                "{\"execute\":\"migrate-set-capabilities\",\"arguments\":{\"capabilities\":"
                        + "[{\"capability\":\"events\",\"state\":true}]}}",
                "once, so that QEMU tells each status");
        hint("QMP A", "{\"execute\":\"migrate\",\"arguments\":{\"uri\":\"tcp:$HOST_B:4444\"}}", "");
        hint("virsh", "virsh migrate --live --persistent $DOMAIN qemu+ssh://$HOST_B/system", "");
    }

    @Override
    public void migrateCancel() {
        text = "Give the migration up";
        hint("QMP A", "{\"execute\":\"migrate_cancel\"}", "");
        hint("virsh", "virsh domjobabort $DOMAIN", "");
    }

    @Override
    public void killDestination() {
        text = "End the destination's QEMU at once";
        hint("shell B", "kill -KILL $QEMUPID_B", "a fault to try, nothing for a live guest's last host");
    }

    @Override
    public void setStandbyLink(Host host, LinkSetting link) {
        boolean up = link == LinkSetting.UP;
        text = (up ? "Give back" : "Cut") + " the link of the standby on " + host;
        hint(
                "QMP " + host,
                "{\"execute\":\"set_link\",\"arguments\":{\"name\":\"standby0\",\"up\":" + up + "}}",
                "the virtio NIC");
        hint("virsh", "virsh domif-setlink $DOMAIN $STANDBY_" + host + (up ? " up" : " down"), "");
    }

    @Override
    public void setMacvtap(Host host, LinkSetting link) {
        boolean up = link == LinkSetting.UP;
        text = "Take the standby's macvtap on " + host + (up ? " up" : " down");
        hint(
                "shell " + host,
                "ip link set $STANDBY_" + host + (up ? " up" : " down"),
                up ? "gives the PF a filter for the guest's MAC" : "takes the PF's filter for the guest's MAC away");
    }

    @Override
    public void setPf(Host host, LinkSetting link) {
        boolean up = link == LinkSetting.UP;
        text = "Take the physical function on " + host + (up ? " up" : " down");
        hint("shell " + host, "ip link set $PF_" + host + (up ? " up" : " down"), "every VF of the NIC feels it");
    }

    @Override
    public void surpriseRemove(Host host) {
        text = "Pull the primary on " + host + " without a word to the guest";
        hint(
                "shell " + host,
                "echo 1 > /sys/bus/pci/devices/$VFPCI_" + host + "/reset",
                "the nearest a host comes to it; QEMU cannot start a surprise removal");
    }

    @Override
    public void pressButton(Host host) {
        text = "Press the attention button of the primary's slot on " + host;
        hint("hand", "the button at a real slot", "QEMU presses its own only by device_del and device_add");
    }

    @Override
    public void announce(Host host) {
        text = "Have QEMU on " + host + " announce the guest's MAC";
        hint(
                "QMP " + host,
                "{\"execute\":\"announce-self\",\"arguments\":{\"initial\":50,\"max\":550,\"rounds\":5,\"step\":100}}",
                "");
    }

    @Override
    public void releaseVcpu(Host host) {
        text = "Let the held vCPU on " + host + " go on";
        hint("none", "no command today", "what a QEMU would need that holds a vCPU at the bus-master write");
    }

    @Override
    public void guestDetach(Host host) {
        text = "In the guest: take the primary out of the bond";
        hint("guest", "ip link set $PRIMARYIF nomaster", "Linux bonding");
        hint("guest", "remove bonding member 0 1", "DPDK testpmd, then port stop, close, detach");
    }

    @Override
    public void guestAttach(Host host) {
        text = "In the guest: take the primary into the bond";
        hint("guest", "ip link set $PRIMARYIF down && ip link set $PRIMARYIF master bond0", "Linux bonding");
        hint("guest", "add bonding member 0 1", "DPDK testpmd, after port attach and start");
    }

    @Override
    public void migrateStartPostcopy() {
        text = "Have the guest run on at B before all its memory is there";
        hint("QMP A", "{\"execute\":\"migrate-start-postcopy\"}", "capability postcopy-ram on both sides");
        hint("virsh", "virsh migrate-postcopy $DOMAIN", "");
    }

    /** A command for a filter, where it is one of the NICs that the runbook is for. */
    private void filter(String where, String command, String note) {
        boolean legacy = note.startsWith(LEGACY);
        if (nics == Runbook.Nics.ANY || legacy == (nics == Runbook.Nics.LEGACY)) {
            hint(where, command, note);
        }
    }

    private void hint(String where, String command, String note) {
        hints.add(new Hint(where, command, note));
    }
}
