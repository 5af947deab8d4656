package dev.vfgap.replay.capture;

import java.nio.ByteBuffer;

/**
 * A part of a capture's bytes, moved forward over them: a buffer, the place in it where the next record starts, and where
 * the bytes that are there end.
 *
 * <p>A reader asks with {@link #ensure} for as many bytes as it will look at, looks at them in {@link #bytes} by index,
 * and moves {@link #position} on. What it asked for lies in one piece. Only {@link #refill} differs between a mapped file
 * and a stream, and it is called once a window.
 *
 * <p>The buffer is big-endian; a format reverses what its file has little-endian.
 */
abstract sealed class ByteWindow implements AutoCloseable permits MappedWindow, StreamedWindow {

    /** No reader may ask for more bytes in one piece; a record that is longer is damaged. */
    static final int MOST_WANTED = 1 << 20;

    /** The bytes, by index; another buffer after each refill. */
    ByteBuffer bytes = ByteBuffer.allocate(0);

    /** Index of the next byte to be read. */
    int position;

    /** Index after the last byte that is there. */
    int limit;

    /** Where index 0 lies in the capture's (unpacked) data, in bytes from its start. */
    long startOffset;

    /**
     * Makes bytes available from the position on.
     *
     * @param wanted how many, at most {@link #MOST_WANTED}
     * @return how many there are, at most {@code wanted}; fewer only at the end of the data
     */
    final int ensure(int wanted) {
        return limit - position >= wanted ? wanted : refill(wanted);
    }

    /** As {@link #ensure}, when fewer are in the window. */
    abstract int refill(int wanted);

    /** Passes over bytes without looking at them; returns how many there were, at most {@code count}. */
    final long skip(long count) {
        long left = count;
        while (left > 0) {
            int step = ensure((int) Math.min(left, MOST_WANTED));
            if (step == 0) {
                break;
            }
            position += step;
            left -= step;
        }
        return count - left;
    }

    /** Where the next byte lies in the capture's data. */
    final long offset() {
        return startOffset + position;
    }

    /** Where the bytes that are there end in the capture's data. */
    final long endOffset() {
        return startOffset + limit;
    }

    @Override
    public abstract void close();
}
