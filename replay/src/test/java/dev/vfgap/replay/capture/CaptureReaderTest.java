package dev.vfgap.replay.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.Finding;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CaptureReaderTest {

    private static final long AT = 1_795_379_565_123_456_789L;
    private static final int HEADER = 24;
    private static final int RECORD = 16;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("forms")
    void readsBothByteOrdersAndResolutionsPlainAndGzip(PcapBytes pcap, long resolutionNanos) throws IOException {
        pcap.packet(AT, new byte[60]).packet(AT - 2_000_000, new byte[] {1, 2}).cut(AT + 1_000, new byte[90], 58);
        long stamp = AT / resolutionNanos * resolutionNanos;
        List<String> expected = List.of(
                stamp + " 60/60 @24",
                stamp - 2_000_000 + " 2/2 @100",
                (AT + 1_000) / resolutionNanos * resolutionNanos + " 58/90 @118");

        assertThat(packets(write("plain.pcap", pcap.bytes()))).isEqualTo(expected);
        assertThat(packets(write("packed.pcap.gz", pcap.gzip()))).isEqualTo(expected);
        assertThat(packets(write("packed-but-not-named-so.pcap", pcap.gzip()))).isEqualTo(expected);
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of(PcapBytes.nanos(ByteOrder.LITTLE_ENDIAN), 1),
                Arguments.of(PcapBytes.nanos(ByteOrder.BIG_ENDIAN), 1),
                Arguments.of(PcapBytes.micros(ByteOrder.LITTLE_ENDIAN), 1_000),
                Arguments.of(PcapBytes.micros(ByteOrder.BIG_ENDIAN), 1_000));
    }

    @Test
    void aCaptureWithoutPacketsIsACapture() throws IOException {
        assertThat(packets(write("empty.pcap.gz", PcapBytes.nanos().gzip()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsWhatWasWrittenAcrossWindows(long seed) throws IOException {
        Random random = new Random(seed);
        PcapBytes pcap = PcapBytes.headed(0xa1b23c4d, 2, CaptureReader.MAX_CAPTURED_BYTES, 1);
        List<String> expected = new ArrayList<>();
        long offset = HEADER;
        long sum = 0;
        for (int i = 0; i < 60; i++) {
            byte[] bytes = new byte[random.nextInt(4) == 0 ? random.nextInt(CaptureReader.MAX_CAPTURED_BYTES + 1) : 80];
            random.nextBytes(bytes);
            pcap.packet(AT + i, bytes);
            expected.add(AT + i + " " + bytes.length + "/" + bytes.length + " @" + offset);
            offset += RECORD + bytes.length;
            sum += bytes.length > 0 ? bytes[bytes.length - 1] & 0xff : 0;
        }
        Path file = write("long.pcap.gz", pcap.gzip());

        assertThat(packets(file)).as("seed %d", seed).isEqualTo(expected);
        long read = 0;
        try (CaptureReader reader = CaptureReader.open(file, "long.pcap.gz")) {
            while (reader.next()) {
                int length = reader.frame().length();
                read += length > 0 ? reader.frame().byteAt(length - 1) : 0;
            }
        }
        assertThat(read).as("seed %d", seed).isEqualTo(sum);
    }

    static LongStream seeds() {
        return LongStream.range(0, 4);
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void aLastPacketThatIsCutOffIsADoubtAndTheDataBeforeItStays(int bytesLeft, String how) throws IOException {
        byte[] whole = PcapBytes.nanos()
                .packet(AT, new byte[60])
                .packet(AT + 1, new byte[60])
                .bytes();
        Path file = write("killed.pcap", Arrays.copyOf(whole, HEADER + RECORD + 60 + bytesLeft));

        try (CaptureReader reader = CaptureReader.open(file, "killed.pcap")) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.next()).isFalse();
            assertThat(reader.next()).isFalse();
            assertThat(reader.packets()).isEqualTo(1);
            assertThat(reader.findings())
                    .containsExactly(Finding.doubt(
                            "killed.pcap",
                            "packet 2 at byte 100 is cut off (" + how + "); the packets before it were used"));
        }
    }

    static Stream<Arguments> cuts() {
        return Stream.of(
                Arguments.of(5, "its header has 5 of 16 bytes"),
                Arguments.of(16, "it has 0 of 60 captured bytes"),
                Arguments.of(75, "it has 59 of 60 captured bytes"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void aBrokenCaptureIsOneClearSentence(String name, byte[] bytes, String sentence) throws IOException {
        Path file = write(name, bytes);

        BadInputException bad = Assertions.catchThrowableOfType(BadInputException.class, () -> packets(file, name));
        assertThat(bad).as("refused").isNotNull();
        assertThat(bad.problems()).hasSize(1);
        assertThat(bad.getMessage()).isEqualTo(sentence);
    }

    static Stream<Arguments> broken() {
        byte[] one = PcapBytes.nanos().packet(AT, new byte[60]).bytes();
        byte[] noise = new byte[3_000];
        new Random(1).nextBytes(noise);
        byte[] packed = PcapBytes.nanos().packet(AT, noise).gzip();
        byte[] badCheck = packed.clone();
        badCheck[packed.length - 8] ^= 1;
        // spotless:off
        return Stream.of(
                Arguments.of("nothing.pcap", new byte[0],
                        "nothing.pcap: byte 0: is empty; a capture without packets still has a header of 24 bytes; copy the file again or capture again"),
                Arguments.of("nothing.pcap.gz", new byte[0],
                        "nothing.pcap.gz: byte 0: is empty; a capture without packets still has a header of 24 bytes; copy the file again or capture again"),
                Arguments.of("nothing-packed.pcap.gz", PcapBytes.gzip(new byte[0]),
                        "nothing-packed.pcap.gz: byte 0: is empty; a capture without packets still has a header of 24 bytes; copy the file again or capture again"),
                Arguments.of("header.pcap", Arrays.copyOf(one, 23),
                        "header.pcap: byte 23: ends inside the capture's header of 24 bytes; copy the file again or capture again"),
                Arguments.of("two.pcap", Arrays.copyOf(one, 2),
                        "two.pcap: byte 2: ends inside the capture's header of 24 bytes; copy the file again or capture again"),
                Arguments.of("text.pcap", "this is no capture at all, but text".getBytes(),
                        "text.pcap: byte 0: starts with 74686973, which is no capture; give a pcap or pcapng file, plain or gzip"),
                Arguments.of("version.pcap", PcapBytes.headed(0xa1b23c4d, 3, 0, 1).bytes(),
                        "version.pcap: byte 4: is of pcap version 3.4, not 2.4; convert it with editcap"),
                Arguments.of("radio.pcap", PcapBytes.headed(0xa1b23c4d, 2, 0, 127).bytes(),
                        "radio.pcap: byte 20: has link type 127 (wireless), not Ethernet (1); capture on one interface"),
                Arguments.of("snap.pcap", PcapBytes.headed(0xa1b23c4d, 2, 74, 1).packet(AT, new byte[75]).bytes(),
                        "snap.pcap: byte 32: packet 1 has a captured length of 75 bytes, more than the capture's limit of 74; copy the file again or capture again"),
                Arguments.of("huge.pcap", PcapBytes.headed(0xa1b23c4d, 2, 0, 1).record(1, 1, 0xffff_ffffL, 0xffff_ffffL, new byte[9]).bytes(),
                        "huge.pcap: byte 32: packet 1 has a captured length of 4294967295 bytes, more than the capture's limit of 262144; copy the file again or capture again"),
                Arguments.of("over.pcap", PcapBytes.nanos().packet(AT, new byte[60]).record(1, 1, 61, 60, new byte[61]).bytes(),
                        "over.pcap: byte 108: packet 2 has a captured length of 61 bytes, more than the 60 that it had; copy the file again or capture again"),
                Arguments.of("stamp.pcap", PcapBytes.nanos().record(1, 1_000_000_000, 0, 0, new byte[0]).bytes(),
                        "stamp.pcap: byte 28: packet 1 has a stamp with 1000000000 ns after the second; the data before it is damaged; copy the file again or capture again"),
                Arguments.of("half.pcap.gz", Arrays.copyOf(packed, packed.length / 2),
                        "half.pcap.gz: byte " + bytesOfHalf(packed) + ": ends in the middle of its compressed data; copy the file again"),
                Arguments.of("stub.pcap.gz", Arrays.copyOf(packed, 6),
                        "stub.pcap.gz: ends in the middle of its compressed data; copy the file again"),
                Arguments.of("check.pcap.gz", badCheck,
                        "check.pcap.gz: byte 3040: its compressed data is damaged (Corrupt GZIP trailer); copy the file again"),
                Arguments.of("not.pcap.gz", one,
                        "not.pcap.gz: is named .gz but is not gzip data; compress it, or name it without .gz"));
        // spotless:on
    }

    @Test
    void whatCannotBeOpenedIsOneClearSentence() throws IOException {
        Path loop = folder.resolve("loop.pcap");
        Files.createSymbolicLink(loop, loop);

        assertThat(refusal(folder.resolve("none.pcap"))).isEqualTo("FILE: there is no such file; check the name");
        assertThat(refusal(folder)).isEqualTo("FILE: is a folder, not a file; name a file in it");
        assertThat(refusal(loop))
                .isEqualTo("FILE: is a symbolic link that leads back to itself; replace it by the file");
        assertThat(refusal(Path.of("/dev/zero")))
                .isEqualTo("FILE: is not a regular file; give a file on a disk, not a pipe or a device");
    }

    @ParameterizedTest
    @MethodSource("manySeeds")
    void damagedBytesEndInDataOrInOneSentence(long seed) throws IOException {
        Random random = new Random(seed);
        PcapBytes pcap = PcapBytes.nanos();
        for (int i = 0; i < 20; i++) {
            pcap.packet(AT + i, new byte[random.nextInt(100)]);
        }
        byte[] bytes = random.nextBoolean() ? pcap.bytes() : pcap.gzip();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        Path file = write("damaged", Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
        try {
            assertThat(packets(file).size()).as("seed %d", seed).isLessThanOrEqualTo(200);
        } catch (BadInputException e) {
            assertThat(e.getMessage()).as("seed %d", seed).startsWith("FILE: ").doesNotContain("\n");
        }
    }

    static LongStream manySeeds() {
        return LongStream.range(0, 300);
    }

    /** How many bytes the JDK gets out of the first half of a gzip file before it ends. */
    private static int bytesOfHalf(byte[] packed) {
        int bytes = 0;
        try (var in = new java.util.zip.GZIPInputStream(
                new java.io.ByteArrayInputStream(packed, 0, packed.length / 2), 1 << 16)) {
            byte[] window = new byte[1 << 19];
            for (int read = in.read(window); read >= 0; read = in.read(window)) {
                bytes += read;
            }
        } catch (IOException e) {
            return bytes;
        }
        throw new AssertionError("half of it was whole");
    }

    private static String refusal(Path file) {
        return Assertions.catchThrowableOfType(BadInputException.class, () -> CaptureReader.open(file, "FILE"))
                .getMessage();
    }

    private static List<String> packets(Path file) {
        return packets(file, "FILE");
    }

    private static List<String> packets(Path file, String shown) {
        List<String> packets = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(file, shown)) {
            while (reader.next()) {
                packets.add(reader.atNanos() + " " + reader.capturedLength() + "/" + reader.originalLength() + " @"
                        + reader.packetOffset());
            }
        }
        return packets;
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }
}
