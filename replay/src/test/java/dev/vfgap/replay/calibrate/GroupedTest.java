package dev.vfgap.replay.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.guest.DriverValues;
import dev.vfgap.simcore.distribution.Distribution;
import dev.vfgap.simcore.distribution.TruncatedLogNormal;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.Provenance;
import dev.vfgap.simcore.parameter.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Readings from several labs, NICs and runs, some of them bounds, are asked what they are for: where the next run lies. */
class GroupedTest {
    private static final double MS = 1e6;
    private static final int TRIALS = 200;
    private static final Origin HERE = origin("here", "nic0");

    /** A delay of the VF's driver, so that lab, NIC and run matter. */
    private static final Parameter DELAY = parameter("guest.vfProbe");

    /** What the next run of a known NIC, and of one that no bundle has, lies in, with known scatters. */
    @ParameterizedTest
    @CsvSource({"3, 3", "6, 2", "5, 10"})
    void theNextRunLiesInItsIntervalAsOftenAsItSaysOfAKnownNicAndOfANewOne(int nics, int runs) {
        SplittableRandom random = new SplittableRandom(nics * 31L + runs);
        int known = 0;
        int another = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            double[] effects = IntStream.range(0, nics + 1)
                    .mapToDouble(i -> 0.7 * normal(random))
                    .toArray();
            List<Reading> readings = new ArrayList<>();
            for (int nic = 0; nic < nics; nic++) {
                for (int run = 0; run < runs; run++) {
                    readings.add(
                            read(origin("here", "nic" + nic), "r" + run, delay(effects[nic] + 0.25 * normal(random))));
                }
            }
            Grouped grouped = new Grouped(DELAY, readings);
            var told = grouped.told(List.of(HERE, HERE.withAnotherNic())).told();
            double own = delay(effects[0] + 0.25 * normal(random));
            double other = delay(effects[nics] + 0.25 * normal(random));
            known += inside(told.get(grouped.of(HERE)).next(), own);
            another += inside(told.get(grouped.of(HERE.withAnotherNic())).next(), other);
        }

        // 200 trials: three standard deviations are 6.4 %. Of few NICs the prior of their scatter, of scale 1, makes it
        // wide.
        assertThat(known / (double) TRIALS).isBetween(0.84, 0.97);
        assertThat(another / (double) TRIALS).isBetween(0.84, 0.99);
    }

    /** A removal is polled each 250 ms in half of the runs, and given up after 300 ms. */
    @ParameterizedTest
    @ValueSource(ints = {6, 12})
    void boundsAmongLengthsKeepTheNextRunAndTheMedianInTheirIntervals(int n) {
        SplittableRandom random = new SplittableRandom(n);
        int next = 0;
        int median = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            List<Reading> readings = new ArrayList<>();
            readings.add(read(HERE, "r", delay(0.5 * normal(random))));
            for (int run = 1; run < n; run++) {
                double length = delay(0.5 * normal(random));
                double poll = (run % 4 + 1) * 60 * MS;
                if (length > 300 * MS) {
                    readings.add(Reading.bounded("r" + run, HERE, 300 * MS, Double.POSITIVE_INFINITY));
                } else if (run % 2 == 0) {
                    double end = poll + 250 * MS * Math.max(0, Math.ceil((length - poll) / (250 * MS)));
                    readings.add(Reading.bounded("r" + run, HERE, Math.max(0, end - 250 * MS), end));
                } else {
                    readings.add(read(HERE, "r" + run, length));
                }
            }
            Grouped grouped = new Grouped(DELAY, readings);
            Grouped.Told told = grouped.told(List.of(HERE)).told().get(grouped.of(HERE));
            next += inside(told.next(), delay(0.5 * normal(random)));
            median += told.low() <= 100 * MS && 100 * MS <= told.high() ? 1 : 0;
        }

        assertThat(next / (double) TRIALS).isBetween(0.84, 0.97);
        assertThat(median / (double) TRIALS).isBetween(0.84, 0.96);
    }

    @Test
    void aNicOrALabThatNoBundleHasIsPredictedWiderAndBothWiderStill() {
        FittedParameter fitted = FittedParameter.of(DELAY, "a test", tenAround100(), 0);

        // Two groups differ by the root of 2 times their scatter, itself half-normal: the product of two normal values,
        // of which 90 % lie within 1.60 either way, so 2 * 1.41 * 1.60 = 4.5; of lab and NIC together, 6.0. The draws
        // are
        // 2,000, so a width is good to some 0.25.
        assertThat(logWidth(fitted.next(HERE))).isBetween(0.4, 0.7);
        assertThat(logWidth(fitted.next(HERE.withAnotherNic()))).isBetween(3.8, 5.4);
        assertThat(logWidth(fitted.next(HERE.inAnotherLab()))).isBetween(3.8, 5.4);
        assertThat(logWidth(fitted.next(Origin.ANOTHER))).isBetween(5.4, 7.2);
        assertThat(fitted.next(HERE))
                .isEqualTo(Fit.next(
                        tenAround100().stream().mapToDouble(Reading::nanos).toArray(), DELAY));
    }

    /** ACPI is between QEMU and the guest's kernel, so another NIC changes nothing. */
    @Test
    void aLevelThatCannotMatterForAParameterChangesNothing() {
        FittedParameter fitted = FittedParameter.of(parameter("acpi.notify"), "a test", tenAround100(), 0);

        assertThat(fitted.next(HERE.withAnotherNic())).isEqualTo(fitted.next(HERE));
        assertThat(logWidth(fitted.next(HERE.inAnotherLab()))).isGreaterThan(logWidth(fitted.next(HERE)) + 2);
    }

    /** One reading of 500 ms beside three NICs around 100 ms: another such NIC's is not expected at 500 ms. */
    @Test
    void aNicWithOneReadingIsPulledTowardsTheOthersAndOneWithManyKeepsItsShape() {
        List<Reading> readings = new ArrayList<>(tenAround100());
        for (int nic = 1; nic < 4; nic++) {
            for (int i = 0; i < 4; i++) {
                readings.add(read(origin("here", "nic" + nic), "n" + nic + i, (90 + 6 * i) * MS));
            }
        }
        readings.add(read(origin("here", "new"), "x", 500 * MS));
        FittedParameter fitted = FittedParameter.of(DELAY, "a test", readings, 0);
        double pulled = fitted.next(origin("here", "new")).quantile(0.5);
        Distribution own = fitted.next(HERE);
        Distribution alone =
                FittedParameter.of(DELAY, "a test", tenAround100(), 0).value();

        assertThat(pulled).isBetween(300 * MS, 499 * MS);
        assertThat(own.quantile(0.5) / alone.quantile(0.5)).isBetween(0.97, 1.03);
        assertThat(own.quantile(0.1) / alone.quantile(0.1)).isBetween(0.93, 1.07);
        assertThat(own.quantile(0.9) / alone.quantile(0.9)).isBetween(0.93, 1.07);
    }

    @Test
    void aRemovalThatHadNotEndedMakesTheNextOneLonger() {
        List<Reading> readings = new ArrayList<>(tenAround100());
        readings.add(Reading.bounded("open", HERE, 400 * MS, Double.POSITIVE_INFINITY));
        FittedParameter fitted = FittedParameter.of(DELAY, "a test", readings, 0);

        assertThat(fitted.value().quantile(0.95)).isGreaterThan(300 * MS);
        assertThat(FittedParameter.of(DELAY, "a test", tenAround100(), 0)
                        .value()
                        .quantile(0.95))
                .isLessThan(200 * MS);
    }

    @Test
    void whatIsNotToldIsTheOnlyNicThatThereIs() {
        FittedParameter fitted = FittedParameter.of(DELAY, "a test", tenAround100(), 0);

        assertThat(fitted.next(new Origin(Optional.empty(), Optional.empty()))).isEqualTo(fitted.next(HERE));
        assertThat(fitted.knows(new Origin(Optional.empty(), Optional.empty()))).isTrue();
        assertThat(fitted.knows(HERE.withAnotherNic())).isFalse();
    }

    /** The prior's scale is not a guess: it is what the drivers that the catalogue knows differ by. */
    @Test
    void theDriversOfTheCatalogueDifferByTheScaleOfThePrior() {
        List<Double> scatters = Stream.of("guest.vfProbe", "guest.vfCarrierFirst", "guest.vfRemoveStop")
                .map(key -> scatter(DriverValues.ofParameter(key).stream()
                        .mapToDouble(value -> Math.log(value.value().quantile(0.5)))
                        .toArray()))
                .toList();

        assertThat(scatters).allMatch(scatter -> scatter > 0.5 * Hierarchy.BETWEEN && scatter < 2 * Hierarchy.BETWEEN);
    }

    @Test
    void eachParameterHasItsLevels() {
        assertThat(Level.of("guest.vfProbe").levels()).containsExactly(Level.LAB, Level.NIC, Level.RUN);
        assertThat(Level.of("pciehp.buttonDelay").levels()).containsExactly(Level.LAB, Level.RUN);
        assertThat(Level.of("mgmt.eventToNetlink").levels()).containsExactly(Level.LAB, Level.RUN);
        assertThat(Level.TABLE.stream().map(Level.Row::because)).doesNotContain("");
    }

    private static double scatter(double[] values) {
        double mean = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }

    private static List<Reading> tenAround100() {
        double[] values = {80, 85, 90, 95, 99, 101, 105, 110, 118, 130};
        return IntStream.range(0, values.length)
                .mapToObj(i -> read(HERE, "r" + i, values[i] * MS))
                .toList();
    }

    private static double logWidth(Distribution next) {
        return Math.log(next.quantile(0.95) / next.quantile(0.05));
    }

    private static int inside(Distribution next, double value) {
        return next.quantile(0.05) <= value && value <= next.quantile(0.95) ? 1 : 0;
    }

    private static double delay(double log) {
        return 100 * MS * Math.exp(log);
    }

    private static double normal(SplittableRandom random) {
        return new NormalDistribution(null, 0, 1).inverseCumulativeProbability(random.nextDouble(1e-12, 1));
    }

    private static Reading read(Origin origin, String bundle, double nanos) {
        return new Reading(bundle, origin, Reading.Kind.READ, nanos, nanos, nanos);
    }

    private static Origin origin(String lab, String nic) {
        return new Origin(Optional.of(lab), Optional.of(nic));
    }

    private static Parameter parameter(String key) {
        return new Parameter(
                key,
                "a delay",
                Unit.NANOSECONDS,
                0,
                100_000 * MS,
                new TruncatedLogNormal(100 * MS, 1, 0, 100_000 * MS),
                new Provenance(Provenance.Kind.ASSUMED, "a test"));
    }
}
