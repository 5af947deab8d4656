package dev.vfgap.scenarios.library;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.operate.Action;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.Initial;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.models.operate.Standby;
import dev.vfgap.scenarios.config.Strategy;
import java.util.EnumMap;
import java.util.Map;

/**
 * Who has the guest's MAC on a host when a plan has come to a step, as far as the plan's commands go.
 *
 * <p>The PF's address list counts its users, and {@code bridge fdb add|del … dev PF self} adds no second user: an entry that a
 * macvtap has made is refused or left alone by {@code add} and {@code replace}, and taken away by {@code del} (Linux 6.12
 * {@code net/core/dev_addr_lists.c}, {@code dev_uc_add_excl}, {@code dev_uc_del}; {@code net/core/rtnetlink.c}, {@code
 * ndo_dflt_fdb_add}). So whose the entry is decides which commands are right.
 *
 * <p>Not modelled: that the PF's driver forgets the VF's MAC ({@code igb} does when the PF goes down).
 */
final class MacHolders {

    /** What makes the PF's entry for the MAC. */
    enum PfEntry {
        /** The plan's commands: {@code bridge fdb … self}. */
        COMMAND,
        /** A macvtap on the PF, as long as it is up. */
        MACVTAP
    }

    /** Whether QEMU plugs a primary by itself, and when. */
    enum Replug {
        NEVER,
        /** The guest's hidden primary, when the migration's stream is loaded. */
        WITH_MIGRATION,
        /** The primary that it has unplugged for a migration, when that fails. */
        WHEN_IT_FAILS
    }

    private final PfEntry pfEntry;
    private FilterTarget leads;
    private Replug replug;
    private boolean vf;
    private boolean pf;

    private MacHolders(PfEntry pfEntry, FilterTarget leads, Replug replug) {
        this.pfEntry = pfEntry;
        this.replug = replug;
        lead(leads);
    }

    /** The state before a plan, of each host. */
    static Map<Host, MacHolders> before(Strategy strategy) {
        Initial initial = strategy.initial();
        boolean failover = strategy.requires().standby() == Standby.FAILOVER;
        Map<Host, MacHolders> hosts = new EnumMap<>(Host.class);
        hosts.put(
                Host.A,
                new MacHolders(
                        pfEntry(strategy, Host.A),
                        initial.filterA(),
                        failover && initial.primaryA() == PrimaryPresence.PLUGGED
                                ? Replug.WHEN_IT_FAILS
                                : Replug.NEVER));
        hosts.put(
                Host.B,
                new MacHolders(
                        pfEntry(strategy, Host.B),
                        initial.filterB(),
                        failover && initial.primaryB() == PrimaryPresence.HIDDEN
                                ? Replug.WITH_MIGRATION
                                : Replug.NEVER));
        return hosts;
    }

    private static PfEntry pfEntry(Strategy strategy, Host host) {
        return strategy.has(step -> step instanceof Action.SetMacvtap macvtap && macvtap.host() == host)
                ? PfEntry.MACVTAP
                : PfEntry.COMMAND;
    }

    /** The same state, for a branch that is taken in place of the rest. */
    static Map<Host, MacHolders> copy(Map<Host, MacHolders> hosts) {
        Map<Host, MacHolders> copies = new EnumMap<>(Host.class);
        hosts.forEach((host, one) -> {
            MacHolders copy = new MacHolders(one.pfEntry, one.leads, one.replug);
            copy.vf = one.vf;
            copy.pf = one.pf;
            copies.put(host, copy);
        });
        return copies;
    }

    /** Where management leads the MAC. */
    FilterTarget leads() {
        return leads;
    }

    /** Whether the PF's driver has the MAC as that of the VF. */
    boolean vfHasIt() {
        return vf;
    }

    /** Whether the PF has an entry for the MAC that a command of the plan has made, and a command may take away. */
    boolean pfHasItByCommand() {
        return pf;
    }

    PfEntry pfEntry() {
        return pfEntry;
    }

    Replug replug() {
        return replug;
    }

    /** The filter leads there from now on. */
    void lead(FilterTarget to) {
        leads = to;
        vf = to == FilterTarget.PRIMARY || to == FilterTarget.BOTH;
        pf = pfEntry == PfEntry.COMMAND && (to == FilterTarget.STANDBY || to == FilterTarget.BOTH);
    }

    /** The VF was given the MAC before it is plugged. */
    void giveToVf() {
        vf = true;
    }

    /** Management has taken the primary out itself: QEMU does not plug it again. */
    void takenOut() {
        replug = Replug.NEVER;
    }
}
