package dev.vfgap.scenarios.expect;

import dev.vfgap.models.lab.MigrationRun;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A quantity is within a bound: the median of the runs that have it, or the quantity of so many runs.
 *
 * <p>A run that has no such thing (a phase that did not begin) is left out of a median, and is not within any bound.
 */
public record Amount(Measure measure, Bound bound, InRuns in) implements Expectation {

    @Override
    public String text() {
        return measure.text() + ": " + bound.text() + ", in " + in.text();
    }

    @Override
    public Verdict of(List<MigrationRun> runs) {
        double[] values = runs.stream()
                .map(measure::in)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .sorted()
                .toArray();
        if (in.isMedian()) {
            return new Verdict(text(), values.length > 0 && bound.holds(median(values)), found(values, runs.size()));
        }
        long within = Arrays.stream(values).filter(bound::holds).count();
        return new Verdict(text(), in.holds(within, runs.size()), found(values, runs.size()));
    }

    private String found(double[] values, int runs) {
        if (values.length == 0) {
            return "none of " + runs + " runs has it";
        }
        String some = values.length == runs ? "" : ", in " + values.length + " of " + runs + " runs";
        Bound.Unit unit = bound.unit();
        String median = unit.show(median(values));
        double least = values[0];
        double most = values[values.length - 1];
        return least == most
                ? median + some
                : "median " + median + ", from " + unit.show(least) + " to " + unit.show(most) + some;
    }

    /** The middle value, or the mean of the two in the middle: as the results have it. */
    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
