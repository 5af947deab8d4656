package dev.vfgap.replay.calibrate;

import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.distribution.Distribution;
import dev.vfgap.simcore.distribution.Empirical;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All readings of all bundles, by their parameters. */
public final class Phases {
    private static final String POLLED =
            "the guest's last message to the poll of wait-unplug that found it gone: bounds";
    private static final String UNENDED = "a removal that had not ended with the recording: a bound";

    private final ParameterCatalog catalog;
    private final Map<String, List<Reading>> readings = new LinkedHashMap<>();
    private final Map<String, String> meanings = new LinkedHashMap<>();

    private Phases(ParameterCatalog catalog) {
        this.catalog = catalog;
    }

    /** Reads the phases of bundles; the usual value of a stretch's other parameter is that of all of them. */
    public static Phases of(List<Calibration.Recorded> recorded, ParameterCatalog catalog) {
        Phases phases = new Phases(catalog);
        for (Calibration.Recorded one : recorded) {
            Answers.of(one.bundle(), one.landmarks())
                    .forEach(reading -> phases.add(Answers.KEY, Answers.MEANING, reading.of(one.origin())));
        }
        // A rule's companion comes before it in the list, so its usual value is known by then.
        for (PhaseRule rule : PhaseRule.ALL) {
            double beside = phases.beside(rule);
            for (Calibration.Recorded one : recorded) {
                rule.stretch(one.bundle(), one.landmarks())
                        .ifPresent(whole -> phases.add(
                                rule.key(), rule.meaning(), whole.less(beside).of(one.origin())));
            }
        }
        for (Calibration.Recorded one : recorded) {
            PolledEnds.of(one.bundle(), one.landmarks())
                    .ifPresent(bounds -> phases.add(PolledEnds.key(one.bundle()), POLLED, bounds.of(one.origin())));
            Unended.of(one.bundle(), one.landmarks())
                    .forEach((key, bound) -> phases.add(key, UNENDED, bound.of(one.origin())));
        }
        return phases;
    }

    private void add(String key, String meaning, Reading reading) {
        meanings.putIfAbsent(key, meaning);
        readings.computeIfAbsent(key, any -> new ArrayList<>()).add(reading);
    }

    private double beside(PhaseRule rule) {
        if (rule.beside().isEmpty()) {
            return 0;
        }
        List<Double> known = readings.getOrDefault(rule.beside(), List.of()).stream()
                .map(Reading::nanos)
                .toList();
        double usual = known.isEmpty() ? catalog.require(rule.beside()).value().quantile(0.5) : Fit.median(known);
        return rule.besideIs() == PhaseRule.Beside.TAKEN_OFF ? usual : -usual;
    }

    /** What one bundle itself shows of each parameter: its lengths, of several one as likely as another. */
    public Map<String, Distribution> own(Calibration.Recorded recorded) {
        Map<String, Distribution> own = new LinkedHashMap<>();
        for (String key : keys()) {
            Parameter parameter = catalog.require(key);
            double[] lengths = readings(key).stream()
                    .filter(reading -> reading.kind() == Reading.Kind.READ)
                    .filter(reading -> reading.bundle().equals(recorded.bundle().name()))
                    .filter(reading -> reading.origin().equals(recorded.origin()))
                    .mapToDouble(reading -> Math.rint(
                            reading.within(parameter.min(), parameter.max()).nanos()))
                    .toArray();
            if (lengths.length > 0) {
                own.put(key, lengths.length == 1 ? new Constant(lengths[0]) : Empirical.ofSample(lengths));
            }
        }
        return own;
    }

    /** The parameters that have readings, in the order of the catalogue. */
    public List<String> keys() {
        return catalog.keys().stream().filter(readings::containsKey).toList();
    }

    /** From what to what a parameter was read. */
    String meaning(String key) {
        return meanings.get(key);
    }

    /** The readings of a parameter, in the order of the bundles. */
    public List<Reading> readings(String key) {
        return readings.getOrDefault(key, List.of());
    }
}
