package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.bundle.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Takes what a parser makes of a log's lines: events, lines without meaning here, and lines that it could not read. */
final class LogSink {
    /** So many events are kept; a log of a migration has some hundred. */
    static final int MOST_EVENTS = 1_000_000;

    /** So many characters of all kept events together: some hundred MiB at most. */
    private static final long MOST_CHARACTERS = 64L << 20;

    /** So many lines that could not be read are shown. */
    static final int SHOWN_LINES = 3;

    /** Of a line that could not be read, so many characters are shown. */
    private static final int SHOWN_CHARACTERS = 100;

    private final String shown;
    private final List<RecordedEvent> events = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<ReadLog.UnreadLine> unread = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private int line;
    private String text = "";
    private long characters;
    private int unreadCount;
    private int understood;
    private ClockPair pair;
    private LogClock clock;
    private long resolutionNanos;

    LogSink(String shown, LogClock clock, long resolutionNanos) {
        this.shown = shown;
        this.clock = clock;
        this.resolutionNanos = resolutionNanos;
    }

    /** The next line; its number counts from 1. */
    void begin(int number, String content) {
        line = number;
        text = content;
    }

    /** An event told by one stamp. */
    void event(long atNanos, String source, String name, ObjectNode detail) {
        event(atNanos, atNanos, source, name, detail);
    }

    /** An event with the moment at which it was read. */
    void event(long atNanos, long readAtNanos, String source, String name, ObjectNode detail) {
        characters += text.length();
        if (events.size() == MOST_EVENTS || characters > MOST_CHARACTERS) {
            throw new BadInputException(InputProblem.at(
                    shown,
                    line,
                    0,
                    "has more than can be the events of one migration (" + MOST_EVENTS + " events or "
                            + (MOST_CHARACTERS >> 20) + " MiB)",
                    "cut out the minutes around it"));
        }
        events.add(new RecordedEvent(atNanos, readAtNanos, source, name, detail, line));
        understood++;
        count(name);
    }

    /** Counts something that is told without an event of its own. */
    void count(String name) {
        // What a hostile file calls its events must not fill the memory.
        String kept = counts.size() < 200 || counts.containsKey(name) ? cut(name) : "others";
        counts.merge(kept, 1, Integer::sum);
    }

    /** The line is of the format, but tells nothing of use. */
    void passed() {
        understood++;
    }

    /** The line could not be read. */
    void unread(String why) {
        if (unreadCount < SHOWN_LINES) {
            unread.add(new ReadLog.UnreadLine(line, why, cut(text)));
        }
        unreadCount++;
    }

    static String cut(String content) {
        String start = content.length() > SHOWN_CHARACTERS ? content.substring(0, SHOWN_CHARACTERS) + "…" : content;
        StringBuilder printable = new StringBuilder();
        start.chars().forEach(c -> printable.append(Character.isISOControl(c) ? '?' : (char) c));
        return printable.toString();
    }

    /** Something to tell of the log as a whole; at most some dozen are kept. */
    void finding(Finding finding) {
        if (findings.size() < 20 && !findings.contains(finding)) {
            findings.add(finding);
        }
    }

    /** A note or doubt is of this file. */
    String shown() {
        return shown;
    }

    int lineNumber() {
        return line;
    }

    /** What a machine's two clocks showed at one moment. */
    void pair(long monotonicNanos, long realtimeNanos) {
        pair = pair == null ? new ClockPair(monotonicNanos, realtimeNanos) : pair;
    }

    void clock(LogClock found, long resolution) {
        clock = found;
        resolutionNanos = resolution;
    }

    int understood() {
        return understood;
    }

    int unreadCount() {
        return unreadCount;
    }

    /** How much was told that only this form tells; a console may say anything. */
    int told() {
        return counts.entrySet().stream()
                .filter(count -> !count.getKey().equals(ConsoleParser.ANYTHING))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    ReadLog log(LogFormat format) {
        return new ReadLog(
                format,
                clock,
                resolutionNanos,
                events,
                counts,
                line,
                unreadCount,
                unread,
                java.util.Optional.ofNullable(pair),
                findings);
    }
}
