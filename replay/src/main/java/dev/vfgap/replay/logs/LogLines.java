package dev.vfgap.replay.logs;

import dev.vfgap.replay.bundle.InputFiles;
import dev.vfgap.replay.bundle.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A cursor over the lines of a log, plain or gzip, that keeps of a line no more than {@value #MOST_BYTES} bytes, so that a
 * file without line ends costs no more memory than any other.
 */
final class LogLines implements AutoCloseable {
    static final int MOST_BYTES = LineReader.MAX_LINE_BYTES;

    private static final int GZIP = 0x1f8b;

    private final InputStream in;
    private final LineReader lines;

    private LogLines(InputStream in) {
        this.in = in;
        this.lines = new LineReader(in, "log", LineReader.Overlong.CUT);
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
        return lines.next();
    }

    /** The number of the line, from 1. */
    int number() {
        return lines.number();
    }

    /** Whether the line was longer than is kept. */
    boolean isCut() {
        return lines.isCut();
    }

    String text() {
        return lines.text();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
