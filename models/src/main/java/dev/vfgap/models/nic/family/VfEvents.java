package dev.vfgap.models.nic.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Does what a family's cells say, step by step.
 *
 * <p>A PF's driver handles the events of a VF one after the other: an event that finds a step of the one before still to
 * do does that first.
 */
final class VfEvents {
    private final NicFamily family;
    private final VfPools pools;
    private final List<VfLife> vfs;
    private long count;

    VfEvents(NicFamily family, VfPools pools, List<VfLife> vfs) {
        this.family = family;
        this.pools = pools;
        this.vfs = vfs;
    }

    VfEvents(NicFamily family, VfPools pools, List<VfLife> vfs, VfEvents other) {
        this(family, pools, vfs);
        count = other.count;
    }

    /** How many events there were. */
    long count() {
        return count;
    }

    /** One event of one VF, of which something else changes first. */
    Outcome run(NicEvent event, VfLife vf, Consumer<VfLife> first) {
        Cell cell = family.cell(event);
        if (cell.refusal().isPresent() && vf.is(cell.refusal().get())) {
            return new Outcome.Refused(cell.reason());
        }
        while (vf.awaits.isPresent()) {
            complete(vf.awaits.get());
        }
        count++;
        first.accept(vf);
        return steps(event, vf, 0, count);
    }

    /** An event of the PF, which every VF has at once; what an earlier one left to do is void. */
    Outcome runAll(NicEvent event) {
        count++;
        List<Pending> pending = new ArrayList<>();
        for (VfLife vf : vfs) {
            vf.awaits = Optional.empty();
            pending.addAll(steps(event, vf, 0, count).pending());
        }
        return pending.isEmpty() ? Outcome.APPLIED : new Outcome.AppliedInPart(pending);
    }

    Outcome complete(Pending pending) {
        if (pending.vf() >= vfs.size()) {
            return Outcome.APPLIED;
        }
        VfLife vf = vfs.get(pending.vf());
        if (vf.awaits.filter(pending::equals).isEmpty()) {
            return Outcome.APPLIED;
        }
        vf.awaits = Optional.empty();
        return steps(pending.event(), vf, pending.step(), pending.order());
    }

    /** Does the step with this index and those that follow at once. */
    private Outcome steps(NicEvent event, VfLife vf, int from, long order) {
        List<Cell.Step> steps = family.cell(event).steps();
        for (int i = from; i < steps.size(); i++) {
            Cell.Step step = steps.get(i);
            if (i > from && step.delay().isPresent()) {
                Pending rest = new Pending(vf.pool, event, i, step.delay().get(), order);
                vf.awaits = Optional.of(rest);
                return new Outcome.AppliedInPart(List.of(rest));
            }
            if (vf.is(step.condition())) {
                pools.write(step.change(), vf);
            }
        }
        return Outcome.APPLIED;
    }
}
