package dev.vfgap.replay.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.replay.bundle.BundleFolder;
import dev.vfgap.replay.bundle.CaptureBundle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrameScrubberTest {
    private static final HexFormat HEX = HexFormat.of();

    /** The peer's frame to the guest of a built bundle, with the number 7 at offset 8 and a secret around it. */
    private static final String STREAM = "525400aabb01" + "020000000001" + "0800" + "450000440000400040110000"
            + "0a090001" + "0a090002" + "1b581b5800301234";

    @TempDir
    private Path temporary;

    private FrameScrubber scrubber;

    @BeforeEach
    void aBundle() {
        CaptureBundle bundle =
                CaptureBundle.read(BundleFolder.in(temporary.resolve("bundle")).write());
        scrubber = new FrameScrubber(bundle, new Pseudonyms(new byte[] {5}));
    }

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    private static byte[] payload() {
        byte[] payload = "SECRETS!........SECRETS!".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN).putLong(8, 7);
        return payload;
    }

    private static byte[] frame(String headers, byte[] payload) {
        byte[] head = HEX.parseHex(headers);
        byte[] frame = Arrays.copyOf(head, head.length + payload.length);
        System.arraycopy(payload, 0, frame, head.length, payload.length);
        return frame;
    }

    @Test
    void keepsOfTheStreamsPayloadTheNumberAlone() {
        byte[] frame = frame(STREAM, payload());
        int kept = scrubber.scrub(frame, frame.length);

        assertThat(kept).isEqualTo(42 + 16);
        assertThat(HEX.formatHex(frame, 42, kept)).isEqualTo("0000000000000000" + "0700000000000000");
        assertThat(HEX.formatHex(frame, 34, 42)).isEqualTo("1b581b5800300000");
    }

    @Test
    void keepsNothingOfWhatOthersSend() {
        String headers = STREAM.replace("1b581b58", "1b580035");
        byte[] frame = frame(headers, payload());
        assertThat(scrubber.scrub(frame, frame.length)).isEqualTo(42);

        byte[] tcp = frame(STREAM.replace("40110000", "40060000"), payload());
        assertThat(scrubber.scrub(tcp, tcp.length)).isEqualTo(34);

        byte[] lldp = frame("0180c200000e" + "020000000001" + "88cc", payload());
        assertThat(scrubber.scrub(lldp, lldp.length)).isEqualTo(14);
    }

    @Test
    void takesTheSameNameForAnAddressInEveryKindOfFrame() {
        byte[] frame = frame(STREAM, payload());
        scrubber.scrub(frame, frame.length);
        byte[] arp = HEX.parseHex("ffffffffffff" + "525400aabb01" + "0806" + "0001080006040001" + "525400aabb01"
                + "0a090002" + "000000000000" + "0a090001");
        assertThat(scrubber.scrub(arp, arp.length)).isEqualTo(arp.length);

        String guestMac = HEX.formatHex(frame, 0, 6);
        String guestIp = HEX.formatHex(frame, 30, 34);
        String peerIp = HEX.formatHex(frame, 26, 30);
        assertThat(guestMac).isNotEqualTo("525400aabb01");
        assertThat(guestIp).isNotEqualTo("0a090002").startsWith("0a");
        assertThat(HEX.formatHex(arp))
                .isEqualTo("ffffffffffff" + guestMac + "0806" + "0001080006040001" + guestMac + guestIp + "000000000000"
                        + peerIp);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyBytesAreAFrameAndGrowNowhere(long seed) {
        Random random = new Random(seed);
        byte[] whole = frame(STREAM, payload());
        for (int i = 0; i < 500; i++) {
            byte[] frame = whole.clone();
            for (int changes = random.nextInt(8); changes > 0; changes--) {
                frame[random.nextInt(frame.length)] = (byte) random.nextInt();
            }
            if (random.nextInt(4) == 0) {
                int[] types = {0x8100, 0x88a8, 0x86dd, 0x0806, 0x8035, 0x0800};
                ByteBuffer.wrap(frame).putShort(12, (short) types[random.nextInt(types.length)]);
            }
            int length = random.nextInt(frame.length + 1);
            assertThat(scrubber.scrub(frame, length)).as("seed " + seed).isBetween(0, length);
        }
    }
}
