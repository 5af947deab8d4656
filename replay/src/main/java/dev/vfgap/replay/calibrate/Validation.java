package dev.vfgap.replay.calibrate;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.account.Account;
import dev.vfgap.replay.account.DirectionAccount;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.calibrate.Predictor.PredictedRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Predictions of bundles against what was captured of them.
 *
 * @param cells one for each bundle and metric
 * @param left why a bundle has no cell, a sentence for each that has none
 * @param assumed the keys of the assumed parameters that the predictions rest on
 */
public record Validation(List<Cell> cells, List<String> left, List<String> assumed) {
    /** A cell counts from so many lost frames on; of fewer, a frame decides. */
    public static final long COUNTED_FRAMES = 5;

    /** Relative errors are of cells with at least so many. */
    private static final long RELATIVE_FRAMES = 20;

    /** Strategies whose medians differ by less than this part are not ordered. */
    private static final double DIFFERENT = 0.15;

    private static final double MS_PER_SECOND = 1e3;

    /** What is compared. */
    public enum Metric {
        LOST_FRAMES("lostFrames"),
        LONGEST_OUTAGE("longestOutageMs");

        private final String key;

        Metric(String key) {
            this.key = key;
        }

        /** Its key in results. */
        public String key() {
            return key;
        }
    }

    /**
     * One comparison, of the direction from the peer to the guest.
     *
     * @param strategy what the bundle calls what was done; its own name where it does not say
     * @param measuredLostFrames what the bundle's captures show of its losses
     * @param msPerFrame the length of stream that a frame stands for, in milliseconds
     * @param extrapolated the NIC or driver is in no bundle that the prediction rests on
     * @param baselines the CRPS of what one would say without a model, by its name; of lost frames only
     */
    public record Cell(
            String bundle,
            String strategy,
            Metric metric,
            double measured,
            Score predicted,
            long measuredLostFrames,
            double msPerFrame,
            boolean extrapolated,
            Map<String, Double> baselines) {

        /** Whether it is counted, and not only listed. */
        public boolean counts() {
            return measuredLostFrames >= COUNTED_FRAMES;
        }
    }

    public Validation {
        cells = List.copyOf(cells);
        left = List.copyOf(left);
        assumed = List.copyOf(assumed);
    }

    /**
     * The cells of a bundle.
     *
     * @param account what its captures show
     * @param runs what was predicted
     * @param basis the bundles that the prediction rests on, with their accounts, for the baselines
     * @param extrapolated whether its NIC or driver is in none of them
     * @param u a number between 0 and 1 that is the bundle's own: where its count is put among equal predictions
     * @return none when the captures do not show exactly how many frames were lost
     */
    public static List<Cell> cells(
            CaptureBundle bundle,
            Account account,
            List<PredictedRun> runs,
            List<Baselines.Known> basis,
            boolean extrapolated,
            double u) {
        DirectionAccount rx = account.rx();
        OptionalDouble rate = bundle.traffic(Direction.RX)
                .map(stream -> stream.framesPerSecond())
                .orElse(OptionalDouble.empty());
        if (!rx.lost().isExact() || rate.isEmpty()) {
            return List.of();
        }
        long lost = rx.lost().low();
        double outageMs = rx.longestOutageNanos() / 1e6;
        double msPerFrame = MS_PER_SECOND / rate.getAsDouble();
        String strategy = bundle.strategy().orElse(bundle.name());
        Map<String, Double> baselines = Baselines.crps(bundle, lost, msPerFrame, basis);
        return List.of(
                new Cell(
                        bundle.name(),
                        strategy,
                        Metric.LOST_FRAMES,
                        lost,
                        Score.of(sample(runs, PredictedRun::lostFrames), lost, u),
                        lost,
                        msPerFrame,
                        extrapolated,
                        baselines),
                new Cell(
                        bundle.name(),
                        strategy,
                        Metric.LONGEST_OUTAGE,
                        outageMs,
                        Score.of(sample(runs, PredictedRun::longestOutageMs), outageMs, u),
                        lost,
                        msPerFrame,
                        extrapolated,
                        Map.of()));
    }

    private static double[] sample(List<PredictedRun> runs, ToDoubleFunction<PredictedRun> of) {
        return runs.stream().mapToDouble(of).toArray();
    }

    /** The cells that count. */
    public List<Cell> counted() {
        return cells.stream().filter(Cell::counts).toList();
    }

    /** The part of the counted cells that lies inside; not a number when none counts. */
    public double coverage() {
        List<Cell> counted = counted();
        return counted.stream().filter(cell -> cell.predicted().inside()).count() / (double) counted.size();
    }

    /** The middle of |predicted - measured| / measured over the bundles with at least 20 lost frames. */
    public OptionalDouble medianAbsoluteRelativeError() {
        List<Double> errors = lostCells()
                .filter(cell -> cell.measuredLostFrames() >= RELATIVE_FRAMES)
                .map(cell -> Math.abs(cell.predicted().median() - cell.measured()) / cell.measured())
                .toList();
        return errors.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Fit.median(errors));
    }

    private Stream<Cell> lostCells() {
        return cells.stream().filter(cell -> cell.metric() == Metric.LOST_FRAMES);
    }

    /** The order of the strategies: pairs whose measured losses differ enough, and how many are predicted in that order. */
    public record Order(int pairs, int right) {
        /** Kendall's tau over these pairs: 1 = all in the right order, -1 = none. */
        public OptionalDouble correlation() {
            return pairs == 0 ? OptionalDouble.empty() : OptionalDouble.of(2.0 * right / pairs - 1);
        }
    }

    /** Strategies by their losses, in milliseconds of stream, the middle over the bundles of each. */
    public Order order() {
        Map<String, List<Cell>> byStrategy =
                lostCells().collect(Collectors.groupingBy(Cell::strategy, TreeMap::new, Collectors.toList()));
        List<double[]> middles = byStrategy.values().stream()
                .map(of -> new double[] {
                    middle(of, Cell::measured),
                    middle(of, cell -> cell.predicted().median())
                })
                .sorted(Comparator.comparingDouble(pair -> pair[0]))
                .toList();
        int pairs = 0;
        int right = 0;
        for (int i = 0; i < middles.size(); i++) {
            for (int j = i + 1; j < middles.size(); j++) {
                if (middles.get(j)[0] > middles.get(i)[0] * (1 + DIFFERENT)) {
                    pairs++;
                    right += middles.get(j)[1] > middles.get(i)[1] ? 1 : 0;
                }
            }
        }
        return new Order(pairs, right);
    }

    private static double middle(List<Cell> cells, ToDoubleFunction<Cell> frames) {
        List<Double> lengths = new ArrayList<>();
        cells.forEach(cell -> lengths.add(frames.applyAsDouble(cell) * cell.msPerFrame()));
        return Fit.median(lengths);
    }

    /** Mean CRPS of the lost frames in milliseconds of stream, so that bundles of different rates weigh alike. */
    public OptionalDouble meanCrpsMs() {
        return lostCells()
                .mapToDouble(cell -> cell.predicted().crps() * cell.msPerFrame())
                .average();
    }

    /** The same of each baseline, over the bundles that have it, beside the model's over the same ones. */
    public Map<String, double[]> baselines() {
        Map<String, List<double[]>> pairs = new TreeMap<>();
        lostCells().forEach(cell -> cell.baselines().forEach((name, crps) -> pairs.computeIfAbsent(
                        name, any -> new ArrayList<>())
                .add(new double[] {crps * cell.msPerFrame(), cell.predicted().crps() * cell.msPerFrame()})));
        Map<String, double[]> means = new TreeMap<>();
        pairs.forEach((name, some) -> means.put(name, new double[] {
            some.stream().mapToDouble(pair -> pair[0]).average().orElseThrow(),
            some.stream().mapToDouble(pair -> pair[1]).average().orElseThrow()
        }));
        return means;
    }

    /** The bundles whose NIC or driver no calibration bundle had. */
    public List<String> extrapolated() {
        return cells.stream()
                .filter(Cell::extrapolated)
                .map(Cell::bundle)
                .distinct()
                .toList();
    }

    /** The cell of a bundle and metric. */
    public Optional<Cell> cell(String bundle, Metric metric) {
        return cells.stream()
                .filter(cell -> cell.bundle().equals(bundle) && cell.metric() == metric)
                .findFirst();
    }
}
