package dev.vfgap.scenarios.experiment;

import dev.vfgap.models.application.Felt;
import dev.vfgap.models.frame.FlowOutcome;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.lab.ControlLog;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.RunPhase;
import dev.vfgap.models.lab.TrafficStream;
import java.util.List;

/**
 * The numbers of one run, in the order of {@link RunColumns}: what is kept of it where many are compared.
 *
 * @param numbers a number for each column; {@link RunColumns#NONE} where the run has no such thing
 * @param outcome how it ended, as {@link Prediction#outcome} says it
 * @param fingerprint of its events
 * @param drawnKeys the parameters that it drew
 */
public record RunNumbers(long[] numbers, String outcome, String fingerprint, List<String> drawnKeys) {

    /** How {@link Prediction#outcome} calls a run in which the guest was migrated and the plan came to its end. */
    public static final String COMPLETED = "completed";

    private static final double MILLI = 1e3;
    private static final double PPM = 1e6;

    /** Those of a run. */
    public static RunNumbers of(MigrationRun run, RunColumns columns, long beforeNanos) {
        long[] numbers = new long[columns.count()];
        int at = 0;
        for (TrafficStream stream : columns.streams()) {
            MigrationRun.Sent sent = run.of(stream);
            FlowOutcome outcome = sent.outcome();
            numbers[at++] = sent.sentFrames();
            numbers[at++] = outcome.deliveredFrames();
            numbers[at++] = outcome.lostFrames();
            numbers[at++] = outcome.lateFrames();
            numbers[at++] = outcome.duplicatedFrames();
            numbers[at++] = outcome.longestOutageNanos();
            for (FrameFate fate : RunColumns.LOSSES) {
                numbers[at++] = outcome.byFate().getOrDefault(fate, 0L);
            }
        }
        numbers[at++] = run.log().planEndedNanos() - beforeNanos;
        numbers[at++] = lasting(RunPhase.MIGRATION, run.log());
        numbers[at++] = lasting(RunPhase.DOWNTIME, run.log());
        Felt felt = run.felt();
        numbers[at++] = felt.tcpStallNanos();
        numbers[at++] = Math.round(felt.missedPings() * MILLI);
        numbers[at++] = Math.round(felt.bfdDownProbability() * PPM);
        numbers[at++] = felt.voiceMuteNanos();
        numbers[at] = Math.round(felt.voiceScore() * MILLI);
        return new RunNumbers(
                numbers,
                Prediction.outcome(run.log()),
                run.log().fingerprint(),
                run.log().drawnKeys());
    }

    /** Whether it migrated the guest and came to the end of its plan. */
    public boolean completed() {
        return outcome.equals(COMPLETED);
    }

    private static long lasting(RunPhase phase, ControlLog log) {
        return phase.endNanos(log).isPresent()
                ? phase.endNanos(log).getAsLong() - phase.beginNanos(log).getAsLong()
                : RunColumns.NONE;
    }
}
