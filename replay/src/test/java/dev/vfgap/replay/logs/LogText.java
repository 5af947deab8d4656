package dev.vfgap.replay.logs;

import dev.vfgap.models.frame.Host;
import dev.vfgap.replay.bundle.RecordedEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Logs given as text, for tests. */
final class LogText {
    static final LogPlace SOURCE = new LogPlace(LogPlace.Machine.HOST, Optional.of(Host.A), ZoneOffset.UTC);
    static final LogPlace GUEST = new LogPlace(LogPlace.Machine.GUEST, Optional.of(Host.B), ZoneOffset.UTC);
    static final LogPlace UNKNOWN = new LogPlace(LogPlace.Machine.HOST, Optional.empty(), ZoneOffset.UTC);

    private LogText() {}

    static ReadLog read(LogFormat format, LogPlace place, String text) {
        return read(format, place, text.getBytes(StandardCharsets.UTF_8));
    }

    static ReadLog read(LogFormat format, LogPlace place, byte[] bytes) {
        try (LogLines lines = LogLines.of(new ByteArrayInputStream(bytes))) {
            return LogReader.read(lines, "log", format, place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<LogFormat> recognised(String text) {
        return LogReader.recognise(text.getBytes(StandardCharsets.UTF_8), true, UNKNOWN);
    }

    /** The events as {@code time source name detail}. */
    static List<String> events(ReadLog log) {
        return log.events().stream().map(LogText::line).toList();
    }

    private static String line(RecordedEvent event) {
        String read = event.readAtNanos() == event.atNanos() ? "" : " read " + event.readAtNanos();
        return event.atNanos() + read + " " + event.source() + " " + event.name() + " " + event.detail();
    }
}
