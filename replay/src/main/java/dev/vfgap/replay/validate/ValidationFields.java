package dev.vfgap.replay.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** A validation with the keys of {@code vfgap/validate/1}; the head is the caller's. */
public final class ValidationFields {
    private static final double NANOS_PER_MS = 1e6;

    private ValidationFields() {}

    /** The fields of a validation; a number that does not exist is null. */
    public static Map<String, Object> of(Validation validation) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(
                "bundles", validation.cells().stream().map(ValidationFields::of).toList());
        Map<String, Object> coverage = new LinkedHashMap<>();
        int counted = validation.counted().size();
        coverage.put("level", Score.LEVEL);
        coverage.put("inside", counted == 0 ? null : validation.coverage());
        coverage.put("n", counted);
        coverage.put("levels", coverages(validation));
        fields.put("coverage", coverage);
        fields.put("medianAbsoluteRelativeError", boxed(validation.medianAbsoluteRelativeError()));
        Validation.Order order = validation.order();
        fields.put("rankCorrelation", boxed(order.correlation()));
        fields.put("strategyPairs", order.pairs());
        fields.put("strategyPairsInOrder", order.right());
        fields.put("meanCrpsMs", boxed(validation.meanCrpsMs()));
        Map<String, Object> baselines = new LinkedHashMap<>();
        validation.baselines().forEach((name, means) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("meanCrpsMs", means[0]);
            one.put("modelMeanCrpsMs", means[1]);
            baselines.put(name, one);
        });
        fields.put("baselines", baselines);
        Map<String, Object> pit = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            pit.put(metric.key(), of(validation.pit(metric)));
        }
        pit.put("phases", of(validation.phasePit()));
        fields.put("pit", pit);
        fields.put(
                "phases", validation.phases().stream().map(ValidationFields::of).toList());
        fields.put("left", validation.left());
        return fields;
    }

    private static List<Object> coverages(Validation validation) {
        List<Object> all = new ArrayList<>();
        for (double level : Score.LEVELS) {
            all.add(of("all", validation.coverage(level, any -> true)));
            for (Metric metric : Metric.values()) {
                all.add(of(metric.key(), validation.coverage(level, cell -> cell.metric() == metric)));
            }
            all.add(of("phases", validation.phaseCoverage(level, any -> true)));
        }
        return all;
    }

    private static Map<String, Object> of(String what, Coverage coverage) {
        Map<String, Object> fields = new LinkedHashMap<>();
        boolean some = coverage.n() > 0;
        fields.put("of", what);
        fields.put("level", coverage.level());
        fields.put("inside", coverage.inside());
        fields.put("n", coverage.n());
        fields.put("low", some ? coverage.low() : null);
        fields.put("high", some ? coverage.high() : null);
        fields.put("knownLevel", Coverage.KNOWN_LEVEL);
        return fields;
    }

    private static Map<String, Object> of(PitHistogram pit) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("counts", pit.counts());
        fields.put("bandLow", pit.bandLow());
        fields.put("bandHigh", pit.bandHigh());
        fields.put("shape", pit.shape().name().toLowerCase(Locale.ROOT));
        return fields;
    }

    private static Object boxed(OptionalDouble value) {
        return value.isPresent() ? (Object) value.getAsDouble() : null;
    }

    private static Map<String, Object> of(Cell cell) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bundle", cell.bundle());
        fields.put("strategy", cell.strategy());
        fields.put("direction", "rx");
        fields.put("metric", cell.metric().key());
        fields.put("measured", cell.measured());
        Map<String, Object> predicted = new LinkedHashMap<>();
        predicted.put("median", cell.predicted().median());
        predicted.put("low", cell.predicted().low());
        predicted.put("high", cell.predicted().high());
        predicted.put("level", Score.LEVEL);
        predicted.put(
                "intervals",
                cell.predicted().intervals().stream().map(ValidationFields::of).toList());
        fields.put("predicted", predicted);
        fields.put("inside", cell.predicted().inside());
        fields.put("pit", cell.predicted().pit());
        fields.put("crps", cell.predicted().crps());
        fields.put("counted", cell.counts());
        fields.put("extrapolated", cell.extrapolated());
        fields.put("fitted", cell.basis() == Cell.Basis.FITTED);
        fields.put("residual", of(cell.residual()));
        return fields;
    }

    private static Map<String, Object> of(Score.Interval interval) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("level", interval.level());
        fields.put("low", interval.low());
        fields.put("high", interval.high());
        fields.put("inside", interval.inside());
        return fields;
    }

    private static Map<String, Object> of(Residual residual) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("verdict", residual.verdict().word());
        Map<String, Object> own = new LinkedHashMap<>();
        residual.own().ifPresent(score -> {
            own.put("median", score.median());
            own.put("low", score.low());
            own.put("high", score.high());
            own.put("level", Score.LEVEL);
        });
        fields.put("withOwnDelays", own.isEmpty() ? null : own);
        fields.put("unexplainedFrames", own.isEmpty() ? null : residual.unexplainedFrames());
        fields.put("reasons", residual.reasons());
        return fields;
    }

    private static Map<String, Object> of(PhaseCheck phase) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bundle", phase.bundle());
        fields.put("parameter", phase.key());
        fields.put("at", phase.at());
        fields.put("readMs", phase.reading().nanos() / NANOS_PER_MS);
        fields.put("leastMs", phase.reading().leastNanos() / NANOS_PER_MS);
        fields.put("mostMs", phase.reading().mostNanos() / NANOS_PER_MS);
        for (double level : Score.LEVELS) {
            Map<String, Object> interval = new LinkedHashMap<>();
            interval.put("lowMs", phase.predicted().quantile((1 - level) / 2) / NANOS_PER_MS);
            interval.put("highMs", phase.predicted().quantile((1 + level) / 2) / NANOS_PER_MS);
            interval.put("inside", phase.inside(level));
            fields.put("within" + Numbers.text(100 * level, 0), interval);
        }
        fields.put("medianMs", phase.predicted().quantile(0.5) / NANOS_PER_MS);
        fields.put("beforeLowMs", phase.before().quantile((1 - Score.LEVEL) / 2) / NANOS_PER_MS);
        fields.put("beforeMedianMs", phase.before().quantile(0.5) / NANOS_PER_MS);
        fields.put("beforeHighMs", phase.before().quantile((1 + Score.LEVEL) / 2) / NANOS_PER_MS);
        fields.put("pit", phase.pit());
        fields.put("counted", phase.counted());
        return fields;
    }
}
