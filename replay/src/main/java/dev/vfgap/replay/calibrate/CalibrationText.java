package dev.vfgap.replay.calibrate;

import dev.vfgap.replay.predict.Landmarks;
import dev.vfgap.replay.predict.Landmarks.Landmark;
import dev.vfgap.replay.predict.Moment;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A calibration for people. */
public final class CalibrationText {
    private static final double NANOS_PER_MS = 1e6;

    private CalibrationText() {}

    /** The fitted parameters, one a line, and how far their groups differ. */
    public static String of(Calibration calibration) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s; primaries: %s; hot-plug: %s%n",
                calibration.bundles().size() == 1
                        ? "1 bundle"
                        : calibration.bundles().size() + " bundles",
                words(calibration.primaryNics()),
                words(calibration.hotplugs())));
        if (!calibration.labs().isEmpty()) {
            text.append(calibration.labs().size() == 1 ? "lab: " : "labs: ")
                    .append(String.join("; ", calibration.labs()))
                    .append('\n');
        }
        text.append('\n');
        text.append(String.format(
                Locale.ROOT, "%-22s %4s %12s  %s%n", "parameter", "read", "median", "9 of 10 for the median"));
        for (FittedParameter parameter : calibration.parameters()) {
            List<FittedParameter.Group> rows = parameter.rows();
            for (int i = 0; i < rows.size(); i++) {
                FittedParameter.Group group = rows.get(i);
                String line = String.format(
                        Locale.ROOT,
                        "%-22s %4d %9.3f ms  %-26s %s",
                        i == 0 ? parameter.key() : "",
                        group.readings(),
                        group.medianNanos() / NANOS_PER_MS,
                        String.format(
                                Locale.ROOT,
                                "%.3f .. %.3f ms",
                                group.medianLowNanos() / NANOS_PER_MS,
                                group.medianHighNanos() / NANOS_PER_MS),
                        rows.size() == 1 ? remark(parameter) : shown(group));
                text.append(line.stripTrailing()).append('\n');
            }
            if (rows.size() > 1) {
                differences(parameter, text);
            }
        }
        return text.toString();
    }

    private static String shown(FittedParameter.Group group) {
        String of = Stream.of(group.origin().nic(), group.origin().lab())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return of.isEmpty() ? "any other" : of;
    }

    private static void differences(FittedParameter parameter, StringBuilder text) {
        for (FittedParameter.Between between : parameter.between()) {
            if (between.groups() > 1) {
                text.append(String.format(
                        Locale.ROOT,
                        "%28sbetween %ss: a factor of %.2f (%.2f .. %.2f)%n",
                        "",
                        between.level().word(),
                        Math.exp(between.sigma()),
                        Math.exp(between.low()),
                        Math.exp(between.high())));
            }
        }
        String remark = remark(parameter);
        if (!remark.isEmpty()) {
            text.append(String.format(Locale.ROOT, "%28s%s%n", "", remark));
        }
    }

    private static String words(List<String> words) {
        return words.isEmpty() ? "none named" : String.join(", ", words);
    }

    private static String remark(FittedParameter parameter) {
        String remark = parameter.identified() ? "" : "no narrower than assumed before";
        if (parameter.outOfRange() > 0) {
            remark += (remark.isEmpty() ? "" : "; ") + parameter.outOfRange() + " out of range";
        }
        return remark;
    }

    /** One bundle's landmarks in order of time, each with its distance from the one before it and how far it is known. */
    public static String landmarks(String name, Landmarks landmarks) {
        StringBuilder text = new StringBuilder(name).append('\n');
        List<Landmark> inOrder = Arrays.stream(Landmark.values())
                .filter(landmark -> landmarks.at(landmark).isPresent())
                .sorted(Comparator.comparingLong(
                        landmark -> landmarks.at(landmark).orElseThrow().atNanos()))
                .toList();
        Optional<Moment> before = Optional.empty();
        for (Landmark landmark : inOrder) {
            Moment moment = landmarks.at(landmark).orElseThrow();
            double since = before.map(Moment::atNanos)
                    .map(at -> (moment.atNanos() - at) / NANOS_PER_MS)
                    .orElse(0.0);
            text.append(String.format(
                    Locale.ROOT,
                    "  %+10.1f ms  %-18s  -%.1f +%.1f ms  %s%n",
                    since,
                    landmark.word(),
                    (moment.atNanos() - moment.earliestNanos()) / NANOS_PER_MS,
                    (moment.latestNanos() - moment.atNanos()) / NANOS_PER_MS,
                    moment.basis()));
            before = Optional.of(moment);
        }
        return text.toString();
    }
}
