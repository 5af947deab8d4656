package dev.vfgap.scenarios.validation;

import dev.vfgap.models.lab.ControlLog;
import dev.vfgap.models.lab.ControlLog.Milestone;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.RunPhase;
import dev.vfgap.scenarios.experiment.Prediction;
import dev.vfgap.scenarios.experiment.Spread;
import dev.vfgap.simcore.distribution.Distribution;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * How a quantity is read from runs.
 *
 * @param trials what has to be run for it
 * @param value the quantity, of the trials' predictions in the same order
 */
public record Reading(List<Trial> trials, Function<List<Prediction>, Spread> value) {
    private static final double NANOS_PER_MS = 1e6;

    public Reading {
        trials = List.copyOf(trials);
    }

    /** A quantity of each run. */
    static Reading ofEachRun(Trial trial, ToDoubleFunction<MigrationRun> quantity) {
        return new Reading(
                List.of(trial),
                predictions -> Spread.of(predictions.get(0).runs().stream().mapToDouble(quantity)));
    }

    /** The least of a quantity over the runs. */
    static Reading least(Trial trial, ToDoubleFunction<MigrationRun> quantity) {
        return new Reading(
                List.of(trial),
                predictions -> one(predictions.get(0).runs().stream()
                        .mapToDouble(quantity)
                        .min()
                        .orElse(Double.NaN)));
    }

    /** The greatest of a quantity over the runs. */
    static Reading greatest(Trial trial, ToDoubleFunction<MigrationRun> quantity) {
        return new Reading(
                List.of(trial),
                predictions -> one(predictions.get(0).runs().stream()
                        .mapToDouble(quantity)
                        .max()
                        .orElse(Double.NaN)));
    }

    /** What a parameter was given, in its unit divided by {@code divisor}. */
    static Reading given(Trial trial, String key, double divisor) {
        return new Reading(List.of(trial), predictions -> {
            Distribution given =
                    predictions.get(0).experiment().setup().values().distribution(key);
            return new Spread(
                    1,
                    given.quantile(0.5) / divisor,
                    given.mean() / divisor,
                    given.quantile((1 - Spread.LEVEL) / 2) / divisor,
                    given.quantile((1 + Spread.LEVEL) / 2) / divisor);
        });
    }

    /** A time that a parameter was given, in milliseconds. */
    static Reading givenMs(Trial trial, String key) {
        return given(trial, key, NANOS_PER_MS);
    }

    /** The spread of a single value. */
    static Spread one(double value) {
        return Spread.of(DoubleStream.of(value));
    }

    /** How long a phase lasts in a run, in milliseconds; not a number when it does not end. */
    static ToDoubleFunction<MigrationRun> ms(RunPhase phase) {
        return run -> phase.endNanos(run.log()).isPresent()
                ? (phase.endNanos(run.log()).getAsLong()
                                - phase.beginNanos(run.log()).getAsLong())
                        / NANOS_PER_MS
                : Double.NaN;
    }

    /** From the first milestone of one kind to the first of another, in milliseconds; not a number without them. */
    static ToDoubleFunction<MigrationRun> ms(Predicate<Milestone> from, Predicate<Milestone> until) {
        return run -> (firstNanos(run.log(), until) - firstNanos(run.log(), from)) / NANOS_PER_MS;
    }

    /** When the first such milestone was, in nanoseconds; not a number when there was none. */
    static double firstNanos(ControlLog log, Predicate<Milestone> which) {
        return log.milestones().stream()
                .filter(which)
                .mapToDouble(Milestone::atNanos)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Milestones of a kind. */
    static Predicate<Milestone> first(Milestone.Kind kind) {
        return milestone -> milestone.kind() == kind;
    }

    /** QEMU's migration status of a word. */
    static Predicate<Milestone> status(String word) {
        return milestone ->
                milestone.kind() == Milestone.Kind.MIGRATION && milestone.text().equals(word);
    }
}
