package dev.vfgap.scenarios.expect;

import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.lab.ControlLog.Milestone;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.RunPhase;
import dev.vfgap.models.lab.TrafficStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** A quantity that a run has, or has not. */
public sealed interface Measure {

    /** Its value in a run; empty where the run has no such thing. */
    OptionalDouble in(MigrationRun run);

    /** What is measured, as the subject of a sentence. */
    String text();

    /** The stream as results write it. */
    static String word(TrafficStream stream) {
        return stream.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Frames of a stream that ended by one of some fates.
     *
     * @param fates all losses or all deliveries where none is named
     * @param outcome what the fates are
     */
    record Ended(TrafficStream stream, FrameFate.Outcome outcome, List<FrameFate> fates) implements Measure {
        public Ended {
            fates = List.copyOf(fates);
        }

        long frames(MigrationRun run) {
            return run.of(stream).outcome().byFate().entrySet().stream()
                    .filter(entry ->
                            fates.isEmpty() ? entry.getKey().outcome() == outcome : fates.contains(entry.getKey()))
                    .mapToLong(entry -> entry.getValue())
                    .sum();
        }

        @Override
        public OptionalDouble in(MigrationRun run) {
            return OptionalDouble.of(frames(run));
        }

        @Override
        public String text() {
            String by = fates.stream().map(Enum::name).collect(Collectors.joining(" or "));
            return "frames of " + word(stream) + " " + outcome.name().toLowerCase(Locale.ROOT)
                    + (by.isEmpty() ? "" : " by " + by);
        }
    }

    /** The share of the frames of a stream that ended so, of all that were sent; a run that sent none has no share. */
    record ShareOfSent(Ended ended) implements Measure {
        @Override
        public OptionalDouble in(MigrationRun run) {
            long sent = run.of(ended.stream).sentFrames();
            return sent == 0 ? OptionalDouble.empty() : OptionalDouble.of(ended.frames(run) / (double) sent);
        }

        @Override
        public String text() {
            return "share of the " + ended.text();
        }
    }

    /** Receptions of a frame beyond the first. */
    record Duplicated(TrafficStream stream) implements Measure {
        @Override
        public OptionalDouble in(MigrationRun run) {
            return OptionalDouble.of(run.of(stream).outcome().duplicatedFrames());
        }

        @Override
        public String text() {
            return "frames of " + word(stream) + " duplicated";
        }
    }

    /** Frames delivered more than 50 ms after they were sent. */
    record Late(TrafficStream stream) implements Measure {
        @Override
        public OptionalDouble in(MigrationRun run) {
            return OptionalDouble.of(run.of(stream).outcome().lateFrames());
        }

        @Override
        public String text() {
            return "frames of " + word(stream) + " late";
        }
    }

    /** The longest outage, in nanoseconds; 0 where nothing was lost. */
    record LongestOutage(TrafficStream stream) implements Measure {
        @Override
        public OptionalDouble in(MigrationRun run) {
            return OptionalDouble.of(run.of(stream).outcome().longestOutageNanos());
        }

        @Override
        public String text() {
            return "longest outage of " + word(stream);
        }
    }

    /** How long a phase lasted, in nanoseconds; empty where it did not begin or did not end. */
    record Lasting(RunPhase phase) implements Measure {
        @Override
        public OptionalDouble in(MigrationRun run) {
            OptionalLong end = phase.endNanos(run.log());
            return end.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(
                            end.getAsLong() - phase.beginNanos(run.log()).getAsLong());
        }

        @Override
        public String text() {
            return "phase " + phase.word();
        }
    }

    /** From the first sight of one thing to the first of another after it, in nanoseconds. */
    record Between(Sight first, Sight last) implements Measure {
        @Override
        public OptionalDouble in(MigrationRun run) {
            List<Milestone> milestones = run.log().milestones();
            int from = first.indexFrom(milestones, 0);
            int until = from < 0 ? -1 : last.indexFrom(milestones, from + 1);
            return until < 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(milestones.get(until).atNanos()
                            - milestones.get(from).atNanos());
        }

        @Override
        public String text() {
            return "time from " + first.text() + " to " + last.text();
        }
    }
}
