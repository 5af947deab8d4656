package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What {@code ip -ts monitor} and {@code ip -t monitor} print, with or without {@code label} and {@code all-nsid}: links, of
 * which the bundle makes use, and addresses and neighbours.
 */
final class IpMonitorParser implements LogParser {
    private static final String UNSTAMPED = "a message without a stamp; record it with ip -ts monitor";

    private final LogPlace place;
    private final MonitorStamp stamps;
    private final LinkText links = new LinkText();
    private ObjectNode lastLink;
    private boolean stamped;
    private boolean listed;

    IpMonitorParser(LogPlace place) {
        this.place = place;
        this.stamps = new MonitorStamp(place.zone());
    }

    @Override
    public void line(String text, LogSink sink) {
        if (text.isBlank() || stamps.ownLine(text, sink)) {
            if (text.isBlank()) {
                sink.passed();
            }
            return;
        }
        if (text.startsWith(" ") || text.startsWith("\t")) {
            address(text);
            sink.passed();
            return;
        }
        Scan scan = new Scan(text);
        long stamp = stamps.of(scan);
        if (scan.skip("[nsid ") && scan.until("]") == null) {
            sink.unread("is no message of ip monitor");
            return;
        }
        String label = label(scan);
        boolean deleted = scan.skip("Deleted ");
        lastLink = null;
        int from = scan.position();
        ObjectNode link = links.read(scan, deleted ? "dellink" : "newlink");
        scan.moveTo(from);
        String name = link != null ? "link" : nameOf(label, scan.rest());
        if (name.isEmpty()) {
            sink.unread("is no message of ip monitor");
        } else if (stamp < 0 && link != null && !stamped) {
            // The links as they were before: "ip link" into the same file, for their indices.
            listed = true;
            sink.count("link (without a stamp)");
            sink.passed();
        } else if (stamp < 0) {
            sink.unread(UNSTAMPED);
        } else {
            emit(name, stamp, link, deleted, scan.rest(), sink);
        }
    }

    private void emit(String name, long stamp, ObjectNode link, boolean deleted, String rest, LogSink sink) {
        stamped = true;
        stamps.tellZone(sink);
        ObjectNode detail = link == null ? Json.object() : link;
        if (link == null) {
            detail.put("op", deleted ? "del" : "new");
            detail.put("text", rest.strip());
        }
        lastLink = link;
        sink.event(stamp, place.source(), name, place.via(detail));
    }

    @Override
    public void end(LogSink sink) {
        if (listed && !stamped) {
            sink.unread(UNSTAMPED);
        }
    }

    /** The line under a link holds its address. */
    private void address(String text) {
        Scan scan = new Scan(text);
        scan.blanks();
        if (lastLink != null && scan.skip("link/ether ")) {
            lastLink.put("mac", LogSink.cut(scan.word()));
        }
    }

    private static String label(Scan scan) {
        int from = scan.position();
        if (scan.skip("[")) {
            String label = scan.until("]");
            if (label != null && label.length() <= 12) {
                return label;
            }
            scan.moveTo(from);
        }
        return "";
    }

    /** What a message that is no link tells of; empty for what ip monitor does not print. */
    private static String nameOf(String label, String rest) {
        if (label.equals("ADDR") || label.isEmpty() && isAddress(rest)) {
            return "addr";
        }
        if (label.equals("NEIGH") || label.isEmpty() && rest.contains(" dev ") && rest.contains(" lladdr ")) {
            return "neigh";
        }
        return label.equals("ROUTE") || label.equals("LINK") ? label.toLowerCase(java.util.Locale.ROOT) + "-text" : "";
    }

    private static boolean isAddress(String rest) {
        Scan scan = new Scan(rest);
        return scan.digits(1, 9) >= 0 && scan.skip(": ") && (rest.contains(" inet ") || rest.contains(" inet6 "));
    }
}
