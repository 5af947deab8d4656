package dev.vfgap.replay.validate;

import dev.vfgap.models.frame.Outage;
import dev.vfgap.replay.calibrate.Quantiles;
import dev.vfgap.replay.predict.Landmarks.Landmark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The outages of a recording beside those of predicted runs, each told by the landmark nearest to its edge: where the frames lie
 * that a prediction misses or invents.
 *
 * <p>Two outages are the same when they overlap once the landmarks nearest to the recorded one's edges are laid upon each other. The
 * pauses of a plan differ from run to run, so no single clock would do.
 */
final class OutageMatch {
    private static final double NANOS_PER_MS = 1e6;

    /** A difference of so many frames is no more than both edges can be wrong. */
    private static final double RESOLUTION_FRAMES = 2;

    private static final int MOST_SENTENCES = 4;

    /** Something that half of the runs have is said to be predicted. */
    private static final double HALF = 0.5;

    private final Outages measured;
    private final List<Outages> predicted;

    /** A sentence and how many frames it is about. */
    private record Difference(double frames, String sentence) {}

    private OutageMatch(Outages measured, List<Outages> predicted) {
        this.measured = measured;
        this.predicted = predicted;
    }

    /** Where recording and prediction differ, the greatest difference first. */
    static List<String> differences(Outages measured, List<Outages> predicted) {
        OutageMatch match = new OutageMatch(measured, predicted);
        List<Difference> found = new ArrayList<>();
        for (int i = 0; i < measured.outages().size(); i++) {
            match.of(i).ifPresent(found::add);
        }
        match.invented().ifPresent(found::add);
        return found.stream()
                .sorted(Comparator.comparingDouble(one -> -one.frames()))
                .limit(MOST_SENTENCES)
                .map(Difference::sentence)
                .toList();
    }

    private Optional<Difference> of(int index) {
        Outage outage = measured.outages().get(index);
        Optional<Landmark> start = measured.nearest(outage.fromNanos());
        Optional<Landmark> end = measured.nearest(outage.untilNanos());
        if (start.isEmpty() || end.isEmpty()) {
            return Optional.empty();
        }
        List<Outage> same = new ArrayList<>();
        for (Outages run : predicted) {
            same(index, run).ifPresent(same::add);
        }
        String lost = outage.lostFrames() + " frames lost from "
                + since(outage.fromNanos() - measured.at().get(start.get()), start.get()) + " to "
                + since(outage.untilNanos() - measured.at().get(end.get()), end.get());
        if (same.size() < HALF * predicted.size()) {
            return outage.lostFrames() <= RESOLUTION_FRAMES
                    ? Optional.empty()
                    : Optional.of(new Difference(outage.lostFrames(), lost + "; no outage is predicted there"));
        }
        double frames =
                Quantiles.of(same.stream().mapToDouble(Outage::lostFrames).toArray(), HALF);
        // The matched outages are told on the clock of their landmark.
        double from = Quantiles.of(same.stream().mapToDouble(Outage::fromNanos).toArray(), HALF);
        double until =
                Quantiles.of(same.stream().mapToDouble(Outage::untilNanos).toArray(), HALF);
        double differs = Math.abs(outage.lostFrames() - frames);
        return differs <= RESOLUTION_FRAMES
                ? Optional.empty()
                : Optional.of(new Difference(
                        differs,
                        lost + "; predicted " + Numbers.text(frames, 0) + ", from "
                                + since(from - measured.at().get(start.get()), start.get()) + " to "
                                + since(until - measured.at().get(end.get()), end.get())));
    }

    /** What a run lost at the place of a recorded outage, on the recording's clock at both edges. */
    private Optional<Outage> same(int index, Outages run) {
        long from = Long.MAX_VALUE;
        long until = Long.MIN_VALUE;
        long frames = 0;
        for (Outage other : run.outages()) {
            if (place(other, run) == index) {
                Outage laid = laid(other, run, index).orElseThrow();
                from = Math.min(from, laid.fromNanos());
                until = Math.max(until, laid.untilNanos());
                frames += laid.lostFrames();
            }
        }
        return frames == 0 ? Optional.empty() : Optional.of(new Outage(from, until, frames));
    }

    /** The recorded outage that one of a run overlaps most, when they are laid upon each other; -1 = none. */
    private int place(Outage outage, Outages run) {
        int found = -1;
        long most = -1;
        for (int i = 0; i < measured.outages().size(); i++) {
            Outage recorded = measured.outages().get(i);
            Optional<Outage> laid = laid(outage, run, i);
            if (laid.isPresent()) {
                long overlap = Math.min(laid.get().untilNanos(), recorded.untilNanos())
                        - Math.max(laid.get().fromNanos(), recorded.fromNanos());
                found = overlap > most ? i : found;
                most = Math.max(most, overlap);
            }
        }
        return found;
    }

    /** An outage of a run with the landmarks nearest to a recorded one's edges laid upon the recording's. */
    private Optional<Outage> laid(Outage outage, Outages run, int index) {
        Outage recorded = measured.outages().get(index);
        Optional<Landmark> start = measured.nearest(recorded.fromNanos());
        Optional<Landmark> end = measured.nearest(recorded.untilNanos());
        if (start.isEmpty() || !run.at().containsKey(start.get()) || !run.at().containsKey(end.get())) {
            return Optional.empty();
        }
        long from =
                outage.fromNanos() + measured.at().get(start.get()) - run.at().get(start.get());
        long until =
                outage.untilNanos() + measured.at().get(end.get()) - run.at().get(end.get());
        return Optional.of(new Outage(from, Math.max(from, until), outage.lostFrames()));
    }

    /** What runs lose at places where the recording lost nothing. */
    private Optional<Difference> invented() {
        double[] frames = new double[predicted.size()];
        Outage greatest = null;
        Outages of = null;
        for (int i = 0; i < frames.length; i++) {
            for (Outage outage : predicted.get(i).outages()) {
                if (place(outage, predicted.get(i)) < 0) {
                    frames[i] += outage.lostFrames();
                    boolean more = greatest == null || outage.lostFrames() > greatest.lostFrames();
                    of = more ? predicted.get(i) : of;
                    greatest = more ? outage : greatest;
                }
            }
        }
        double usual = frames.length == 0 ? 0 : Quantiles.of(frames, HALF);
        if (usual <= RESOLUTION_FRAMES) {
            return Optional.empty();
        }
        Optional<Landmark> start = of.nearest(greatest.fromNanos());
        String where = start.isEmpty()
                ? ""
                : ", most of them from " + since(greatest.fromNanos() - of.at().get(start.get()), start.get()) + " on";
        return Optional.of(new Difference(
                usual, Numbers.text(usual, 0) + " frames are predicted lost where the recording lost none" + where));
    }

    private static String since(double nanos, Landmark landmark) {
        return Numbers.text(Math.abs(nanos) / NANOS_PER_MS, 1) + " ms " + (nanos < 0 ? "before " : "after ")
                + landmark.word();
    }
}
