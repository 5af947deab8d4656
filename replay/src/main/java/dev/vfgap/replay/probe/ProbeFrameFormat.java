package dev.vfgap.replay.probe;

import dev.vfgap.replay.bundle.SequenceField;
import java.util.Objects;
import java.util.Optional;

/**
 * How a test frame is recognised. Offsets count from the first byte after the EtherType that follows all VLAN tags.
 *
 * @param etherType its EtherType
 * @param magic the ASCII text that its data begins with
 * @param streamOffset the byte that holds the stream's number
 * @param sequence where it carries its number
 * @param sendTime where it carries its send time in ns since the epoch
 */
public record ProbeFrameFormat(
        int etherType, String magic, int streamOffset, SequenceField sequence, Optional<SequenceField> sendTime) {

    public ProbeFrameFormat {
        Objects.requireNonNull(magic, "magic");
        Objects.requireNonNull(sequence, "sequence");
        Objects.requireNonNull(sendTime, "sendTime");
    }
}
