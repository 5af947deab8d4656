package dev.vfgap.replay.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A cursor over the lines of a text file, whose memory is bounded whatever the file holds.
 *
 * <p>A line ends with LF or CR LF; the last one may lack it. A line longer than {@value #MAX_LINE_BYTES} bytes is bad
 * input.
 */
final class LineReader {

    static final int MAX_LINE_BYTES = 1 << 20;

    private final InputStream in;
    private final String shown;
    private final byte[] buffer = new byte[1 << 16];
    private byte[] line = new byte[1 << 10];
    private int position;
    private int limit;
    private int length;
    private int number;

    LineReader(InputStream in, String shown) {
        this.in = in;
        this.shown = shown;
    }

    /** Moves to the next line; false at the end. */
    boolean next() throws IOException {
        length = 0;
        boolean any = false;
        while (true) {
            if (position == limit) {
                limit = Math.max(0, in.read(buffer, 0, buffer.length));
                position = 0;
                if (limit == 0) {
                    number += any ? 1 : 0;
                    return any;
                }
            }
            any = true;
            byte next = buffer[position++];
            if (next == '\n') {
                number++;
                length -= length > 0 && line[length - 1] == '\r' ? 1 : 0;
                return true;
            }
            append(next);
        }
    }

    /** The number of the line, from 1. */
    int number() {
        return number;
    }

    /** Its bytes; only the first {@link #length} count, and only until the next line. */
    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    String text() {
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }

    private void append(byte next) {
        if (length == line.length) {
            if (length == MAX_LINE_BYTES) {
                throw new BadInputException(InputProblem.at(
                        shown,
                        number + 1,
                        0,
                        "is longer than " + (MAX_LINE_BYTES >> 20) + " MiB, so this is not a file of this kind",
                        "check the name"));
            }
            line = Arrays.copyOf(line, length * 2);
        }
        line[length++] = next;
    }
}
