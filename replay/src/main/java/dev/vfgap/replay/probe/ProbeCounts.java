package dev.vfgap.replay.probe;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the frames of each step and stream went, from the captures alone.
 *
 * <p>A frame belongs to the step in whose window it was on the wire: from the start of the step's command to that of the
 * next; the first step reaches back to the first frame, the last one to the end. A step's settled second begins with the
 * later of its command's return and one second before its end, and ends with it; the last step ends with the traffic.
 */
public final class ProbeCounts {

    private static final long SETTLED_NANOS = 1_000_000_000L;

    private final ProbeBundle bundle;
    private final ProbeSightings sightings;
    private final long[] settledFrom;
    private final long[] settledUntil;
    private final List<List<Cell>> cells = new ArrayList<>();

    /**
     * The frames of one stream in one step.
     *
     * @param sentFrames how many were on the wire
     * @param paths how many took which path; paths that none took are absent
     * @param settledPaths the same of the settled second
     * @param notAcceptedFrames of those seen nowhere, how many the NIC never took; empty when that was not captured
     * @param settledNotAccepted the same of the settled second; 0 when that was not captured
     */
    public record Cell(
            int sentFrames,
            Map<ProbePath, Integer> paths,
            Map<ProbePath, Integer> settledPaths,
            OptionalInt notAcceptedFrames,
            int settledNotAccepted) {

        public int frames(ProbePath path) {
            return paths.getOrDefault(path, 0);
        }

        /** How many frames the NIC took in the settled second, as far as that was captured. */
        public int settledFrames() {
            return settledPaths.values().stream().mapToInt(Integer::intValue).sum() - settledNotAccepted;
        }

        /** Which share of those took a path; 0 without any. */
        public double settledShare(ProbePath path) {
            int took = settledPaths.getOrDefault(path, 0) - (path == ProbePath.NONE ? settledNotAccepted : 0);
            return settledFrames() == 0 ? 0 : took / (double) settledFrames();
        }

        /** The path of most frames of the settled second; empty when none was sent in it. */
        public Optional<ProbePath> path() {
            ProbePath most = null;
            for (Map.Entry<ProbePath, Integer> entry : settledPaths.entrySet()) {
                if (most == null || entry.getValue() > settledPaths.get(most)) {
                    most = entry.getKey();
                }
            }
            return Optional.ofNullable(most);
        }
    }

    private ProbeCounts(ProbeBundle bundle, ProbeSightings sightings) {
        this.bundle = bundle;
        this.sightings = sightings;
        int steps = bundle.steps().size();
        settledFrom = new long[steps];
        settledUntil = new long[steps];
        for (int i = 0; i < steps; i++) {
            ProbeStep step = bundle.steps().get(i);
            settledUntil[i] = i + 1 < steps ? bundle.steps().get(i + 1).startedNanos() : end();
            settledFrom[i] = Math.max(step.returnedNanos(), settledUntil[i] - SETTLED_NANOS);
        }
    }

    /** Counts the frames of a bundle. */
    public static ProbeCounts of(ProbeBundle bundle, ProbeSightings sightings) {
        ProbeCounts counts = new ProbeCounts(bundle, sightings);
        counts.count();
        return counts;
    }

    /** The end of the traffic; where nobody tells it, after the last frame. */
    private long end() {
        if (bundle.endNanos().isPresent()) {
            return bundle.endNanos().getAsLong();
        }
        long last = Long.MIN_VALUE;
        for (int frame = 0; frame < sightings.frames(); frame++) {
            last = Math.max(last, sightings.atNanos(frame));
        }
        return last == Long.MIN_VALUE ? SETTLED_NANOS : last + 1;
    }

    private void count() {
        int streams = bundle.streams().size();
        int places = bundle.steps().size() * streams;
        List<Map<ProbePath, Integer>> all = new ArrayList<>();
        List<Map<ProbePath, Integer>> settled = new ArrayList<>();
        int[] sent = new int[places];
        int[] notAccepted = new int[places];
        int[] settledNotAccepted = new int[places];
        boolean known = bundle.has(ProbePoint.At.ACCEPTED);
        for (int i = 0; i < places; i++) {
            all.add(new EnumMap<>(ProbePath.class));
            settled.add(new EnumMap<>(ProbePath.class));
        }
        for (int frame = 0; frame < sightings.frames() && places > 0; frame++) {
            if (sightings.counts(frame)) {
                int step = step(frame);
                int place = step * streams + sightings.stream(frame);
                ProbePath path = sightings.path(frame);
                sent[place]++;
                all.get(place).merge(path, 1, Integer::sum);
                int notTaken = path == ProbePath.NONE && !sightings.was(frame, ProbePoint.At.ACCEPTED) ? 1 : 0;
                notAccepted[place] += notTaken;
                if (isSettled(step, frame)) {
                    settled.get(place).merge(path, 1, Integer::sum);
                    settledNotAccepted[place] += known ? notTaken : 0;
                }
            }
        }
        for (int step = 0; step < bundle.steps().size(); step++) {
            List<Cell> row = new ArrayList<>();
            for (int stream = 0; stream < streams; stream++) {
                int place = step * streams + stream;
                row.add(new Cell(
                        sent[place],
                        all.get(place),
                        settled.get(place),
                        known ? OptionalInt.of(notAccepted[place]) : OptionalInt.empty(),
                        settledNotAccepted[place]));
            }
            cells.add(List.copyOf(row));
        }
    }

    /** The step in whose window a frame was on the wire. */
    public int step(int frame) {
        List<ProbeStep> steps = bundle.steps();
        int step = 0;
        while (step + 1 < steps.size()
                && sightings.atNanos(frame) >= steps.get(step + 1).startedNanos()) {
            step++;
        }
        return step;
    }

    /** Whether a frame was on the wire in the settled second of a step. */
    public boolean isSettled(int step, int frame) {
        long at = sightings.atNanos(frame);
        return at >= settledFrom[step] && at < settledUntil[step];
    }

    /** How many frames of a stream the NIC took in the settled second of each step, the fewest first. */
    int[] settledFrames(int stream) {
        return cells.stream()
                .mapToInt(row -> row.get(stream).settledFrames())
                .sorted()
                .toArray();
    }

    /** The frames of a stream in a step, both by their index in the bundle. */
    public Cell cell(int step, int stream) {
        return cells.get(step).get(stream);
    }
}
