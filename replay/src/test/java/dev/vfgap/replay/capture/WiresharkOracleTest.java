package dev.vfgap.replay.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** tshark, where it is installed, reads the same packets as we do, and what we write; elsewhere these tests are skipped. */
class WiresharkOracleTest {

    private static final long AT = 1_795_379_565_123_456_789L;

    @TempDir
    private Path folder;

    @BeforeAll
    static void tsharkIsThere() {
        boolean found;
        try {
            found = new ProcessBuilder("tshark", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            found = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            found = false;
        }
        assumeTrue(found, "tshark is not installed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "netsniff-ng-kuznetzov.pcap",
                "tcpdump-any-cooked.pcap",
                "tcpdump-any-cooked2.pcap",
                "dumpcap.pcapng",
                "editcap.pcapng"
            })
    void readsTheSamplesAsWeDo(String name) throws IOException, InterruptedException {
        Path sample = SampleCapturesTest.sample(name);

        assertThat(ours(sample)).isEqualTo(tshark(sample)).isNotEmpty();
    }

    @Test
    void readsWhatTheBuildersMakeAsWeDo() throws IOException, InterruptedException {
        Random random = new Random(1);
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            PcapngBytes bytes = PcapngBytes.section(order);
            bytes.ethernet(0, bytes.option(9, 9), bytes.option(2, "pf0")).ethernet(100, bytes.option(9, 0x80 | 20));
            bytes.interfaceOf(101, 50, bytes.option(14, 7L));
            for (int i = 0; i < 40; i++) {
                byte[] packet = new byte[random.nextInt(14, 100)];
                long[] units = {AT + i, (AT / 1_000_000_000 << 20) + i, AT / 1_000 + i};
                int index = random.nextInt(3);
                bytes.packet(index, units[index], packet.length, packet.length + i, packet, bytes.option(1, "nr " + i));
                bytes.block(4, new byte[12]).oldPacket(0, 0, AT + i, packet);
            }
            bytes.andSection(ByteOrder.LITTLE_ENDIAN).ethernet(0).packet(0, AT / 1_000, new byte[60]);
            Path file = Files.write(folder.resolve("built-" + order + ".pcapng"), bytes.bytes());
            assertThat(ours(file)).as("%s", order).isEqualTo(tshark(file)).hasSize(81);
        }
    }

    @Test
    void readsWhatWeWrite() throws IOException, InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PcapngWriter writer = new PcapngWriter(out, "vfgap")) {
            writer.add("uplinkA", "host A, uplink", 1, 0);
            writer.add("standbyB", "", 1, 96);
            for (int i = 0; i < 10; i++) {
                writer.write(i & 1, AT + i, new byte[60 + i], 60 + 2 * i, i == 3 ? "rx 3 lost, größer" : "");
            }
            writer.drops(1, 5);
        }
        Path file = Files.write(folder.resolve("written.pcapng"), out.toByteArray());

        assertThat(ours(file)).isEqualTo(tshark(file)).hasSize(10);
        assertThat(run(
                        "tshark",
                        "-r",
                        file.toString(),
                        "-T",
                        "fields",
                        "-e",
                        "frame.interface_name",
                        "-e",
                        "frame.comment"))
                .contains("uplinkA\t", "standbyB\trx 3 lost, größer");
    }

    private static List<String> tshark(Path file) throws IOException, InterruptedException {
        return run(
                "tshark",
                "-r",
                file.toString(),
                "-n",
                "-o",
                "frame.generate_md5_hash:TRUE",
                "-T",
                "fields",
                "-e",
                "frame.time_epoch",
                "-e",
                "frame.cap_len",
                "-e",
                "frame.len",
                "-e",
                "frame.md5_hash");
    }

    private static List<String> ours(Path file) {
        List<String> lines = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(file, "FILE")) {
            while (reader.next()) {
                byte[] bytes = new byte[reader.capturedLength()];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) reader.frame().byteAt(i);
                }
                lines.add("%d.%09d\t%d\t%d\t%s"
                        .formatted(
                                reader.atNanos() / 1_000_000_000,
                                reader.atNanos() % 1_000_000_000,
                                reader.capturedLength(),
                                reader.originalLength(),
                                HexFormat.of()
                                        .formatHex(
                                                MessageDigest.getInstance("MD5").digest(bytes))));
            }
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has MD5", e);
        }
        return lines;
    }

    private static List<String> run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        return text.lines().toList();
    }
}
