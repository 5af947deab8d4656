package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.RecordedEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives link lines of a guest's console the moment at which they were written, where the lab has not done so.
 *
 * <p>A console hands a line over some ms after it was written, and never before. So, for each host apart, the smallest
 * difference of arrival and guest clock maps the guest's clock to the host's: too late by the console's shortest delay, some
 * hundred µs. Not modelled: drift of the guest's clock against the host's.
 */
final class GuestStamps {
    private static final String ESTIMATE = "t_guest_est_ns";
    private static final long FEW = 5;
    private static final long SECOND = 1_000_000_000L;

    private GuestStamps() {}

    /** Changes the link events that carry the guest's clock, but no moment on the host's. */
    static void estimate(List<RecordedEvent> events, List<Finding> findings) {
        Map<String, Long> least = new HashMap<>();
        Map<String, Long> lines = new HashMap<>();
        for (RecordedEvent event : events) {
            if (needsEstimate(event)) {
                least.merge(via(event), event.readAtNanos() - guestNanos(event), Math::min);
                lines.merge(via(event), 1L, Long::sum);
            }
        }
        for (int i = 0; i < events.size(); i++) {
            RecordedEvent event = events.get(i);
            if (needsEstimate(event)) {
                long at = guestNanos(event) + least.get(via(event));
                ObjectNode detail = ((ObjectNode) event.detail()).put(ESTIMATE, at);
                events.set(
                        i,
                        new RecordedEvent(at, event.readAtNanos(), event.source(), event.name(), detail, event.line()));
            }
        }
        lines.forEach((host, count) -> findings.add(Finding.limit(
                "guest",
                "the guest's clock on " + host + " was tied to the host's by the quickest of " + count
                        + " console lines" + (count < FEW ? ", which are few" : "")
                        + "; its link events can be too late by the console's shortest delay")));
    }

    /**
     * Gives kernel lines that were logged by realtime alone a stamp since boot, as a bundle has them: since one second before the
     * first of them. Only where none has one, for the two would not fit together.
     */
    static void stampKernelLines(List<RecordedEvent> events) {
        List<RecordedEvent> lines =
                events.stream().filter(event -> event.is("guest", "kmsg")).toList();
        boolean stamped = lines.stream()
                .anyMatch(
                        event -> KernelLines.bracket(new Scan(event.text("line").orElse(""))) >= 0);
        if (lines.isEmpty() || stamped) {
            return;
        }
        long start = lines.stream().mapToLong(RecordedEvent::atNanos).min().orElse(0) - SECOND;
        for (RecordedEvent event : lines) {
            String line = KernelLines.stamped(
                    event.atNanos() - start, event.text("line").orElse(""));
            ((ObjectNode) event.detail()).put("line", line);
        }
    }

    private static boolean needsEstimate(RecordedEvent event) {
        return event.is("guest", "link")
                && event.detail().path("mono_ns").canConvertToLong()
                && event.detail().path("mono_ns").isIntegralNumber()
                && !event.detail().has(ESTIMATE);
    }

    private static String via(RecordedEvent event) {
        return event.text("via").orElse("");
    }

    private static long guestNanos(RecordedEvent event) {
        return event.detail().path("mono_ns").longValue();
    }
}
