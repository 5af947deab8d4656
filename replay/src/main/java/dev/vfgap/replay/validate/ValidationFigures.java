package dev.vfgap.replay.validate;

import dev.vfgap.replay.figure.Drawn;
import java.util.LinkedHashMap;
import java.util.Map;

/** The figures of a validation, each by the name of its file. */
public final class ValidationFigures {
    private ValidationFigures() {}

    /** All figures; those of phases begin with {@code phase-}. */
    public static Map<String, Drawn> of(Validation validation) {
        Map<String, Drawn> figures = new LinkedHashMap<>();
        if (!validation.cells().isEmpty()) {
            figures.put("predicted-lost", PredictedFigure.of(validation, Metric.LOST_FRAMES));
            figures.put("predicted-outage", PredictedFigure.of(validation, Metric.LONGEST_OUTAGE));
        }
        if (!validation.counted().isEmpty()) {
            figures.put("pit-lost", PitFigure.of("lost frames", validation.pit(Metric.LOST_FRAMES)));
            figures.put("pit-outage", PitFigure.of("longest outage", validation.pit(Metric.LONGEST_OUTAGE)));
        }
        if (validation.phases().stream().anyMatch(PhaseCheck::counted)) {
            figures.put("pit-phases", PitFigure.of("delays", validation.phasePit()));
        }
        if (!validation.baselines().isEmpty()) {
            figures.put("crps", CrpsFigure.of(validation));
        }
        validation.phaseKeys().forEach(key -> figures.put("phase-" + key, PhaseFigure.of(validation, key)));
        return figures;
    }
}
