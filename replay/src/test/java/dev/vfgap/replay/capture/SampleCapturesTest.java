package dev.vfgap.replay.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.replay.bundle.Finding;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Captures that netsniff-ng 0.6.8, tcpdump 4.99.3, dumpcap and editcap 4.0.17 wrote: UDP datagrams to port 9 of the loopback,
 * and the answers of a closed port. What is expected is what tshark 4.0.17 prints; netsniff-ng's own format it cannot read.
 */
class SampleCapturesTest {

    @Test
    void readsKuznetzovsRecords() {
        assertThat(told("netsniff-ng-kuznetzov.pcap"))
                .containsExactly(
                        "1796055140.078103000 45/45 UDP 9 INBOUND UNKNOWN []",
                        "1796055140.078122000 73/73 IPV4 -1 INBOUND UNKNOWN []",
                        "1796055140.078298000 45/45 UDP 9 INBOUND UNKNOWN []",
                        "1796055140.078306000 73/73 IPV4 -1 INBOUND UNKNOWN []",
                        "[ifindex 1, , 1, ETHERNET, 1000000, 0, 65535, OptionalLong.empty]");
    }

    @Test
    void readsNetsniffsOwnRecords() {
        assertThat(told("netsniff-ng-own.pcap"))
                .containsExactly(
                        "1796055144.908887505 45/45 UDP 9 INBOUND UNKNOWN []",
                        "1796055144.908898987 73/73 IPV4 -1 INBOUND UNKNOWN []",
                        "1796055144.909096595 45/45 UDP 9 INBOUND UNKNOWN []",
                        "1796055144.909102396 73/73 IPV4 -1 INBOUND UNKNOWN []",
                        "[ifindex 1, , 1, ETHERNET, 1000000000, 0, 65535, OptionalLong.empty]");
    }

    @Test
    void readsCookedFramesAndSaysWhatTheyLack() {
        assertThat(told("tcpdump-any-cooked.pcap"))
                .containsExactly(
                        "1796055150.480359000 47/47 UDP 9 INBOUND UNKNOWN []",
                        "1796055150.582227000 47/47 UDP 9 INBOUND UNKNOWN []",
                        "1796055150.684651000 47/47 UDP 9 INBOUND UNKNOWN []",
                        "1796055150.788647000 47/47 UDP 9 INBOUND UNKNOWN []",
                        "[, , 113, LINUX_SLL, 1000000, 0, 262144, OptionalLong.empty]",
                        "FILE: has link type 113 (Linux cooked, which has no destination address), so its frames say nothing"
                                + " about MAC filters; capture on one interface, not on any");
        assertThat(told("tcpdump-any-cooked2.pcap"))
                .containsExactly(
                        "1796055150.480359267 51/51 UDP 9 INBOUND UNKNOWN []",
                        "1796055150.582227031 51/51 UDP 9 INBOUND UNKNOWN []",
                        "1796055150.684651508 51/51 UDP 9 INBOUND UNKNOWN []",
                        "1796055150.788647250 51/51 UDP 9 INBOUND UNKNOWN []",
                        "[, , 276, LINUX_SLL2, 1000000000, 0, 262144, OptionalLong.empty]",
                        "FILE: has link type 276 (Linux cooked, version 2, which has no destination address), so its frames"
                                + " say nothing about MAC filters; capture on one interface, not on any");
    }

    @Test
    void readsTwoInterfacesWithTheirOwnLimitsAndStatistics() {
        List<String> packets = List.of(
                "1796055166.854830064 60/74 UDP 9 UNKNOWN UNKNOWN []",
                "1796055166.854850412 60/102 IPV4 -1 UNKNOWN UNKNOWN []",
                "1796055166.959417047 60/74 UDP 9 UNKNOWN UNKNOWN []",
                "1796055166.959437756 60/102 IPV4 -1 UNKNOWN UNKNOWN []",
                "1796055167.062110190 60/74 UDP 9 UNKNOWN UNKNOWN []",
                "1796055167.062127773 60/102 IPV4 -1 UNKNOWN UNKNOWN []",
                "1796055167.164859497 46/46 UDP 9 UNKNOWN UNKNOWN [] of interface 1");
        List<String> expected = new ArrayList<>(packets);
        expected.add("[lo, Loopback, 1, ETHERNET, 1000000000, 0, 60, OptionalLong[0]]");
        expected.add("[eth0, , 1, ETHERNET, 1000000000, 0, 200, OptionalLong[0]]");
        assertThat(told("dumpcap.pcapng")).isEqualTo(expected);

        List<String> edited = new ArrayList<>(packets);
        edited.set(1, "1796055166.854850412 60/102 IPV4 -1 UNKNOWN UNKNOWN [second, with ümlaut]");
        edited.add("[lo, Loopback, 1, ETHERNET, 1000000000, 0, 60, OptionalLong.empty]");
        edited.add("[eth0, , 1, ETHERNET, 1000000000, 0, 200, OptionalLong.empty]");
        assertThat(told("editcap.pcapng")).as("with a block of secrets").isEqualTo(edited);
    }

    static Path sample(String name) {
        try {
            return Path.of(Objects.requireNonNull(SampleCapturesTest.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(name, e);
        }
    }

    /** The packets, the interfaces and the findings of a capture, a line each. */
    private static List<String> told(String name) {
        List<String> told = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(sample(name), "FILE")) {
            while (reader.next()) {
                String line = "%d.%09d %d/%d %s %d %s %s %s"
                        .formatted(
                                reader.atNanos() / 1_000_000_000,
                                reader.atNanos() % 1_000_000_000,
                                reader.capturedLength(),
                                reader.originalLength(),
                                reader.frame().kind(),
                                reader.frame().destinationPort(),
                                reader.direction(),
                                reader.stampSource(),
                                reader.comments());
                told.add(reader.interfaceIndex() == 0 ? line : line + " of interface " + reader.interfaceIndex());
            }
            for (CaptureInterface one : reader.interfaces()) {
                told.add(List.of(
                                one.name(),
                                one.description(),
                                one.linkNumber(),
                                one.linkType(),
                                one.unitsPerSecond(),
                                one.offsetSeconds(),
                                one.snapLength(),
                                one.drops())
                        .toString());
            }
            reader.findings().stream().map(Finding::toString).forEach(told::add);
        }
        return told;
    }
}
