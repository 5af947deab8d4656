package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * What {@code iperf3 -J} prints: one JSON object over many lines; each interval becomes one event. Its stamps are the
 * client's start in whole seconds plus the interval's own times, so they are good to a second.
 */
final class Iperf3Parser implements LogParser {
    private static final int MOST_CHARACTERS = 8 << 20;
    private static final double NANOS = 1e9;

    private final StringBuilder whole = new StringBuilder();
    private boolean tooLong;

    /** Whether a log's first bytes are those of a result. */
    static boolean begins(byte[] head) {
        String text = new String(head, 0, Math.min(head.length, 4_096), StandardCharsets.UTF_8);
        return text.startsWith("{") && text.contains("\"start\"") && text.contains("\"connected\"");
    }

    @Override
    public void line(String text, LogSink sink) {
        tooLong |= whole.length() + text.length() > MOST_CHARACTERS;
        if (!tooLong) {
            whole.append(text).append('\n');
        }
        sink.passed();
    }

    @Override
    public void end(LogSink sink) {
        ObjectNode result = tooLong ? null : Json.object(whole.toString());
        JsonNode start =
                result == null ? null : result.path("start").path("timestamp").path("timesecs");
        boolean stamped = start != null
                && start.isIntegralNumber()
                && start.canConvertToLong()
                && start.longValue() >= 0
                && start.longValue() < Long.MAX_VALUE / 1_000_000_000L - 1_000_000_000L;
        if (!stamped || !result.path("intervals").isArray()) {
            sink.unread(
                    tooLong ? "is larger than 8 MiB" : "is no whole result of iperf3 -J with a start and intervals");
            return;
        }
        for (JsonNode interval : result.get("intervals")) {
            JsonNode sum = interval.path("sum");
            double from = sum.path("start").asDouble(-1);
            if (from < 0 || from > 1e6) {
                sink.unread("an interval without a start");
                continue;
            }
            ObjectNode detail = Json.object();
            detail.put("seconds", sum.path("seconds").asDouble());
            detail.put("bits_per_second", sum.path("bits_per_second").asDouble());
            if (sum.has("lost_packets")) {
                detail.put("lost_packets", sum.path("lost_packets").asLong());
            }
            sink.event(start.longValue() * 1_000_000_000L + Math.round(from * NANOS), "iperf3", "interval", detail);
        }
    }
}
