package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.replay.bundle.Finding;

/**
 * What {@code virsh qemu-monitor-event --loop} prints:
 * {@code event STOP at 1391212552.026544 for domain 'vm1': (null)}, with {@code --timestamp} after a stamp of its own, with
 * {@code --pretty} with the data over several lines. The stamp after {@code at} is QEMU's.
 */
final class VirshQemuParser implements LogParser {
    /** The data of an event are a few lines; each line more is a try to read them as a whole. */
    private static final int MOST_DATA = 1 << 15;

    private static final int MOST_DATA_LINES = 200;

    private final LogPlace place;
    private final String source;
    private String domain = "";
    private String name = "";
    private long stamp;
    private long logged;
    private final StringBuilder data = new StringBuilder();
    private int dataLines;
    private boolean open;

    VirshQemuParser(LogPlace place) {
        this.place = place;
        source = place.source("qmp");
    }

    @Override
    public void line(String text, LogSink sink) {
        if (open) {
            more(text, sink);
            return;
        }
        if (text.isBlank() || text.startsWith("events received: ") || text.startsWith("event loop ")) {
            sink.passed();
            return;
        }
        Scan scan = new Scan(text);
        logged = Stamps.iso(scan, place.zone());
        if (logged >= 0) {
            scan.skip(":");
            scan.blanks();
        }
        if (!scan.skip("event ") || scan.here() == '\'') {
            sink.unread("is no event of virsh qemu-monitor-event");
            return;
        }
        name = scan.word();
        if (!scan.skip(" at ")) {
            sink.unread("an event without \" at \" and a stamp");
            return;
        }
        stamp = Stamps.seconds(scan);
        String of = scan.skip(" for domain ") ? scan.until(": ") : null;
        if (stamp < 0 || of == null) {
            sink.unread("an event without a stamp that can be read");
            return;
        }
        of(of.replace("'", ""), sink);
        more(scan.rest(), sink);
    }

    private void of(String found, LogSink sink) {
        if (!domain.isEmpty() && !domain.equals(found)) {
            sink.finding(Finding.doubt(
                    sink.shown(),
                    "holds events of several domains (" + LogSink.cut(domain) + ", " + LogSink.cut(found)
                            + "); keep only those of yours"));
        }
        domain = found;
    }

    private void more(String text, LogSink sink) {
        data.append(text).append('\n');
        dataLines++;
        ObjectNode whole = data.charAt(0) == '{' ? Json.object(data.toString()) : null;
        boolean waits = data.charAt(0) == '{' && whole == null;
        if (waits && data.length() < MOST_DATA && dataLines < MOST_DATA_LINES && !text.startsWith("event ")) {
            open = true;
            sink.passed();
            return;
        }
        if (waits) {
            sink.unread("the data of an event does not end");
        }
        emit(whole, sink);
    }

    private void emit(ObjectNode whole, LogSink sink) {
        ObjectNode detail = Json.object();
        detail.put("qemu_t_ns", stamp);
        if (whole != null) {
            detail.set("data", whole);
        }
        sink.event(stamp, logged >= 0 ? logged : stamp, source, name, detail);
        data.setLength(0);
        dataLines = 0;
        open = false;
    }

    @Override
    public void end(LogSink sink) {
        if (open) {
            sink.unread("the data of the last event does not end");
            emit(null, sink);
        }
    }
}
