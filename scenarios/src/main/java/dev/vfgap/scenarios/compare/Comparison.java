package dev.vfgap.scenarios.compare;

import dev.vfgap.scenarios.compare.statistics.BestShares;
import dev.vfgap.scenarios.compare.statistics.Interval;
import dev.vfgap.scenarios.compare.statistics.PairedDifference;
import dev.vfgap.scenarios.compare.statistics.PairedDifferences;
import dev.vfgap.scenarios.experiment.RunNumbers;
import dev.vfgap.scenarios.experiment.RunTable;
import dev.vfgap.simcore.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the runs of several strategies say together.
 *
 * @param scenario the scenario's name
 * @param seed of all runs and resamples
 * @param level the confidence of what is told
 * @param metrics what is compared, first that by which is ranked
 * @param ranked the strategies by place
 * @param notRanked the others with the reason, in the order in which they were named
 * @param pairs by metric and place; with a selection only those of the selected one
 * @param family how many intervals hold together
 * @param selection how it ended, where runs were made until decided
 */
public record Comparison(
        String scenario,
        long seed,
        double level,
        List<Metric> metrics,
        List<Ranked> ranked,
        Map<String, String> notRanked,
        List<Pair> pairs,
        int family,
        Optional<Selection> selection) {

    public Comparison {
        metrics = List.copyOf(metrics);
        ranked = List.copyOf(ranked);
        pairs = List.copyOf(pairs);
    }

    /** Compares what was run. */
    public static Comparison of(
            String scenario,
            Competition competition,
            List<Metric> metrics,
            double level,
            long seed,
            Optional<Selection> selection) {
        Map<String, String> notRanked = new LinkedHashMap<>();
        List<Contestant> able = new ArrayList<>();
        for (Contestant one : competition.contestants()) {
            one.notRankedBecause(metrics)
                    .ifPresentOrElse(because -> notRanked.put(one.strategy().name(), because), () -> able.add(one));
        }
        List<Ranked> ranked = rank(able, metrics.get(0), selection);
        int family = Math.max(1, metrics.size() * PairedDifferences.pairsOf(ranked.size()));
        List<Pair> pairs = new ArrayList<>();
        for (Metric metric : metrics) {
            pairs.addAll(pairs(ranked, metric, family, level, seed, selection));
        }
        return new Comparison(scenario, seed, level, metrics, ranked, notRanked, pairs, family, selection);
    }

    private static List<Ranked> rank(List<Contestant> able, Metric metric, Optional<Selection> selection) {
        double[][] columns = new double[able.size()][];
        double[] means = new double[able.size()];
        for (int c = 0; c < columns.length; c++) {
            RunTable runs = able.get(c).runs().orElseThrow();
            columns[c] = metric.of(runs);
            means[c] = Arrays.stream(columns[c]).sum() / columns[c].length;
            for (int run = 0; run < columns[c].length; run++) {
                boolean completed = runs.outcome(run).equals(RunNumbers.COMPLETED);
                columns[c][run] = completed ? columns[c][run] : Double.NaN;
            }
        }
        double[] best = BestShares.of(columns);
        List<Integer> order = new ArrayList<>();
        for (int c = 0; c < columns.length; c++) {
            order.add(c);
        }
        String first =
                selection.filter(Selection::decided).map(Selection::selected).orElse("");
        order.sort(Comparator.comparing(
                        (Integer c) -> !able.get(c).strategy().name().equals(first))
                .thenComparing(c -> means[c]));
        List<Ranked> ranked = new ArrayList<>();
        for (int c : order) {
            int place = ranked.size() + 1;
            boolean shared = place > 1 && ranked.get(place - 2).mean() == means[c];
            ranked.add(new Ranked(able.get(c), shared ? ranked.get(place - 2).rank() : place, means[c], best[c]));
        }
        return ranked;
    }

    private static List<Pair> pairs(
            List<Ranked> ranked, Metric metric, int family, double level, long seed, Optional<Selection> selection) {
        double[][] columns = ranked.stream().map(one -> metric.of(one.runs())).toArray(double[][]::new);
        List<int[]> wanted = new ArrayList<>();
        int lastBetter = selection.isPresent() ? Math.min(1, ranked.size()) : ranked.size();
        for (int better = 0; better < lastBetter; better++) {
            for (int worse = better + 1; worse < ranked.size(); worse++) {
                wanted.add(new int[] {worse, better});
            }
        }
        List<Pair> pairs = new ArrayList<>();
        var differences = new PairedDifferences(columns, family, level, new RandomStreams(seed, 0));
        for (PairedDifference found : differences.of(wanted)) {
            boolean asRanked = found.mean().value() >= 0;
            PairedDifference told = asRanked ? found : found.turned();
            pairs.add(new Pair(
                    ranked.get(told.second()).name(), ranked.get(told.first()).name(), metric, told));
        }
        return pairs;
    }

    /** What the ranking is by. */
    public Metric metric() {
        return metrics.get(0);
    }

    /** The strategies that no interval tells apart from the first one, which is one of them; none where nobody is ranked. */
    public List<String> couldBeBest() {
        if (ranked.isEmpty()) {
            return List.of();
        }
        String first = ranked.get(0).name();
        List<String> could = new ArrayList<>(List.of(first));
        for (Pair pair : pairs) {
            boolean ofFirst = pair.better().equals(first) || pair.worse().equals(first);
            if (pair.metric().equals(metric())
                    && ofFirst
                    && pair.difference().conclusion() == PairedDifference.Conclusion.NO_DIFFERENCE) {
                could.add(pair.better().equals(first) ? pair.worse() : pair.better());
            }
        }
        return could;
    }

    /** The assumed parameters that it rests on, in the order of the catalogue. */
    public List<String> assumed() {
        Set<String> used = new LinkedHashSet<>();
        ranked.forEach(one -> used.addAll(one.runs().assumed()));
        return ranked.isEmpty()
                ? List.of()
                : ranked.get(0).runs().experiment().setup().values().catalog().keys().stream()
                        .filter(used::contains)
                        .toList();
    }

    /** What a reader must know before he believes it, a sentence each. */
    public List<String> warnings() {
        return Warnings.of(this);
    }

    /** The result with the keys of {@code vfgap/compare/1}; the head is the caller's. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scenario", scenario);
        fields.put("metric", metric().name());
        fields.put("level", level);
        fields.put(
                "strategies",
                ranked.stream().map(one -> one.fields(metric(), level)).toList());
        List<Object> others = new ArrayList<>();
        notRanked.forEach((name, because) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", name);
            one.put("because", because);
            others.add(one);
        });
        fields.put("notRanked", others);
        fields.put("couldBeBest", couldBeBest());
        fields.put("pairs", pairs.stream().map(Pair::fields).toList());
        Map<String, Object> together = new LinkedHashMap<>();
        together.put("intervals", family);
        together.put("levelOfEach", 1 - (1 - level) / family);
        fields.put("together", together);
        selection.ifPresent(ended -> fields.put("selection", ended.fields(metric())));
        fields.put("warnings", warnings());
        return fields;
    }

    /** A number of the metric as people read it. */
    static String number(double value, Metric.Unit unit) {
        boolean whole = unit == Metric.Unit.FRAMES && (Math.abs(value) >= 100 || value == Math.rint(value));
        return Double.isNaN(value) ? "?" : String.format(Locale.ROOT, whole ? "%.0f" : "%.1f", value);
    }

    /** An interval as people read it. */
    static String ends(Interval interval, Metric.Unit unit) {
        return number(interval.low(), unit) + " .. " + number(interval.high(), unit);
    }
}
