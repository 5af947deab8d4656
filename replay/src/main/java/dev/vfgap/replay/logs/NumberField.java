package dev.vfgap.replay.logs;

import dev.vfgap.replay.bundle.SequenceField;
import dev.vfgap.replay.bundle.SequenceField.Order;
import dev.vfgap.replay.capture.FrameView;
import java.util.Optional;

/**
 * Looks for the field of a flow's payload that counts its frames.
 *
 * <p>Not modelled: numbers of 16 bits, which wrap within a minute or two at usual rates. A field whose upper bytes are the same in all
 * frames and not 0 is taken for one of them behind something else, unless it has eight bytes and the upper four are 0.
 */
final class NumberField {
    /** Fields are tried at even offsets below this one. */
    private static final int OFFSETS = 64;

    private static final int[] LENGTHS = {8, 4};
    private static final int CANDIDATES = OFFSETS / 2 * LENGTHS.length * 2;

    /** After so many frames the field is known. */
    private static final int ENOUGH = 400;

    /** Of the steps from frame to frame, so large a share is one: some frames are lost, or come twice. */
    private static final double LEAST_SHARE = 0.8;

    private static final int LEAST_STEPS = 5;

    private final long[] last = new long[CANDIDATES];
    private final int[] steps = new int[CANDIDATES];
    /** Whether the bits above the lowest 16 have changed. */
    private final boolean[] upperChanged = new boolean[CANDIDATES];

    private int frames;

    void saw(FrameView frame) {
        if (frames >= ENOUGH) {
            return;
        }
        for (int i = 0; i < CANDIDATES; i++) {
            SequenceField field = candidate(i);
            if (frame.payloadLength() - field.bytes() >= field.payloadOffset()) {
                long value = field.order() == Order.LITTLE
                        ? frame.payloadLittleEndian(field.payloadOffset(), field.bytes())
                        : frame.payloadBigEndian(field.payloadOffset(), field.bytes());
                steps[i] += frames > 0 && value - last[i] == 1 ? 1 : 0;
                upperChanged[i] |= frames > 0 && value >>> Short.SIZE != last[i] >>> Short.SIZE;
                last[i] = value;
            }
        }
        frames++;
    }

    /** Longer fields come first, so a number of eight bytes is not taken for one of four. */
    private static SequenceField candidate(int index) {
        int length = LENGTHS[index / OFFSETS];
        int offset = index % OFFSETS / 2 * 2;
        return new SequenceField(offset, length, index % 2 == 0 ? Order.LITTLE : Order.BIG);
    }

    /** The field; empty when none counts. */
    Optional<SequenceField> found() {
        int best = -1;
        for (int i = 0; i < CANDIDATES; i++) {
            if (steps[i] >= LEAST_STEPS
                    && steps[i] >= LEAST_SHARE * (frames - 1)
                    && !isShort(i)
                    && (best < 0 || steps[i] > steps[best])) {
                best = i;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(candidate(best));
    }

    private boolean isShort(int index) {
        boolean wide = candidate(index).bytes() == Long.BYTES && last[index] >>> Integer.SIZE == 0;
        return !upperChanged[index] && !wide && last[index] >>> Short.SIZE != 0;
    }
}
