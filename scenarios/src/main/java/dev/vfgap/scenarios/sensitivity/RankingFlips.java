package dev.vfgap.scenarios.sensitivity;

import dev.vfgap.scenarios.compare.Metric;
import dev.vfgap.scenarios.experiment.RunTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Which parameter changes the best of several strategies, and where: each is held at one value after the other over all that it
 * may be, in runs with the same luck, while all else stays as it is assumed.
 *
 * <p>Another strategy is the best at a value only where its mean is less than that of the best as assumed and the interval of the
 * difference in pairs (Student's t, of all values and parameters together, Bonferroni) is on one side of zero. Between two values
 * with different best ones the place is looked for by halving.
 *
 * <p>A strategy that does not migrate the guest in most of its runs at a value has no place there: its mean is infinite.
 *
 * <p>Not modelled: two parameters that change it only together. A change and its return between two neighbouring values are not
 * seen.
 *
 * @param metric by which the best has the least mean
 * @param level the confidence of all intervals together
 * @param replications over how many runs each mean is
 * @param strategies the names, the best as assumed first
 * @param means of the strategies as assumed
 * @param rows each parameter that was held, those that change the best first
 * @param factors what was held
 */
public record RankingFlips(
        Metric metric,
        double level,
        int replications,
        List<String> strategies,
        List<Double> means,
        List<Row> rows,
        Factors factors) {
    /** So many values each parameter is held at first. */
    public static final int VALUES = 7;

    /** What is called the best where no strategy migrates the guest in most of its runs. */
    public static final String NOBODY = "none of them";

    /** So often the way between two values is halved. */
    private static final int HALVINGS = 5;

    /**
     * A stretch of values with the same best strategy.
     *
     * @param best its name
     * @param from the least value that was seen with it, in the parameter's unit
     * @param until the greatest one
     */
    public record Stretch(String best, double from, double until) {}

    /**
     * A parameter.
     *
     * @param stretches from the least value on; between two of them the best changes
     * @param undecided the values at which another has the least mean, but within the interval
     */
    public record Row(Factor factor, List<Stretch> stretches, List<Double> undecided) {
        public Row {
            stretches = List.copyOf(stretches);
            undecided = List.copyOf(undecided);
        }

        /** The part of the parameter's present distribution that lies where another is the best. */
        double share(String usual) {
            double share = 0;
            for (int i = 0; i < stretches.size(); i++) {
                if (!stretches.get(i).best().equals(usual)) {
                    double from =
                            i == 0 ? Double.NEGATIVE_INFINITY : stretches.get(i).from();
                    double until = i == stretches.size() - 1
                            ? Double.POSITIVE_INFINITY
                            : stretches.get(i).until();
                    share += below(until) - below(from);
                }
            }
            return share;
        }

        private double below(double value) {
            return value == Double.NEGATIVE_INFINITY
                    ? 0
                    : value == Double.POSITIVE_INFINITY ? 1 : factor.present().cumulativeProbability(value);
        }
    }

    /** How many runs the values take; the halvings come on top. */
    public static long runs(int factors, int strategies, int replications) {
        return (long) factors * VALUES * strategies * replications;
    }

    /** What happens at one value. */
    private record Seen(double value, String best, boolean undecided) {}

    /** The strategies with the runs that they had as assumed. */
    private record Held(List<RunTable> tables, List<HeldRuns> runs, List<double[]> asAssumed) {
        int count() {
            return tables.get(0).runs();
        }
    }

    /**
     * Looks for changes.
     *
     * @param tables the strategies' runs as assumed, the one with the least mean first, all of as many replications
     * @param done called after each run
     */
    public static RankingFlips of(
            List<RunTable> tables, Metric metric, Factors factors, double level, int jobs, Runnable done)
            throws InterruptedException {
        List<HeldRuns> runs = new ArrayList<>();
        List<double[]> asAssumed = new ArrayList<>();
        for (RunTable table : tables) {
            runs.add(new HeldRuns(table.experiment(), metric, table.seed(), jobs, done));
            asAssumed.add(metric.of(table));
        }
        Held held = new Held(tables, runs, asAssumed);
        int comparisons = factors.chosen().size() * VALUES * (tables.size() - 1);
        int count = tables.get(0).runs();
        double t = new TDistribution(null, count - 1.0).inverseCumulativeProbability(1 - (1 - level) / 2 / comparisons);
        List<Row> rows = new ArrayList<>();
        for (Factor factor : factors.chosen()) {
            rows.add(row(held, factor, t));
        }
        String usual = name(tables.get(0));
        rows.sort((one, other) -> Boolean.compare(isOther(other, usual), isOther(one, usual)));
        return new RankingFlips(
                metric,
                level,
                count,
                tables.stream().map(RankingFlips::name).toList(),
                asAssumed.stream().map(RankingFlips::mean).toList(),
                rows,
                factors);
    }

    private static boolean isOther(Row row, String usual) {
        return row.stretches().stream().anyMatch(stretch -> !stretch.best().equals(usual));
    }

    private static String name(RunTable table) {
        return table.experiment().strategy().name();
    }

    private static Row row(Held held, Factor factor, double t) throws InterruptedException {
        List<Seen> seen = new ArrayList<>();
        for (double value : Scan.of(factor, VALUES)) {
            Seen next = at(held, factor, value, t);
            if (!seen.isEmpty()) {
                between(held, factor, t, seen.get(seen.size() - 1), next, HALVINGS, seen);
            }
            seen.add(next);
        }
        List<Stretch> stretches = new ArrayList<>();
        List<Double> undecided = new ArrayList<>();
        for (Seen one : seen) {
            int last = stretches.size() - 1;
            if (last >= 0 && stretches.get(last).best().equals(one.best())) {
                stretches.set(last, new Stretch(one.best(), stretches.get(last).from(), one.value()));
            } else {
                stretches.add(new Stretch(one.best(), one.value(), one.value()));
            }
            if (one.undecided()) {
                undecided.add(one.value());
            }
        }
        return new Row(factor, stretches, undecided);
    }

    /** Adds what lies between two values with different best strategies, as near to each change as the halvings lead. */
    private static void between(Held held, Factor factor, double t, Seen low, Seen high, int halvings, List<Seen> seen)
            throws InterruptedException {
        double middle = Scan.between(factor, low.value(), high.value());
        boolean none = middle <= low.value() || middle >= high.value();
        if (low.best().equals(high.best()) || halvings == 0 || none) {
            return;
        }
        Seen between = at(held, factor, middle, t);
        between(held, factor, t, low, between, halvings - 1, seen);
        seen.add(between);
        between(held, factor, t, between, high, halvings - 1, seen);
    }

    private static Seen at(Held held, Factor factor, double value, double t) throws InterruptedException {
        List<double[]> columns = new ArrayList<>();
        for (int i = 0; i < held.tables().size(); i++) {
            // A strategy that does not use the parameter runs as it did.
            boolean uses = held.tables().get(i).uses(factor.key());
            columns.add(
                    uses
                            ? held.runs().get(i).migrated(factor, value, held.count())
                            : held.asAssumed().get(i));
        }
        int best = 0;
        for (int i = 1; i < columns.size(); i++) {
            best = mean(columns.get(i)) < mean(columns.get(best)) ? i : best;
        }
        if (mean(columns.get(best)) == Double.POSITIVE_INFINITY) {
            return new Seen(value, NOBODY, false);
        }
        boolean sure = best == 0 || isLess(columns.get(best), columns.get(0), t);
        return new Seen(value, name(held.tables().get(sure ? best : 0)), !sure);
    }

    /** Whether one column is less than another on average, by the interval of their difference. */
    private static boolean isLess(double[] column, double[] than, double t) {
        int n = column.length;
        double[] differences = new double[n];
        Arrays.setAll(differences, i -> column[i] - than[i]);
        double mean = mean(differences);
        double squares = 0;
        for (double difference : differences) {
            squares += (difference - mean) * (difference - mean);
        }
        return mean == Double.NEGATIVE_INFINITY || mean + t * Math.sqrt(squares / (n - 1) / n) < 0;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** The fields of the result by name; the head is the caller's. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("metric", metric.name());
        fields.put("level", level);
        fields.put("replications", replications);
        List<Object> assumed = new ArrayList<>();
        for (int i = 0; i < strategies.size(); i++) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", strategies.get(i));
            one.put("mean", means.get(i));
            assumed.add(one);
        }
        fields.put("asAssumed", assumed);
        fields.put("parameters", rows.stream().map(this::fields).toList());
        fields.put("leftOut", Cells.leftOutFields(factors));
        return fields;
    }

    private Map<String, Object> fields(Row row) {
        Factor factor = row.factor();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", factor.key());
        fields.put("assumed", factor.present().toText(factor.parameter().unit()));
        fields.put("changesTheBest", isOther(row, strategies.get(0)));
        fields.put("shareOfItsDraws", row.share(strategies.get(0)));
        List<Object> stretches = new ArrayList<>();
        for (Stretch stretch : row.stretches()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("best", stretch.best());
            one.put("from", factor.text(stretch.from()));
            one.put("until", factor.text(stretch.until()));
            stretches.add(one);
        }
        fields.put("stretches", stretches);
        fields.put(
                "noDifferenceFoundAt",
                row.undecided().stream().map(factor::text).toList());
        return fields;
    }

    /** Whether a parameter changes the best. */
    public boolean isChanged() {
        return !changing().isEmpty();
    }

    /** Those that change the best. */
    List<Row> changing() {
        return rows.stream().filter(row -> isOther(row, strategies.get(0))).toList();
    }
}
