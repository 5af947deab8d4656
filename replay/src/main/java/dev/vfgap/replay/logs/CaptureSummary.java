package dev.vfgap.replay.logs;

import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.capture.CaptureReader;
import dev.vfgap.replay.capture.CaptureRing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
     * Reads a capture, in one file or as a ring, to its end.
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
        Set<Integer> interfaces = new HashSet<>();
        Flows flows = new Flows();
        try (CaptureRing ring = CaptureRing.open(path, shown)) {
            while (ring.next()) {
                CaptureReader reader = ring.packet();
                packets++;
                first = Math.min(first, reader.atNanos());
                last = Math.max(last, reader.atNanos());
                longest = Math.max(longest, reader.capturedLength());
                cut += reader.capturedLength() < reader.originalLength() ? 1 : 0;
                micros &= reader.atNanos() % 1_000 == 0;
                interfaces.add(reader.interfaceIndex());
                flows.saw(reader.frame());
            }
            flows.settle();
            List<Finding> findings = new ArrayList<>(ring.findings());
            if (interfaces.size() > 1) {
                findings.add(Finding.limit(
                        shown,
                        "holds packets of " + interfaces.size()
                                + " interfaces, and a point is one of them: make a file of each"
                                + " (tshark -r FILE -Y \"frame.interface_id == 0\" -w OTHER)"));
            }
            return new CaptureSummary(
                    packets,
                    packets == 0 ? 0 : first,
                    packets == 0 ? 0 : last,
                    micros ? 1_000 : 1,
                    longest,
                    cut,
                    flows,
                    findings);
        }
    }
}
