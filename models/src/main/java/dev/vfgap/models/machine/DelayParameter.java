package dev.vfgap.models.machine;

import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.distribution.Distribution;
import dev.vfgap.simcore.distribution.TruncatedLogNormal;
import dev.vfgap.simcore.distribution.Uniform;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.Provenance;
import dev.vfgap.simcore.parameter.Unit;
import dev.vfgap.simcore.unit.Quantity;

/** The parameters that say how long phases last, written with units. */
public final class DelayParameter {

    /** The spread of a delay of which only a typical value is known: two thirds lie within a factor of 1.65. */
    private static final double ASSUMED_SIGMA = 0.5;

    private DelayParameter() {}

    /** A delay that is always the same by default. */
    public static Parameter fixed(
            String key, String meaning, String value, String min, String max, Provenance provenance) {
        return delay(key, meaning, min, max, new Constant(nanos(value)), provenance);
    }

    /** A delay anywhere between two bounds by default. */
    public static Parameter uniform(String key, String meaning, String min, String max, Provenance provenance) {
        return delay(key, meaning, min, max, new Uniform(nanos(min), nanos(max)), provenance);
    }

    /** A delay of which an estimate exists: its median and its range. */
    public static Parameter estimated(
            String key, String meaning, String median, String min, String max, Provenance provenance) {
        double nanos = nanos(median);
        return spread(key, meaning, nanos, ASSUMED_SIGMA, min, max, provenance);
    }

    /** A delay between two observed ones that differ: they lie at one standard deviation on either side. */
    public static Parameter between(
            String key, String meaning, String low, String high, String min, String max, Provenance provenance) {
        double median = StrictMath.sqrt((double) nanos(low) * nanos(high));
        double sigma = StrictMath.log((double) nanos(high) / nanos(low)) / 2;
        return spread(key, meaning, Math.rint(median), sigma, min, max, provenance);
    }

    /** A parameter with the same default that may be set within other bounds. */
    public static Parameter within(String min, String max, Parameter parameter) {
        return new Parameter(
                parameter.key(),
                parameter.meaning(),
                parameter.unit(),
                nanos(min),
                nanos(max),
                parameter.value(),
                parameter.provenance());
    }

    /** The delay that {@link #estimated} has by default. */
    public static Distribution around(String median, String min, String max) {
        return new TruncatedLogNormal(nanos(median), ASSUMED_SIGMA, nanos(min), nanos(max));
    }

    private static Parameter spread(
            String key,
            String meaning,
            double medianNanos,
            double sigma,
            String min,
            String max,
            Provenance provenance) {
        return delay(
                key, meaning, min, max, new TruncatedLogNormal(medianNanos, sigma, nanos(min), nanos(max)), provenance);
    }

    private static Parameter delay(
            String key, String meaning, String min, String max, Distribution value, Provenance provenance) {
        return new Parameter(key, meaning, Unit.NANOSECONDS, nanos(min), nanos(max), value, provenance);
    }

    private static long nanos(String text) {
        return Quantity.parseNanos(text);
    }
}
