package dev.vfgap.models.migration;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an operator does with two hosts, no machine may meet an event it calls an error. */
class MigrationOrdersTest {

    static LongStream seeds() {
        return LongStream.range(0, 1_500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noOrderOfActionsMeetsAnError(long seed) {
        assertThatCode(() -> RandomMigrations.run(seed)).as("seed %d", seed).doesNotThrowAnyException();
    }
}
