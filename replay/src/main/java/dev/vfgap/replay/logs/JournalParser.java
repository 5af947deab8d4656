package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * What {@code journalctl} prints with {@code -o json}, {@code short-iso-precise} or {@code short-unix}: the kernel's lines,
 * and libvirt's that carry a monitor's message; others tell nothing of use.
 *
 * <p>The JSON form has the clock since boot beside realtime, so it ties the two together, and the kernel's own stamp of a
 * line ({@code _SOURCE_MONOTONIC_TIMESTAMP}); see {@code systemd.journal-fields(7)}.
 */
final class JournalParser implements LogParser {
    private static final long MICROSECOND = 1_000;
    private static final int MOST_BYTES = 1 << 16;

    private final LogPlace place;
    private final LibvirtParser libvirt;

    JournalParser(LogPlace place) {
        this.place = place;
        this.libvirt = new LibvirtParser(place);
    }

    @Override
    public void line(String text, LogSink sink) {
        if (text.isBlank() || text.startsWith("-- ")) {
            sink.passed();
            return;
        }
        Scan scan = new Scan(text);
        if (scan.here() == '{') {
            json(text, sink);
            return;
        }
        long stamp = Stamps.seconds(scan);
        stamp = stamp >= 0 ? stamp : Stamps.iso(scan, place.zone());
        if (stamp < 0 || !scan.blanks()) {
            sink.unread("is no line of journalctl -o json, short-iso-precise or short-unix");
            return;
        }
        String host = scan.word();
        boolean blank = scan.blanks();
        String identifier = scan.until(": ");
        boolean entry = blank && identifier != null && isHost(host) && identifier.indexOf(' ') < 0;
        if (!entry) {
            sink.unread("is no line of journalctl");
            return;
        }
        message(stamp, Stamps.NONE, identifier.equals("kernel"), scan.rest(), sink);
    }

    /** A host's name, not the start of a console's text. */
    private static boolean isHost(String word) {
        return !word.isEmpty() && word.charAt(0) != '[' && !word.endsWith(":");
    }

    private void json(String text, LogSink sink) {
        ObjectNode entry = Json.object(text);
        if (entry == null || !entry.has("__REALTIME_TIMESTAMP")) {
            sink.unread("is no whole entry of journalctl -o json");
            return;
        }
        long realtime = micros(entry.path("__REALTIME_TIMESTAMP"));
        long monotonic = micros(entry.path("__MONOTONIC_TIMESTAMP"));
        String message = text(entry.path("MESSAGE"));
        if (realtime < 0 || message == null) {
            sink.unread("an entry without a stamp or a message that can be read");
            return;
        }
        if (monotonic >= 0) {
            sink.pair(monotonic, realtime);
        }
        boolean kernel = entry.path("_TRANSPORT").asText().equals("kernel")
                || entry.path("SYSLOG_IDENTIFIER").asText().equals("kernel");
        long printed = micros(entry.path("_SOURCE_MONOTONIC_TIMESTAMP"));
        boolean both = monotonic >= 0 && printed >= 0 && printed <= monotonic && monotonic - printed <= realtime;
        message(both ? realtime - (monotonic - printed) : realtime, both ? printed : monotonic, kernel, message, sink);
    }

    private void message(long realtime, long monotonic, boolean kernel, String message, LogSink sink) {
        if (kernel) {
            String line = monotonic >= 0 ? KernelLines.stamped(monotonic, message) : message;
            KernelLines.emit(realtime, line, message, place, sink);
        } else if (LibvirtParser.carriesMessage(message)) {
            libvirt.message(message, realtime, sink);
        } else {
            sink.passed();
        }
    }

    /** Microseconds, written as a text, as ns. */
    private static long micros(JsonNode field) {
        if (!field.isTextual() && !field.isIntegralNumber()) {
            return Stamps.NONE;
        }
        Scan scan = new Scan(field.asText());
        long micros = scan.digits(1, 16);
        return scan.atEnd() && micros >= 0 && micros <= Long.MAX_VALUE / MICROSECOND
                ? micros * MICROSECOND
                : Stamps.NONE;
    }

    /** A message; one that is no UTF-8 is written as a list of its bytes. */
    private static String text(JsonNode message) {
        if (message.isTextual()) {
            return message.textValue();
        }
        if (!message.isArray() || message.size() > MOST_BYTES) {
            return null;
        }
        byte[] bytes = new byte[message.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) message.get(i).asInt();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
