package dev.vfgap.replay.validate;

import dev.vfgap.replay.calibrate.Quantiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Predictions of bundles against what was captured of them.
 *
 * @param cells one for each bundle and metric
 * @param phases the delays that the bundles show, against those that the predictions were drawn from
 * @param left why a bundle has no cell, a sentence for each that has none
 * @param assumed the keys of the assumed parameters that the predictions rest on
 */
public record Validation(List<Cell> cells, List<PhaseCheck> phases, List<String> left, List<String> assumed) {
    /** Relative errors are of cells with at least so many lost frames. */
    private static final long RELATIVE_FRAMES = 20;

    /** Strategies whose medians differ by less than this part are not ordered. */
    private static final double DIFFERENT = 0.15;

    public Validation {
        cells = List.copyOf(cells);
        phases = List.copyOf(phases);
        left = List.copyOf(left);
        assumed = List.copyOf(assumed);
    }

    /** The cells that count. */
    public List<Cell> counted() {
        return cells.stream().filter(Cell::counts).toList();
    }

    /** The part of the counted cells that lies inside its interval of 90 %; not a number when none counts. */
    public double coverage() {
        return coverage(Score.LEVEL, cell -> true).share();
    }

    /** How many counted cells of a kind lie inside their intervals of a level. */
    public Coverage coverage(double level, Predicate<Cell> kind) {
        List<Cell> some = counted().stream().filter(kind).toList();
        int inside = (int) some.stream()
                .filter(cell -> cell.predicted().interval(level).inside())
                .count();
        return new Coverage(level, inside, some.size());
    }

    /** Where the counted cells of a metric lie in their predictions. */
    public PitHistogram pit(Metric metric) {
        return PitHistogram.of(counted().stream()
                .filter(cell -> cell.metric() == metric)
                .map(cell -> cell.predicted().pit())
                .toList());
    }

    /** How many of the delays that say something lie inside the predicted interval of a level. */
    public Coverage phaseCoverage(double level, Predicate<PhaseCheck> kind) {
        List<PhaseCheck> some =
                phases.stream().filter(PhaseCheck::counted).filter(kind).toList();
        return new Coverage(
                level, (int) some.stream().filter(phase -> phase.inside(level)).count(), some.size());
    }

    /** Where the delays lie in what was predicted for them. */
    public PitHistogram phasePit() {
        return PitHistogram.of(
                phases.stream().filter(PhaseCheck::counted).map(PhaseCheck::pit).toList());
    }

    /** The parameters of the delays, in the order of the catalogue. */
    public List<String> phaseKeys() {
        return phases.stream().map(PhaseCheck::key).distinct().toList();
    }

    /** The counted cells outside their interval of 90 %. */
    public List<Cell> outside() {
        return counted().stream().filter(cell -> !cell.predicted().inside()).toList();
    }

    /** The counted cells of a metric whose run shows delays of its own. */
    public List<Cell> withOwnDelays(Metric metric) {
        return counted().stream()
                .filter(cell -> cell.metric() == metric && cell.residual().own().isPresent())
                .toList();
    }

    /** The middle of |predicted with its own delays - measured| over these, in the metric's unit. */
    public OptionalDouble medianOwnError(Metric metric) {
        double[] errors = withOwnDelays(metric).stream()
                .mapToDouble(
                        cell -> Math.abs(cell.residual().own().orElseThrow().median() - cell.measured()))
                .toArray();
        return errors.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Quantiles.of(errors, 0.5));
    }

    /** The middle of |predicted - measured| / measured over the bundles with at least 20 lost frames. */
    public OptionalDouble medianAbsoluteRelativeError() {
        double[] errors = lostCells()
                .filter(cell -> cell.measuredLostFrames() >= RELATIVE_FRAMES)
                .mapToDouble(cell -> Math.abs(cell.predicted().median() - cell.measured()) / cell.measured())
                .toArray();
        return errors.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Quantiles.of(errors, 0.5));
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
        return Quantiles.of(
                cells.stream()
                        .mapToDouble(cell -> frames.applyAsDouble(cell) * cell.msPerFrame())
                        .toArray(),
                0.5);
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

    /** The bundles whose predictions rest on this. */
    public List<String> bundles(Cell.Basis basis) {
        return cells.stream()
                .filter(cell -> cell.basis() == basis)
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
