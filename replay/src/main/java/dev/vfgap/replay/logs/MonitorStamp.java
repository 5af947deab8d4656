package dev.vfgap.replay.logs;

import dev.vfgap.replay.bundle.Finding;
import java.time.ZoneId;

/**
 * The stamp before a message of {@code ip monitor} or {@code bridge monitor}: in brackets on the message's line
 * ({@code -ts}), or on a line of its own ({@code -t}). It is local time and names no zone.
 */
final class MonitorStamp {
    private final ZoneId zone;
    private long pending = Stamps.NONE;

    MonitorStamp(ZoneId zone) {
        this.zone = zone;
    }

    /** Takes a line that holds nothing but a stamp; whether it does. */
    boolean ownLine(String text, LogSink sink) {
        if (!text.startsWith("Timestamp: ")) {
            return false;
        }
        Scan scan = new Scan(text);
        scan.skip("Timestamp: ");
        pending = Stamps.ctime(scan, zone);
        if (pending < 0) {
            sink.unread("a stamp that cannot be read; the names of days and months must be English (LC_ALL=C)");
        } else {
            sink.passed();
        }
        return true;
    }

    /** The stamp of the message that begins here, stepped over if it is in brackets; {@link Stamps#NONE} without one. */
    long of(Scan scan) {
        int from = scan.position();
        if (scan.skip("[")) {
            long stamp = Stamps.iso(scan, zone);
            if (stamp >= 0 && scan.skip("]")) {
                scan.blanks();
                return stamp;
            }
            scan.moveTo(from);
        }
        return pending;
    }

    /** Tells once in which zone the stamps were taken to be. */
    void tellZone(LogSink sink) {
        sink.finding(Finding.note(
                sink.shown(), "its stamps are local time without a zone; they were taken as " + zone + " (--zone)"));
    }
}
