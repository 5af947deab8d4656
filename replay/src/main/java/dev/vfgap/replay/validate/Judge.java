package dev.vfgap.replay.validate;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.account.Account;
import dev.vfgap.replay.account.AccountedOutage;
import dev.vfgap.replay.account.DirectionAccount;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.calibrate.Calibration;
import dev.vfgap.replay.validate.Predictor.Predicted;
import dev.vfgap.replay.validate.Predictor.PredictedRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Compares one bundle with its predictions.
 *
 * @param run the bundle with its landmarks
 * @param account what its captures show
 * @param predicted what was predicted of it
 * @param own what is predicted with the delays of its own events; empty where it shows none that a run draws
 * @param known the bundles that baselines may know
 * @param basis what the prediction rests on
 * @param u a number between 0 and 1 that is the bundle's own: where its count is put among equal predictions
 */
public record Judge(
        Calibration.Recorded run,
        Account account,
        Predicted predicted,
        Optional<Predicted> own,
        List<Baselines.Known> known,
        Cell.Basis basis,
        double u) {

    /** An edge of an outage lies anywhere between two frames, so a length is known to about two. */
    private static final double RESOLUTION_FRAMES = 2;

    /** So many unusual delays are told, the most unusual first. */
    private static final int MOST_DELAYS = 4;

    private static final double MS_PER_SECOND = 1e3;
    private static final double NANOS_PER_MS = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * The cells of the bundle.
     *
     * @param phases its delays against those predicted
     * @return none when the captures do not show exactly how many frames were lost
     */
    public List<Cell> cells(List<PhaseCheck> phases) {
        DirectionAccount rx = account.rx();
        OptionalDouble rate = run.bundle()
                .traffic(Direction.RX)
                .map(stream -> stream.framesPerSecond())
                .orElse(OptionalDouble.empty());
        if (!rx.lost().isExact() || rate.isEmpty()) {
            return List.of();
        }
        double msPerFrame = MS_PER_SECOND / rate.getAsDouble();
        return List.of(
                cell(Metric.LOST_FRAMES, rx.lost().low(), msPerFrame, phases),
                cell(Metric.LONGEST_OUTAGE, rx.longestOutageNanos() / NANOS_PER_MS, msPerFrame, phases));
    }

    private Cell cell(Metric metric, double measured, double msPerFrame, List<PhaseCheck> phases) {
        CaptureBundle bundle = run.bundle();
        long lost = account.rx().lost().low();
        Score score = Score.of(sample(predicted, metric), measured, u);
        return new Cell(
                bundle.name(),
                bundle.strategy().orElse(bundle.name()),
                metric,
                measured,
                score,
                lost,
                msPerFrame,
                basis,
                metric == Metric.LOST_FRAMES ? Baselines.crps(bundle, lost, msPerFrame, known) : Map.of(),
                residual(metric, measured, score, msPerFrame, phases));
    }

    private static double[] sample(Predicted predicted, Metric metric) {
        return predicted.runs().stream()
                .mapToDouble(one -> metric == Metric.LOST_FRAMES ? one.lostFrames() : one.longestOutageMs())
                .toArray();
    }

    private Residual residual(Metric metric, double measured, Score score, double msPerFrame, List<PhaseCheck> phases) {
        double perFrame = metric == Metric.LOST_FRAMES ? 1 : msPerFrame;
        Optional<Score> ownScore = own.map(with -> Score.of(sample(with, metric), measured, u));
        if (ownScore.isEmpty()) {
            return new Residual(
                    score.inside() ? Residual.Verdict.WITHIN_SPREAD : Residual.Verdict.NOT_KNOWN,
                    ownScore,
                    0,
                    List.of());
        }
        Score with = ownScore.get();
        // The models send at the stream's rate: what was due during an outage and not sent, they lose.
        double due = measured + (metric == Metric.LOST_FRAMES ? unsentFrames() : 0);
        double beyond = Math.max(0, Math.max(with.low() - due, due - with.high()));
        double left = beyond <= RESOLUTION_FRAMES * perFrame ? 0 : due - with.median();
        return new Residual(
                Residual.Verdict.of(score, left),
                ownScore,
                left / perFrame,
                reasons(metric, score, with, left / perFrame, phases));
    }

    private List<String> reasons(Metric metric, Score score, Score with, double leftFrames, List<PhaseCheck> phases) {
        List<String> reasons = new ArrayList<>();
        phases.stream()
                .filter(phase -> phase.counted() && phase.unusual())
                .sorted(Comparator.comparingDouble(phase -> -Math.abs(phase.pit() - 0.5)))
                .limit(MOST_DELAYS)
                .forEach(phase -> reasons.add(phase.sentence()));
        if (reasons.isEmpty() && !score.inside()) {
            reasons.add("no single delay of the run lies outside what is predicted for it");
        }
        String told = "with the run's own delays the model says " + Numbers.of(metric, with.median()) + " ("
                + Numbers.of(metric, with.low()) + " .. " + Numbers.of(metric, with.high()) + ") " + metric.unit();
        double unsent = unsentFrames();
        if (metric == Metric.LOST_FRAMES && Math.abs(unsent) > RESOLUTION_FRAMES) {
            reasons.add("during its outages the sender sent " + Numbers.text(Math.abs(unsent), 0) + " frames "
                    + (unsent > 0 ? "fewer" : "more") + " than its rate gives, which is allowed for");
        }
        if (leftFrames == 0) {
            reasons.add(told + ", which agrees with what was measured");
            return reasons;
        }
        reasons.add(told + ", " + Numbers.text(Math.abs(leftFrames), 0) + " frames "
                + (leftFrames > 0 ? "less" : "more") + " than measured");
        reasons.addAll(OutageMatch.differences(
                Outages.of(account.rx(), run.landmarks()),
                own.orElseThrow().runs().stream().map(PredictedRun::outages).toList()));
        return reasons;
    }

    /** How many frames fewer than at the stream's mean rate were sent between the first and the last of each outage. */
    private double unsentFrames() {
        DirectionAccount rx = account.rx();
        double nanosPerFrame = NANOS_PER_SECOND
                / run.bundle()
                        .traffic(Direction.RX)
                        .orElseThrow()
                        .framesPerSecond()
                        .orElseThrow();
        double unsent = 0;
        for (AccountedOutage outage : rx.outages()) {
            unsent += outage.outage().lengthNanos() / nanosPerFrame + 1;
            for (int frame = 0; frame < rx.frames(); frame++) {
                boolean inside = rx.sentNanos(frame) >= outage.outage().fromNanos()
                        && rx.sentNanos(frame) <= outage.outage().untilNanos();
                unsent -= inside ? 1 : 0;
            }
        }
        return unsent;
    }
}
