package dev.vfgap.scenarios.sensitivity;

import dev.vfgap.replay.figure.Drawn;
import dev.vfgap.scenarios.sensitivity.statistics.VarianceShares;
import dev.vfgap.scenarios.sensitivity.statistics.VarianceShares.Share;
import dev.vfgap.scenarios.sensitivity.statistics.VarianceShares.Shares;
import dev.vfgap.simcore.random.RandomStreams;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where a metric's variance comes from, by Sobol's indices: each parameter is held at a value of its distribution through a run.
 * All else that is drawn in a run, and the moments at which frames are sent, are one input more: luck.
 *
 * @param subject what is analysed
 * @param rows of how many rows of points
 * @param factors what was held
 * @param mean of the metric over all of it
 * @param variance of the metric
 * @param shares of the parameters and of luck, the greatest total first
 */
public record SharedVariance(
        Subject subject, int rows, Factors factors, double mean, double variance, List<Row> shares) {
    /** How the part of a run that no held parameter decides is called. */
    public static final String LUCK = "(luck: all other draws)";

    /** As many replications there are to choose from. */
    private static final int LUCKS = 1 << 30;

    /** One input. */
    public record Row(String key, Shares shares) {}

    /** How many runs the indices take. */
    public static long runs(int factors, int rows) {
        return VarianceShares.points(factors + 1, rows);
    }

    /**
     * Analyses.
     *
     * @param done called after each run
     */
    public static SharedVariance of(Subject subject, Factors factors, int rows, int jobs, Runnable done)
            throws InterruptedException {
        HeldRuns runs = new HeldRuns(subject.experiment(), subject.metric(), subject.seed(), jobs, done);
        List<Factor> held = factors.chosen();
        int luck = held.size();
        VarianceShares.Found found = VarianceShares.of(
                points -> subject.require(runs.each(
                        points.length,
                        i -> runs.holding(
                                held, points[i], (factor, part) -> factor.over().quantile(part)),
                        i -> (int) (points[i][luck] * LUCKS))),
                luck + 1,
                rows,
                subject.level(),
                new RandomStreams(subject.seed(), 0).stream("sensitivity/indices"));
        List<Row> shares = new ArrayList<>();
        for (int i = 0; i <= luck; i++) {
            String key = i == luck ? LUCK : held.get(i).key();
            shares.add(new Row(key, found.inputs().get(i)));
        }
        shares.sort(
                Comparator.comparingDouble((Row row) -> -row.shares().total().value()));
        return new SharedVariance(subject, rows, factors, found.mean(), found.variance(), shares);
    }

    /** The text for people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s, where its variance comes from (Sobol: %d rows, %d runs, seed %d)%n"
                        + "mean %s %s, standard deviation %s%n%n",
                subject.title(),
                rows,
                runs(factors.chosen().size(), rows),
                subject.seed(),
                Cells.number(mean),
                subject.metric().unit().words(),
                Cells.number(Math.sqrt(variance))));
        if (variance == 0) {
            return text.append("it does not vary\n").toString();
        }
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("parameter", "alone", "interval", "in all", "interval"));
        for (Row row : shares) {
            List<String> cells = new ArrayList<>(List.of(row.key()));
            for (Share share : List.of(row.shares().first(), row.shares().total())) {
                cells.add(Cells.percent(share.value()));
                cells.add(Cells.percent(share.low()) + " .. " + Cells.percent(share.high()));
            }
            table.add(cells);
        }
        text.append(Cells.table(table, 1));
        text.append(Cells.leftOut(factors));
        text.append("\nalone: the part of the variance that it makes by itself; in all: also together with others;"
                + "\nestimates, so those of parameters without influence lie about 0, also below it\n");
        return text.toString();
    }

    /** The fields of the result by name; the head is the caller's. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = subject.fields();
        fields.put("rows", rows);
        fields.put("runs", runs(factors.chosen().size(), rows));
        fields.put("mean", mean);
        fields.put("variance", variance);
        List<Object> inputs = new ArrayList<>();
        for (Row row : shares) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("key", row.key().equals(LUCK) ? "luck" : row.key());
            one.put("first", fields(row.shares().first()));
            one.put("total", fields(row.shares().total()));
            inputs.add(one);
        }
        fields.put("inputs", inputs);
        fields.put("leftOut", Cells.leftOutFields(factors));
        return fields;
    }

    private static Map<String, Object> fields(Share share) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("value", share.value());
        fields.put("low", share.low());
        fields.put("high", share.high());
        return fields;
    }

    /** The shares as bars. */
    public Drawn figure() {
        List<BarFigure.Row> bars = new ArrayList<>();
        for (Row row : shares) {
            bars.add(new BarFigure.Row(
                    row.key(),
                    List.of(percent(row.shares().total()), percent(row.shares().first())),
                    ""));
        }
        return BarFigure.of(
                subject.title(),
                "parts of the variance, line: interval of " + Cells.percent(subject.level()) + "; Sobol, " + rows
                        + " rows, seed " + subject.seed(),
                "% of the variance",
                List.of("in all", "alone"),
                bars);
    }

    private static BarFigure.Bar percent(Share share) {
        return new BarFigure.Bar(100 * share.value(), 100 * share.low(), 100 * share.high());
    }
}
