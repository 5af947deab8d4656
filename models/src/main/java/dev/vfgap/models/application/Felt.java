package dev.vfgap.models.application;

import dev.vfgap.models.frame.Outage;
import dev.vfgap.models.frame.Silence;
import java.util.List;

/**
 * What applications between peer and guest feel of one run.
 *
 * @param tcpStallNanos see {@link TcpConnection}: how long a connection stands still at worst, in nanoseconds
 * @param missedPings see {@link Pings}: echoes missed, on average over when the first is sent
 * @param bfdDownProbability see {@link BfdSession}: 0 to 1
 * @param voiceMuteNanos see {@link VoiceCall}: the longest time without sound at either end, in nanoseconds
 * @param voiceScore the mean opinion score of the worst ten seconds at the end that hears worse, 1 to 4.4
 */
public record Felt(
        long tcpStallNanos, double missedPings, double bfdDownProbability, long voiceMuteNanos, double voiceScore) {

    /**
     * One direction of a path as it was seen with the frames of a dense flow.
     *
     * @param silences at its receiver, in order
     * @param outages of its frames
     */
    public record Seen(List<Silence> silences, List<Outage> outages) {}

    /**
     * What is felt of a path.
     *
     * @param rx the way to the guest
     * @param tx the way from the guest
     */
    public static Felt of(Seen rx, Seen tx) {
        return new Felt(
                TcpConnection.LINUX.longestStallNanos(Silence.either(rx.silences(), tx.silences())),
                Pings.EACH_SECOND.missed(rx.outages(), tx.outages()),
                BfdSession.USUAL.downProbability(rx.silences(), tx.silences()),
                Math.max(VoiceCall.longestMuteNanos(rx.silences()), VoiceCall.longestMuteNanos(tx.silences())),
                Math.min(VoiceCall.worstScore(rx.silences()), VoiceCall.worstScore(tx.silences())));
    }
}
