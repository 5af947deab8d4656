package dev.vfgap.scenarios.library;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.config.Nearest;
import dev.vfgap.scenarios.library.Pitfall.NotSimulable;
import dev.vfgap.scenarios.library.Pitfall.Simulated;
import dev.vfgap.scenarios.library.Pitfall.Without;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The known bugs and traps of failover with SR-IOV, each with the scenario that shows it or the reason why none does. */
public final class Pitfalls {
    /** Where the scenarios are among the built-in ones. */
    static final String FOLDER = "pitfalls/";

    private static final Pattern NUMBER = Pattern.compile("[Pp]0?([1-9][0-9]?)");

    // spotless:off
    private static final List<Pitfall> ALL = List.of(
            shown("P01-destination-filter-armed-early", settings("a filter that is written when the VF is plugged", "strategy.initial.filterB=none")),
            shown("P02-source-filter-left",       settings("a NIC whose filter leads to a VF only while its driver is up", "nic=mlx5")),
            shown("P03-standby-shadowed",         settings("a guest with a bond, which hears its active slave", "strategy.requires.standby=bond")),
            shown("P04-no-announcement",          settings("a standby behind the port of the VF", "hostSide.standbyNic=shared")),
            shown("P05-wait-unplug-for-ever",     settings("a guest with a driver for its slots", "slot.guest=running")),
            shown("P06-cancel-in-wait-unplug",    settings("a guest with a driver for its slots", "slot.guest=running")),
            shown("P07-refused-unplug",           settings("an interlock that nothing has engaged", "slot.interlock=free")),
            shown("P08-request-lost-at-boot",     settings("native hot-plug, for which QEMU has a work-around", "hotplug=native")),
            not(9, "QEMU 4.2.0 crashed when a guest (Fedora 31) unplugged the VFIO device during its first boot",
                    "reported: libvirt's devel list, follow-up to the cover letter of the teaming series, message KR7VPSZ7PKX53CCER5AR4J2AGQRZL6GN",
                    "it is a crash of a program that has been mended, not a behaviour"),
            shown("P10-device-deleted-never-comes", strategy("no migration before the removal is over", "ordered-unplug-pciehp")),
            shown("P11-unknown-ramblock",         settings("a primary without an option ROM, like every VF", "hypervisor.optionRom=none")),
            shown("P12-libvirt-waits-5s",         settings("a wait that is longer than the removal takes", "strategy.plan.2.limit=30s")),
            shown("P13-set-mac-resets-vf",        settings("a NIC whose driver rewrites one filter entry only", "nic=ixgbe")),
            shown("P14-clear-refused",            settings("a NIC whose driver takes zero", "nic=igb")),
            shown("P15-forced-mac-stays",         settings("a NIC whose driver takes zero", "nic=igb")),
            shown("P16-address-table-full",       settings("free entries", "nicSetup.occupiedEntries=0")),
            shown("P17-promiscuous-vf-misses-siblings", settings("a VF whose MAC is in the filter", "strategy.plan.1.to=primary")),
            shown("P18-vf-and-bridge-on-one-nic", settings("an entry that leads the guest's MAC to the PF", "strategy.initial.filterA=standby")),
            not(19, "Network daemons that do not know net_failover configure the VF too, so that both have an address",
                    "documented: Linux Documentation/networking/net_failover.rst",
                    "addresses and routes inside the guest are no part of the models, whose frames end at the failover device"),
            shown("P20-udev-rename",              settings("a kernel that renames running devices", "guest.udevRenameBusy=0ms")),
            shown("P21-two-primaries",            settings("one primary", "hypervisor.primaries=1")),
            shown("P22-standby-without-mac",      settings("a standby that offers its MAC", "guest.mac=true")),
            not(23, "Segmentation offload over net_failover with an ipip tunnel broke headers (CVE-2022-48936)",
                    "reported: the text of the CVE",
                    "it was a bug in the contents of frames, and the models' frames have no payload"),
            shown("P24-slot-loaded-after-virtio", settings("QEMU's order", "hypervisor.loadOrder=slot-first")),
            shown("P25-abort-without-reattach",   strategy("QEMU's own failover, which plugs again what it has taken away", "failover-cancelled")),
            not(26, "KubeVirt's wait for a detach starts again with each device, so N devices may take N times 30 s",
                    "source-verified: kubevirt pkg/virt-launcher/virtwrap/device/hostdevice/hotplug.go, waitForDetachTimeout",
                    "a guest of the models has one VF; P5 shows what one device that does not answer costs"),
            shown("P27-memory-after-the-vf",      settings("a slot that refuses the request", "slot.interlock=engaged")),
            shown("P28-pinning-in-the-downtime",  strategy("a primary that is plugged after the guest runs", "ordered-unplug-acpi")),
            shown("P29-vf-without-receive",       settings("a PF without jumbo frames", "nicSetup.jumboPf=false")),
            shown("P30-spoof-check-on-the-uplink", settings("ip link set PF vf N spoofchk off", "nicSetup.uplinkSpoofCheck=false")),
            not(31, "iavf repeats an error when the guest tries another MAC than the administrative one",
                    "reported: k8snetworkplumbingwg/sriov-cni #106, trex-core #635",
                    "the loop is in the driver's log: no frame and no state of the filter differs from one refusal"),
            shown("P32-cancel-order",             strategy("a cancel after wait-unplug is over", "failover-cancelled")),
            shown("P33-flows-outlive-the-entry",  settings("a switch that looks each frame up", "switch.flowTable=false")),
            shown("P34-slow-control-plane",       settings("a switch that learns", "switch.control=learning")),
            shown("P35-silent-guest",             settings("a guest that sends", "traffic.tx.rate=1kpps", "traffic.tx.frameSize=200B")));
    // spotless:on

    private Pitfalls() {}

    private static Pitfall shown(String scenario, Without withoutIt) {
        return new Pitfall(Integer.parseInt(scenario.substring(1, 3)), new Simulated(scenario, withoutIt));
    }

    private static Pitfall not(int number, String title, String evidence, String because) {
        return new Pitfall(number, new NotSimulable(title, evidence, because));
    }

    private static Without strategy(String inWords, String name, String... settings) {
        return new Without(Optional.of(name), Arrays.asList(settings), inWords);
    }

    private static Without settings(String inWords, String... settings) {
        return new Without(Optional.empty(), Arrays.asList(settings), inWords);
    }

    /** All, by their numbers. */
    public static List<Pitfall> all() {
        return ALL;
    }

    /** The names of the scenarios that show them. */
    static List<String> scenarios() {
        return ALL.stream().flatMap(pitfall -> pitfall.scenario().stream()).toList();
    }

    /**
     * The pitfall that is called so: {@code P7}, {@code P07}, the name of its scenario, or that with the folder before it.
     */
    public static Optional<Pitfall> find(String called) {
        Matcher number = NUMBER.matcher(called);
        if (number.matches()) {
            int wanted = Integer.parseInt(number.group(1));
            return ALL.stream().filter(pitfall -> pitfall.number() == wanted).findFirst();
        }
        String name = called.startsWith(FOLDER) ? called.substring(FOLDER.length()) : called;
        return ALL.stream()
                .filter(pitfall -> pitfall.scenario().equals(Optional.of(name)))
                .findFirst();
    }

    /**
     * The pitfall that is called so.
     *
     * @throws BadInputException when there is none, with the nearest name
     */
    public static Pitfall of(String called) {
        List<String> known = scenarios();
        return find(called)
                .orElseThrow(() -> new BadInputException(InputProblem.ofFile(
                        called,
                        "there is no pitfall of this name",
                        (called.matches("[Pp][0-9]+") ? Optional.<String>empty() : Nearest.to(called, known))
                                .map(near -> "did you mean \"" + near + "\"?")
                                .orElse("\"vfgap describe pitfalls\" lists them"))));
    }
}
