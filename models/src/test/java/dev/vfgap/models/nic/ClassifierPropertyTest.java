package dev.vfgap.models.nic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.vfgap.models.frame.FrameHeader;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The classifier against {@link PlainClassifier}, the whole verdict, on random frames for random registers that change
 * between them. One test, so that what it counts is what it compared.
 */
class ClassifierPropertyTest {
    private static final int NICS = 2_560;
    private static final int CHANGES = 250;
    private static final int FRAMES_A_STATE = 16;
    private static final long PAIRS = 10_000_000;
    private static final long OFTEN = 10_000;

    private static final int FROM_WIRE = -1;

    private final long[] met = new long[Branch.values().length];
    private final long[] dropped = new long[DropReason.values().length];
    private long pairs;

    @Test
    void agreesWithThePlainTranscriptionOnTenMillionFramesAndMeetsEveryBranchAndReasonOften() {
        for (long seed = 0; seed < NICS; seed++) {
            compare(seed);
        }

        assertThat(pairs).as("pairs of a state and a frame").isGreaterThanOrEqualTo(PAIRS);
        assertThat(rareBranches())
                .as("branches met less than " + OFTEN + " times")
                .isEmpty();
        assertThat(rareReasons())
                .as("reasons met less than " + OFTEN + " times")
                .isEmpty();
    }

    private void compare(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomNic nic = new RandomNic(random);
        Classifier classifier = new Classifier(nic.registers);
        PlainClassifier plain = new PlainClassifier(nic.registers, met);
        Verdict verdict = new Verdict();
        for (int change = 0; change < CHANGES; change++) {
            nic.change();
            for (int i = 0; i < FRAMES_A_STATE; i++) {
                FrameHeader frame = nic.frame();
                int sender = random.nextInt(3) == 0 ? nic.pool() : FROM_WIRE;
                PlainVerdict expected;
                if (sender == FROM_WIRE) {
                    expected = plain.receive(frame);
                    classifier.receive(frame, verdict);
                } else {
                    expected = plain.transmit(frame, sender);
                    classifier.transmit(frame, sender, verdict);
                }
                if (!expected.sameAs(verdict)) {
                    fail(failure(seed, nic, frame, sender, expected, verdict));
                }
                count(expected);
            }
        }
    }

    private void count(PlainVerdict verdict) {
        pairs++;
        DropReason reason = verdict.dropped();
        if (reason != null) {
            dropped[reason.ordinal()]++;
        }
    }

    private Map<Branch, Long> rareBranches() {
        Map<Branch, Long> rare = new EnumMap<>(Branch.class);
        for (Branch branch : Branch.values()) {
            if (met[branch.ordinal()] < OFTEN) {
                rare.put(branch, met[branch.ordinal()]);
            }
        }
        return rare;
    }

    private Map<DropReason, Long> rareReasons() {
        Map<DropReason, Long> rare = new EnumMap<>(DropReason.class);
        for (DropReason reason : DropReason.values()) {
            if (dropped[reason.ordinal()] < OFTEN) {
                rare.put(reason, dropped[reason.ordinal()]);
            }
        }
        return rare;
    }

    private static String failure(
            long seed, RandomNic nic, FrameHeader frame, int sender, PlainVerdict expected, Verdict verdict) {
        return "seed " + seed + "\n" + frame + (sender == FROM_WIRE ? " from the wire" : " from pool " + sender)
                + "\nplain:      " + expected + "\nclassifier: " + verdict + "\n" + nic;
    }
}
