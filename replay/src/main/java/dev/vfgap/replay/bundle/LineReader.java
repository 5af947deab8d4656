package dev.vfgap.replay.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A cursor over the lines of a text file, whose memory is bounded whatever the file holds.
 *
 * <p>A line ends with LF or CR LF; the last one may lack it.
 */
public final class LineReader {

    /** The longest line that is kept. The longest of use is QEMU's answer to {@code query-qmp-schema}, some 300 KiB. */
    public static final int MAX_LINE_BYTES = 1 << 20;

    /** What becomes of a longer line. */
    public enum Overlong {
        /** It is bad input. */
        REFUSED,
        /** Its first bytes are kept, and {@link #isCut} says so. */
        CUT
    }

    private final InputStream in;
    private final String shown;
    private final Overlong overlong;
    private final byte[] buffer = new byte[1 << 16];
    private byte[] line = new byte[1 << 10];
    private int position;
    private int limit;
    private int length;
    private int number;
    private boolean cut;

    /** Reads a file in which a longer line is bad input. */
    LineReader(InputStream in, String shown) {
        this(in, shown, Overlong.REFUSED);
    }

    /**
     * Reads a file.
     *
     * @param in not closed here
     * @param shown its name in messages
     */
    public LineReader(InputStream in, String shown, Overlong overlong) {
        this.in = in;
        this.shown = shown;
        this.overlong = overlong;
    }

    /** Moves to the next line; false at the end. */
    public boolean next() throws IOException {
        length = 0;
        cut = false;
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
    public int number() {
        return number;
    }

    /** Its bytes; only the first {@link #length} count, and only until the next line. */
    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    /** Its text; what is no UTF-8 is replaced. */
    public String text() {
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }

    /** Whether the line was longer than is kept. */
    public boolean isCut() {
        return cut;
    }

    private void append(byte next) {
        if (length == MAX_LINE_BYTES && overlong == Overlong.CUT) {
            cut = true;
            return;
        }
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
