package dev.vfgap.replay.calibrate;

import dev.vfgap.replay.account.PreparedBundle;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.predict.Landmarks;
import dev.vfgap.simcore.distribution.Distribution;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import dev.vfgap.simcore.parameter.ParameterValues;
import dev.vfgap.simcore.parameter.Provenance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What bundles tell of the parameters: each delay that their events show, as a distribution of its next value.
 *
 * <p>A parameter that no bundle shows keeps what it has. Nothing is fitted to losses: they are what {@link dev.vfgap.replay.validate.Validation}
 * judges.
 *
 * @param bundles the bundles' names, in their order
 * @param primaryNics the models of primary that they have
 * @param hotplugs their kinds of hot-plug
 * @param parameters what was fitted, in the order of the catalogue
 */
public record Calibration(
        List<String> bundles, List<String> primaryNics, List<String> hotplugs, List<FittedParameter> parameters) {

    public Calibration {
        bundles = List.copyOf(bundles);
        primaryNics = List.copyOf(primaryNics);
        hotplugs = List.copyOf(hotplugs);
        parameters = List.copyOf(parameters);
    }

    /** A bundle with its landmarks, read once. */
    public record Recorded(CaptureBundle bundle, Landmarks landmarks) {
        /** Reads a bundle's landmarks, on clocks that are brought together as far as its captures allow. */
        public static Recorded of(CaptureBundle bundle) {
            return new Recorded(bundle, Landmarks.of(PreparedBundle.of(bundle).bundle()));
        }
    }

    /** Fits what the bundles show. */
    public static Calibration of(List<Recorded> recorded, ParameterCatalog catalog) {
        Map<String, List<Reading>> stretches = new LinkedHashMap<>();
        Map<String, String> meanings = new LinkedHashMap<>();
        for (Recorded one : recorded) {
            List<Reading> answers = Answers.of(one.bundle(), one.landmarks());
            if (!answers.isEmpty()) {
                meanings.putIfAbsent(Answers.KEY, Answers.MEANING);
                stretches.computeIfAbsent(Answers.KEY, any -> new ArrayList<>()).addAll(answers);
            }
        }
        // A rule's companion comes before it in the list, so its usual value is known by then.
        for (PhaseRule rule : PhaseRule.ALL) {
            for (Recorded one : recorded) {
                rule.stretch(one.bundle(), one.landmarks()).ifPresent(whole -> {
                    meanings.putIfAbsent(rule.key(), rule.meaning());
                    stretches
                            .computeIfAbsent(rule.key(), any -> new ArrayList<>())
                            .add(whole.less(beside(rule, stretches, catalog)));
                });
            }
        }
        Map<String, List<Reading>> bounded = new LinkedHashMap<>();
        for (Recorded one : recorded) {
            PolledEnds.of(one.bundle(), one.landmarks())
                    .ifPresent(bounds -> bounded.computeIfAbsent(PolledEnds.key(one.bundle()), any -> new ArrayList<>())
                            .add(bounds));
        }
        List<FittedParameter> fitted = new ArrayList<>();
        for (String key : catalog.keys()) {
            Parameter parameter = catalog.require(key);
            if (stretches.containsKey(key)) {
                fitted.add(fitted(parameter, meanings.get(key), stretches.get(key)));
            } else if (bounded.containsKey(key)) {
                Fit.withinBounds(bounded.get(key), parameter).ifPresent(fitted::add);
            }
        }
        return new Calibration(
                recorded.stream().map(one -> one.bundle().name()).toList(),
                distinct(recorded.stream()
                        .map(one -> one.bundle().environment().primaryNic())
                        .flatMap(Optional::stream)
                        .toList()),
                distinct(recorded.stream()
                        .map(one -> one.bundle().environment().hotplug())
                        .flatMap(Optional::stream)
                        .toList()),
                fitted);
    }

    private static List<String> distinct(List<String> words) {
        return List.copyOf(new TreeSet<>(words));
    }

    private static double beside(PhaseRule rule, Map<String, List<Reading>> known, ParameterCatalog catalog) {
        if (rule.beside().isEmpty()) {
            return 0;
        }
        List<Reading> readings = known.getOrDefault(rule.beside(), List.of());
        double usual = readings.isEmpty()
                ? catalog.require(rule.beside()).value().quantile(0.5)
                : Fit.median(readings.stream().map(Reading::nanos).toList());
        return rule.besideIs() == PhaseRule.Beside.TAKEN_OFF ? usual : -usual;
    }

    private static FittedParameter fitted(Parameter parameter, String meaning, List<Reading> readings) {
        List<Reading> kept = readings.stream()
                .map(reading -> reading.within(parameter.min(), parameter.max()))
                .toList();
        double[] values = kept.stream().mapToDouble(Reading::nanos).toArray();
        int moved = (int) readings.stream()
                .filter(reading -> reading.nanos() < parameter.min() || reading.nanos() > parameter.max())
                .count();
        double[] interval = Fit.medianInterval(values, FittedParameter.LEVEL);
        Distribution before = parameter.value();
        double wide = before.quantile(0.95) - before.quantile(0.05);
        boolean identified = readings.size() > 1 && (wide == 0 || interval[1] - interval[0] < wide);
        return new FittedParameter(
                parameter.key(),
                meaning,
                kept,
                moved,
                Fit.next(values, parameter),
                Fit.median(kept.stream().map(Reading::nanos).toList()),
                interval[0],
                interval[1],
                identified);
    }

    /** Values with what was fitted over them. */
    public ParameterValues over(ParameterValues values) {
        ParameterValues result = values;
        for (FittedParameter parameter : parameters) {
            result = result.with(parameter.key(), parameter.value(), provenance(parameter));
        }
        return result;
    }

    /** How a fitted value is known. */
    public static Provenance provenance(FittedParameter parameter) {
        return new Provenance(
                Provenance.Kind.MEASURED,
                parameter.readings().size() + " readings in "
                        + parameter.bundles().size() + " bundles: " + parameter.meaning());
    }
}
