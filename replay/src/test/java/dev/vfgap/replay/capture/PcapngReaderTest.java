package dev.vfgap.replay.capture;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.Finding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

class PcapngReaderTest {

    private static final long AT = 1_795_379_565_123_456_789L;
    private static final byte[] SIXTY = new byte[60];

    @TempDir
    private Path folder;

    @Test
    void readsSectionsOfEitherByteOrderEachWithItsInterfaces() throws IOException {
        PcapngBytes bytes = PcapngBytes.section(LITTLE_ENDIAN);
        bytes.ethernet(96, bytes.option(2, "pf0"), bytes.option(3, "port 0"), bytes.option(9, 9));
        bytes.interfaceOf(113, 0).packet(1, AT / 1_000, SIXTY).packet(0, AT, SIXTY);
        bytes.andSection(BIG_ENDIAN);
        bytes.ethernet(0, bytes.option(9, 0x80 | 20), bytes.option(14, 1_000_000_000L));
        bytes.packet(0, (AT / 1_000_000_000 - 1_000_000_000) << 20 | 1 << 19, 60, 1_500, SIXTY);

        assertThat(told(bytes.bytes()))
                .containsExactly(
                        AT / 1_000 * 1_000 + " 60/60 of 1 @100",
                        AT + " 60/60 of 0 @192",
                        AT / 1_000_000_000 + "500000000 60/1500 of 2 @356",
                        "CaptureInterface[name=pf0, description=port 0, linkNumber=1, linkType=ETHERNET,"
                                + " unitsPerSecond=1000000000, offsetSeconds=0, snapLength=96, drops=OptionalLong.empty]",
                        "CaptureInterface[name=, description=, linkNumber=113, linkType=LINUX_SLL,"
                                + " unitsPerSecond=1000000, offsetSeconds=0, snapLength=0, drops=OptionalLong.empty]",
                        "CaptureInterface[name=, description=, linkNumber=1, linkType=ETHERNET,"
                                + " unitsPerSecond=1048576, offsetSeconds=1000000000, snapLength=0, drops=OptionalLong.empty]",
                        "FILE: interface 1 has link type 113 (Linux cooked, which has no destination address), so its"
                                + " frames say nothing about MAC filters; capture on one interface, not on any");
    }

    @Test
    void readsWhatAPacketsOptionsSay() throws IOException {
        PcapngBytes bytes = PcapngBytes.nanos();
        bytes.packet(0, AT, SIXTY, bytes.option(1, "lost: STANDBY_SHADOWED, größer"), bytes.option(2, 2))
                .packet(
                        0,
                        AT,
                        new byte[61],
                        bytes.option(2, 1),
                        bytes.option(4, 5L),
                        bytes.option(1, "a\0"),
                        bytes.option(1, "b"))
                .packet(0, AT, SIXTY, bytes.option(2990, "private"), bytes.option(2, new byte[] {1}))
                .packet(0, AT, SIXTY);

        assertThat(options(bytes.bytes()))
                .containsExactly(
                        "OUTBOUND 0 [lost: STANDBY_SHADOWED, größer]",
                        "INBOUND 5 [a, b]",
                        "UNKNOWN 0 []",
                        "UNKNOWN 0 []",
                        "FILE: interface 0 (eth0) lost 5 packets while capturing, as the capture says: a frame that lacks"
                                + " may have been there");
    }

    @Test
    void readsSimpleAndObsoletePackets() throws IOException {
        PcapngBytes bytes = PcapngBytes.section(BIG_ENDIAN);
        bytes.ethernet(50)
                .simplePacket(40, new byte[40])
                .simplePacket(60, new byte[50])
                .oldPacket(0, 0xffff, AT / 1_000, SIXTY)
                .oldPacket(0, 3, AT / 1_000, SIXTY, bytes.option(2, 1));

        assertThat(told(bytes.bytes()))
                .containsExactly(
                        "no stamp 40/40 of 0 @48",
                        "no stamp 50/60 of 0 @104",
                        AT / 1_000 * 1_000 + " 60/60 of 0 @172",
                        AT / 1_000 * 1_000 + " 60/60 of 0 @264",
                        "CaptureInterface[name=, description=, linkNumber=1, linkType=ETHERNET, unitsPerSecond=1000000,"
                                + " offsetSeconds=0, snapLength=50, drops=OptionalLong[3]]",
                        "FILE: 2 packets have no stamp (simple packet blocks), so nothing is known of their time",
                        "FILE: interface 0 lost 3 packets while capturing, as the capture says: a frame that lacks may have"
                                + " been there");
        assertThat(options(bytes.bytes()).subList(2, 4)).containsExactly("UNKNOWN 0 []", "INBOUND 3 []");
    }

    @Test
    void tellsWhatTheStatisticsOfAnInterfaceSayWasLost() throws IOException {
        PcapngBytes bytes = PcapngBytes.nanos();
        bytes.ethernet(0).ethernet(0).packet(0, AT, SIXTY, bytes.option(4, 2L));
        bytes.statistics(0, bytes.option(5, 1L));
        bytes.statistics(0, bytes.option(4, 9L), bytes.option(5, 10L), bytes.option(7, 7L));
        bytes.statistics(1, bytes.option(5, 0L)).statistics(2, bytes.option(7, -1L));

        try (CaptureReader reader = CaptureReader.open(write(bytes.bytes()), "FILE")) {
            while (reader.next()) {
                assertThat(reader.interfaces()).hasSize(3);
            }
            assertThat(reader.interfaces().stream().map(one -> one.drops().orElse(-1)))
                    .containsExactly(17L, 0L, Long.MAX_VALUE);
            assertThat(reader.findings()).extracting(Finding::text).hasSize(2);
        }
    }

    @Test
    void passesOverBlocksOfNamesSecretsVendorsAndUnknownKinds() throws IOException {
        PcapngBytes bytes = PcapngBytes.nanos();
        for (int type : new int[] {4, 10, 0xbad, 0x40000bad, 0x80000001, 7}) {
            bytes.block(type, new byte[20]).packet(0, AT + type, SIXTY);
        }
        bytes.block(99, new byte[0])
                .block(10, new byte[3 * ByteWindow.MOST_WANTED])
                .packet(0, AT, SIXTY);

        assertThat(stamps(bytes.bytes()))
                .containsExactly(AT + 4, AT + 10, AT + 0xbad, AT + 0x40000bad, AT + (int) 0x80000001L, AT + 7, AT);
    }

    @Test
    void passesOverABlockOfThreeGigabytesOfAMappedFile() throws IOException {
        long hole = 3L << 30;
        byte[] start = PcapngBytes.nanos().raw().number(99).number((int) hole).bytes();
        byte[] end = PcapngBytes.nanos().packet(0, AT, SIXTY).bytes();
        Path file = folder.resolve("sparse.pcapng");
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            out.write(ByteBuffer.wrap(start));
            long trailer = start.length - 8 + hole - 4;
            out.write(ByteBuffer.wrap(PcapngBytes.nanos().number((int) hole).bytes(), 68, 4), trailer);
            out.write(ByteBuffer.wrap(end), trailer + 4);
        }

        assertThat(stamps(file, MappedWindow.WINDOW_BYTES)).containsExactly(AT);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void mappedInPiecesOrStreamedItIsTheSame(long seed) throws IOException {
        Random random = new Random(seed);
        PcapngBytes bytes = PcapngBytes.nanos();
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            byte[] packet =
                    new byte[random.nextInt(3) == 0 ? random.nextInt(CaptureReader.MAX_CAPTURED_BYTES + 1) : 80];
            random.nextBytes(packet);
            bytes.packet(0, AT + i, packet, bytes.option(1, "packet " + i));
            expected.add(AT + i);
            expected.add((long) Arrays.hashCode(packet));
        }

        Path file = write(bytes.bytes());
        assertThat(contents(file, 1 << 20)).as("seed %d, pieces of 1 MiB", seed).isEqualTo(expected);
        assertThat(contents(file, 1 << 30)).as("seed %d, one piece", seed).isEqualTo(expected);
        assertThat(contents(write(bytes.gzip()), 1 << 20))
                .as("seed %d, packed", seed)
                .isEqualTo(expected);
    }

    static LongStream seeds() {
        return LongStream.range(0, 4);
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void aLastBlockThatIsCutOffIsADoubtAndTheDataBeforeItStays(int type, int bytesLeft, String how) throws IOException {
        PcapngBytes whole = PcapngBytes.nanos().packet(0, AT, SIXTY);
        int start = whole.bytes().length;
        byte[] bytes = Arrays.copyOf(whole.block(type, new byte[80]).bytes(), start + bytesLeft);

        assertThat(stamps(bytes)).containsExactly(AT);
        assertThat(findings(bytes))
                .containsExactly(
                        "the block at byte " + start + " is cut off (" + how + "); the packets before it were used");
    }

    static Stream<Arguments> cuts() {
        return Stream.of(
                Arguments.of(6, 7, "its header has 7 of 8 bytes"),
                Arguments.of(6, 8, "it has 8 of 92 bytes"),
                Arguments.of(6, 91, "it has 91 of 92 bytes"),
                Arguments.of(10, 50, "it has 50 of 92 bytes"),
                Arguments.of(10, 90, "it has 90 of 92 bytes"),
                Arguments.of(0x0a0d0d0a, 11, "its header has 11 of 12 bytes"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void aBrokenCaptureIsOneClearSentence(String name, byte[] bytes, String sentence) throws IOException {
        Path file = write(bytes);

        BadInputException bad = Assertions.catchThrowableOfType(BadInputException.class, () -> stamps(file, 1 << 20));
        assertThat(bad).as("refused").isNotNull();
        assertThat(bad.getMessage()).isEqualTo("FILE: " + sentence);
    }

    static Stream<Arguments> broken() {
        String again = "; copy the file again or capture again";
        PcapngBytes option = PcapngBytes.section(LITTLE_ENDIAN);
        byte[] major = PcapngBytes.nanos().bytes();
        major[12] = 2;
        byte[] magic = PcapngBytes.nanos().bytes();
        magic[8] = 9;
        byte[] trailer = PcapngBytes.nanos().packet(0, AT, SIXTY).bytes();
        trailer[trailer.length - 4]++;
        byte[] passedTrailer = PcapngBytes.nanos().block(99, new byte[8]).bytes();
        passedTrailer[passedTrailer.length - 1]++;
        // spotless:off
        return Stream.of(
                Arguments.of("header", Arrays.copyOf(major, 27),
                        "byte 27: ends inside the capture's header of 28 bytes" + again),
                Arguments.of("byte order", magic,
                        "byte 8: starts a section with byte order 093c2b1a, which is none" + again),
                Arguments.of("version", major,
                        "byte 12: has a section of pcapng version 2.0, not 1.0; convert it with editcap"),
                Arguments.of("short section", PcapngBytes.nanos().number(0x0a0d0d0a).number(24).number(0x1a2b3c4d).bytes(),
                        "byte 72: has a block of 24 bytes, of a kind that has at least 28" + again),
                Arguments.of("odd length", PcapngBytes.nanos().number(6).number(33).bytes(),
                        "byte 72: has a block with a length of 33 bytes, where a multiple of 4 from 12 on must be; the data before it is damaged" + again),
                Arguments.of("no length", PcapngBytes.nanos().number(99).number(0).bytes(),
                        "byte 72: has a block with a length of 0 bytes, where a multiple of 4 from 12 on must be; the data before it is damaged" + again),
                Arguments.of("huge", PcapngBytes.nanos().number(6).number(0xfffffffc).bytes(),
                        "byte 72: has a block of 4294967292 bytes, of a kind that has at most 1048576" + again),
                Arguments.of("short packet", PcapngBytes.nanos().block(6, new byte[16]).bytes(),
                        "byte 72: has a block of 28 bytes, of a kind that has at least 32" + again),
                Arguments.of("trailer", trailer,
                        "byte 156: has a block at byte 68 whose length is 92 at its start and 93 at its end" + again),
                Arguments.of("trailer of a block passed over", passedTrailer,
                        "byte 84: has a block at byte 68 whose length is 20 at its start and 16777236 at its end" + again),
                Arguments.of("captured", PcapngBytes.nanos().packet(0, AT, SIXTY).packet(0, AT, 61, 61, SIXTY).bytes(),
                        "byte 180: packet 2 has a captured length of 61 bytes, more than the 60 of its block" + again),
                Arguments.of("captured, unsigned", PcapngBytes.nanos().packet(0, AT, 0xffff_ffffL, 0xffff_ffffL, SIXTY).bytes(),
                        "byte 88: packet 1 has a captured length of 4294967295 bytes, more than the 60 of its block" + again),
                Arguments.of("original", PcapngBytes.nanos().packet(0, AT, 60, 59, SIXTY).bytes(),
                        "byte 88: packet 1 has a captured length of 60 bytes, more than the 59 that it had" + again),
                Arguments.of("long packet", PcapngBytes.nanos().packet(0, AT, new byte[262_148]).bytes(),
                        "byte 88: packet 1 has a captured length of 262148 bytes, more than 262144" + again),
                Arguments.of("interface", PcapngBytes.nanos().packet(1, AT, SIXTY).bytes(),
                        "byte 76: names interface 1 of its section, which describes only 1" + again),
                Arguments.of("no interface", PcapngBytes.nanos().andSection(BIG_ENDIAN).packet(0, AT, SIXTY).bytes(),
                        "byte 104: names interface 0 of its section, which describes none" + again),
                Arguments.of("simple packet without interface", PcapngBytes.section(BIG_ENDIAN).simplePacket(60, SIXTY).bytes(),
                        "byte 28: names interface 0 of its section, which describes none" + again),
                Arguments.of("stamp", PcapngBytes.nanos().packet(0, -1, SIXTY).bytes(),
                        "byte 80: packet 1 has a stamp of 18446744073709551615 units, which is in no year from 1970 to 2262" + again),
                Arguments.of("resolution", PcapngBytes.section(LITTLE_ENDIAN).ethernet(0, option.option(2, "abc"), option.option(9, 19)).bytes(),
                        "byte 56: describes an interface with stamps in 10^-19 s" + again),
                Arguments.of("offset", PcapngBytes.section(LITTLE_ENDIAN).ethernet(0, option.option(14, 5_000_000_000L)).bytes(),
                        "byte 48: describes an interface whose stamps are off by 5000000000 s, over a century" + again),
                Arguments.of("option", PcapngBytes.nanos().packet(0, AT, SIXTY, new byte[] {1, 0, 9, 0, 65, 65, 65, 65}).bytes(),
                        "byte 158: has an option of 9 bytes where its block has 8 left" + again));
        // spotless:on
    }

    @Test
    void aCaptureOfTooManyInterfacesIsRefused() throws IOException {
        PcapngBytes bytes = PcapngBytes.section(BIG_ENDIAN);
        for (int i = 0; i <= CapturedInterfaces.MOST; i++) {
            bytes.ethernet(0);
        }
        Path file = write(bytes.bytes());

        assertThat(Assertions.catchThrowable(() -> stamps(file, 1 << 20)))
                .hasMessageContaining("names more than 4096 interfaces");
    }

    private List<String> told(byte[] bytes) throws IOException {
        List<String> told = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(write(bytes), "FILE")) {
            while (reader.next()) {
                told.add((reader.hasStamp() ? reader.atNanos() : "no stamp") + " " + reader.capturedLength() + "/"
                        + reader.originalLength() + " of " + reader.interfaceIndex() + " @" + reader.packetOffset());
            }
            reader.interfaces().forEach(one -> told.add(one.toString()));
            reader.findings().forEach(finding -> told.add(finding.toString()));
        }
        return told;
    }

    private List<String> options(byte[] bytes) throws IOException {
        List<String> told = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(write(bytes), "FILE")) {
            while (reader.next()) {
                told.add(reader.direction() + " " + reader.dropCount() + " " + reader.comments());
            }
            assertThat(reader.comments()).as("after the end").isEmpty();
            assertThat(reader.frame().length()).as("after the end").isZero();
            reader.findings().forEach(finding -> told.add(finding.toString()));
        }
        return told;
    }

    private List<String> findings(byte[] bytes) throws IOException {
        return CaptureReader.check(write(bytes), "FILE").stream()
                .map(Finding::text)
                .toList();
    }

    private List<Long> stamps(byte[] bytes) throws IOException {
        return stamps(write(bytes), 1 << 20);
    }

    private static List<Long> stamps(Path file, int windowBytes) {
        List<Long> stamps = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(file, "FILE", windowBytes)) {
            while (reader.next()) {
                stamps.add(reader.atNanos());
            }
        }
        return stamps;
    }

    /** Stamp and hash of the bytes of each packet. */
    private static List<Long> contents(Path file, int windowBytes) {
        List<Long> contents = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(file, "FILE", windowBytes)) {
            while (reader.next()) {
                contents.add(reader.atNanos());
                int hash = 1;
                for (int i = 0; i < reader.capturedLength(); i++) {
                    hash = 31 * hash + (byte) reader.frame().byteAt(i);
                }
                contents.add((long) hash);
            }
        }
        return contents;
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "capture", ""), bytes);
    }
}
