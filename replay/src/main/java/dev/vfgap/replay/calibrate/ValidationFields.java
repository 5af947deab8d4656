package dev.vfgap.replay.calibrate;

import dev.vfgap.replay.calibrate.Validation.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A validation and a calibration with the keys of {@code vfgap/validate/1} and {@code vfgap/calibrate/1}; the heads are the caller's. */
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

    /** The fields of a calibration. */
    public static Map<String, Object> of(Calibration calibration) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bundles", calibration.bundles());
        fields.put("primaryNics", calibration.primaryNics());
        fields.put("hotplugs", calibration.hotplugs());
        List<Object> parameters = new ArrayList<>();
        for (FittedParameter parameter : calibration.parameters()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("parameter", parameter.key());
            one.put("readFrom", parameter.meaning());
            one.put("readings", parameter.readings().size());
            one.put("bundles", parameter.bundles().size());
            one.put("medianMs", parameter.medianNanos() / NANOS_PER_MS);
            one.put("medianLowMs", parameter.medianLowNanos() / NANOS_PER_MS);
            one.put("medianHighMs", parameter.medianHighNanos() / NANOS_PER_MS);
            one.put("level", FittedParameter.LEVEL);
            one.put("outOfRange", parameter.outOfRange());
            one.put("identified", parameter.identified());
            one.put("provenance", "measured");
            parameters.add(one);
        }
        fields.put("parameters", parameters);
        return fields;
    }
}
