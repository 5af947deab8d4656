package dev.vfgap.replay.calibrate;

import dev.vfgap.simcore.distribution.Distribution;
import dev.vfgap.simcore.distribution.Uniform;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A parameter as bundles show it.
 *
 * @param parameter what was known of it before
 * @param meaning from what to what it was read
 * @param readings what was read, in the order of the bundles, within the parameter's range
 * @param outOfRange how many readings lay outside the parameter's range: lengths were moved to its edge, bounds left out
 * @param value the distribution of the next run's value: of the only group that there is, or of one that no bundle has
 * @param medianNanos the middle of the readings of the only group, or of what is possible for another one
 * @param medianLowNanos the lower end of the interval of {@link #LEVEL} in which the true median lies
 * @param medianHighNanos its upper end
 * @param identified whether that interval is narrower than nine tenths of what was thought possible before
 * @param groups what is told of each group, where there are several
 * @param between how far groups differ, where there are several groups or runs with several readings
 */
public record FittedParameter(
        Parameter parameter,
        String meaning,
        List<Reading> readings,
        int outOfRange,
        Distribution value,
        double medianNanos,
        double medianLowNanos,
        double medianHighNanos,
        boolean identified,
        List<Group> groups,
        List<Between> between) {

    /** The level of the interval of the median. */
    public static final double LEVEL = 0.9;

    /** An interval that is not narrower than this part of what was possible before tells nothing new. */
    static final double NARROWER = 0.9;

    /**
     * What is told of one group.
     *
     * @param origin its lab and NIC, as far as they matter for the parameter
     * @param readings how many readings are its own
     * @param next the distribution of its next run's value
     * @param medianNanos the middle of its typical values possible
     * @param medianLowNanos the lower end of their interval of {@link #LEVEL}
     * @param medianHighNanos its upper end
     */
    public record Group(
            Origin origin,
            int readings,
            Distribution next,
            double medianNanos,
            double medianLowNanos,
            double medianHighNanos) {}

    /**
     * How far the groups of a level differ: the scatter of the logarithms of their typical values.
     *
     * @param groups how many there are; of one only, the scatter is what was assumed before
     * @param sigma the middle of what is possible
     * @param low the lower end of the interval of {@link #LEVEL}
     * @param high its upper end
     */
    public record Between(Level level, int groups, double sigma, double low, double high) {}

    public FittedParameter {
        readings = List.copyOf(readings);
        groups = List.copyOf(groups);
        between = List.copyOf(between);
    }

    /** What readings tell of a parameter; at least one must have an end. */
    static FittedParameter of(Parameter parameter, String meaning, List<Reading> readings, int outOfRange) {
        Grouped grouped = new Grouped(parameter, readings);
        List<Origin> known = grouped.groups();
        boolean bounds = readings.stream().allMatch(reading -> reading.kind() == Reading.Kind.BOUNDED);
        Optional<Uniform> common =
                bounds && known.size() == 1 ? Fit.withinBounds(readings, parameter) : Optional.<Uniform>empty();
        if (common.isPresent()) {
            double least = common.get().min();
            double most = common.get().max();
            return new FittedParameter(
                    parameter,
                    meaning,
                    readings,
                    outOfRange,
                    common.get(),
                    (least + most) / 2,
                    least,
                    most,
                    isNarrower(least, most, readings.size(), parameter),
                    List.of(),
                    List.of());
        }
        if (grouped.isPlain()) {
            double[] values = readings.stream().mapToDouble(Reading::nanos).toArray();
            double[] interval = Fit.medianInterval(values, LEVEL);
            return new FittedParameter(
                    parameter,
                    meaning,
                    readings,
                    outOfRange,
                    Fit.next(values, parameter),
                    Fit.median(readings.stream().map(Reading::nanos).toList()),
                    interval[0],
                    interval[1],
                    isNarrower(interval[0], interval[1], readings.size(), parameter),
                    List.of(),
                    List.of());
        }
        return pooled(parameter, meaning, readings, outOfRange, grouped);
    }

    private static FittedParameter pooled(
            Parameter parameter, String meaning, List<Reading> readings, int outOfRange, Grouped grouped) {
        List<Origin> asked = new ArrayList<>(grouped.groups());
        asked.add(Origin.ANOTHER);
        Grouped.All all = grouped.told(asked);
        List<Group> groups = grouped.groups().stream()
                .map(group -> {
                    Grouped.Told told = all.told().get(group);
                    int own = (int) readings.stream()
                            .filter(reading -> grouped.of(reading.origin()).equals(group))
                            .count();
                    return new Group(group, own, told.next(), told.median(), told.low(), told.high());
                })
                .toList();
        Grouped.Told main = all.told().get(groups.size() == 1 ? groups.get(0).origin() : grouped.of(Origin.ANOTHER));
        boolean identified = groups.stream()
                .anyMatch(group ->
                        isNarrower(group.medianLowNanos(), group.medianHighNanos(), group.readings(), parameter));
        return new FittedParameter(
                parameter,
                meaning,
                readings,
                outOfRange,
                main.next(),
                main.median(),
                main.low(),
                main.high(),
                identified,
                groups.size() == 1 ? List.of() : groups,
                all.between());
    }

    private static boolean isNarrower(double low, double high, int readings, Parameter parameter) {
        Distribution before = parameter.value();
        double wide = before.quantile((1 + LEVEL) / 2) - before.quantile((1 - LEVEL) / 2);
        return readings > 1 && (wide == 0 || high - low < NARROWER * wide);
    }

    /** Its name. */
    public String key() {
        return parameter.key();
    }

    /** What is told of each group, and, of several, of one that no bundle has: its lab and NIC are empty. */
    public List<Group> rows() {
        Origin any = new Origin(Optional.empty(), Optional.empty());
        Group main = new Group(any, 0, value, medianNanos, medianLowNanos, medianHighNanos);
        if (groups.isEmpty()) {
            Origin only = new Grouped(parameter, readings).groups().get(0);
            return List.of(new Group(only, readings.size(), value, medianNanos, medianLowNanos, medianHighNanos));
        }
        List<Group> rows = new ArrayList<>(groups);
        rows.add(main);
        return List.copyOf(rows);
    }

    /** Whether some reading is from a run of this lab and NIC, as far as they matter. */
    public boolean knows(Origin origin) {
        return new Grouped(parameter, readings).has(origin);
    }

    /** The distribution of the next run's value in a lab with a NIC; wider where no bundle has it. */
    public Distribution next(Origin origin) {
        Grouped grouped = new Grouped(parameter, readings);
        Origin group = grouped.of(origin);
        List<Origin> known = grouped.groups();
        if (known.size() == 1 && known.get(0).equals(group)) {
            return value;
        }
        return groups.stream()
                .filter(one -> one.origin().equals(group))
                .findFirst()
                .map(Group::next)
                .orElseGet(() -> grouped.told(List.of(group)).told().get(group).next());
    }

    /** The bundles that it was read in, without repetition. */
    public List<String> bundles() {
        return readings.stream().map(Reading::bundle).distinct().toList();
    }

    /** How its value is known. */
    public Provenance provenance() {
        return new Provenance(
                Provenance.Kind.MEASURED,
                readings.size() + " readings in " + bundles().size() + " bundles (" + String.join(" ", bundles())
                        + "): " + meaning);
    }
}
