package dev.vfgap.replay.calibrate;

import dev.vfgap.replay.predict.Landmarks.Landmark;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** A calibration and what it rests on, as CSV. */
public final class CalibrationCsv {
    private CalibrationCsv() {}

    /**
     * The landmarks of bundles, a row for each: {@code bundle,landmark,atNs,earliestNs,latestNs,how}, on each bundle's
     * clock.
     */
    public static String landmarks(List<Calibration.Recorded> recorded) {
        StringBuilder csv = new StringBuilder("bundle,landmark,atNs,earliestNs,latestNs,how\n");
        for (Calibration.Recorded one : recorded) {
            for (Landmark landmark : Landmark.values()) {
                one.landmarks()
                        .at(landmark)
                        .ifPresent(moment -> row(
                                csv,
                                one.bundle().name(),
                                landmark.word(),
                                moment.atNanos(),
                                moment.earliestNanos(),
                                moment.latestNanos(),
                                moment.how().name().toLowerCase(Locale.ROOT)));
            }
        }
        return csv.toString();
    }

    /**
     * The phases of bundles, a row for each reading: {@code lab,nic,bundle,parameter,lengthNs,leastNs,mostNs,kind}. A phase
     * that had not ended has no {@code mostNs}; of kind {@code bounded}, {@code lengthNs} is empty.
     */
    public static String phases(List<Calibration.Recorded> recorded, ParameterCatalog catalog) {
        StringBuilder csv = new StringBuilder("lab,nic,bundle,parameter,lengthNs,leastNs,mostNs,kind\n");
        Phases phases = Phases.of(recorded, catalog);
        for (String key : phases.keys()) {
            for (Reading reading : phases.readings(key)) {
                boolean read = reading.kind() == Reading.Kind.READ;
                row(
                        csv,
                        reading.origin().lab().orElse(""),
                        reading.origin().nic().orElse(""),
                        reading.bundle(),
                        key,
                        read ? whole(reading.nanos()) : "",
                        whole(reading.leastNanos()),
                        reading.isOpen() ? "" : whole(reading.mostNanos()),
                        reading.kind().name().toLowerCase(Locale.ROOT));
            }
        }
        return csv.toString();
    }

    /**
     * The fitted parameters, a row for each group:
     * {@code parameter,lab,nic,unit,readings,median,low,high,level,identified,provenance,from,next,bundles}. Of a parameter
     * with several groups, the row without a lab and a NIC is of one that no bundle has.
     */
    public static String parameters(Calibration calibration) {
        StringBuilder csv = new StringBuilder(
                "parameter,lab,nic,unit,readings,median,low,high,level,identified,provenance,from,next,bundles\n");
        for (FittedParameter parameter : calibration.parameters()) {
            for (FittedParameter.Group group : parameter.rows()) {
                row(
                        csv,
                        parameter.key(),
                        group.origin().lab().orElse(""),
                        group.origin().nic().orElse(""),
                        parameter.parameter().unit().name().toLowerCase(Locale.ROOT),
                        group.readings(),
                        whole(group.medianNanos()),
                        whole(group.medianLowNanos()),
                        whole(group.medianHighNanos()),
                        FittedParameter.LEVEL,
                        parameter.identified(),
                        "measured",
                        "events",
                        group.next().toText(parameter.parameter().unit()),
                        named(calibration.named(parameter.bundles())));
            }
        }
        return csv.toString();
    }

    /** Bundles with their digests in one field. */
    static String named(List<Calibration.Named> bundles) {
        StringJoiner all = new StringJoiner("; ");
        bundles.forEach(one -> all.add(one.toString()));
        return all.toString();
    }

    private static String whole(double nanos) {
        return Long.toString(Math.round(nanos));
    }

    /** Adds a row. */
    static void row(StringBuilder csv, Object... fields) {
        StringJoiner row = new StringJoiner(",", "", "\n");
        for (Object field : fields) {
            row.add(quoted(field.toString()));
        }
        csv.append(row);
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9 ._/()-]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
