package dev.vfgap.models.operate;

import dev.vfgap.models.machine.Phase;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.simcore.distribution.Uniform;
import dev.vfgap.simcore.random.RandomStream;
import dev.vfgap.simcore.time.Event;
import dev.vfgap.simcore.time.EventOrder;
import dev.vfgap.simcore.time.Simulation;
import java.util.List;

/**
 * Management: carries out a {@link Plan}, each step when the one before is done.
 *
 * <p>An action is a call of the {@link Operator} and is done at once, but for {@code set-filter}: the operator's verb is
 * called when the change takes effect in the NIC, {@code mgmt.filterMove} after the step began, and the step is done
 * {@code mgmt.filterReturn} later. An await that already holds is done at once ({@link Latch}); one that has to wait is
 * done {@code mgmt.eventToNetlink} after the event. A limit that passes at the very moment of the event loses.
 *
 * <p>An action that was refused ends the plan, as an error ends a script.
 */
public final class PlanRunner {

    private final Simulation simulation;
    private final Operator operator;
    private final RandomStream waits;
    private final Latch latch = new Latch();
    private final Phase filterMove;
    private final Phase filterReturn;
    private final Phase reaction;
    private final Phase pause;
    private final Event limit;
    private List<Step> steps;
    private String prefix = "";
    private int index;
    private long stepBeganAtNanos;
    private boolean awaiting;
    private PlanOutcome ended;

    /**
     * A plan that has not begun.
     *
     * @param phases management's delays, on a clock that does not stop
     * @param waits the stream from which pauses are drawn
     */
    public PlanRunner(Simulation simulation, Phases phases, Plan plan, Operator operator, RandomStream waits) {
        this.simulation = simulation;
        this.operator = operator;
        this.waits = waits;
        this.steps = plan.steps();
        this.filterMove = phases.phase("mgmt.filterMove", this::filterMoved);
        this.filterReturn = phases.phase("mgmt.filterReturn", this::stepDone);
        this.reaction = phases.phase("mgmt.eventToNetlink", this::stepDone);
        this.pause = phases.phase("mgmt.wait", this::stepDone);
        this.limit = simulation.event(phases.instance() + "/limit", EventOrder.OBSERVATION, this::limitPassed);
    }

    /** Begins with the first step now. */
    public void start() {
        carryOn();
    }

    /** Takes note of something that has happened; the await at work may end by it. */
    public void observed(Observation observation) {
        latch.take(observation);
        if (awaiting && steps.get(index) instanceof Await await && latch.holds(await.condition())) {
            awaiting = false;
            limit.cancel();
            reaction.begin();
        }
    }

    /** The action at work was refused: the plan ends. To be called by the operator's verb. */
    public void refused(String error) {
        abort(error);
    }

    /** How far the plan has come by now. */
    public PlanOutcome outcome() {
        return ended != null ? ended : new PlanOutcome.Waiting(position(), steps.get(index), stepBeganAtNanos);
    }

    private void carryOn() {
        while (ended == null) {
            stepBeganAtNanos = simulation.nowNanos();
            if (index == steps.size()) {
                ended = new PlanOutcome.Completed(simulation.nowNanos());
            } else if (!doneAtOnce(steps.get(index))) {
                return;
            } else if (ended == null) {
                index++;
            }
        }
    }

    private void stepDone() {
        index++;
        carryOn();
    }

    /** Begins a step; false when it is done later. */
    private boolean doneAtOnce(Step step) {
        if (step instanceof Action.SetFilter) {
            filterMove.begin();
            return false;
        }
        if (step instanceof Action action) {
            latch.start(action);
            action.carryOut(operator);
            return true;
        }
        if (step instanceof Await await) {
            return holdsAlready(await);
        }
        pause.begin(pauseNanos((Wait) step));
        return false;
    }

    /** Begins to wait when the condition does not hold yet. */
    private boolean holdsAlready(Await await) {
        if (latch.holds(await.condition())) {
            return true;
        }
        awaiting = true;
        await.limit().ifPresent(limited -> limit.after(limited.nanos()));
        return false;
    }

    private long pauseNanos(Wait wait) {
        return wait.minNanos() == wait.maxNanos()
                ? wait.minNanos()
                : new Uniform(wait.minNanos(), wait.maxNanos()).drawNanos(waits);
    }

    private void filterMoved() {
        ((Action) steps.get(index)).carryOut(operator);
        if (ended == null) {
            filterReturn.begin();
        }
    }

    private void limitPassed() {
        awaiting = false;
        Await.Limit limited = ((Await) steps.get(index)).limit().orElseThrow();
        Otherwise otherwise = limited.otherwise();
        if (otherwise instanceof Otherwise.Instead instead) {
            prefix = position() + ".";
            steps = instead.steps();
            index = 0;
            carryOn();
        } else if (otherwise instanceof Otherwise.Continue) {
            stepDone();
        } else {
            abort("its limit passed");
        }
    }

    private void abort(String why) {
        if (ended == null) {
            ended = new PlanOutcome.Aborted(position(), steps.get(index), why, simulation.nowNanos());
        }
    }

    private String position() {
        return prefix + (index + 1);
    }
}
