package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A monitor's own text: one JSON object a line, as {@code socat} or {@code qmp-shell -v} gives it. A line may begin with the
 * epoch stamp that {@code ts %.s} writes: it is when the line was read.
 */
final class QmpParser implements LogParser {
    private final QmpMessages messages;

    QmpParser(LogPlace place) {
        messages = new QmpMessages(place);
    }

    @Override
    public void line(String text, LogSink sink) {
        Scan scan = new Scan(text);
        scan.blanks();
        long logged = Stamps.seconds(scan);
        scan.blanks();
        if (scan.atEnd()) {
            sink.passed();
            return;
        }
        if (scan.here() != '{') {
            sink.unread("is no JSON object");
            return;
        }
        ObjectNode message = Json.object(scan.rest());
        if (message == null) {
            sink.unread("is no whole JSON object");
            return;
        }
        messages.message(message, logged, sink);
    }
}
