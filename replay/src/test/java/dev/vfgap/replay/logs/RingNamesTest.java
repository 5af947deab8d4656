package dev.vfgap.replay.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.replay.capture.PcapngWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a lab's folder are one capture. */
class RingNamesTest {
    @TempDir
    private Path lab;

    /** A capture of one packet on each of so many interfaces. */
    private void capture(String name, long atNanos, int interfaces) throws IOException {
        Path path = lab.resolve(name);
        Files.createDirectories(path.getParent());
        try (OutputStream out = Files.newOutputStream(path);
                PcapngWriter writer = new PcapngWriter(out, "test")) {
            for (int i = 0; i < interfaces; i++) {
                writer.add("e" + i, "", 1, 0);
                writer.write(i, atNanos + i, new byte[60], 60, "");
            }
        }
    }

    private List<String> read(String notes) {
        LabNotes read = notes.isEmpty()
                ? LabNotes.none()
                : LabNotes.read(lab, notes.getBytes(StandardCharsets.UTF_8), "capture.yaml");
        return LabFolder.read(lab, read).files().stream()
                .map(file -> file.name() + ": "
                        + file.capture()
                                .map(capture -> capture.packets() + " packets")
                                .orElse(file.kind().words())
                        + file.point().map(point -> " at " + point).orElse("")
                        + file.place().host().map(host -> " of " + host).orElse(""))
                .toList();
    }

    @Test
    void filesNamedAsDumpcapNamesARingAreOneCapture() throws IOException {
        capture("a/pf-src_00002_20270115080001.pcapng", 2_000, 1);
        capture("a/pf-src_00003_20270115080002.pcapng", 3_000, 1);
        capture("a/pf-src_00007_one.pcapng", 9_000, 1);
        capture("vnet-dst_00001_20270115080001.pcapng", 1_000, 1);
        assertThat(read(""))
                .containsExactly(
                        "a/pf-src_?????_??????????????.pcapng: 2 packets at UPLINK of A",
                        "a/pf-src_00007_one.pcapng: 1 packets at UPLINK of A",
                        "vnet-dst_00001_20270115080001.pcapng: 1 packets at STANDBY of B");
    }

    @Test
    void thePatternOfTheNotesNamesARingAndAFileThatTheyNameIsItsOwn() throws IOException {
        capture("x.pcap0", 2_000, 1);
        capture("x.pcap1", 3_000, 1);
        capture("y_00001_20270115080001.pcapng", 1_000, 1);
        capture("y_00002_20270115080002.pcapng", 2_000, 1);
        assertThat(read("""
                {"files": [{"file": "x.pcap*", "at": "primary", "host": "B"},
                           {"file": "y_00001_20270115080001.pcapng", "at": "peer"},
                           {"file": "y_00002_20270115080002.pcapng", "at": "guest"}]}
                """))
                .containsExactly(
                        "x.pcap*: 2 packets at PRIMARY of B",
                        "y_00001_20270115080001.pcapng: 1 packets at PEER",
                        "y_00002_20270115080002.pcapng: 1 packets at GUEST");
    }
}
