package dev.vfgap.replay.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.replay.bundle.SequenceField;
import dev.vfgap.replay.bundle.SequenceField.Order;
import dev.vfgap.replay.capture.EthernetBytes;
import dev.vfgap.replay.capture.FrameView;
import dev.vfgap.replay.capture.LinkType;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Test;

/** Finds the field that counts a flow's frames, and none in a number that wraps too soon. */
class NumberFieldTest {

    private static Optional<SequenceField> found(ObjIntConsumer<ByteBuffer> payload) {
        NumberField field = new NumberField();
        FrameView view = new FrameView();
        for (int frame = 0; frame < 1000; frame++) {
            ByteBuffer bytes = ByteBuffer.allocate(40);
            payload.accept(bytes, frame);
            byte[] packet = EthernetBytes.frame(1, 2).udp(1, 2, 7000, 7000, 0, bytes.array());
            view.moveTo(ByteBuffer.wrap(packet), 0, packet.length, LinkType.ETHERNET);
            field.saw(view);
        }
        return field.found();
    }

    @Test
    void findsNumbersOfFourAndEightBytes() {
        assertThat(found((bytes, i) -> bytes.putInt(8, i).putInt(4, i * 7919)))
                .contains(new SequenceField(8, 4, Order.BIG));
        assertThat(found((bytes, i) -> bytes.putLong(8, 5_000_000 + i))).contains(new SequenceField(8, 8, Order.BIG));
    }

    @Test
    void findsNoneOfSixteenBits() {
        assertThat(found((bytes, i) ->
                        bytes.putShort((short) 0x8060).putShort((short) i).putInt(i * 160)))
                .isEmpty();
        assertThat(found((bytes, i) -> bytes.putLong(0, i * 0x9e3779b97f4a7c15L)
                        .putShort(8, (short) i)
                        .putLong(10, i * 0xbf58476d1ce4e5b9L)))
                .isEmpty();
    }
}
