package dev.vfgap.replay.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.replay.Samples;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.capture.CaptureReader;
import dev.vfgap.replay.capture.PcapngWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RingBundleTest {

    private static final int PACKETS_A_FILE = 1_000;

    @TempDir
    private Path folder;

    @Test
    void aCaptureInManyFilesOfAnotherFormatIsAccountedAsTheOneFileWas() throws IOException {
        Path bundleFolder = Samples.copy(Samples.migration("S7-1"), folder.resolve("S7-1"));
        String expected = AccountText.of(Account.of(CaptureBundle.read(bundleFolder)));

        int files = split(bundleFolder.resolve("peer.pcap.gz"));
        Files.delete(bundleFolder.resolve("peer.pcap.gz"));
        Path manifest = bundleFolder.resolve("bundle.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replace("peer.pcap.gz", "peer_*.pcapng"));

        CaptureBundle bundle = CaptureBundle.read(bundleFolder);
        assertThat(files).isGreaterThan(3);
        assertThat(text).contains("peer.pcap.gz");
        assertThat(AccountText.of(Account.of(bundle))).isEqualTo(expected);
        assertThat(BundleCheck.of(bundleFolder).problems()).isEqualTo(List.of());
    }

    /** Writes a capture again as dumpcap would with {@code -b packets:1000}; returns how many files there are. */
    private int split(Path capture) throws IOException {
        int files = 0;
        try (CaptureReader reader = CaptureReader.open(capture, "peer")) {
            boolean more = reader.next();
            while (more) {
                String name = "peer_%05d_20261122204132.pcapng".formatted(++files);
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(capture.resolveSibling(name)));
                        PcapngWriter writer = new PcapngWriter(out, "test")) {
                    writer.add("peer", "", reader.linkNumber(), 0);
                    for (int packet = 0; packet < PACKETS_A_FILE && more; packet++) {
                        writer.write(0, reader.atNanos(), reader, "");
                        more = reader.next();
                    }
                }
            }
        }
        return files;
    }
}
