package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.InputProblem;

/**
 * What {@code virsh event --all --loop --timestamp} prints:
 * {@code 2026-11-22 20:40:32.277+0000: event 'lifecycle' for domain 'vm1': Suspended Migrated}. The stamp is of the machine
 * on which virsh ran, in ms; a log without stamps is refused.
 */
final class VirshEventParser implements LogParser {
    private final LogPlace place;
    private final String source;
    private String domain = "";

    VirshEventParser(LogPlace place) {
        this.place = place;
        source = place.source("libvirt");
    }

    @Override
    public void line(String text, LogSink sink) {
        if (text.isBlank() || text.startsWith("events received: ") || text.startsWith("event loop ")) {
            sink.passed();
            return;
        }
        Scan scan = new Scan(text);
        long stamp = Stamps.iso(scan, place.zone());
        scan.skip(":");
        scan.blanks();
        if (!scan.skip("event '")) {
            sink.unread("is no event of virsh event");
            return;
        }
        if (stamp < 0) {
            throw new BadInputException(InputProblem.at(
                    sink.shown(),
                    sink.lineNumber(),
                    0,
                    "an event of virsh without a stamp, so it has no time",
                    "record it again with virsh event --all --loop --timestamp"));
        }
        String name = scan.until("' for domain ");
        String of = name == null ? null : scan.until(": ");
        if (of == null) {
            sink.unread("an event without a domain");
            return;
        }
        String found = of.replace("'", "");
        if (!domain.isEmpty() && !domain.equals(found)) {
            sink.finding(Finding.doubt(sink.shown(), "holds events of several domains; keep only those of yours"));
        }
        domain = found;
        ObjectNode detail = Json.object();
        detail.put("text", scan.rest().strip());
        sink.event(stamp, source, name, detail);
    }
}
