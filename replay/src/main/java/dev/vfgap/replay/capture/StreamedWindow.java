package dev.vfgap.replay.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A window on a stream: what is left of the last piece, and what was read since.
 *
 * <p>It grows only over bytes that came, to {@link #MOST_WANTED}, never by a length that a file claims.
 */
final class StreamedWindow extends ByteWindow {

    private static final int FIRST_BYTES = 1 << 16;

    private final InputStream in;
    private final CaptureProblems problems;
    private byte[] array = new byte[FIRST_BYTES];

    StreamedWindow(InputStream in, CaptureProblems problems) {
        this.in = in;
        this.problems = problems;
        bytes = ByteBuffer.wrap(array);
    }

    @Override
    int refill(int wanted) {
        if (array.length - position < wanted) {
            System.arraycopy(array, position, array, 0, limit - position);
            startOffset += position;
            limit -= position;
            position = 0;
        }
        try {
            while (limit - position < wanted) {
                if (limit == array.length) {
                    array = Arrays.copyOf(array, Math.min(2 * array.length, MOST_WANTED));
                    bytes = ByteBuffer.wrap(array);
                }
                int read = in.read(array, limit, array.length - limit);
                if (read < 0) {
                    return limit - position;
                }
                limit += read;
            }
        } catch (IOException e) {
            throw problems.damaged(endOffset(), e);
        }
        return wanted;
    }

    @Override
    public void close() {
        CaptureProblems.closeQuietly(in);
    }
}
