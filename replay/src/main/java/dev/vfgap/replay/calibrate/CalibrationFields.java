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
