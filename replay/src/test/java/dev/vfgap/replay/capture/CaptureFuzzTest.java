package dev.vfgap.replay.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vfgap.replay.bundle.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Any bytes end in packets, findings or one clear sentence: the reader terminates, takes no byte twice or from beyond the end,
 * and does not hold more than its window.
 *
 * <p>In a build these tests repeat the inputs beside them in {@code CaptureFuzzTestInputs}; CONTRIBUTING.md says how to look
 * for others.
 */
class CaptureFuzzTest {

    /** The inputs are short; nothing that is packed in them fills more. */
    private static final long MOST_UNPACKED = 1L << 28;

    @FuzzTest
    void pcapEndsInDataOrInOneSentence(byte[] bytes) {
        checkAsIs(bytes);
    }

    @FuzzTest
    void pcapngEndsInDataOrInOneSentence(byte[] bytes) {
        checkAsIs(bytes);
    }

    @FuzzTest
    void gzipEndsInDataOrInOneSentence(byte[] bytes) {
        Told told = read(new ByteArrayInputStream(bytes), MOST_UNPACKED);
        assertThat(told.taken()).isLessThanOrEqualTo(MOST_UNPACKED);
    }

    @FuzzTest
    void packedBytesReadAsTheyDoPlain(byte[] bytes) {
        boolean looksPacked = bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
        if (!looksPacked) {
            assertThat(read(new ByteArrayInputStream(PcapBytes.gzip(bytes)), bytes.length))
                    .isEqualTo(read(new ByteArrayInputStream(bytes), bytes.length));
        }
    }

    private static void checkAsIs(byte[] bytes) {
        boolean looksPacked = bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
        if (!looksPacked) {
            Told whole = read(new ByteArrayInputStream(bytes), bytes.length);
            assertThat(read(new Dribble(bytes), bytes.length))
                    .as("whole and in small pieces")
                    .isEqualTo(whole);
        }
    }

    /**
     * What a capture told.
     *
     * @param packets what each packet is, and a hash of its bytes
     * @param ending the findings or the sentence of the refusal
     * @param taken bytes of the capture that packets took
     */
    private record Told(List<String> packets, List<String> ending, long taken) {}

    private static Told read(InputStream in, long most) {
        List<String> packets = new ArrayList<>();
        List<String> ending = new ArrayList<>();
        long end = 0;
        try (CaptureReader reader = CaptureReader.open(in, "FILE")) {
            while (reader.next()) {
                assertThat(reader.packetOffset()).as("records do not overlap").isGreaterThanOrEqualTo(end);
                end = reader.packetOffset() + 12 + reader.capturedLength();
                assertThat(end).as("within the data").isLessThanOrEqualTo(most);
                packets.add(packet(reader));
            }
            assertThat(reader.packets()).isEqualTo(packets.size());
            assertThat(reader.next()).as("after the end").isFalse();
            reader.interfaces().forEach(one -> ending.add(one.toString()));
            reader.findings().forEach(finding -> ending.add(finding.toString()));
        } catch (BadInputException e) {
            assertThat(e.getMessage()).startsWith("FILE: ").doesNotContain("\n");
            ending.add(e.getMessage());
        }
        return new Told(packets, ending, end);
    }

    private static String packet(CaptureReader reader) {
        FrameView frame = reader.frame();
        assertThat(frame.length()).isEqualTo(reader.capturedLength());
        assertThat(reader.originalLength()).isGreaterThanOrEqualTo(reader.capturedLength());
        int hash = 1;
        for (int i = 0; i < frame.length(); i++) {
            hash = 31 * hash + frame.byteAt(i);
        }
        long addresses = (frame.hasDestination() ? frame.destination() : 0) + (frame.hasSource() ? frame.source() : 0);
        boolean announces = frame.announces();
        int payload = frame.payloadLength();
        long number = payload >= Long.BYTES ? frame.payloadBigEndian(payload - Long.BYTES, Long.BYTES) : payload;
        return List.of(
                        reader.packetOffset(),
                        reader.hasStamp() ? reader.atNanos() : "no stamp",
                        reader.originalLength(),
                        reader.interfaceIndex(),
                        reader.direction(),
                        reader.stampSource(),
                        reader.dropCount(),
                        reader.comments(),
                        frame.kind(),
                        frame.vlan(),
                        addresses,
                        frame.sourceIpv4(),
                        frame.destinationPort(),
                        announces,
                        number,
                        hash)
                .toString();
    }

    /** Bytes that come in pieces of one to seven, as they may over a network. */
    private static final class Dribble extends ByteArrayInputStream {

        private int piece;

        Dribble(byte[] bytes) {
            super(bytes);
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            piece = piece % 7 + 1;
            return super.read(into, offset, Math.min(length, piece));
        }
    }
}
