package dev.vfgap.replay.logs;

/**
 * What {@code dmesg} prints: {@code [   12.384322] text} by the clock since boot; {@code --time-format iso} by realtime, with
 * a comma before the fraction; {@code -J} as JSON by the clock since boot. {@code dmesg -T}, whose stamps are whole seconds
 * of a reckoned time, is not read.
 */
final class DmesgParser implements LogParser {
    private static final long MICROSECOND = 1_000;
    private static final int LEVEL_CHARACTERS = 20;

    private final LogPlace place;
    private long jsonStamp = Stamps.NONE;
    private boolean monotonic;
    private boolean realtime;

    DmesgParser(LogPlace place) {
        this.place = place;
    }

    @Override
    public void line(String text, LogSink sink) {
        Scan scan = new Scan(text);
        if (scan.skip("<")) {
            scan.digits(1, 3);
            scan.skip(">");
        }
        skipLevel(text, scan);
        long stamp = KernelLines.bracket(scan);
        if (stamp >= 0) {
            bySinceBoot(stamp, scan.rest(), sink);
            return;
        }
        int from = scan.position();
        stamp = Stamps.iso(scan, place.zone());
        // journald writes a point before the fraction.
        if (stamp >= 0 && text.substring(from, scan.position()).indexOf(',') > 0 && scan.blanks()) {
            realtime = true;
            sink.clock(LogClock.realtimeOf(place.machine()), MICROSECOND);
            if (mixed(sink)) {
                return;
            }
            KernelLines.emit(stamp, scan.rest(), scan.rest(), place, sink);
            return;
        }
        json(text, sink);
    }

    /** {@code dmesg -x} begins a line with {@code kern  :info  : }. */
    private static void skipLevel(String text, Scan scan) {
        int bracket = text.indexOf(": [");
        if (bracket > 0 && bracket <= LEVEL_CHARACTERS && Character.isLetter(text.charAt(0))) {
            scan.moveTo(bracket + 2);
        }
    }

    private void bySinceBoot(long stamp, String content, LogSink sink) {
        monotonic = true;
        sink.clock(LogClock.monotonicOf(place.machine()), MICROSECOND);
        if (!mixed(sink)) {
            KernelLines.emit(stamp, KernelLines.stamped(stamp, content), content, place, sink);
        }
    }

    private boolean mixed(LogSink sink) {
        if (monotonic && realtime) {
            sink.unread("has a stamp of another clock than the lines before it");
            return true;
        }
        return false;
    }

    /** {@code -J} puts each field on a line of its own: pri, time, msg. */
    private void json(String text, LogSink sink) {
        String field = text.strip();
        if (field.startsWith("\"time\":")) {
            Scan scan = new Scan(field.substring("\"time\":".length()));
            scan.blanks();
            scan.skip("\"");
            jsonStamp = Stamps.seconds(scan);
            sink.passed();
        } else if (field.startsWith("\"msg\":")) {
            String message = Json.text(field.substring("\"msg\":".length()));
            if (message == null || jsonStamp < 0) {
                sink.unread("a message of dmesg -J without text or time");
            } else {
                bySinceBoot(jsonStamp, message, sink);
            }
            jsonStamp = Stamps.NONE;
        } else if (field.isEmpty() || isFrame(field)) {
            sink.passed();
        } else {
            sink.unread("is no line of dmesg with a stamp in seconds or --time-format iso");
        }
    }

    /** Lines of {@code dmesg -J} that hold no message. */
    private static boolean isFrame(String field) {
        return field.startsWith("\"pri\":")
                || field.startsWith("\"fac\":")
                || field.startsWith("\"dmesg\":")
                || field.length() <= 3 && field.chars().allMatch(c -> "{}[],".indexOf(c) >= 0);
    }
}
