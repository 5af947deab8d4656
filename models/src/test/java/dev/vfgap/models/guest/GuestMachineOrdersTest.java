package dev.vfgap.models.guest;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.vfgap.models.machine.RowCensus;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes to what joins a guest's NICs, no machine may meet an event it calls an error. */
class GuestMachineOrdersTest {

    static LongStream seeds() {
        return LongStream.range(0, 600);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noOrderMeetsAnError(long seed) {
        assertThatCode(() -> RandomGuests.run(seed, new RowCensus()))
                .as("seed %d", seed)
                .doesNotThrowAnyException();
    }
}
