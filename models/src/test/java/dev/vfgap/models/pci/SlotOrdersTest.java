package dev.vfgap.models.pci;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever QEMU, a hand, the guest and a reset do to a slot, no machine may meet an event it calls an error. */
class SlotOrdersTest {

    static LongStream seeds() {
        return LongStream.range(0, 600);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noOrderOfActionsMeetsAnError(long seed) {
        assertThatCode(() -> new RandomSlot(seed).run()).as("seed %d", seed).doesNotThrowAnyException();
    }
}
