package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * A guest's serial console, each line after the epoch stamp of the host that read it, as {@code ts %.s} writes it: kernel
 * lines, {@code link} lines of an agent in the guest, and anything else.
 *
 * <p>A {@code link} line is {@code link op=newlink dev=eth2 idx=4 master=2 up=0 …}, the fields of a bundle's {@code link}
 * event; with {@code mono_ns} its time on the guest's clock since boot, and with {@code t_guest_est_ns} its time on the host's
 * clock, where the lab has tied the two.
 */
final class ConsoleParser implements LogParser {
    private static final Set<String> NUMBERS = Set.of("mono_ns", "t_guest_est_ns");

    /** The name of an event for what is neither a kernel line nor a link line. */
    static final String ANYTHING = "console";

    private final LogPlace place;

    ConsoleParser(LogPlace place) {
        this.place = new LogPlace(LogPlace.Machine.GUEST, place.host(), place.zone());
    }

    @Override
    public void line(String text, LogSink sink) {
        Scan scan = new Scan(text);
        long stamp = Stamps.seconds(scan);
        if (stamp < 0 || !scan.atEnd() && !scan.skip(" ")) {
            sink.unread("does not begin with an epoch stamp; log the console through \"ts %.s\"");
            return;
        }
        String line = withoutControls(scan.rest());
        Scan content = new Scan(line);
        if (KernelLines.bracket(content) >= 0) {
            KernelLines.emit(stamp, line, content.rest(), place, sink);
        } else if (content.skip("link ")) {
            link(stamp, content, sink);
        } else if (line.isBlank()) {
            sink.passed();
        } else {
            ObjectNode detail = place.via(Json.object());
            detail.put("line", line);
            sink.event(stamp, "guest", ANYTHING, detail);
        }
    }

    private void link(long stamp, Scan content, LogSink sink) {
        ObjectNode detail = place.via(Json.object());
        long at = stamp;
        while (!content.atEnd()) {
            content.blanks();
            String field = content.word();
            int equals = field.indexOf('=');
            if (equals < 1) {
                continue;
            }
            String name = field.substring(0, equals);
            String value = field.substring(equals + 1);
            if (NUMBERS.contains(name)) {
                long nanos = Stamps.nanoseconds(value);
                if (nanos < 0) {
                    sink.unread("\"" + name + "\" is no number of ns");
                    return;
                }
                detail.put(name, nanos);
                at = name.equals("t_guest_est_ns") ? nanos : at;
            } else {
                detail.put(name, value);
            }
        }
        for (String needed : List.of("op", "dev")) {
            if (!detail.has(needed)) {
                sink.unread("a link line without \"" + needed + "=\"");
                return;
            }
        }
        sink.event(at, stamp, "guest", "link", detail);
    }

    /** A terminal's text without its control sequences. */
    private static String withoutControls(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0x1b && i + 1 < text.length() && text.charAt(i + 1) == '[') {
                i += 2;
                while (i < text.length() && (text.charAt(i) < '@' || text.charAt(i) > '~')) {
                    i++;
                }
            } else if (!Character.isISOControl(c) || c == '\t') {
                kept.append(c);
            }
        }
        return kept.toString();
    }
}
