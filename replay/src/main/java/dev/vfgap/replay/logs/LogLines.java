package dev.vfgap.replay.logs;

import dev.vfgap.replay.bundle.InputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * A cursor over the lines of a log, plain or gzip, that keeps of a line no more than {@value #MOST_BYTES} bytes, so that a
 * file without line ends costs no more memory than any other.
 */
final class LogLines implements AutoCloseable {
    /** The longest line of use is QEMU's answer to {@code query-qmp-schema}, some 300 KiB. */
    static final int MOST_BYTES = 1 << 20;

    private static final int GZIP = 0x1f8b;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private byte[] line = new byte[1 << 10];
    private int position;
    private int limit;
    private int length;
    private int number;
    private boolean cut;

    private LogLines(InputStream in) {
        this.in = in;
    }

    /** Opens a log; gzip is recognised by its first bytes. */
    static LogLines open(Path path, String shown) throws IOException {
        return new LogLines(unpacked(InputFiles.open(path, shown)));
    }

    static LogLines of(InputStream in) {
        return new LogLines(in);
    }

    /** A stream, unpacked when its first bytes are gzip's; on failure it is closed. */
    static InputStream unpacked(InputStream file) throws IOException {
        boolean opened = false;
        try {
            PushbackInputStream in = new PushbackInputStream(file, 2);
            byte[] magic = in.readNBytes(2);
            in.unread(magic);
            boolean packed = magic.length == 2 && ((magic[0] & 0xff) << 8 | magic[1] & 0xff) == GZIP;
            InputStream plain = packed ? new GZIPInputStream(in, 1 << 16) : in;
            opened = true;
            return plain;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    /** Moves to the next line; false at the end. */
    boolean next() throws IOException {
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

    private void append(byte next) {
        if (length == MOST_BYTES) {
            cut = true;
            return;
        }
        if (length == line.length) {
            line = Arrays.copyOf(line, length * 2);
        }
        line[length++] = next;
    }

    /** The number of the line, from 1. */
    int number() {
        return number;
    }

    /** Whether the line was longer than is kept. */
    boolean isCut() {
        return cut;
    }

    String text() {
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
