package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.replay.bundle.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * libvirt's debug log: of its lines those that carry a monitor's messages.
 *
 * <p>The line's own stamp has ms, the event inside QEMU's µs, which is used. A line may be wrapped by journald, which
 * {@link JournalParser} takes off, or by KubeVirt, as a JSON object with the text in {@code msg}. Source: libvirt,
 * {@code src/qemu/qemu_monitor.c} and {@code qemu_monitor_json.c} (the probes' names and fields).
 */
final class LibvirtParser implements LogParser {
    /** The marks of a message, each with the field that holds it. */
    private static final List<String[]> MARKS = List.of(
            new String[] {"QEMU_MONITOR_RECV_EVENT:", "event="},
            new String[] {"QEMU_MONITOR_RECV_REPLY:", "reply="},
            new String[] {"QEMU_MONITOR_SEND_MSG:", "msg="},
            new String[] {"QEMU_MONITOR_IO_PROCESS:", "buf="},
            new String[] {"QEMU_MONITOR_IO_WRITE:", "buf="});

    private static final int MOST_MONITORS = 16;

    private final LogPlace place;
    private final QmpMessages messages;
    private final Set<String> monitors = new HashSet<>();
    private boolean inMessage;

    LibvirtParser(LogPlace place) {
        this.place = place;
        this.messages = new QmpMessages(place);
    }

    @Override
    public void line(String text, LogSink sink) {
        Scan scan = new Scan(text);
        scan.blanks();
        if (scan.here() == '{') {
            wrapped(scan.rest(), sink);
            return;
        }
        long stamp = Stamps.iso(scan, place.zone());
        if (carriesMessage(text)) {
            message(text, stamp, sink);
        } else if (stamp >= 0 && scan.skip(": ")) {
            inMessage = false;
            sink.passed();
        } else if (inMessage || text.isBlank()) {
            // The rest of a message that ended its line, such as " len=115".
            sink.passed();
        } else {
            sink.unread("is no line of libvirt's log");
        }
    }

    /** KubeVirt's JSON around a line, or the second message of a read that held several. */
    private void wrapped(String json, LogSink sink) {
        ObjectNode object = Json.object(json);
        if (object == null) {
            sink.unread("is no whole JSON object");
        } else if (object.path("msg").isTextual() && object.has("component")) {
            String inner = object.path("msg").textValue();
            if (carriesMessage(inner)) {
                message(inner, Stamps.iso(new Scan(object.path("timestamp").asText()), place.zone()), sink);
            } else {
                sink.passed();
            }
        } else if (inMessage && object.has("event")) {
            messages.message(object, QmpMessages.UNSTAMPED, sink);
        } else if (inMessage) {
            sink.passed();
        } else {
            sink.unread("is JSON without a message of libvirt");
        }
    }

    /** Whether a text holds a monitor's message. */
    static boolean carriesMessage(String text) {
        return text.contains("QEMU_MONITOR_") && MARKS.stream().anyMatch(mark -> text.contains(mark[0]));
    }

    /** Takes a text that holds a monitor's message; {@code loggedNanos} is when it was logged, or -1. */
    void message(String text, long loggedNanos, LogSink sink) {
        inMessage = true;
        for (String[] mark : MARKS) {
            int at = text.indexOf(mark[0]);
            int field = at < 0 ? -1 : text.indexOf(mark[1], at);
            if (field >= 0) {
                countMonitor(text.substring(at, field), sink);
                ObjectNode message = Json.object(text.substring(field + mark[1].length()));
                if (message == null) {
                    sink.unread("holds no whole message");
                } else {
                    messages.message(message, loggedNanos, sink);
                }
                return;
            }
        }
        sink.unread("holds no message");
    }

    private void countMonitor(String head, LogSink sink) {
        int from = head.indexOf("mon=");
        if (from >= 0
                && monitors.size() < MOST_MONITORS
                && monitors.add(new Scan(head.substring(from)).word())
                && monitors.size() == 2) {
            sink.finding(Finding.doubt(
                    sink.shown(),
                    "holds messages of several monitors, so perhaps of several guests; keep only the lines with the mon=…"
                            + " of yours"));
        }
    }
}
