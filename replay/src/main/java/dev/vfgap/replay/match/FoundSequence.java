package dev.vfgap.replay.match;

import dev.vfgap.replay.bundle.SequenceField;
import java.util.Locale;
import java.util.Objects;

/**
 * Where a direction's frames carry a number, found in the frames themselves.
 *
 * @param field where it is
 * @param sender whose payload it is, as far as it can be told
 * @param share the share of frames whose number is one more than that of the frame before, 0 to 1
 * @param frames frames that were looked at
 */
public record FoundSequence(SequenceField field, Sender sender, double share, int frames) {

    /** A program whose payload is known. */
    public enum Sender {
        /** Not known. */
        OTHER(""),
        /** iperf3 with UDP: seconds, microseconds, number; big-endian. Source: iperf_udp_send of iperf3. */
        IPERF3(", as iperf3 sends it"),
        /** Linux' packet generator: magic be9be955, number, time; big-endian. Source: net/core/pktgen.c. */
        PKTGEN(", as Linux' pktgen sends it"),
        /** A probe stream: magic of 8 bytes, stream of 4, number of 8, time of sending of 8. */
        PROBE(", in the layout of a probe stream");

        private final String text;

        Sender(String text) {
            this.text = text;
        }
    }

    public FoundSequence {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(sender, "sender");
    }

    /** Where it was found and how many frames agree, as the end of a sentence. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%d bytes at %d of the payload, %s-endian%s (%.1f %% of %d frames carry one more than the frame before)",
                field.bytes(),
                field.payloadOffset(),
                field.order().name().toLowerCase(Locale.ROOT),
                sender.text,
                100 * share,
                frames);
    }
}
