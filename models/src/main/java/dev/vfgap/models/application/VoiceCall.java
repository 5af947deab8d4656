package dev.vfgap.models.application;

import dev.vfgap.models.frame.Silence;
import java.util.List;

/**
 * A telephone call over the path, G.711 in packets of 20 ms: how long it is mute, and how its worst ten seconds are judged.
 *
 * <p>Judged by the E-model (ITU-T G.107): R is 93.2 less the effective equipment impairment Ie + (95 - Ie) Ppl / (Ppl / BurstR +
 * Bpl), Ppl the lost packets in per cent, with Ie 0 and Bpl 25.1 for G.711 with concealment (ITU-T G.113, Appendix I) and BurstR
 * 1; the mean opinion score is 1 + 0.035 R + 7e-6 R (R - 60) (100 - R), between 1 and 4.5 (G.107, Annex B).
 *
 * <p>Not modelled: a jitter buffer (what arrives after the silence is taken as heard); delay; that losses in one piece, as here,
 * are concealed worse than the scattered ones for which the values of G.113 hold: the score is then the better one.
 */
public final class VoiceCall {

    private static final double R_WITHOUT_LOSS = 93.2;
    private static final double CONCEALMENT = 25.1;
    private static final double MOST_IMPAIRMENT = 95;

    /** The stretch that is judged: ten seconds. */
    public static final long JUDGED_NANOS = 10_000_000_000L;

    private VoiceCall() {}

    /** The longest time without sound, in nanoseconds. */
    public static long longestMuteNanos(List<Silence> silences) {
        return silences.stream().mapToLong(Silence::lengthNanos).max().orElse(0);
    }

    /**
     * The mean opinion score of the worst {@link #JUDGED_NANOS}, 1 (bad) to 4.4.
     *
     * @param silences at the listener, in order
     */
    public static double worstScore(List<Silence> silences) {
        long most = 0;
        for (Silence first : silences) {
            most = Math.max(most, muteWithin(silences, first.fromNanos()));
            most = Math.max(most, muteWithin(silences, first.untilNanos() - JUDGED_NANOS));
        }
        return score(100.0 * most / JUDGED_NANOS);
    }

    private static long muteWithin(List<Silence> silences, long fromNanos) {
        long mute = 0;
        for (Silence silence : silences) {
            long from = Math.max(fromNanos, silence.fromNanos());
            long until = Math.min(fromNanos + JUDGED_NANOS, silence.untilNanos());
            mute += Math.max(0, until - from);
        }
        return mute;
    }

    /** The mean opinion score where so many per cent of the packets are lost. */
    static double score(double lostPercent) {
        double r = R_WITHOUT_LOSS - MOST_IMPAIRMENT * lostPercent / (lostPercent + CONCEALMENT);
        if (r <= 0) {
            return 1;
        }
        return Math.max(1, 1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r));
    }
}
