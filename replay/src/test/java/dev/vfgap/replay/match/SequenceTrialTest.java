package dev.vfgap.replay.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.replay.bundle.SequenceField;
import dev.vfgap.replay.bundle.SequenceField.Order;
import dev.vfgap.replay.capture.EthernetBytes;
import dev.vfgap.replay.capture.FrameView;
import dev.vfgap.replay.capture.LinkType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Of the numbers that a sample suggests, the whole capture tells which is the frames' own. */
class SequenceTrialTest {

    private static final long MILLI = 1_000_000;

    private final PayloadSample sample = new PayloadSample();
    private final FrameView view = new FrameView();

    /** Looks at a capture, which is given by its payloads and times in ms. */
    private Optional<SequenceField> found(List<byte[]> payloads, List<Double> millis) {
        for (byte[] payload : payloads) {
            sample.add(at(payload));
        }
        SequenceTrial trial = new SequenceTrial(SequenceFinder.find(sample, Integer.MAX_VALUE));
        for (int frame = 0; frame < payloads.size(); frame++) {
            trial.saw(at(payloads.get(frame)), Math.round(millis.get(frame) * MILLI));
        }
        return trial.best().map(FoundSequence::field);
    }

    private FrameView at(byte[] payload) {
        byte[] packet = EthernetBytes.frame(1, 2).udp(1, 2, 3, 4, 0, payload);
        view.moveTo(ByteBuffer.wrap(packet), 0, packet.length, LinkType.ETHERNET);
        return view;
    }

    private static byte[] timed(long millis, long number) {
        return ByteBuffer.allocate(40).putLong(millis).putLong(number).array();
    }

    /** One frame a millisecond with its time and its number, until 50 are sent at once, long after the sample's end. */
    @Test
    void aTimeInMillisecondsGivesWayToTheNumber() {
        List<byte[]> payloads = new ArrayList<>();
        List<Double> millis = new ArrayList<>();
        for (int frame = 0; frame < 4000; frame++) {
            double at = frame < 3000 ? frame : frame < 3050 ? 3050 + (frame - 3000) * 0.01 : frame + 1;
            payloads.add(timed((long) at, frame));
            millis.add(at);
        }

        assertThat(found(payloads, millis)).contains(new SequenceField(8, 8, Order.BIG));
    }

    @Test
    void aNumberThatComesBackIsNone() {
        List<byte[]> payloads = new ArrayList<>();
        List<Double> millis = new ArrayList<>();
        for (int frame = 0; frame < 6000; frame++) {
            payloads.add(timed(7, frame % 3000));
            millis.add((double) frame);
        }

        assertThat(found(payloads, millis)).isEmpty();
    }

    @Test
    void oneShortDatagramHidesNoNumber() {
        List<byte[]> payloads = new ArrayList<>(List.of(new byte[] {0x39, 0x38, 0x37, 0x36}));
        List<Double> millis = new ArrayList<>(List.of(0.0));
        for (int frame = 1; frame < 3000; frame++) {
            payloads.add(timed(frame * 7919L, frame));
            millis.add((double) frame);
        }

        assertThat(found(payloads, millis)).contains(new SequenceField(8, 8, Order.BIG));
    }
}
