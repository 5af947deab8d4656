package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.Outage;
import dev.vfgap.models.frame.OutageScan;
import dev.vfgap.models.frame.Place;
import dev.vfgap.replay.account.Arrival;
import dev.vfgap.replay.account.DirectionAccount;
import dev.vfgap.replay.bundle.CaptureBundle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Prediction against measurement in one direction, frame by frame.
 *
 * <p>Frames of which the bundle does not show whether they arrived are predicted but not compared.
 *
 * @param direction which way
 * @param frames frames sent in the window
 * @param comparedFrames frames of which the bundle shows whether they arrived
 * @param measuredLostFrames lost in the capture
 * @param predicted lost in the prediction, with bounds
 * @param missedFrames lost in the capture, delivered in the prediction
 * @param inventedFrames delivered in the capture, lost in the prediction
 * @param edges how far predicted outages begin and end from measured ones
 * @param lastSeenRight share of the lost frames whose predicted fate belongs to the place where they were last seen (a
 *     missed frame's too: it was predicted to be delivered by way of a place); empty when none was lost or no capture
 *     shows places
 * @param causes predicted losses by fate
 * @param measuredOutages the measured outages
 * @param predictedOutages the predicted outages
 * @param measuredRuns measured losses, run by run
 * @param predictedRuns predicted losses, run by run
 */
public record Comparison(
        Direction direction,
        int frames,
        int comparedFrames,
        int measuredLostFrames,
        Bounds predicted,
        int missedFrames,
        int inventedFrames,
        Edges edges,
        OptionalDouble lastSeenRight,
        Map<FrameFate, Integer> causes,
        List<Outage> measuredOutages,
        List<Outage> predictedOutages,
        List<LossRun> measuredRuns,
        List<LossRun> predictedRuns) {

    /**
     * A predicted number with what it could be, given what the bundle leaves open.
     *
     * @param value at the moments taken
     * @param low the least over the moments possible
     * @param high the most over the moments possible
     */
    public record Bounds(int value, int low, int high) {}

    /**
     * Distances between measured outages' starts and ends and the nearest predicted start or end.
     *
     * @param count how many measured starts and ends there are
     * @param medianNanos the median distance, 0 when there is none
     * @param maxNanos the largest distance, 0 when there is none; {@code Long.MAX_VALUE} when nothing was predicted
     */
    public record Edges(int count, long medianNanos, long maxNanos) {}

    /** One minus the share of frames whose prediction is wrong; inflated by quiet time. */
    public double agreement() {
        return comparedFrames == 0 ? 1 : 1 - (missedFrames + inventedFrames) / (double) comparedFrames;
    }

    /** Compares predicted fates with what the bundle shows of each frame. */
    static Comparison of(
            CaptureBundle bundle,
            DirectionAccount measured,
            byte[] fates,
            short[] places,
            LedPlaces led,
            Bounds predicted) {
        int frames = measured.frames();
        int compared = 0;
        int lost = 0;
        int missed = 0;
        int invented = 0;
        int placed = 0;
        int rightPlace = 0;
        OutageScan measuredScan = new OutageScan();
        OutageScan predictedScan = new OutageScan();
        Map<FrameFate, Integer> causes = new EnumMap<>(FrameFate.class);
        List<LossRun> measuredRuns = new ArrayList<>();
        List<LossRun> predictedRuns = new ArrayList<>();
        boolean measuredBefore = false;
        boolean predictedBefore = false;
        for (int i = 0; i < frames; i++) {
            boolean predictedLost = isLost(fates[i]);
            boolean measuredLost = measured.arrival(i) == Arrival.LOST;
            boolean known = measured.arrival(i) != Arrival.OPEN;
            long sent = measured.sentNanos(i);
            if (measuredLost) {
                Optional<Place> place =
                        measured.lastSeen(i).isPresent() ? Optional.of(place(bundle, measured, i)) : Optional.empty();
                measuredBefore = extended(measuredRuns, measuredBefore, sent, place, Optional.empty());
            } else {
                measuredBefore = false;
            }
            if (predictedLost) {
                Optional<Place> place = Optional.of(led.of(measured.direction(), fates[i], sent));
                FrameFate fate = Ledger.fateOf(fates[i]);
                predictedBefore = extended(predictedRuns, predictedBefore, sent, place, Optional.of(fate));
            } else {
                predictedBefore = false;
            }
            feed(predictedScan, predictedLost, measured.sentNanos(i));
            feed(measuredScan, measuredLost, measured.sentNanos(i));
            if (predictedLost) {
                causes.merge(Ledger.fateOf(fates[i]), 1, Integer::sum);
            }
            compared += known ? 1 : 0;
            lost += measuredLost ? 1 : 0;
            missed += measuredLost && !predictedLost ? 1 : 0;
            invented += known && !measuredLost && predictedLost ? 1 : 0;
            if (measuredLost && measured.lastSeen(i).isPresent()) {
                placed++;
                rightPlace += (places[i] >> place(bundle, measured, i).ordinal() & 1) != 0 ? 1 : 0;
            }
        }
        List<Outage> measuredOutages = measuredScan.outages();
        List<Outage> predictedOutages = predictedScan.outages();
        return new Comparison(
                measured.direction(),
                frames,
                compared,
                lost,
                predicted,
                missed,
                invented,
                edges(measuredOutages, predictedOutages),
                placed == 0 ? OptionalDouble.empty() : OptionalDouble.of(rightPlace / (double) placed),
                causes,
                measuredOutages,
                predictedOutages,
                measuredRuns,
                predictedRuns);
    }

    /** Adds a lost frame to the last run, when the frame before it was lost in the same way, or begins one. */
    private static boolean extended(
            List<LossRun> runs, boolean lostBefore, long sentNanos, Optional<Place> place, Optional<FrameFate> fate) {
        int last = runs.size() - 1;
        if (lostBefore && runs.get(last).continuedBy(place, fate)) {
            runs.set(last, runs.get(last).with(sentNanos));
        } else {
            runs.add(new LossRun(sentNanos, sentNanos, 1, place, fate));
        }
        return true;
    }

    /** Whether a predicted fate is a loss; a frame still on its way at the end is not. */
    static boolean isLost(byte fate) {
        return fate != Ledger.OPEN && Ledger.fateOf(fate).isLoss();
    }

    private static void feed(OutageScan scan, boolean lost, long sentNanos) {
        if (lost) {
            scan.lost(sentNanos, sentNanos, 1);
        } else {
            scan.delivered(1);
        }
    }

    private static Place place(CaptureBundle bundle, DirectionAccount measured, int frame) {
        int point = measured.lastSeenPoint(frame);
        if (point >= 0) {
            return bundle.points().get(point).place();
        }
        return LedPlaces.sender(measured.direction());
    }

    private static Edges edges(List<Outage> measured, List<Outage> predicted) {
        long[] distances = new long[2 * measured.size()];
        for (int i = 0; i < measured.size(); i++) {
            distances[2 * i] = nearest(measured.get(i).fromNanos(), predicted);
            distances[2 * i + 1] = nearest(measured.get(i).untilNanos(), predicted);
        }
        Arrays.sort(distances);
        int n = distances.length;
        if (n == 0) {
            return new Edges(0, 0, 0);
        }
        long below = distances[(n - 1) / 2];
        long above = distances[n / 2];
        return new Edges(n, above == Long.MAX_VALUE ? above : below + (above - below) / 2, distances[n - 1]);
    }

    private static long nearest(long edge, List<Outage> outages) {
        long nearest = Long.MAX_VALUE;
        for (Outage outage : outages) {
            nearest = Math.min(nearest, Math.abs(outage.fromNanos() - edge));
            nearest = Math.min(nearest, Math.abs(outage.untilNanos() - edge));
        }
        return nearest;
    }
}
