package dev.vfgap.replay.match;

import dev.vfgap.replay.bundle.SequenceField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks for a number that rises by one from frame to frame, at every place of the payload, with 4 or 8 bytes and in both
 * orders of bytes.
 *
 * <p>Of several places the one with the largest share of frames that agree comes first: a number's lower bytes read in the
 * wrong order rise too, but not at a carry. Of equals (no carry was seen) the one at a multiple of four. {@link SequenceTrial}
 * asks the whole capture which of them it is.
 *
 * <p>Not modelled: numbers of 16 bits, such as RTP's (which mausezahn sends with {@code -t rtp}): they wrap within a
 * minute at usual rates. RTP's frames differ by their times and are matched by content. Of an unknown sender a number of 32 bits
 * whose upper half is not 0 and does not change is taken for one of 16 bits.
 */
final class SequenceFinder {

    /** Fewer frames could agree by chance, or are too few to tell an order of bytes. */
    private static final int LEAST_FRAMES = 16;

    /** Loss before the point, copies and reordering spoil some steps. */
    private static final double LEAST_SHARE = 0.75;

    /** A time in units near the frames' distance rises by one as well, but repeats; a number hardly does. */
    static final double MOST_REPEATS = 0.005;

    private static final long PKTGEN_MAGIC = 0xbe9be955L;
    private static final int MICROS_PER_SECOND = 1_000_000;

    private final PayloadSample sample;
    private final int length;

    private SequenceFinder(PayloadSample sample, int length) {
        this.sample = sample;
        this.length = Math.min(length, sample.length());
    }

    /**
     * Looks for numbers.
     *
     * @param sample frames of one direction in the order of a capture
     * @param length bytes of the payload that every capture kept
     * @return those that may be the frames' number, the likeliest first
     */
    static List<FoundSequence> find(PayloadSample sample, int length) {
        PayloadSample usual = sample.withoutShort();
        return usual.frames() < LEAST_FRAMES ? List.of() : new SequenceFinder(usual, length).all();
    }

    private List<FoundSequence> all() {
        List<FoundSequence> all = new ArrayList<>();
        for (int offset = 0; offset + Integer.BYTES <= length; offset++) {
            for (SequenceField.Order order : SequenceField.Order.values()) {
                SequenceField field = new SequenceField(offset, Integer.BYTES, order);
                double share = share(field);
                if (share >= LEAST_SHARE) {
                    SequenceField whole = widened(field);
                    FoundSequence.Sender sender = sender(whole);
                    if (sender != FoundSequence.Sender.OTHER || !isShort(field)) {
                        all.add(new FoundSequence(whole, sender, share, sample.frames()));
                    }
                }
            }
        }
        all.sort(Comparator.comparingDouble(FoundSequence::share)
                .reversed()
                .thenComparing(found -> found.field().payloadOffset() % Integer.BYTES != 0));
        return all;
    }

    /** Whether the upper half is the same in all frames and not 0: what rises may be a number of 16 bits behind something else. */
    private boolean isShort(SequenceField field) {
        long upper = value(0, field) >>> Short.SIZE;
        for (int frame = 1; frame < sample.frames(); frame++) {
            if (value(frame, field) >>> Short.SIZE != upper) {
                return false;
            }
        }
        return upper != 0;
    }

    /** The share of steps of one; 0 where the number repeats too often. */
    private double share(SequenceField field) {
        int ones = 0;
        int repeats = 0;
        long before = value(0, field);
        for (int frame = 1; frame < sample.frames(); frame++) {
            long number = value(frame, field);
            ones += number == before + 1 ? 1 : 0;
            repeats += number == before ? 1 : 0;
            before = number;
        }
        double steps = sample.frames() - 1;
        return repeats / steps > MOST_REPEATS ? 0 : ones / steps;
    }

    /** The field with eight bytes, where the four upper ones are zero in every frame. */
    private SequenceField widened(SequenceField field) {
        boolean little = field.order() == SequenceField.Order.LITTLE;
        int offset = little ? field.payloadOffset() : field.payloadOffset() - Integer.BYTES;
        int upper = little ? field.payloadOffset() + Integer.BYTES : offset;
        if (upper < 0 || upper + Integer.BYTES > length || offset % Integer.BYTES != 0) {
            return field;
        }
        for (int frame = 0; frame < sample.frames(); frame++) {
            if (sample.big(frame, upper, Integer.BYTES) != 0) {
                return field;
            }
        }
        return new SequenceField(offset, Long.BYTES, field.order());
    }

    private long value(int frame, SequenceField field) {
        return field.order() == SequenceField.Order.LITTLE
                ? sample.little(frame, field.payloadOffset(), field.bytes())
                : sample.big(frame, field.payloadOffset(), field.bytes());
    }

    private FoundSequence.Sender sender(SequenceField field) {
        boolean big = field.order() == SequenceField.Order.BIG;
        if (big && field.payloadOffset() == 4 && field.bytes() == 4 && sample.big(0, 0, 4) == PKTGEN_MAGIC) {
            return FoundSequence.Sender.PKTGEN;
        }
        if (big && field.payloadOffset() == 8 && hasMicroseconds()) {
            return FoundSequence.Sender.IPERF3;
        }
        boolean probe = field.payloadOffset() == 12 && field.bytes() == 8 && sample.big(0, 0, 8) != 0;
        for (int frame = 1; probe && frame < sample.frames(); frame++) {
            probe = sample.big(frame, 0, 8) == sample.big(0, 0, 8) && sample.big(frame, 8, 4) == sample.big(0, 8, 4);
        }
        return probe ? FoundSequence.Sender.PROBE : FoundSequence.Sender.OTHER;
    }

    /** Whether the second four bytes are microseconds that change. */
    private boolean hasMicroseconds() {
        boolean changes = false;
        for (int frame = 0; frame < sample.frames(); frame++) {
            if (sample.big(frame, 4, 4) >= MICROS_PER_SECOND) {
                return false;
            }
            changes |= sample.big(frame, 4, 4) != sample.big(0, 4, 4);
        }
        return changes;
    }
}
