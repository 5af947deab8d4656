package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Kernel log lines as a bundle's {@code kmsg} events. */
final class KernelLines {
    private static final long SECOND = 1_000_000_000L;

    private KernelLines() {}

    /** A line that was printed at a moment of the clock since boot, as {@code dmesg} shows it. */
    static String stamped(long monotonicNanos, String text) {
        String seconds = String.valueOf(monotonicNanos / SECOND);
        String micros = String.valueOf(SECOND + monotonicNanos % SECOND).substring(1, 7);
        return "[" + " ".repeat(Math.max(0, 5 - seconds.length())) + seconds + "." + micros + "] " + text;
    }

    /**
     * Emits a line.
     *
     * @param line the line as the bundle keeps it, with its stamp of the clock since boot where it has one
     * @param text the line without any stamp
     */
    static void emit(long atNanos, String line, String text, LogPlace place, LogSink sink) {
        ObjectNode detail = place.via(Json.object());
        detail.put("line", line);
        Optional<KernelSign> sign = KernelSign.of(text);
        sign.ifPresent(found -> detail.put("sign", found.word()));
        sink.event(atNanos, place.source(), "kmsg", detail);
    }

    /** The moment in {@code [   12.384322] } at the start of a line; {@link Stamps#NONE}, and no step, without one. */
    static long bracket(Scan scan) {
        int from = scan.position();
        if (scan.skip("[")) {
            scan.blanks();
            long stamp = Stamps.seconds(scan);
            if (stamp >= 0 && scan.skip("]")) {
                scan.skip(" ");
                return stamp;
            }
        }
        scan.moveTo(from);
        return Stamps.NONE;
    }
}
