package dev.vfgap.replay.calibrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A calibration with the keys of {@code vfgap/calibrate/1}; the head is the caller's. */
public final class CalibrationFields {
    private static final double NANOS_PER_MS = 1e6;

    private CalibrationFields() {}

    /** The fields of a calibration. */
    public static Map<String, Object> of(Calibration calibration) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bundles", named(calibration.bundles()));
        fields.put("labs", calibration.labs());
        fields.put("primaryNics", calibration.primaryNics());
        fields.put("hotplugs", calibration.hotplugs());
        List<Object> parameters = new ArrayList<>();
        for (FittedParameter parameter : calibration.parameters()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("parameter", parameter.key());
            one.put("readFrom", parameter.meaning());
            one.put("readings", parameter.readings().size());
            one.put(
                    "bounds",
                    parameter.readings().stream()
                            .filter(reading -> reading.kind() == Reading.Kind.BOUNDED)
                            .count());
            one.put("bundles", named(calibration.named(parameter.bundles())));
            one.put("medianMs", parameter.medianNanos() / NANOS_PER_MS);
            one.put("medianLowMs", parameter.medianLowNanos() / NANOS_PER_MS);
            one.put("medianHighMs", parameter.medianHighNanos() / NANOS_PER_MS);
            one.put("level", FittedParameter.LEVEL);
            one.put("next", parameter.value().toText(parameter.parameter().unit()));
            one.put("outOfRange", parameter.outOfRange());
            one.put("identified", parameter.identified());
            one.put("provenance", "measured");
            one.put("levels", levels(parameter));
            one.put(
                    "groups",
                    parameter.groups().stream()
                            .map(group -> group(parameter, group))
                            .toList());
            one.put(
                    "between",
                    parameter.between().stream().map(CalibrationFields::between).toList());
            parameters.add(one);
        }
        fields.put("parameters", parameters);
        return fields;
    }

    private static List<String> named(List<Calibration.Named> bundles) {
        return bundles.stream().map(Calibration.Named::toString).toList();
    }

    private static List<String> levels(FittedParameter parameter) {
        return Level.of(parameter.key()).levels().stream().map(Level::word).toList();
    }

    private static Map<String, Object> group(FittedParameter parameter, FittedParameter.Group group) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("lab", group.origin().lab().orElse(null));
        fields.put("nic", group.origin().nic().orElse(null));
        fields.put("readings", group.readings());
        fields.put("medianMs", group.medianNanos() / NANOS_PER_MS);
        fields.put("medianLowMs", group.medianLowNanos() / NANOS_PER_MS);
        fields.put("medianHighMs", group.medianHighNanos() / NANOS_PER_MS);
        fields.put("next", group.next().toText(parameter.parameter().unit()));
        return fields;
    }

    private static Map<String, Object> between(FittedParameter.Between between) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("level", between.level().word());
        fields.put("groups", between.groups());
        fields.put("sigma", between.sigma());
        fields.put("sigmaLow", between.low());
        fields.put("sigmaHigh", between.high());
        return fields;
    }
}
