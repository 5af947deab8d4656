package dev.vfgap.scenarios.sensitivity;

import dev.vfgap.models.lab.MigrationSetup;
import dev.vfgap.replay.figure.Drawn;
import dev.vfgap.scenarios.sensitivity.statistics.Screening;
import dev.vfgap.simcore.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a metric's mean hangs on, by Morris' screening: each parameter is held at the 5, 35, 65 or 95 % value of its distribution, or at
 * the ends of a range and between them.
 *
 * @param subject what is screened
 * @param paths how many paths were taken
 * @param replications over how many runs each mean is
 * @param factors what was held
 * @param rows the effects, the greatest first
 */
public record ScreenedParameters(Subject subject, int paths, int replications, Factors factors, List<Row> rows) {
    /**
     * One parameter.
     *
     * @param effect in the metric's unit, for the way from the least to the greatest value that it is held at
     */
    public record Row(Factor factor, Screening.Effect effect) {}

    /** How many runs a screening takes. */
    public static long runs(int factors, int paths, int replications) {
        return (long) Screening.points(factors, paths) * replications;
    }

    /**
     * Screens.
     *
     * @param done called after each run
     */
    public static ScreenedParameters of(
            Subject subject, Factors factors, int paths, int replications, int jobs, Runnable done)
            throws InterruptedException {
        HeldRuns runs = new HeldRuns(subject.experiment(), subject.metric(), subject.seed(), jobs, done);
        List<Factor> held = factors.chosen();
        List<Screening.Effect> effects = Screening.of(
                rows -> subject.require(runs.means(setups(runs, held, rows), replications)),
                held.size(),
                paths,
                subject.level(),
                new RandomStreams(subject.seed(), 0).stream("sensitivity/screen"));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < held.size(); i++) {
            rows.add(new Row(held.get(i), effects.get(i)));
        }
        rows.sort(Comparator.comparingDouble((Row row) -> -row.effect().muStar()));
        return new ScreenedParameters(subject, paths, replications, factors, rows);
    }

    private static List<MigrationSetup> setups(HeldRuns runs, List<Factor> held, double[][] rows) {
        return Arrays.stream(rows)
                .map(row -> runs.holding(held, row, Factor::along))
                .toList();
    }

    /** The text for people. */
    public String text() {
        String unit = subject.metric().unit().words();
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s, what its mean hangs on (Morris: %d paths, each mean over %d runs, seed %d)%n%n",
                subject.title(),
                paths,
                replications,
                subject.seed()));
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("parameter", "from", "to", unit + " over it", "interval", "direction", "sigma"));
        for (Row row : rows) {
            Screening.Effect effect = row.effect();
            table.add(List.of(
                    row.factor().key(),
                    row.factor().text(row.factor().along(0)),
                    row.factor().text(row.factor().along(1)),
                    Cells.number(effect.muStar()),
                    Cells.number(effect.low()) + " .. " + Cells.number(effect.high()),
                    direction(effect),
                    Cells.number(effect.sigma())));
        }
        text.append(Cells.table(table, 3));
        text.append(Cells.leftOut(factors));
        text.append("\nsigma great beside the effect: it acts not in proportion, or only together with others\n");
        return text.toString();
    }

    private static String direction(Screening.Effect effect) {
        if (effect.muStar() == 0) {
            return "none";
        }
        return effect.mu() == effect.muStar() ? "more" : effect.mu() == -effect.muStar() ? "less" : "both ways";
    }

    /** The fields of the result by name; the head is the caller's. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = subject.fields();
        fields.put("paths", paths);
        fields.put("replications", replications);
        List<Object> parameters = new ArrayList<>();
        for (Row row : rows) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("key", row.factor().key());
            one.put("from", row.factor().text(row.factor().along(0)));
            one.put("until", row.factor().text(row.factor().along(1)));
            one.put("muStar", row.effect().muStar());
            one.put("low", row.effect().low());
            one.put("high", row.effect().high());
            one.put("mu", row.effect().mu());
            one.put("sigma", row.effect().sigma());
            parameters.add(one);
        }
        fields.put("parameters", parameters);
        fields.put("leftOut", Cells.leftOutFields(factors));
        return fields;
    }

    /** The effects as bars. */
    public Drawn figure() {
        List<BarFigure.Row> bars = new ArrayList<>();
        for (Row row : rows) {
            Screening.Effect effect = row.effect();
            bars.add(new BarFigure.Row(
                    row.factor().key(),
                    List.of(new BarFigure.Bar(effect.muStar(), effect.low(), effect.high())),
                    direction(effect) + ", sigma " + Cells.number(effect.sigma())));
        }
        return BarFigure.of(
                subject.title(),
                "change of the mean while a parameter goes from its 5 % to its 95 % value (or over its range), line: interval of "
                        + Cells.percent(subject.level()) + "; Morris, " + paths + " paths, seed " + subject.seed(),
                subject.metric().unit().words(),
                List.of("mean of the absolute elementary effects"),
                bars);
    }
}
