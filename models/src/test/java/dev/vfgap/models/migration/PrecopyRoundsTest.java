package dev.vfgap.models.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.models.migration.PrecopyRounds.Load;
import dev.vfgap.models.migration.PrecopyRounds.Round;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import dev.vfgap.simcore.parameter.ParameterValues;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrecopyRoundsTest {

    private static final long MIB = 1L << 20;
    private static final long SECOND = 1_000_000_000;

    @Test
    void eachRoundSendsWhatTheOneBeforeLeftDirty() {
        PrecopyRounds rounds = PrecopyRounds.of(new Load(800 * MIB, 25 * MIB, 800 * MIB, 100 * MIB, 100_000_000));

        assertThat(rounds)
                .isEqualTo(new PrecopyRounds(
                        List.of(
                                new Round(800 * MIB, 8 * SECOND),
                                new Round(200 * MIB, 2 * SECOND),
                                new Round(50 * MIB, SECOND / 2),
                                new Round(50 * MIB / 4, SECOND / 8)),
                        OptionalLong.of(50 * MIB / 16),
                        100 * MIB));
        assertThat(rounds.precopyNanos()).isEqualTo(10_625_000_000L);
        assertThat(rounds.lastNanos()).isEqualTo(SECOND / 32);
    }

    @Test
    void aQuietGuestNeedsOneRound() {
        PrecopyRounds rounds = PrecopyRounds.of(new Load(100 * MIB, 0, 100 * MIB, 100 * MIB, 0));

        assertThat(rounds.rounds()).containsExactly(new Round(100 * MIB, SECOND));
        assertThat(rounds.lastNanos()).isZero();
    }

    @Test
    void aGuestThatDirtiesFasterThanTheLinkNeverConverges() {
        PrecopyRounds rounds = PrecopyRounds.of(new Load(800 * MIB, 200 * MIB, 800 * MIB, 100 * MIB, 300_000_000));

        assertThat(rounds.converges()).isFalse();
        assertThat(rounds.precopyNanos()).isEqualTo(-1);
    }

    @Test
    void aWorkingSetThatFitsIntoTheLimitLetsEvenABusyGuestConverge() {
        PrecopyRounds rounds = PrecopyRounds.of(new Load(800 * MIB, 200 * MIB, 20 * MIB, 100 * MIB, 300_000_000));

        assertThat(rounds.rounds()).hasSize(1);
        assertThat(rounds.lastBytes()).hasValue(20 * MIB);
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void convergedMemoryFitsIntoTheLimitAndEveryRoundIsShorterThanTheOneBefore(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Load load = new Load(
                random.nextLong(1, 1L << 36),
                random.nextDouble(0, 2e9),
                random.nextLong(0, 1L << 36),
                random.nextDouble(1e6, 2e9),
                random.nextLong(0, 2_000_000_000));
        PrecopyRounds rounds = PrecopyRounds.of(load);

        for (int i = 1; i < rounds.rounds().size(); i++) {
            assertThat(rounds.rounds().get(i).bytes())
                    .as("seed %d, round %d", seed, i)
                    .isLessThan(rounds.rounds().get(i - 1).bytes());
        }
        if (rounds.converges()) {
            assertThat(rounds.lastBytes().getAsLong()).as("seed %d", seed).isLessThanOrEqualTo((long)
                    (load.bytesPerSecond() * load.downtimeLimitNanos() / 1e9));
        }
    }

    @Test
    void aLoadWithoutBandwidthIsRefused() {
        assertThatThrownBy(() -> new Load(1, 0, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a pre-copy load must have memory and bandwidth above 0");
    }

    @Test
    void theDefaultLoadIsQemusLimitsOnAMiddlingGuest() {
        ParameterValues values = ParameterCatalog.of(MigrationParameters.ALL).defaults();

        assertThat(MigrationParameters.load(values::constant))
                .isEqualTo(new Load(8192 * MIB, 50 * MIB, 2048 * MIB, 128 * MIB, 300_000_000));
    }
}
