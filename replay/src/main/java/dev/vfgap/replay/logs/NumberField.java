package dev.vfgap.replay.logs;

import dev.vfgap.replay.bundle.SequenceField;
import dev.vfgap.replay.bundle.SequenceField.Order;
import dev.vfgap.replay.capture.FrameView;
import java.util.Optional;

/** Looks for the field of a flow's payload that counts its frames. */
final class NumberField {
    /** Fields are tried at even offsets below this one. */
    private static final int OFFSETS = 64;

    private static final int[] LENGTHS = {8, 4, 2};
    private static final int CANDIDATES = OFFSETS / 2 * LENGTHS.length * 2;

    /** After so many frames the field is known. */
    private static final int ENOUGH = 400;

    /** Of the steps from frame to frame, so large a share is one: some frames are lost, or come twice. */
    private static final double LEAST_SHARE = 0.8;

    private static final int LEAST_STEPS = 5;

    private final long[] last = new long[CANDIDATES];
    private final int[] steps = new int[CANDIDATES];
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
                last[i] = value;
            }
        }
        frames++;
    }

    /** Longer fields come first, so a number of eight bytes is not taken for one of two. */
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
                    && (best < 0 || steps[i] > steps[best])) {
                best = i;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(candidate(best));
    }
}
