package dev.vfgap.replay.validate;

import dev.vfgap.replay.calibrate.Reading;
import dev.vfgap.simcore.distribution.Distribution;
import dev.vfgap.simcore.random.RandomStream;
import java.util.List;

/**
 * One delay of a run against the distribution of the next value that its prediction was drawn from.
 *
 * @param bundle the run
 * @param key the delay's parameter
 * @param at which of several, in words; empty where a run has one
 * @param reading what the run shows
 * @param before what was assumed without any bundle
 * @param predicted what the others, or a profile, tell
 * @param pit the part of the predicted distribution below the reading; of a part at the very value as much as {@code u} says
 * @param counted whether it says something of the prediction: not where only bounds are known, or where the prediction is one
 *     value
 */
public record PhaseCheck(
        String bundle,
        String key,
        String at,
        Reading reading,
        Distribution before,
        Distribution predicted,
        double pit,
        boolean counted) {
    private static final double NANOS_PER_MS = 1e6;

    /** Checks the delays of a run that its prediction draws; {@code places} puts each among equal values. */
    public static List<PhaseCheck> of(OwnDelays delays, Predictor.Predicted predicted, RandomStream places) {
        return delays.delays().stream()
                .filter(delay -> predicted.drawn().contains(delay.key()))
                .map(delay -> of(
                        delay,
                        predicted.before().distribution(delay.key()),
                        predicted.values().distribution(delay.key()),
                        places.nextUniform()))
                .toList();
    }

    /** Checks a delay; {@code u} says where among equal values it is put, 0 to 1. */
    static PhaseCheck of(OwnDelays.Delay delay, Distribution before, Distribution predicted, double u) {
        double nanos = delay.reading().nanos();
        double under = predicted.cumulativeProbability(Math.nextDown(nanos));
        return new PhaseCheck(
                delay.reading().bundle(),
                delay.key(),
                delay.at(),
                delay.reading(),
                before,
                predicted,
                under + u * (predicted.cumulativeProbability(nanos) - under),
                !delay.isBounded() && predicted.min() < predicted.max());
    }

    /** Whether the delay lies in the central interval of a level. */
    public boolean inside(double level) {
        return Math.abs(pit - 0.5) <= level / 2;
    }

    /** Whether nine of ten such delays are shorter, or longer, wherever its stamps allow it to lie. */
    public boolean unusual() {
        return !inside(Score.LEVEL)
                && (reading.mostNanos() < predicted.quantile((1 - Score.LEVEL) / 2)
                        || reading.leastNanos() > predicted.quantile((1 + Score.LEVEL) / 2));
    }

    /** The parameter, and which of several. */
    public String name() {
        return at.isEmpty() ? key : key + " (" + at + ")";
    }

    /** The delay and where it was predicted, as a sentence. */
    public String sentence() {
        return name() + " took " + ms(reading.nanos()) + " ms, 9 of 10 are predicted within "
                + ms(predicted.quantile((1 - Score.LEVEL) / 2)) + " .. "
                + ms(predicted.quantile((1 + Score.LEVEL) / 2)) + " ms";
    }

    static String ms(double nanos) {
        double length = nanos / NANOS_PER_MS;
        return Numbers.text(length, Math.abs(length) < 10 ? 2 : 1);
    }
}
