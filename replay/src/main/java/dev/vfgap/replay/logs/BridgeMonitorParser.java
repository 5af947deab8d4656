package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.models.frame.Mac;

/**
 * What {@code bridge -t monitor fdb} prints: a stamp on a line of its own, then
 * {@code 52:54:00:aa:bb:cc dev v0 master br0 static}, with {@code Deleted} before an entry that went.
 */
final class BridgeMonitorParser implements LogParser {
    private static final int MAC_CHARACTERS = 17;

    private final LogPlace place;
    private final MonitorStamp stamps;

    BridgeMonitorParser(LogPlace place) {
        this.place = place;
        this.stamps = new MonitorStamp(place.zone());
    }

    @Override
    public void line(String text, LogSink sink) {
        if (text.isBlank()) {
            sink.passed();
            return;
        }
        if (stamps.ownLine(text, sink)) {
            return;
        }
        Scan scan = new Scan(text);
        long stamp = stamps.of(scan);
        scan.skip("[NEIGH]");
        scan.skip("[FDB]");
        boolean deleted = scan.skip("Deleted ");
        String mac = scan.word();
        if (!isMac(mac) || !scan.skip(" dev ")) {
            sink.unread("is no message of bridge monitor fdb");
            return;
        }
        if (stamp < 0) {
            sink.unread("a message without a stamp; record it with bridge -t monitor fdb");
            return;
        }
        stamps.tellZone(sink);
        ObjectNode detail = Json.object();
        detail.put("op", deleted ? "del" : "new");
        detail.put("mac", mac);
        detail.put("dev", scan.word());
        scan.blanks();
        detail.put("text", scan.rest());
        sink.event(stamp, place.source(), "fdb", detail);
    }

    private static boolean isMac(String text) {
        if (text.length() != MAC_CHARACTERS) {
            return false;
        }
        try {
            Mac.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
