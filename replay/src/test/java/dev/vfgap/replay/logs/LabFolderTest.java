package dev.vfgap.replay.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Place;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.RecordedEvent;
import dev.vfgap.replay.capture.EthernetBytes;
import dev.vfgap.replay.capture.PcapBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What several files of a lab tell together. */
class LabFolderTest {
    private static final long START = 1_795_380_000_000_000_000L;
    private static final long QEMU_MAC = 0x525400aabb01L;
    private static final long PEER_MAC = 0x020000000001L;

    @TempDir
    private Path temporary;

    private Path lab;

    @BeforeEach
    void aFolder() throws IOException {
        lab = Files.createDirectories(temporary.resolve("lab"));
    }

    private void file(String name, String... lines) throws IOException {
        Files.write(lab.resolve(name), Arrays.asList(lines));
    }

    private LabFolder read() {
        return LabFolder.read(lab, LabNotes.none());
    }

    private LabFolder read(String notes) {
        return LabFolder.read(lab, LabNotes.read(lab, notes.getBytes(StandardCharsets.UTF_8), "capture.yaml"));
    }

    /** Events as {@code seconds after the start, source, name}. */
    private static List<String> told(EventMerge.Merged merged) {
        return merged.events().stream()
                .map(event -> (event.readAtNanos() - START) / 1e9 + " " + event.source() + " " + event.name())
                .toList();
    }

    private static List<String> texts(List<Finding> findings) {
        return findings.stream().map(Finding::toString).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "tapA-virtio.pcap.gz, A, STANDBY, HOST",
        "tap_primary-dst.pcap, B, PRIMARY, HOST",
        "pf-src.pcapng, A, UPLINK, HOST",
        "vnet3-B.pcap, B, STANDBY, HOST",
        "peer.pcap, , PEER, PEER",
        "guest-eth0.pcap, , GUEST, GUEST",
        "console-src.log, A, , GUEST",
        "run/qmpB.log, B, , HOST",
        "capture7.pcap, , ,"
    })
    void aNameSaysWhereAFileWasWritten(String name, Host host, Place.Kind point, LogPlace.Machine machine) {
        assertThat(PlaceName.of(name))
                .isEqualTo(new PlaceName(
                        Optional.ofNullable(host), Optional.ofNullable(point), Optional.ofNullable(machine)));
    }

    @Test
    void eventsThatTwoLogsOfOneQemuTellAreTakenOnce() throws IOException {
        file("qmp-src.log", "{\"event\": \"STOP\", \"timestamp\": {\"seconds\": 1795380001, \"microseconds\": 5}}");
        file("virsh-src.log", "event STOP at 1795380001.000005 for domain 'vm1': (null)");

        EventMerge.Merged merged = EventMerge.of(read());

        assertThat(told(merged)).containsExactly("1.000005 qmp-A STOP");
        assertThat(texts(merged.findings())).containsExactly("events: 1 events were told by two logs and taken once");
    }

    @Test
    void withoutAMonitorsLogLibvirtTellsOfStopResumeAndRemoval() throws IOException {
        file(
                "virsh-src.log",
                "2026-11-22 20:40:01.500+0000: event 'device-removed' for domain 'vm1': hostdev0",
                "2026-11-22 20:40:02.000+0000: event 'lifecycle' for domain 'vm1': Suspended Migrated");
        file("virsh-dst.log", "2026-11-22 20:40:02.100+0000: event 'lifecycle' for domain 'vm1': Resumed Migrated");

        List<RecordedEvent> qmp = EventMerge.of(read()).events().stream()
                .filter(event -> event.source().startsWith("qmp-"))
                .toList();

        assertThat(qmp)
                .extracting(event -> event.source() + " " + event.name() + " " + event.detail())
                .containsExactly(
                        "qmp-A DEVICE_DELETED {\"from\":\"virsh event\",\"data\":{\"device\":\"hostdev0\"}}",
                        "qmp-A STOP {\"from\":\"virsh event\"}",
                        "qmp-B RESUME {\"from\":\"virsh event\"}");
    }

    @Test
    void aQemuIsKnownByWhatOnlyTheSourceOrOnlyTheDestinationTells() throws IOException {
        file(
                "one.log",
                "{\"event\": \"MIGRATION\", \"data\": {\"status\": \"wait-unplug\"}, \"timestamp\": {\"seconds\": 1795380001, \"microseconds\": 0}}",
                "{\"event\": \"STOP\", \"timestamp\": {\"seconds\": 1795380002, \"microseconds\": 0}}");
        file("two.log", "{\"event\": \"RESUME\", \"timestamp\": {\"seconds\": 1795380003, \"microseconds\": 0}}");
        file("xyz.log", "{\"event\": \"SHUTDOWN\", \"timestamp\": {\"seconds\": 1795380004, \"microseconds\": 0}}");

        EventMerge.Merged merged = EventMerge.of(read());

        assertThat(told(merged)).containsExactly("1.0 qmp-A MIGRATION", "2.0 qmp-A STOP", "3.0 qmp-B RESUME");
        assertThat(texts(merged.findings()))
                .anyMatch(text -> text.startsWith("xyz.log: is of a QEMU, but not known is of"));
    }

    @Test
    void theGuestsOwnLogsArePlacedByTheResumeAndTheirClock() throws IOException {
        file("qmp-dst.log", "{\"event\": \"RESUME\", \"timestamp\": {\"seconds\": 1795380010, \"microseconds\": 0}}");
        file(
                "guest-ip.log",
                "[2026-11-22T20:40:11.000000] 4: eth2: <BROADCAST,UP> mtu 1500 master eth0 state DOWN",
                "[2026-11-22T20:40:13.000000] 5: eth2: <BROADCAST,UP,LOWER_UP> mtu 1500 master eth0 state UP");
        String notes = "{\"clock\": {\"kind\": \"per-host\", \"hosts\": {\"guest\": {\"offsetNs\": 2000000000},"
                + " \"B\": {\"offsetNs\": 500000000}}}}";

        List<RecordedEvent> links = EventMerge.of(read(notes)).events().stream()
                .filter(event -> event.source().equals("guest"))
                .toList();

        // The guest's clock is 2 s ahead, B's half a second: what it calls 11 s is 9 s, and B resumed it at 9.5 s.
        assertThat(links)
                .extracting(event -> event.text("via").orElse("") + " " + (event.readAtNanos() - START) / 1e9)
                .containsExactly("A 9.0", "B 11.5");
    }

    @Test
    void stampsSinceBootAreTiedToRealtimeByTheJournalOfTheSameMachine() throws IOException {
        file("dmesg-src.txt", "[   12.500000] br0: port 1(vnet0) entered disabled state");
        assertThat(texts(EventMerge.of(read()).findings()))
                .containsExactly(
                        "dmesg-src.txt: is stamped by the host's clock since boot, which nothing ties to realtime,"
                                + " so it was left out; add journalctl -o json of the same machine and boot, or use dmesg"
                                + " --time-format iso");

        file(
                "journal-src.json",
                "{\"__REALTIME_TIMESTAMP\":\"1795380010000000\",\"__MONOTONIC_TIMESTAMP\":\"12000000\","
                        + "\"_TRANSPORT\":\"kernel\",\"MESSAGE\":\"br0: port 1(vnet0) entered blocking state\"}");
        assertThat(told(EventMerge.of(read()))).containsExactly("10.0 host-A kmsg", "10.5 host-A kmsg");
    }

    @Test
    void kernelLinesOfAGuestWithoutAStampSinceBootAreGivenOne() throws IOException {
        file(
                "guest-dmesg.txt",
                "2026-11-22T20:40:01,250000+00:00 e1000e 0000:02:00.0 eth2: removed PHC",
                "2026-11-22T20:40:03,000001+00:00 virtio_net virtio1 eth0: failover primary slave:eth2 registered");

        assertThat(EventMerge.of(read()).events())
                .extracting(event -> event.text("line").orElse(""))
                .containsExactly(
                        "[    1.000000] e1000e 0000:02:00.0 eth2: removed PHC",
                        "[    2.750001] virtio_net virtio1 eth0: failover primary slave:eth2 registered");
    }

    @Test
    void aLogInAnotherZoneIsSaidToBeSo() throws IOException {
        capture("peer.pcap", QEMU_MAC, PEER_MAC, 0x0a090002, 7000);
        file("ip-src.log", "[2026-11-22T21:40:01.000000] 4: v0: <BROADCAST,UP> mtu 1500 state UP");

        assertThat(ClockRelations.of(read()))
                .contains(
                        "ip-src.log lies beside the captures, but would lie among them if it were 1.00 h earlier: its zone is"
                                + " wrong (--zone, or zone in capture.yaml).");
        assertThat(ClockRelations.of(read("{\"zone\": \"+01:00\"}"))).noneMatch(text -> text.contains("zone"));
    }

    @Test
    void aDamagedCaptureKeepsItsProblemAndTheOthersAreRead() throws IOException {
        capture("peer.pcap", QEMU_MAC, PEER_MAC, 0x0a090002, 7000);
        Files.write(
                lab.resolve("tapA.pcap"),
                PcapBytes.headed(0xa1b2c3d4, 2, 65_535, 105).bytes());

        LabFolder read = read();

        assertThat(read.files()).extracting(LabFile::kind).containsOnly(LabFile.Kind.CAPTURE);
        assertThat(read.files().get(0).problems()).isEmpty();
        assertThat(read.files().get(1).problems().get(0).sentence()).contains("has link type 105 (wireless");
    }

    /** A hundred numbered frames from one end to the other. */
    private PcapBytes capture(String name, long from, long to, int fromIp, int port) throws IOException {
        PcapBytes capture = PcapBytes.nanos();
        add(capture, from, to, fromIp, port, 100);
        Files.write(lab.resolve(name), capture.bytes());
        return capture;
    }

    private static void add(PcapBytes capture, long from, long to, int fromIp, int port, int frames) {
        for (int i = 0; i < frames; i++) {
            byte[] payload = ByteBuffer.allocate(24)
                    .order(ByteOrder.BIG_ENDIAN)
                    .putInt(6, 1_000 + i)
                    .array();
            byte[] frame = EthernetBytes.frame(to, from).udp(fromIp, 0x0a090001, port, port, 0, payload);
            capture.packet(START + i * 10_000_000L, frame);
        }
    }

    @Test
    void theStreamIsTheNumberedFlowAndTheGuestItsEndOfQemu() throws IOException {
        PcapBytes capture = PcapBytes.nanos();
        add(capture, QEMU_MAC, PEER_MAC, 0x0a090002, 7000, 100);
        for (int i = 0; i < 500; i++) {
            capture.packet(
                    START,
                    EthernetBytes.frame(QEMU_MAC, PEER_MAC).udp(0x0a090003, 0x0a090002, 53, 53, 0, new byte[24]));
        }
        Files.write(lab.resolve("peer.pcap"), capture.bytes());

        StreamEnds ends = StreamEnds.find(read(), OptionalLong.empty());

        assertThat(ends.guest().toString())
                .isEqualTo("{\"mac\":\"52:54:00:aa:bb:01\",\"ipv4\":\"10.9.0.2\",\"udpPort\":7000}");
        assertThat(ends.peer().toString())
                .isEqualTo("{\"mac\":\"02:00:00:00:00:01\",\"ipv4\":\"10.9.0.1\",\"udpPort\":7000}");
        assertThat(ends.traffic().toString())
                .isEqualTo("[{\"direction\":\"tx\",\"sequence\":{\"payloadOffset\":2,\"bytes\":8,\"order\":\"big\"}}]");
    }

    @Test
    void twoNumberedFlowsAreAmbiguous() throws IOException {
        capture("peer.pcap", QEMU_MAC, PEER_MAC, 0x0a090002, 7000);
        capture("uplinkA.pcap", QEMU_MAC, PEER_MAC, 0x0a090002, 8000);

        assertThatThrownBy(() -> StreamEnds.find(read(), OptionalLong.empty()))
                .isInstanceOf(BadInputException.class)
                .hasMessage(lab + ": several UDP flows are numbered: 10.9.0.2:7000 > 10.9.0.1:7000 and 10.9.0.2:8000 >"
                        + " 10.9.0.1:8000; say in capture.yaml what guest, peer and traffic are");
    }

    @Test
    void whichEndIsTheGuestIsToldByItsAddressOrGiven() throws IOException {
        capture("peer.pcap", 0x020000000009L, PEER_MAC, 0x0a090002, 7000);

        assertThatThrownBy(() -> StreamEnds.find(read(), OptionalLong.empty()))
                .hasMessageContaining(
                        "which end of 10.9.0.2:7000 > 10.9.0.1:7000 is the guest cannot be told from its addresses"
                                + " 02:00:00:00:00:09 and 02:00:00:00:00:01; give --guest-mac");
        assertThat(StreamEnds.find(read(), OptionalLong.of(PEER_MAC))
                        .guest()
                        .path("ipv4")
                        .asText())
                .isEqualTo("10.9.0.1");
    }
}
