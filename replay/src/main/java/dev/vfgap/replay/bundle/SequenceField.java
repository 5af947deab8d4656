package dev.vfgap.replay.bundle;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

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

    /** The field that a manifest describes; empty, with the problems told, when it does not describe one. */
    public static Optional<SequenceField> read(JsonPart part) {
        part.requirePresent("payloadOffset");
        part.requirePresent("bytes");
        part.requirePresent("order");
        OptionalLong offset = part.number("payloadOffset", 0, 65_535);
        OptionalLong bytes = part.number("bytes", 1, Long.BYTES);
        Optional<String> order = part.word("order", List.of("little", "big"));
        part.noteTheRest();
        if (offset.isEmpty() || bytes.isEmpty() || order.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SequenceField(
                (int) offset.getAsLong(),
                (int) bytes.getAsLong(),
                Order.valueOf(order.get().toUpperCase(Locale.ROOT))));
    }
}
