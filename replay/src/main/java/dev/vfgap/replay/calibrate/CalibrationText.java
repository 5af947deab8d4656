package dev.vfgap.replay.calibrate;

import dev.vfgap.replay.predict.Landmarks;
import dev.vfgap.replay.predict.Landmarks.Landmark;
import dev.vfgap.replay.predict.Moment;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A calibration for people, and the phases of its bundles as CSV. */
public final class CalibrationText {
    private static final double NANOS_PER_MS = 1e6;

    private CalibrationText() {}

    /** The fitted parameters, one a line. */
    public static String of(Calibration calibration) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s; primaries: %s; hot-plug: %s%n%n",
                calibration.bundles().size() == 1
                        ? "1 bundle"
                        : calibration.bundles().size() + " bundles",
                words(calibration.primaryNics()),
                words(calibration.hotplugs())));
        text.append(String.format(
                Locale.ROOT, "%-22s %4s %12s  %s%n", "parameter", "read", "median", "9 of 10 for the median"));
        for (FittedParameter parameter : calibration.parameters()) {
            String line = String.format(
                    Locale.ROOT,
                    "%-22s %4d %9.3f ms  %-26s %s",
                    parameter.key(),
                    parameter.readings().size(),
                    parameter.medianNanos() / NANOS_PER_MS,
                    String.format(
                            Locale.ROOT,
                            "%.3f .. %.3f ms",
                            parameter.medianLowNanos() / NANOS_PER_MS,
                            parameter.medianHighNanos() / NANOS_PER_MS),
                    remark(parameter));
            text.append(line.stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String words(List<String> words) {
        return words.isEmpty() ? "none named" : String.join(", ", words);
    }

    private static String remark(FittedParameter parameter) {
        String remark = parameter.identified() ? "" : "no narrower than what was assumed before";
        if (parameter.outOfRange() > 0) {
            remark += (remark.isEmpty() ? "" : "; ") + parameter.outOfRange() + " outside the parameter's range";
        }
        return remark;
    }

    /**
     * The landmarks of bundles as CSV, a row for each: {@code bundle,landmark,atNs,earliestNs,latestNs,how}, on each
     * bundle's clock.
     */
    public static String landmarksCsv(List<Calibration.Recorded> recorded) {
        StringBuilder csv = new StringBuilder("bundle,landmark,atNs,earliestNs,latestNs,how\n");
        for (Calibration.Recorded one : recorded) {
            for (Landmark landmark : Landmark.values()) {
                one.landmarks().at(landmark).ifPresent(moment -> csv.append(
                                quoted(one.bundle().name()))
                        .append(',')
                        .append(landmark.word())
                        .append(',')
                        .append(moment.atNanos())
                        .append(',')
                        .append(moment.earliestNanos())
                        .append(',')
                        .append(moment.latestNanos())
                        .append(',')
                        .append(moment.how().name().toLowerCase(Locale.ROOT))
                        .append('\n'));
            }
        }
        return csv.toString();
    }

    private static String quoted(String name) {
        return name.matches("[A-Za-z0-9._-]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
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
