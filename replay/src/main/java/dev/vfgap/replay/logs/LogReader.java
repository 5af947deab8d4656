package dev.vfgap.replay.logs;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Recognises logs by what they hold, and reads them. */
public final class LogReader {
    /** A form is recognised by so many bytes of a log. */
    static final int HEAD_BYTES = 1 << 16;

    /** Of the lines of a log's head, so large a share must be of its form, … */
    private static final double LEAST_SHARE = 0.5;

    private LogReader() {}

    /**
     * The form of a log.
     *
     * @param head its first bytes, unpacked
     * @param whole whether that is all of it
     * @return empty when it is of none that is read
     */
    static Optional<LogFormat> recognise(byte[] head, boolean whole, LogPlace place) {
        if (Iperf3Parser.begins(head)) {
            return Optional.of(LogFormat.IPERF3);
        }
        LogFormat best = null;
        int most = 0;
        for (LogFormat format : LogFormat.values()) {
            int events = toldIn(head, whole, format, place);
            if (events > most) {
                best = format;
                most = events;
            }
        }
        return Optional.ofNullable(best);
    }

    /** How much a form finds in a head; 0 when the head is not of it. */
    private static int toldIn(byte[] head, boolean whole, LogFormat format, LogPlace place) {
        LogSink sink = format.sink("", place);
        LogParser parser = format.parser(place);
        try (LogLines lines = LogLines.of(new ByteArrayInputStream(head))) {
            String held = null;
            while (lines.next()) {
                if (held != null) {
                    parser.line(held, sink);
                }
                held = lines.text();
                sink.begin(lines.number(), held);
            }
            // The last line of a head may be half of one.
            if (held != null && (whole || lines.number() == 1)) {
                parser.line(held, sink);
            }
            if (whole) {
                parser.end(sink);
            }
        } catch (BadInputException e) {
            // It is of this form, and refused: reading it will say why.
            return Math.max(1, sink.told());
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
        int understood = sink.understood();
        boolean mostly = understood >= LEAST_SHARE * (understood + sink.unreadCount());
        return mostly ? sink.told() : 0;
    }

    /**
     * Reads a log of a form that is known.
     *
     * @param shown its name in messages
     * @throws dev.vfgap.replay.bundle.BadInputException when it cannot be used at all
     * @throws dev.vfgap.replay.bundle.MachineRefusedException when the machine does not let it be read
     */
    public static ReadLog read(Path path, String shown, LogFormat format, LogPlace place) {
        try (LogLines lines = LogLines.open(path, shown)) {
            return read(lines, shown, format, place);
        } catch (IOException e) {
            throw InputFiles.problem(e, shown);
        }
    }

    static ReadLog read(LogLines lines, String shown, LogFormat format, LogPlace place) throws IOException {
        LogSink sink = format.sink(shown, place);
        LogParser parser = format.parser(place);
        while (lines.next()) {
            String text = lines.text();
            sink.begin(lines.number(), text);
            if (lines.isCut()) {
                sink.unread("is longer than " + (LogLines.MOST_BYTES >> 20) + " MiB");
            } else {
                parser.line(text, sink);
            }
        }
        parser.end(sink);
        return sink.log(format);
    }
}
