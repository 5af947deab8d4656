package dev.vfgap.replay.logs;

import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.capture.CaptureReader;
import java.nio.file.Path;
import java.util.List;

/**
 * What a capture holds.
 *
 * @param packets its packets
 * @param firstNanos the earliest stamp; 0 without a packet
 * @param lastNanos the latest stamp; 0 without a packet
 * @param resolutionNanos 1, or 1000 when every stamp is a whole number of µs
 * @param longestBytes the longest captured length
 * @param cutPackets packets of which only the first bytes were captured
 * @param flows its UDP flows
 * @param findings what is doubtful
 */
public record CaptureSummary(
        long packets,
        long firstNanos,
        long lastNanos,
        long resolutionNanos,
        int longestBytes,
        long cutPackets,
        Flows flows,
        List<Finding> findings) {

    public CaptureSummary {
        findings = List.copyOf(findings);
    }

    /**
     * Reads a capture to its end.
     *
     * @throws dev.vfgap.replay.bundle.BadInputException when it cannot be read
     */
    static CaptureSummary of(Path path, String shown) {
        long packets = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        long cut = 0;
        int longest = 0;
        boolean micros = true;
        Flows flows = new Flows();
        try (CaptureReader reader = CaptureReader.open(path, shown)) {
            while (reader.next()) {
                packets++;
                first = Math.min(first, reader.atNanos());
                last = Math.max(last, reader.atNanos());
                longest = Math.max(longest, reader.capturedLength());
                cut += reader.capturedLength() < reader.originalLength() ? 1 : 0;
                micros &= reader.atNanos() % 1_000 == 0;
                flows.saw(reader.frame());
            }
            flows.settle();
            return new CaptureSummary(
                    packets,
                    packets == 0 ? 0 : first,
                    packets == 0 ? 0 : last,
                    micros ? 1_000 : 1,
                    longest,
                    cut,
                    flows,
                    reader.findings());
        }
    }
}
