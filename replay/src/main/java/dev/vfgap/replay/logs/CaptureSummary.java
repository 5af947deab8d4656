package dev.vfgap.replay.logs;

import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.capture.CaptureInterface;
import dev.vfgap.replay.capture.CaptureReader;
import dev.vfgap.replay.capture.CaptureRing;
import dev.vfgap.replay.capture.InterfaceFilter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
 * @param interfaces its interfaces, by their names; {@code #} and a number for one without a name
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
        List<String> interfaces,
        List<Finding> findings) {

    public CaptureSummary {
        interfaces = List.copyOf(interfaces);
        findings = List.copyOf(findings);
    }

    /**
     * Reads a capture, in one file or as a ring, to its end.
     *
     * @throws dev.vfgap.replay.bundle.BadInputException when it cannot be read
     */
    static CaptureSummary of(Path path, String shown) {
        return of(path, shown, Optional.empty());
    }

    /** As {@link #of(Path, String)}, of what one interface captured. */
    static CaptureSummary of(Path path, String shown, Optional<String> interfaceName) {
        long packets = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        long cut = 0;
        int longest = 0;
        boolean micros = true;
        Set<String> interfaces = new TreeSet<>();
        Flows flows = new Flows();
        try (CaptureRing ring = CaptureRing.open(path, shown, interfaceName)) {
            while (ring.next()) {
                CaptureReader reader = ring.packet();
                packets++;
                first = Math.min(first, reader.atNanos());
                last = Math.max(last, reader.atNanos());
                longest = Math.max(longest, reader.capturedLength());
                cut += reader.capturedLength() < reader.originalLength() ? 1 : 0;
                micros &= reader.atNanos() % 1_000 == 0;
                flows.saw(reader.frame());
            }
            // An interface without packets is a point at which nothing passed.
            List<CaptureInterface> described = ring.packet().interfaces();
            for (int i = 0; i < described.size(); i++) {
                interfaces.add(InterfaceFilter.name(described.get(i), i));
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
                    List.copyOf(interfaces),
                    ring.findings());
        }
    }
}
