package dev.vfgap.replay.match;

import dev.vfgap.replay.capture.FrameView;
import java.util.Arrays;

/** The first bytes of the payloads of one direction's first frames at one point, in the order of the capture. */
final class PayloadSample {

    /** So many frames show a counter's carry into its next three bits. */
    static final int MOST_FRAMES = 2_048;

    /** A number farther back in a payload is not looked for. */
    static final int MOST_BYTES = 64;

    private byte[] bytes = new byte[MOST_BYTES * 16];
    private int frames;
    private byte[] lengths = new byte[16];

    void add(FrameView frame) {
        if (frames == MOST_FRAMES) {
            return;
        }
        if ((frames + 1) * MOST_BYTES > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
            lengths = Arrays.copyOf(lengths, lengths.length * 2);
        }
        int length = Math.min(MOST_BYTES, ContentKey.payload(frame));
        for (int i = 0; i < length; i++) {
            bytes[frames * MOST_BYTES + i] = (byte) frame.payloadBigEndian(i, 1);
        }
        lengths[frames++] = (byte) length;
    }

    /**
     * The sample without frames shorter than half the median: those are not the stream's own, as the four bytes with which iperf3
     * begins are not.
     */
    PayloadSample withoutShort() {
        byte[] sorted = Arrays.copyOf(lengths, frames);
        Arrays.sort(sorted);
        int least = frames == 0 ? 0 : (sorted[frames / 2] + 1) / 2;
        PayloadSample kept = new PayloadSample();
        kept.bytes = new byte[bytes.length];
        kept.lengths = new byte[lengths.length];
        for (int frame = 0; frame < frames; frame++) {
            if (lengths[frame] >= least) {
                System.arraycopy(bytes, frame * MOST_BYTES, kept.bytes, kept.frames * MOST_BYTES, MOST_BYTES);
                kept.lengths[kept.frames++] = lengths[frame];
            }
        }
        return kept;
    }

    int frames() {
        return frames;
    }

    /** Bytes that every frame of the sample has. */
    int length() {
        int least = MOST_BYTES;
        for (int frame = 0; frame < frames; frame++) {
            least = Math.min(least, lengths[frame]);
        }
        return least;
    }

    int byteAt(int frame, int offset) {
        return bytes[frame * MOST_BYTES + offset] & 0xff;
    }

    /** A big-endian number. */
    long big(int frame, int offset, int width) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | byteAt(frame, offset + i);
        }
        return value;
    }

    /** A little-endian number. */
    long little(int frame, int offset, int width) {
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = value << 8 | byteAt(frame, offset + i);
        }
        return value;
    }
}
