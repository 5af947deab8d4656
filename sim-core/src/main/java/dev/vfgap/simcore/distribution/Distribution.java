package dev.vfgap.simcore.distribution;

import dev.vfgap.simcore.parameter.Unit;
import dev.vfgap.simcore.random.RandomStream;

/**
 * How a parameter varies: a value type with finite bounds, drawn by inversion. Numbers are in the parameter's unit
 * (nanoseconds for times).
 *
 * <p>Constructors throw an {@link IllegalArgumentException} with one sentence when a number is not finite or the numbers
 * do not fit together.
 */
public sealed interface Distribution
        permits Constant, Uniform, Triangular, TruncatedLogNormal, TruncatedExponential, Empirical, Mixture {

    /**
     * The value below which a part {@code u} of all draws lies. Does not fall when {@code u} rises, and never leaves the
     * bounds.
     *
     * @param u probability, 0..1
     * @throws IllegalArgumentException if {@code u} is outside 0..1 or not a number
     */
    double quantile(double u);

    /**
     * The part of all draws that are at most {@code value}, 0..1; does not fall when {@code value} rises.
     *
     * @param value any number but not-a-number
     */
    double cumulativeProbability(double value);

    /** The least value that can be drawn: the best case of a delay. */
    double min();

    /** The greatest value that can be drawn: the worst case of a delay. */
    double max();

    /** The mean of all draws, after truncation to the bounds. */
    double mean();

    /** {@link #quantile} rounded to whole nanoseconds, without leaving the bounds where a whole number lies in them. */
    default long nanos(double u) {
        long rounded = Math.round(quantile(u));
        long atMostMax = Math.min(rounded, (long) Math.floor(max()));
        return Math.max(atMostMax, (long) Math.ceil(min()));
    }

    /** One draw of whole nanoseconds, see {@link #nanos}. Takes exactly one number from the stream, whatever the kind. */
    default long drawNanos(RandomStream stream) {
        return nanos(stream.nextUniform());
    }

    /**
     * The text form in a unit: {@code 120ms}, {@code uniform(100ms, 200ms)}, {@code triangular(10ms, 20ms, 50ms)} (least,
     * mode, greatest), {@code lognormal(100ms, 0.5, 10ms, 1.5s)} (median, sigma of the logarithm, least, greatest),
     * {@code exponential(20ms, 0ns, 1s)} (mean before truncation, least, greatest), {@code empirical(1ms, 2ms, 9ms)}
     * (quantiles at even steps of probability), {@code mixture(0.2 of 18s, 0.8 of uniform(100ms, 900ms))} (the part of the
     * cases, and what is drawn in them).
     *
     * <p>Whole units such as nanoseconds are rounded, see {@link Unit#format}.
     */
    default String toText(Unit unit) {
        return DistributionText.format(this, unit);
    }

    /**
     * The distribution of a text as {@link #toText} writes it.
     *
     * @throws IllegalArgumentException if the text is none, in one sentence that names the text
     */
    static Distribution parse(String text, Unit unit) {
        return DistributionText.parse(text, unit);
    }
}
