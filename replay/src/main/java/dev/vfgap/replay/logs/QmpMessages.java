package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.replay.bundle.Finding;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * QMP messages of one QEMU as a bundle's events, however they were logged: events by QEMU's own stamp in µs, commands and
 * errors by the stamp of whoever logged them.
 *
 * <p>Source: QEMU, {@code docs/interop/qmp-spec}: an event's {@code timestamp} has {@code seconds} and
 * {@code microseconds} of the host's realtime clock, both -1 when it could not be read; an error is not stamped and carries
 * the command's {@code id}, if it had one.
 */
final class QmpMessages {
    /** The stamp of a message that its logger did not stamp. */
    static final long UNSTAMPED = -1;

    private static final int MOST_OUTSTANDING = 1_000;
    private static final int MOST_REMEMBERED = 100_000;
    private static final long MICROSECOND = 1_000;
    private static final long LAST_SECOND = Long.MAX_VALUE / 1_000_000_000L - 1;

    private final String source;
    private final Map<String, String> commandById = new LinkedHashMap<>();
    private final Deque<String> outstanding = new ArrayDeque<>();
    private final Set<String> told = new HashSet<>();

    QmpMessages(LogPlace place) {
        source = place.source("qmp");
    }

    /** Takes a message; {@code loggedNanos} is when it was logged, or {@link #UNSTAMPED}. */
    void message(ObjectNode message, long loggedNanos, LogSink sink) {
        if (message.path("event").isTextual()) {
            event(message, loggedNanos, sink);
        } else if (message.path("execute").isTextual()
                || message.path("exec-oob").isTextual()) {
            command(message, loggedNanos, sink);
        } else if (message.path("error").isObject()) {
            error(message, loggedNanos, sink);
        } else if (message.has("return")) {
            answer(message, sink);
        } else if (message.has("QMP")) {
            sink.passed();
        } else {
            sink.unread("is JSON, but no QMP message");
        }
    }

    private void event(ObjectNode message, long loggedNanos, LogSink sink) {
        long stamp = stamp(message.path("timestamp"));
        if (stamp < 0 && loggedNanos < 0) {
            sink.unread("an event without a stamp: QEMU could not read the host's clock");
            return;
        }
        ObjectNode detail = Json.object();
        if (stamp >= 0) {
            detail.put("qemu_t_ns", stamp);
        }
        if (message.path("data").isObject()) {
            detail.set("data", message.get("data"));
        }
        String name = message.get("event").textValue();
        if (remembers(stamp + " " + name + " " + detail.path("data"))) {
            sink.passed();
            return;
        }
        long at = stamp >= 0 ? stamp : loggedNanos;
        sink.event(at, loggedNanos >= 0 ? loggedNanos : at, source, name, detail);
    }

    /** Whether this was told before: libvirt logs a message when it was read and again when it was understood. */
    private boolean remembers(String message) {
        if (told.size() >= MOST_REMEMBERED) {
            told.clear();
        }
        return !told.add(message.length() > 300 ? message.substring(0, 300) + message.hashCode() : message);
    }

    private static long stamp(JsonNode timestamp) {
        JsonNode seconds = timestamp.path("seconds");
        JsonNode micros = timestamp.path("microseconds");
        boolean whole = seconds.isIntegralNumber() && micros.isIntegralNumber() && seconds.canConvertToLong();
        boolean inRange = whole
                && seconds.longValue() >= 0
                && seconds.longValue() <= LAST_SECOND
                && micros.canConvertToInt()
                && micros.intValue() >= 0
                && micros.intValue() < 1_000_000;
        return inRange ? seconds.longValue() * 1_000_000_000L + micros.intValue() * MICROSECOND : UNSTAMPED;
    }

    private void command(ObjectNode message, long loggedNanos, LogSink sink) {
        String name = message.path("execute").asText(message.path("exec-oob").asText());
        String id = message.path("id").asText("");
        if (!id.isEmpty() && name.equals(commandById.get(id))) {
            sink.passed();
            return;
        }
        if (!id.isEmpty()) {
            commandById.put(id, name);
            if (commandById.size() > MOST_OUTSTANDING) {
                commandById.remove(commandById.keySet().iterator().next());
            }
        }
        outstanding.addLast(name);
        if (outstanding.size() > MOST_OUTSTANDING) {
            outstanding.removeFirst();
        }
        if (loggedNanos < 0) {
            unstamped("cmd:" + name, sink);
            return;
        }
        ObjectNode detail = Json.object();
        detail.set("args", message.path("arguments").isObject() ? message.get("arguments") : Json.object());
        sink.event(loggedNanos, source, "cmd:" + name, detail);
    }

    private void error(ObjectNode message, long loggedNanos, LogSink sink) {
        String command = answered(message);
        String described = LogSink.cut(message.path("error").path("desc").asText("without a description"));
        sink.finding(
                Finding.note(sink.shown(), "QEMU answered " + LogSink.cut(command) + " with an error: " + described));
        if (loggedNanos < 0) {
            unstamped("error:" + command, sink);
            return;
        }
        ObjectNode detail = Json.object();
        detail.set("error", message.get("error"));
        sink.event(loggedNanos, source, "error:" + command, detail);
    }

    private void answer(ObjectNode message, LogSink sink) {
        answered(message);
        JsonNode result = message.get("return");
        if (result.path("status").isTextual() && result.path("downtime").isNumber()) {
            sink.finding(Finding.note(
                    sink.shown(),
                    "query-migrate: " + LogSink.cut(result.path("status").asText()) + ", downtime "
                            + result.path("downtime").asLong()
                            + " ms (the time without a running guest, not that without network)"));
        }
        sink.passed();
    }

    /** The command that a message answers: the one with its id, or the oldest that is open. */
    private String answered(ObjectNode message) {
        String id = message.path("id").asText("");
        String byId = id.isEmpty() ? null : commandById.remove(id);
        if (byId != null) {
            outstanding.removeFirstOccurrence(byId);
            return byId;
        }
        String oldest = outstanding.pollFirst();
        return oldest == null ? "a command" : oldest;
    }

    private static void unstamped(String name, LogSink sink) {
        sink.count(name + " (without a stamp)");
        sink.finding(Finding.limit(
                sink.shown(),
                "QMP does not stamp commands and errors, so those in this log have no time and are not used; log the"
                        + " monitor through \"ts %.s\", or give libvirt's log"));
        sink.passed();
    }
}
