package dev.vfgap.scenarios.library;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.scenarios.library.MacHolders.PfEntry;
import dev.vfgap.scenarios.library.Runbook.Hint;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands that lead the guest's MAC on one host, in the state in which the plan's commands have left it: nothing is given
 * twice, and no entry is deleted that another holds.
 *
 * <p>They are iproute2's: first those of a bridge or switchdev NIC, then those of a NIC whose filters follow the PF's {@code
 * vf mac}. A VF's MAC is not set again while it has it: {@code i40e} would reset the VF under its driver (Linux 6.12 {@code
 * i40e_ndo_set_vf_mac}).
 */
final class FilterCommands {
    private static final String LEGACY = "legacy NIC (igb, ixgbe)";
    private static final String SWITCHDEV = "bridge or switchdev; a learning bridge moves it unless it is sticky too";
    private static final String ZERO = "; a driver that refuses zero takes 02:00:00:00:00:00";
    private static final String UPLINK_VF = "the same where the bridge's uplink is another VF";
    private static final String MACVTAP = "; the macvtap has the MAC on the PF as long as it is up, with no command";
    private static final String NOTHING = "none";

    private final Runbook.Nics nics;
    private final MacHolders now;
    private final String shell;
    private final String pf;
    private final String uplinkVf;
    private final String vfMac;
    private final String primary;
    private final String standby;
    private final List<Hint> hints = new ArrayList<>();

    FilterCommands(Host host, Runbook.Nics nics, MacHolders now) {
        this.nics = nics;
        this.now = now;
        this.shell = "shell " + host;
        this.pf = "$PF_" + host;
        this.uplinkVf = "$UPLINKVF_" + host;
        this.vfMac = "ip link set " + pf + " vf $VF_" + host + " mac ";
        this.primary = "$PRIMARY_" + host;
        this.standby = "$STANDBY_" + host;
    }

    /** Leads the MAC there; the holders are those after it. */
    List<Hint> lead(FilterTarget to) {
        if (nics != Runbook.Nics.LEGACY) {
            bridge(to);
        }
        if (nics != Runbook.Nics.SWITCHDEV) {
            legacy(to);
        }
        now.lead(to);
        return List.copyOf(hints);
    }

    /** What a VF needs before it is plugged; nothing where it has the MAC. */
    List<Hint> beforePlug(String when) {
        if (now.vfHasIt()) {
            return List.of();
        }
        now.giveToVf();
        return List.of(new Hint(
                shell,
                vfMac + "$MAC",
                when + ": without it the VF's driver takes a random MAC, and no standby is paired with that"));
    }

    /** How to see that a host is in the state from which the plan starts. */
    Hint before() {
        List<String> words = new ArrayList<>();
        words.add("vf " + vfNumber() + (now.vfHasIt() ? " has $MAC" : " has another MAC than $MAC"));
        if (now.pfEntry() == PfEntry.MACVTAP) {
            words.add("the macvtap is up, and $MAC is its own");
        } else {
            words.add("the PF has " + (now.pfHasItByCommand() ? "the" : "no") + " entry \"$MAC self permanent\"");
        }
        return new Hint(
                shell,
                "ip link show dev " + pf + "; bridge fdb show dev " + pf,
                String.join(", ", words) + " (legacy NIC)");
    }

    private String vfNumber() {
        return "$VF_" + pf.substring(pf.length() - 1);
    }

    private void bridge(FilterTarget to) {
        if (now.pfEntry() == PfEntry.MACVTAP) {
            if (nics == Runbook.Nics.SWITCHDEV) {
                hints.add(new Hint(NOTHING, "no command", "a macvtap is no port of a switchdev NIC's bridge"));
            }
            return;
        }
        String holder = now.leads() == FilterTarget.PRIMARY ? primary : standby;
        boolean hasEntry = now.leads() == FilterTarget.PRIMARY || now.leads() == FilterTarget.STANDBY;
        String letGo = hasEntry ? "bridge fdb del $MAC dev " + holder + " master" : "";
        if (to == now.leads()) {
            hints.add(new Hint(NOTHING, "nothing to do", "bridge or switchdev: it is so already"));
            return;
        }
        switch (to) {
            case PRIMARY -> bridgeHint("bridge fdb replace $MAC dev " + primary + " master static", SWITCHDEV);
            // Deleted first: to replace it tells the NIC of the tap, which is no port of its, and its entry would stay.
            case STANDBY ->
                bridgeHint(
                        (hasEntry ? letGo + "; " : "") + "bridge fdb replace $MAC dev " + standby + " master static",
                        SWITCHDEV);
            case BOTH ->
                bridgeHint(
                        "bridge link set dev " + primary + " flood on && bridge link set dev " + standby + " flood on"
                                + (hasEntry ? " && " + letGo : ""),
                        SWITCHDEV);
            case NONE ->
                bridgeHint(
                        hasEntry ? letGo : "",
                        "bridge or switchdev: without an entry the bridge floods the frames, or the slow path has them");
        }
    }

    private void bridgeHint(String command, String note) {
        hints.add(
                command.isEmpty()
                        ? new Hint(NOTHING, "nothing to do", "bridge or switchdev: there is no entry")
                        : new Hint(shell, command, note));
    }

    private void legacy(FilterTarget to) {
        String command = legacy(to, pf, "");
        boolean zero = command.contains("00:00:00");
        String note = LEGACY + (zero ? ZERO : "");
        if (command.isEmpty()) {
            boolean held = now.pfEntry() == PfEntry.MACVTAP && holdsOnPf(to);
            hints.add(new Hint(NOTHING, "nothing to do", LEGACY + (held ? MACVTAP : ": it is so already")));
            return;
        }
        hints.add(new Hint(shell, command, note + (now.pfEntry() == PfEntry.MACVTAP && holdsOnPf(to) ? MACVTAP : "")));
        if (pfCommand(to) && nics == Runbook.Nics.ANY) {
            String tap = holdsOnPf(to)
                    ? " && bridge fdb replace $MAC dev " + standby + " master static"
                    : " && bridge fdb del $MAC dev " + standby + " master";
            hints.add(new Hint(shell, legacy(to, uplinkVf, tap), UPLINK_VF));
        }
    }

    /** Whether the PF's entry is made or taken; before a VF may have the MAC it is made again, to be sure of it. */
    private boolean pfCommand(FilterTarget to) {
        return now.pfEntry() == PfEntry.COMMAND && (to == FilterTarget.BOTH || now.pfHasItByCommand() != holdsOnPf(to));
    }

    private static boolean holdsOnPf(FilterTarget to) {
        return to == FilterTarget.STANDBY || to == FilterTarget.BOTH;
    }

    /**
     * The new holder has the MAC before the old one loses it, and where the new one cannot have it the old one keeps it. To both, the
     * PF comes first: an early filter leads to the VF from the moment in which the VF has the MAC.
     */
    private String legacy(FilterTarget to, String holder, String tap) {
        boolean toVf = to == FilterTarget.PRIMARY || to == FilterTarget.BOTH;
        List<String> give = new ArrayList<>();
        List<String> take = new ArrayList<>();
        if (pfCommand(to)) {
            // Not "add": that is refused where the PF has the MAC already.
            String command =
                    "bridge fdb " + (holdsOnPf(to) ? "replace" : "del") + " $MAC dev " + holder + " self" + tap;
            (holdsOnPf(to) ? give : take).add(command);
        }
        if (now.vfHasIt() != toVf) {
            // From the VF first: with an early filter it would have the frames alone until the next command.
            (toVf ? give : take).add(toVf ? give.size() : 0, vfMac + (toVf ? "$MAC" : "00:00:00:00:00:00"));
        }
        give.addAll(take);
        return String.join(" && ", give);
    }
}
