package dev.vfgap.replay.calibrate;

import dev.vfgap.replay.calibrate.Validation.Cell;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** A validation with the keys of {@code vfgap/validate/1}; the head is the caller's. */
public final class ValidationFields {
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
        fields.put("left", validation.left());
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
        fields.put("predicted", predicted);
        fields.put("inside", cell.predicted().inside());
        fields.put("pit", cell.predicted().pit());
        fields.put("crps", cell.predicted().crps());
        fields.put("counted", cell.counts());
        fields.put("extrapolated", cell.extrapolated());
        return fields;
    }
}
