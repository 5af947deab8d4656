package dev.vfgap.models.nic.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a reset of the PF does to its port and to every VF.
 *
 * <p>The port's own registers are at their defaults afterwards, and the driver writes them again when the netdev is up.
 * What happens to a VF's entry, receive enable and queues is the family's cell; a reset that takes a VF's entry takes its
 * VLANs and its pool's switches too, and they come back with the VF's own next reset.
 *
 * <p>Source: Linux 6.12 {@code igb_main.c} ({@code igb_reset}, {@code igb_enable_sriov}: the PF is configured anew first,
 * then VFs are made, and each of these begins with a reset of its own).
 */
final class PfResets {
    private final NicFamily family;
    private final PfDriver pf;
    private final VfPools pools;
    private final VfEvents events;
    private final List<VfLife> vfs;
    /** What the last reset has left to do: the port accepts frames again. */
    private Optional<Pending> awaits = Optional.empty();

    PfResets(NicFamily family, PfDriver pf, VfPools pools, VfEvents events, List<VfLife> vfs) {
        this.family = family;
        this.pf = pf;
        this.pools = pools;
        this.events = events;
        this.vfs = vfs;
    }

    PfResets(NicFamily family, PfDriver pf, VfPools pools, VfEvents events, List<VfLife> vfs, PfResets other) {
        this(family, pf, pools, events, vfs);
        awaits = other.awaits;
    }

    Outcome up() {
        if (pf.isUp()) {
            return Outcome.APPLIED;
        }
        return configured(NicEvent.PF_UP);
    }

    Outcome down() {
        if (!pf.isUp()) {
            return Outcome.APPLIED;
        }
        reset();
        return events.runAll(NicEvent.PF_DOWN);
    }

    Outcome resetWhileUp() {
        if (!pf.isUp()) {
            return Outcome.APPLIED;
        }
        reset();
        return configured(NicEvent.PF_RESET);
    }

    /** VFs were made, or all removed. */
    Outcome vfsChanged(NicEvent event) {
        boolean wasUp = pf.isUp();
        pf.reset(vfs.size());
        Outcome outcome = wasUp ? configured(event) : events.runAll(event);
        vfs.forEach(pools::resetVlans);
        return outcome;
    }

    /** The link is up. Nothing happens when the port was reset again meanwhile. */
    Outcome complete(Pending pending) {
        if (awaits.filter(pending::equals).isPresent()) {
            awaits = Optional.empty();
            pf.receive();
        }
        return Outcome.APPLIED;
    }

    private void reset() {
        pf.reset(vfs.size());
        awaits = Optional.empty();
        vfs.forEach(pools::writeEntries);
    }

    /** The driver configures the port: what each VF then has, and when the port accepts frames. */
    private Outcome configured(NicEvent event) {
        pf.configure();
        for (VfLife vf : vfs) {
            if (!takesEntries()) {
                pools.restore(vf);
            }
            pools.checkSource(vf, vf.spoofCheck);
        }
        List<Pending> pending = new ArrayList<>(events.runAll(event).pending());
        Optional<String> deaf = family.portReset();
        if (deaf.isPresent()) {
            awaits = Optional.of(new Pending(Pending.PORT, event, 0, deaf.get(), events.count()));
            pending.add(0, awaits.get());
        } else {
            pf.receive();
        }
        return pending.isEmpty() ? Outcome.APPLIED : new Outcome.AppliedInPart(pending);
    }

    private boolean takesEntries() {
        Cell.Step first = family.cell(NicEvent.PF_RESET).steps().get(0);
        return first.change().entry() == Change.Entry.NONE;
    }
}
