package dev.vfgap.replay.calibrate;

import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.distribution.Distribution;
import dev.vfgap.simcore.distribution.Empirical;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The readings of one parameter in the groups that they come from, and what they tell of the next run in each group, and in
 * one that none of them is from.
 *
 * <p>Logarithms are fitted; above a documented sleep, those of what is above it. The shape within a group is A(n)'s from
 * {@link Fit#FEW} readings on, the normal one below.
 */
final class Grouped {
    private static final int STEPS = 40;
    private static final double OUTERMOST = 0.0025;
    private static final double LEAST = 1;
    private static final String NOT_TOLD = "(not told)";

    private final Parameter parameter;
    private final List<Reading> readings;
    private final double floor;
    private final Map<Level, List<String>> names = new EnumMap<>(Level.class);
    private final List<Origin> groupOf;

    /**
     * What the readings tell of one group.
     *
     * @param next the distribution of the next run's value
     * @param median the middle of the typical values possible
     * @param low the lower end of their central interval of {@link FittedParameter#LEVEL}
     * @param high its upper end
     */
    record Told(Distribution next, double median, double low, double high) {}

    /** What they tell of all groups that were asked for. */
    record All(Map<Origin, Told> told, List<FittedParameter.Between> between) {}

    /** Readings within the parameter's range, at least one with an end. */
    Grouped(Parameter parameter, List<Reading> readings) {
        this.parameter = parameter;
        this.readings = List.copyOf(readings);
        this.floor = Fit.floor(
                parameter,
                readings.stream()
                        .filter(reading -> reading.kind() == Reading.Kind.READ)
                        .mapToDouble(Reading::nanos)
                        .min()
                        .orElse(parameter.value().min()));
        for (Level level : List.of(Level.LAB, Level.NIC)) {
            Set<String> found = new TreeSet<>();
            readings.forEach(reading -> reading.origin().at(level).ifPresent(found::add));
            boolean unnamed = readings.stream()
                    .anyMatch(reading -> reading.origin().at(level).isEmpty());
            boolean matters = Level.of(parameter.key()).levels().contains(level);
            List<String> all = new ArrayList<>(found);
            if (unnamed && all.size() != 1) {
                all.add(NOT_TOLD);
            }
            names.put(level, matters ? all : List.of());
        }
        this.groupOf = readings.stream().map(reading -> of(reading.origin())).toList();
    }

    /** The groups with readings, in the order of the readings; a level that does not matter is not told. */
    List<Origin> groups() {
        return groupOf.stream().distinct().toList();
    }

    /** Whose values these are as far as it matters: what is not told is the only group there is, if there is one. */
    Origin of(Origin origin) {
        return new Origin(name(Level.LAB, origin), name(Level.NIC, origin));
    }

    private Optional<String> name(Level level, Origin origin) {
        List<String> known = names.get(level);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(origin.at(level).orElse(known.size() == 1 ? known.get(0) : NOT_TOLD));
    }

    /** Whether its level and all others are some reading's. */
    boolean has(Origin origin) {
        Origin group = of(origin);
        return index(Level.LAB, group) >= 0 && index(Level.NIC, group) >= 0;
    }

    /** Its index; 0 where the level does not matter, -1 where no reading is from there. */
    private int index(Level level, Origin group) {
        return names.get(level).isEmpty()
                ? 0
                : names.get(level).indexOf(group.at(level).orElseThrow());
    }

    /** Whether all are readings of one group: then its next run needs no model of groups. */
    boolean isPlain() {
        return groups().size() == 1 && readings.stream().allMatch(reading -> reading.kind() == Reading.Kind.READ);
    }

    /** Fits all groups, and draws what is asked for. */
    All told(List<Origin> asked) {
        Hierarchy.Data data = data();
        List<Origin> groups = asked.stream().map(this::of).distinct().toList();
        Map<Origin, double[]> next = new LinkedHashMap<>();
        Map<Origin, double[]> typical = new LinkedHashMap<>();
        groups.forEach(group -> {
            next.put(group, new double[Hierarchy.KEPT]);
            typical.put(group, new double[Hierarchy.KEPT]);
        });
        Map<Level, double[]> scatters = new EnumMap<>(Level.class);
        Level.of(parameter.key()).levels().forEach(level -> scatters.put(level, new double[Hierarchy.KEPT]));
        Map<Origin, Place> places = new LinkedHashMap<>();
        groups.forEach(group -> places.put(group, place(group)));
        int[] sweep = {0};
        Hierarchy.sample(data, new RandomStreams(0, 0).stream("calibrate/" + parameter.key()), state -> {
            int at = sweep[0]++;
            for (Origin group : groups) {
                Place place = places.get(group);
                double centre = centre(state, data, place);
                typical.get(group)[at] = centre;
                next.get(group)[at] = next(state, place, centre);
            }
            scatters.forEach((level, of) -> of[at] = scatter(state, level));
        });
        Map<Origin, Told> told = new LinkedHashMap<>();
        for (Origin group : groups) {
            double[] centres = sorted(typical.get(group));
            told.put(
                    group,
                    new Told(
                            distribution(sorted(next.get(group))),
                            value(Quantiles.of(centres, 0.5)),
                            value(Quantiles.of(centres, (1 - FittedParameter.LEVEL) / 2)),
                            value(Quantiles.of(centres, (1 + FittedParameter.LEVEL) / 2))));
        }
        List<FittedParameter.Between> between = new ArrayList<>();
        scatters.forEach((level, of) -> {
            int count =
                    switch (level) {
                        case LAB -> data.labs();
                        case NIC -> data.nics();
                        case RUN -> data.runs();
                    };
            if (count > 0) {
                Arrays.sort(of);
                between.add(new FittedParameter.Between(
                        level, count, Quantiles.of(of, 0.5), Quantiles.of(of, 0.05), Quantiles.of(of, 0.95)));
            }
        });
        return new All(told, between);
    }

    private static double scatter(Hierarchy state, Level level) {
        return switch (level) {
            case LAB -> state.labScatter;
            case NIC -> state.nicScatter;
            case RUN -> state.runScatter;
        };
    }

    private Hierarchy.Data data() {
        int n = readings.size();
        double[] low = new double[n];
        double[] high = new double[n];
        int[] lab = new int[n];
        int[] nic = new int[n];
        int[] run = new int[n];
        List<String> runs = readings.stream().map(Grouped::run).distinct().toList();
        for (int i = 0; i < n; i++) {
            Reading reading = readings.get(i);
            boolean read = reading.kind() == Reading.Kind.READ;
            low[i] = read ? log(reading.nanos()) : lowest(reading.leastNanos());
            high[i] = read ? low[i] : log(Math.min(reading.mostNanos(), parameter.max()));
            lab[i] = index(Level.LAB, groupOf.get(i));
            nic[i] = index(Level.NIC, groupOf.get(i));
            run[i] = runs.indexOf(run(reading));
        }
        // With one reading a run, what is the run's and what is chance's cannot be told apart, and need not be.
        int several = runs.size() < n ? runs.size() : 0;
        return new Hierarchy.Data(
                low,
                high,
                lab,
                nic,
                run,
                names.get(Level.LAB).size(),
                names.get(Level.NIC).size(),
                several);
    }

    private static String run(Reading reading) {
        return reading.origin() + " " + reading.bundle();
    }

    private double log(double nanos) {
        return Math.log(Math.max(nanos - floor, Math.max(LEAST, parameter.min() - floor)));
    }

    private double lowest(double nanos) {
        return nanos <= Math.max(floor, parameter.min()) ? log(0) : log(nanos);
    }

    /**
     * A group as indices.
     *
     * @param lab its lab's; -1: no reading is from there
     * @param nic its NIC's; -1: no reading is of it
     * @param own those of its readings
     */
    private record Place(int lab, int nic, int[] own) {}

    private Place place(Origin group) {
        int[] own = IntStream.range(0, readings.size())
                .filter(i -> groupOf.get(i).equals(group))
                .toArray();
        return new Place(index(Level.LAB, group), index(Level.NIC, group), own);
    }

    /** Where a group's values lie in this state; of a group without readings, where they could. */
    private static double centre(Hierarchy state, Hierarchy.Data data, Place place) {
        double centre = state.effects[0];
        if (data.labs() > 0) {
            centre += place.lab >= 0 ? state.effects[1 + place.lab] : state.labScatter * state.normal();
        }
        if (data.nics() > 0) {
            centre += place.nic >= 0 ? state.effects[1 + data.labs() + place.nic] : state.nicScatter * state.normal();
        }
        return centre;
    }

    /** A value of the next run. */
    private double next(Hierarchy state, Place place, double centre) {
        int[] own = place.own;
        if (own.length >= Fit.FEW) {
            // The shape comes with the group's own place, and only the pull to the other groups is added.
            double sum = 0;
            double[] values = new double[own.length];
            for (int i = 0; i < own.length; i++) {
                values[i] = state.values[own[i]];
                sum += values[i];
            }
            Arrays.sort(values);
            return state.expectedMean(own[0]) - sum / own.length + drawn(values, state.uniform());
        }
        if (readings.size() >= Fit.FEW) {
            double[] rests = new double[readings.size()];
            for (int i = 0; i < rests.length; i++) {
                rests[i] = state.values[i] - state.expectedMean(i);
            }
            Arrays.sort(rests);
            return centre + drawn(rests, state.uniform());
        }
        return centre + Math.hypot(state.runScatter, state.restScatter) * state.normal();
    }

    /** A draw into one of the gaps between sorted values, the outer ones of twice the mean gap: A(n). */
    private static double drawn(double[] sorted, double u) {
        int n = sorted.length;
        double tail = Fit.TAIL_GAPS * (sorted[n - 1] - sorted[0]) / (n - 1);
        double at = u * (n + 1);
        int gap = Math.min((int) at, n);
        double from = gap == 0 ? sorted[0] - tail : sorted[gap - 1];
        double to = gap == n ? sorted[n - 1] + tail : sorted[gap];
        return from + (at - gap) * (to - from);
    }

    private static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private Distribution distribution(double[] sortedLogs) {
        double[] quantiles = new double[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            double share = Math.min(Math.max(i / (double) STEPS, OUTERMOST), 1 - OUTERMOST);
            quantiles[i] = value(Quantiles.of(sortedLogs, share));
        }
        return quantiles[0] == quantiles[STEPS] ? new Constant(quantiles[0]) : Empirical.of(quantiles);
    }

    /** The value of a logarithm, within the range, in whole units. */
    private double value(double log) {
        return Math.rint(Math.min(Math.max(floor + Math.exp(log), parameter.min()), parameter.max()));
    }
}
