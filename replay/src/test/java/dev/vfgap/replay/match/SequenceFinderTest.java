package dev.vfgap.replay.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.replay.bundle.SequenceField;
import dev.vfgap.replay.bundle.SequenceField.Order;
import dev.vfgap.replay.capture.EthernetBytes;
import dev.vfgap.replay.capture.FrameView;
import dev.vfgap.replay.capture.LinkType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Finds the number in the payloads of known programs and of unknown ones, and none where there is none. */
class SequenceFinderTest {

    private static Optional<FoundSequence> find(int frames, ByteOrder order, BiConsumer<ByteBuffer, Integer> payload) {
        PayloadSample sample = new PayloadSample();
        FrameView view = new FrameView();
        for (int frame = 0; frame < frames; frame++) {
            ByteBuffer bytes = ByteBuffer.allocate(40).order(order);
            payload.accept(bytes, frame);
            byte[] packet = EthernetBytes.frame(1, 2).udp(1, 2, 3, 4, 0, bytes.array());
            view.moveTo(ByteBuffer.wrap(packet), 0, packet.length, LinkType.ETHERNET);
            sample.add(view);
        }
        return SequenceFinder.find(sample, Integer.MAX_VALUE).stream().findFirst();
    }

    @Test
    void findsIperf3WithShortAndLongNumbers() {
        assertThat(find(600, ByteOrder.BIG_ENDIAN, (bytes, i) -> bytes.putInt(1_795_000_000 + i / 100)
                        .putInt(i % 100 * 10_007)
                        .putInt(i + 1)))
                .contains(new FoundSequence(new SequenceField(8, 4, Order.BIG), FoundSequence.Sender.IPERF3, 1.0, 600));
        assertThat(find(600, ByteOrder.BIG_ENDIAN, (bytes, i) -> bytes.putInt(1_795_000_000)
                        .putInt(i * 1_001)
                        .putLong(i + 1)))
                .contains(new FoundSequence(new SequenceField(8, 8, Order.BIG), FoundSequence.Sender.IPERF3, 1.0, 600));
    }

    @Test
    void findsThePacketGeneratorOfLinux() {
        assertThat(find(300, ByteOrder.BIG_ENDIAN, (bytes, i) -> bytes.putInt(0xbe9be955)
                        .putInt(i)
                        .putInt(1_795_000_000)
                        .putInt(i * 17)))
                .contains(new FoundSequence(new SequenceField(4, 4, Order.BIG), FoundSequence.Sender.PKTGEN, 1.0, 300));
    }

    @Test
    void findsAProbeStreamInBothOrders() {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            assertThat(find(300, order, (bytes, i) -> bytes.putLong(0x7666676170303031L)
                            .putInt(7)
                            .putLong(5_000 + i)
                            .putLong(1_795_000_000_000_000_000L + i * 2_000_017L)))
                    .contains(new FoundSequence(
                            new SequenceField(12, 8, order == ByteOrder.BIG_ENDIAN ? Order.BIG : Order.LITTLE),
                            FoundSequence.Sender.PROBE,
                            1.0,
                            300));
        }
    }

    @Test
    void findsANumberThroughLossCopiesAndReordering() {
        Random random = new Random(3);
        long[] number = {0};
        Optional<FoundSequence> found = find(2_000, ByteOrder.LITTLE_ENDIAN, (bytes, i) -> {
            number[0] += random.nextInt(20) == 0 ? 1 + random.nextInt(4) : 1;
            bytes.putLong(random.nextLong()).putInt(20, (int) number[0]);
            bytes.putInt(24, random.nextInt());
        });

        assertThat(found.orElseThrow().field()).isEqualTo(new SequenceField(20, 4, Order.LITTLE));
        assertThat(found.orElseThrow().share()).isBetween(0.94, 0.98);
    }

    @Test
    void findsNoneInTimesRandomBytesOrEqualPayloads() {
        Random random = new Random(5);

        assertThat(find(2_000, ByteOrder.BIG_ENDIAN, (bytes, i) -> bytes.putLong(random.nextLong())))
                .isEmpty();
        assertThat(find(2_000, ByteOrder.BIG_ENDIAN, (bytes, i) -> bytes.putLong(0x4242424242424242L)))
                .isEmpty();
        assertThat(find(
                        2_000,
                        ByteOrder.BIG_ENDIAN,
                        (bytes, i) -> bytes.putLong(1_795_000_000_000L + i + random.nextInt(2))))
                .as("milliseconds at about one frame a millisecond")
                .isEmpty();
    }

    @Test
    void looksNotBeyondWhatEveryCaptureKept() {
        PayloadSample sample = new PayloadSample();
        FrameView view = new FrameView();
        for (int frame = 0; frame < 100; frame++) {
            byte[] payload = ByteBuffer.allocate(40).putInt(20, frame).array();
            byte[] packet = EthernetBytes.frame(1, 2).udp(1, 2, 3, 4, 0, payload);
            view.moveTo(ByteBuffer.wrap(packet), 0, packet.length, LinkType.ETHERNET);
            sample.add(view);
        }

        assertThat(SequenceFinder.find(sample, 24)).hasSize(1);
        assertThat(SequenceFinder.find(sample, 23)).isEmpty();
    }

    @Test
    void findsNoneInSixteenBitsBehindTwoConstantBytes() {
        assertThat(find(2_000, ByteOrder.BIG_ENDIAN, (bytes, i) -> bytes.putShort((short) 0x8060)
                        .putShort(i.shortValue())
                        .putInt(i * 160)))
                .isEmpty();
    }
}
