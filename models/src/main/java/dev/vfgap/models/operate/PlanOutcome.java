package dev.vfgap.models.operate;

/** How far a plan has come. */
public sealed interface PlanOutcome {

    /**
     * Every step is done.
     *
     * @param atNanos when the last one was
     */
    record Completed(long atNanos) implements PlanOutcome {}

    /**
     * The plan was given up.
     *
     * @param position the step, counted from 1; a step of an otherwise comes after a dot: {@code 3.1}
     * @param step the step
     * @param why the refusal, or the limit that passed
     * @param atNanos when
     */
    record Aborted(String position, Step step, String why, long atNanos) implements PlanOutcome {}

    /**
     * A step has not ended: an await that waits to this day, or an action under way.
     *
     * @param position the step, counted from 1; a step of an otherwise comes after a dot: {@code 3.1}
     * @param step the step
     * @param sinceNanos when it began
     */
    record Waiting(String position, Step step, long sinceNanos) implements PlanOutcome {}
}
