package dev.vfgap.models.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.models.migration.PrecopyRounds.AutoConverge;
import dev.vfgap.models.migration.PrecopyRounds.Bandwidths;
import dev.vfgap.models.migration.PrecopyRounds.Load;
import dev.vfgap.models.migration.PrecopyRounds.Round;
import dev.vfgap.models.migration.PrecopyRounds.StopCopy;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import dev.vfgap.simcore.parameter.ParameterValues;
import java.util.List;
import java.util.Optional;
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
        Load load = new Load(800 * MIB, 25 * MIB, 800 * MIB, 100 * MIB, 100_000_000);
        PrecopyRounds rounds = PrecopyRounds.of(load);

        assertThat(rounds)
                .isEqualTo(new PrecopyRounds(
                        List.of(
                                new Round(800 * MIB, 8 * SECOND),
                                new Round(200 * MIB, 2 * SECOND),
                                new Round(50 * MIB, SECOND / 2),
                                new Round(50 * MIB / 4, SECOND / 8)),
                        OptionalLong.of(50 * MIB / 16),
                        load));
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
                    (load.bandwidths().expected() * load.downtimeLimitNanos() / 1e9));
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

        assertThat(MigrationParameters.load(values::constant, HypervisorOptions.USUAL))
                .isEqualTo(new Load(
                        8192 * MIB,
                        50 * MIB,
                        2048 * MIB,
                        new Bandwidths(128 * MIB, 128 * MIB, 1.25e9, 1.25e9),
                        300_000_000,
                        StopCopy.NONE,
                        Optional.empty()));
    }

    @Test
    void aBandwidthForTheSwitchoverIsWhatTheDowntimeIsEstimatedWith() {
        ParameterValues values = ParameterCatalog.of(MigrationParameters.ALL).defaults();
        Load load = MigrationParameters.load(
                key -> key.equals("mig.switchoverBandwidth") ? 1000 * MIB : values.constant(key),
                HypervisorOptions.USUAL);

        assertThat(load.bandwidths()).isEqualTo(new Bandwidths(128 * MIB, 1000 * MIB, 1.25e9, 1.25e9));
    }

    @Test
    void theLastMemoryGoesAsFastAsTheLinkAllows() {
        PrecopyRounds rounds = PrecopyRounds.of(load(
                new Bandwidths(100 * MIB, 100 * MIB, 1000 * MIB, 1000 * MIB), StopCopy.NONE, Optional.empty(), 25));

        assertThat(rounds.lastBytes()).hasValue(25 * MIB);
        assertThat(rounds.lastNanos()).isEqualTo(SECOND / 40);
    }

    @Test
    void aVfsStateCountsAgainstTheDowntimeLimit() {
        StopCopy state = new StopCopy(20 * MIB, 10 * MIB);
        PrecopyRounds rounds = PrecopyRounds.of(load(BANDWIDTHS, state, Optional.empty(), 25));

        assertThat(rounds.rounds()).containsExactly(new Round(100 * MIB, SECOND), new Round(25 * MIB, SECOND / 4));
        assertThat(rounds.stopCopyNanos()).isEqualTo(2 * SECOND);
        assertThat(PrecopyRounds.of(load(BANDWIDTHS, new StopCopy(31 * MIB, 10 * MIB), Optional.empty(), 0))
                        .converges())
                .isFalse();
    }

    @Test
    void autoConvergeThrottlesABusyGuestUntilItsMemoryFits() {
        PrecopyRounds rounds = PrecopyRounds.of(load(BANDWIDTHS, StopCopy.NONE, Optional.of(AUTO_CONVERGE), 120));

        // A round of exactly a second is no period yet, two are; and it takes two periods.
        assertThat(rounds.rounds())
                .extracting(Round::throttlePercent)
                .containsExactly(0, 0, 0, 0, 20, 20, 20, 20, 30, 30, 30, 30, 40, 40);
        assertThat(rounds.rounds().get(5)).isEqualTo(new Round(96 * MIB, 960_000_000, 20));
        assertThat(rounds.converges()).isTrue();
    }

    @Test
    void aThrottleRisesNoFurtherThanItsMaximum() {
        AutoConverge weak = new AutoConverge(SECOND / 2, 50, 20, 10, 30);
        PrecopyRounds rounds = PrecopyRounds.of(load(BANDWIDTHS, StopCopy.NONE, Optional.of(weak), 1000));

        assertThat(rounds.converges()).isFalse();
        assertThat(rounds.rounds()).extracting(Round::throttlePercent).containsExactly(0, 0, 20, 20, 30);
    }

    @Test
    void whatPostCopyMissesIsTheRestOfTheRoundAndWhatWasDirtiedInIt() {
        PrecopyRounds rounds = PrecopyRounds.of(new Load(800 * MIB, 25 * MIB, 800 * MIB, 100 * MIB, 100_000_000));

        assertThat(rounds.missingBytes(0)).isEqualTo(800 * MIB);
        assertThat(rounds.missingBytes(4 * SECOND)).isEqualTo(500 * MIB);
        assertThat(rounds.missingBytes(8 * SECOND)).isEqualTo(200 * MIB);
        assertThat(rounds.missingBytes(9 * SECOND)).isEqualTo(125 * MIB);
        assertThat(rounds.postcopyNanos(9 * SECOND)).isEqualTo(1_250_000_000);
    }

    private static final Bandwidths BANDWIDTHS = new Bandwidths(100 * MIB, 100 * MIB, 100 * MIB, 100 * MIB);
    private static final AutoConverge AUTO_CONVERGE = new AutoConverge(SECOND, 50, 20, 10, 99);

    private static Load load(
            Bandwidths bandwidths, StopCopy state, Optional<AutoConverge> autoConverge, long dirtyMibPerSecond) {
        return new Load(100 * MIB, dirtyMibPerSecond * MIB, 100 * MIB, bandwidths, 300_000_000, state, autoConverge);
    }
}
