package dev.vfgap.replay.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PcapngWriterTest {

    private static final long AT = 1_795_379_565_123_456_789L;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("seeds")
    void theReaderReadsWhatWasWritten(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> expected = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PcapngWriter writer = new PcapngWriter(out, "test")) {
            writer.add("pf0", "host A, uplink", 1, 0);
            for (int i = 0; i < 50; i++) {
                if (i == 20) {
                    writer.add("größer", "", 113, 96);
                }
                byte[] bytes = new byte[random.nextInt(200)];
                random.nextBytes(bytes);
                int index = i < 20 ? 0 : random.nextInt(2);
                int more = random.nextInt(2_000);
                String comment = random.nextBoolean() ? "" : "rx " + i + " ended: Größe";
                writer.write(index, AT + i, bytes, bytes.length + more, comment);
                expected.add(index + " " + (AT + i) + " " + (bytes.length + more) + " "
                        + (comment.isEmpty() ? "[]" : "[" + comment + "]") + " " + hash(bytes));
            }
            writer.drops(1, 17);
        }

        assertThat(told(out.toByteArray())).as("seed %d", seed).isEqualTo(expected);
        try (CaptureReader reader = CaptureReader.open(write(out.toByteArray()), "FILE")) {
            while (reader.next()) {
                assertThat(reader.capturedLength()).isLessThan(200);
            }
            assertThat(reader.interfaces().toString())
                    .isEqualTo(
                            "[CaptureInterface[name=pf0, description=host A, uplink, linkNumber=1, linkType=ETHERNET,"
                                    + " unitsPerSecond=1000000000, offsetSeconds=0, snapLength=0, drops=OptionalLong.empty],"
                                    + " CaptureInterface[name=größer, description=, linkNumber=113, linkType=LINUX_SLL,"
                                    + " unitsPerSecond=1000000000, offsetSeconds=0, snapLength=96, drops=OptionalLong[17]]]");
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 5);
    }

    @Test
    void copiesAPacketOfAReaderWithItsDirection() throws IOException {
        PcapngBytes given = PcapngBytes.nanos();
        given.packet(0, AT, 60, 1_500, new byte[60], given.option(2, 2));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CaptureReader reader = CaptureReader.open(write(given.bytes()), "FILE");
                PcapngWriter writer = new PcapngWriter(out, "test")) {
            writer.add("copy", "", 1, 0);
            assertThat(reader.next()).isTrue();
            writer.write(0, reader.atNanos() - 5, reader, "");
        }

        try (CaptureReader reader = CaptureReader.open(write(out.toByteArray()), "FILE")) {
            assertThat(reader.next()).isTrue();
            assertThat(List.of(reader.atNanos(), reader.capturedLength(), reader.originalLength(), reader.direction()))
                    .isEqualTo(List.of(AT - 5, 60, 1_500L, PacketDirection.OUTBOUND));
        }
    }

    @Test
    void cutsACommentThatIsTooLongBetweenTwoCharacters() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PcapngWriter writer = new PcapngWriter(out, "test")) {
            writer.add("eth0", "", 1, 0);
            writer.write(0, AT, new byte[1], 1, "x" + "ü".repeat(40_000));
        }

        assertThat(told(out.toByteArray()))
                .containsExactly("0 " + AT + " 1 [x" + "ü".repeat(32_765) + "] " + hash(new byte[1]));
    }

    @Test
    void refusesWhatNoReaderWouldTake() throws IOException {
        try (PcapngWriter writer = new PcapngWriter(new ByteArrayOutputStream(), "test")) {
            writer.add("eth0", "", 1, 0);
            assertThatThrownBy(() -> writer.write(0, AT, new byte[2], 1, ""))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> writer.write(0, -1, new byte[2], 2, ""))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private List<String> told(byte[] capture) throws IOException {
        List<String> told = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(write(capture), "FILE")) {
            while (reader.next()) {
                byte[] bytes = new byte[reader.capturedLength()];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) reader.frame().byteAt(i);
                }
                told.add(reader.interfaceIndex() + " " + reader.atNanos() + " " + reader.originalLength() + " "
                        + reader.comments() + " " + hash(bytes));
            }
        }
        return told;
    }

    private static int hash(byte[] bytes) {
        return java.util.Arrays.hashCode(bytes);
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "capture", ""), bytes);
    }

    @Test
    void theFilterAndAllCountsOfAnInterfaceStandInTheirOptions() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PcapngWriter writer = new PcapngWriter(out, "")) {
            writer.add("e0", "", "arp", 1, 96);
            writer.statistics(0, new InterfaceStatistics(1L << 32 | 2, 3L << 32 | 4, 5, 6, 7, 8));
        }
        byte[] written = out.toByteArray();
        // Name; filter with the byte for its language, padded; stamps in 10^-9 s. Then, in the statistics: begin, end,
        // received,
        // dropped by the interface, dropped by the system, delivered.
        assertThat(HexFormat.of().formatHex(written, 32, written.length))
                .isEqualTo("01000000" + "30000000" + "01000000" + "60000000" + "02000200" + "65300000" + "0b000400"
                        + "00617270" + "09000100" + "09000000" + "00000000" + "30000000"
                        + "05000000" + "64000000" + "00000000" + "03000000" + "04000000"
                        + "02000800" + "01000000" + "02000000" + "03000800" + "03000000" + "04000000"
                        + "04000800" + "0500000000000000" + "05000800" + "0600000000000000"
                        + "07000800" + "0700000000000000" + "08000800" + "0800000000000000" + "00000000" + "64000000");
    }
}
