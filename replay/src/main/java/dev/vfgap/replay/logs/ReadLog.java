package dev.vfgap.replay.logs;

import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.RecordedEvent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What was read of one log.
 *
 * @param format its form
 * @param clock which clock stamped it
 * @param resolutionNanos the smallest difference of two stamps
 * @param events what it tells, in the order of the file, on its own clock
 * @param counts how often it tells what, by name
 * @param lines its lines
 * @param unreadLines lines that could not be read
 * @param firstUnread the first of them
 * @param pair what its machine's two clocks showed at one moment, where it says so
 * @param findings what must be known of it
 */
public record ReadLog(
        LogFormat format,
        LogClock clock,
        long resolutionNanos,
        List<RecordedEvent> events,
        Map<String, Integer> counts,
        int lines,
        int unreadLines,
        List<UnreadLine> firstUnread,
        Optional<ClockPair> pair,
        List<Finding> findings) {

    /**
     * A line that could not be read.
     *
     * @param line its number, from 1
     * @param why in words
     * @param start its first characters
     */
    public record UnreadLine(int line, String why, String start) {}

    public ReadLog {
        events = List.copyOf(events);
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
        firstUnread = List.copyOf(firstUnread);
        findings = List.copyOf(findings);
    }

    /** The earliest stamp; empty without an event. */
    public OptionalLong firstNanos() {
        return events.stream().mapToLong(RecordedEvent::atNanos).min();
    }

    /** The latest stamp; empty without an event. */
    public OptionalLong lastNanos() {
        return events.stream().mapToLong(RecordedEvent::atNanos).max();
    }
}
