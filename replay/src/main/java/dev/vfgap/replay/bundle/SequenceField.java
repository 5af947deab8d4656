package dev.vfgap.replay.bundle;

import java.util.Objects;

/**
 * Where a frame of the stream carries its sequence number: without it a frame cannot be told from the next.
 *
 * @param payloadOffset its first byte in the UDP payload
 * @param bytes its length, 1 to 8; a number of 8 bytes is taken as signed
 * @param order the order of its bytes
 */
public record SequenceField(int payloadOffset, int bytes, Order order) {

    /** The order of a number's bytes. */
    public enum Order {
        LITTLE,
        BIG
    }

    public SequenceField {
        Objects.requireNonNull(order, "order");
        if (payloadOffset < 0 || bytes < 1 || bytes > Long.BYTES) {
            throw new IllegalArgumentException("no sequence field: " + bytes + " bytes at " + payloadOffset);
        }
    }
}
