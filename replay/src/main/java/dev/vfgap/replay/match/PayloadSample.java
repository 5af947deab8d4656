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
    private int leastLength = MOST_BYTES;

    void add(FrameView frame) {
        if (frames == MOST_FRAMES) {
            return;
        }
        if ((frames + 1) * MOST_BYTES > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int length = Math.min(MOST_BYTES, ContentKey.payload(frame));
        for (int i = 0; i < length; i++) {
            bytes[frames * MOST_BYTES + i] = (byte) frame.payloadBigEndian(i, 1);
        }
        leastLength = Math.min(leastLength, length);
        frames++;
    }

    int frames() {
        return frames;
    }

    /** Bytes that every frame of the sample has. */
    int length() {
        return leastLength;
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
