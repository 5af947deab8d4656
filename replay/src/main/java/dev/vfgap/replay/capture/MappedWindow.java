package dev.vfgap.replay.capture;

import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * A window on a plain file, mapped into memory piece by piece; nothing is copied.
 *
 * <p>The file is read as long as it was when it was opened. A piece is unmapped by the garbage collector; until then it
 * takes address space, not memory of the heap.
 */
final class MappedWindow extends ByteWindow {

    /** A buffer is indexed by an int; half of what that allows. */
    static final int WINDOW_BYTES = 1 << 30;

    private final FileChannel file;
    private final CaptureProblems problems;
    private final long size;
    private final int windowBytes;

    /**
     * Maps the first piece.
     *
     * @param windowBytes the size of a piece, at least {@link #MOST_WANTED}
     * @throws IOException when the file cannot be mapped
     */
    MappedWindow(FileChannel file, int windowBytes, CaptureProblems problems) throws IOException {
        this.file = file;
        this.problems = problems;
        this.size = file.size();
        this.windowBytes = windowBytes;
        map(0);
    }

    private void map(long from) throws IOException {
        int length = (int) Math.min(windowBytes, size - from);
        bytes = file.map(FileChannel.MapMode.READ_ONLY, from, length);
        startOffset = from;
        position = 0;
        limit = length;
    }

    @Override
    int refill(int wanted) {
        if (endOffset() < size) {
            try {
                map(offset());
            } catch (IOException e) {
                throw problems.damaged(offset(), e);
            }
        }
        return Math.min(wanted, limit - position);
    }

    @Override
    public void close() {
        CaptureProblems.closeQuietly(file);
    }
}
