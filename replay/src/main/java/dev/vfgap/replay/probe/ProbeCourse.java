package dev.vfgap.replay.probe;

import dev.vfgap.replay.bundle.Finding;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * How the path of each stream went through each step of a probe: when a command changed it, or what it interrupted.
 *
 * <p>All times are those of frames on the wire. How finely they tell is the distance of two frames of a stream.
 */
public final class ProbeCourse {

    /**
     * A stream took another path than in the step before.
     *
     * @param from the path of the step before
     * @param to the path of this step
     * @param firstNewNanos the first frame on the new path, after the start of the command
     * @param firstNewAfterReturnNanos the same after its return; negative when it came before
     * @param lastOldNanos the last frame on the old path before that; empty when the first was on the new one already
     * @param framesBetween frames between those two, on neither
     */
    public record Change(
            ProbePath from,
            ProbePath to,
            long firstNewNanos,
            long firstNewAfterReturnNanos,
            OptionalLong lastOldNanos,
            int framesBetween) {}

    /**
     * A stream kept its path and yet some of its frames did not take it.
     *
     * @param firstNanos the first of them, after the start of the command
     * @param lastNanos the last of them
     * @param paths where they were, with how many
     */
    public record Interruption(long firstNanos, long lastNanos, Map<ProbePath, Integer> paths) {

        /** How many there were. */
        public int frames() {
            return paths.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /**
     * How long frames were under way from the wire to PF and VF; one that came to both counts for each.
     *
     * @param leastNanos the shortest; negative when clocks differ
     * @param medianNanos the middle
     * @param mostNanos the longest: a frame that waited for a PF in reset
     */
    public record Delay(long leastNanos, long medianNanos, long mostNanos) {}

    /**
     * The course of one stream in one step.
     *
     * @param change empty when the path stayed the same, or was not known before
     * @param interruption empty when the path changed, or all frames took it
     * @param delay empty when no frame reached PF or VF
     */
    public record Leg(Optional<Change> change, Optional<Interruption> interruption, Optional<Delay> delay) {}

    /** So long after a command began the fastest of several changes is slow. */
    private static final long SLOW_NANOS = 250_000_000L;

    private final ProbeBundle bundle;
    private final ProbeSightings sightings;
    private final ProbeCounts counts;
    private final List<List<List<Integer>>> frames = new ArrayList<>();

    private ProbeCourse(ProbeBundle bundle, ProbeSightings sightings, ProbeCounts counts) {
        this.bundle = bundle;
        this.sightings = sightings;
        this.counts = counts;
        for (int step = 0; step < bundle.steps().size(); step++) {
            List<List<Integer>> row = new ArrayList<>();
            bundle.streams().forEach(stream -> row.add(new ArrayList<>()));
            frames.add(row);
        }
        for (int frame = 0; frame < sightings.frames() && !frames.isEmpty(); frame++) {
            if (sightings.counts(frame)) {
                frames.get(counts.step(frame)).get(sightings.stream(frame)).add(frame);
            }
        }
        frames.forEach(row -> row.forEach(
                some -> some.sort((left, right) -> Long.compare(sightings.atNanos(left), sightings.atNanos(right)))));
    }

    /**
     * What is doubtful about it: a MAC that is set, an interface that goes up act at once, so where not one command of several does,
     * its time is in doubt sooner than the driver.
     */
    List<Finding> findings() {
        long least = Long.MAX_VALUE;
        int changes = 0;
        for (int step = 1; step < bundle.steps().size(); step++) {
            for (int stream = 0; stream < bundle.streams().size(); stream++) {
                Optional<Change> change = leg(step, stream).change();
                if (change.isPresent()) {
                    least = Math.min(least, change.get().firstNewNanos());
                    changes++;
                }
            }
        }
        boolean doubtful = changes > 1 && least > SLOW_NANOS;
        return doubtful
                ? List.of(Finding.doubt(
                        "events",
                        String.format(
                                Locale.ROOT,
                                "each of the %d changes of a path comes %.1f ms or more after its command began: the clocks of events and"
                                        + " captures may differ by as much, and the times from a command on with them",
                                changes,
                                least / 1e6)))
                : List.of();
    }

    /** The course of a bundle's streams. */
    public static ProbeCourse of(ProbeBundle bundle, ProbeSightings sightings, ProbeCounts counts) {
        return new ProbeCourse(bundle, sightings, counts);
    }

    /** The frames of a stream in a step, in the order in which they were on the wire. */
    List<Integer> frames(int step, int stream) {
        return List.copyOf(frames.get(step).get(stream));
    }

    /** The course of a stream in a step, both by their index in the bundle. */
    public Leg leg(int step, int stream) {
        Optional<ProbePath> before =
                step == 0 ? Optional.empty() : counts.cell(step - 1, stream).path();
        Optional<ProbePath> now = counts.cell(step, stream).path();
        List<Integer> sent = frames.get(step).get(stream);
        boolean changed = before.isPresent() && now.isPresent() && before.get() != now.get();
        return new Leg(
                changed ? change(step, sent, before.get(), now.get()) : Optional.empty(),
                changed || now.isEmpty() ? Optional.empty() : interruption(step, sent, now.get()),
                delay(sent));
    }

    private Optional<Change> change(int step, List<Integer> sent, ProbePath from, ProbePath to) {
        int first = 0;
        while (first < sent.size() && sightings.path(sent.get(first)) != to) {
            first++;
        }
        if (first == sent.size()) {
            return Optional.empty();
        }
        int last = first - 1;
        while (last >= 0 && sightings.path(sent.get(last)) != from) {
            last--;
        }
        ProbeStep command = bundle.steps().get(step);
        long firstNew = sightings.atNanos(sent.get(first));
        return Optional.of(new Change(
                from,
                to,
                firstNew - command.startedNanos(),
                firstNew - command.returnedNanos(),
                last < 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(sightings.atNanos(sent.get(last)) - command.startedNanos()),
                last < 0 ? 0 : first - last - 1));
    }

    private Optional<Interruption> interruption(int step, List<Integer> sent, ProbePath path) {
        Map<ProbePath, Integer> others = new EnumMap<>(ProbePath.class);
        long first = 0;
        long last = 0;
        for (int frame : sent) {
            if (sightings.path(frame) != path) {
                last = sightings.atNanos(frame) - bundle.steps().get(step).startedNanos();
                first = others.isEmpty() ? last : first;
                others.merge(sightings.path(frame), 1, Integer::sum);
            }
        }
        return others.isEmpty() ? Optional.empty() : Optional.of(new Interruption(first, last, others));
    }

    private Optional<Delay> delay(List<Integer> sent) {
        long[] delays = sent.stream()
                .flatMapToLong(frame -> LongStream.of(sightings.atPfNanos(frame), sightings.atVfNanos(frame))
                        .filter(at -> at != ProbeSightings.NEVER)
                        .map(at -> at - sightings.atNanos(frame)))
                .sorted()
                .toArray();
        if (delays.length == 0) {
            return Optional.empty();
        }
        long median = (delays[(delays.length - 1) / 2] + delays[delays.length / 2]) / 2;
        return Optional.of(new Delay(delays[0], median, delays[delays.length - 1]));
    }
}
