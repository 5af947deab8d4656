package dev.vfgap.models.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.guest.GuestParameters;
import dev.vfgap.models.guest.VfPhase;
import dev.vfgap.models.migration.IncomingPhase;
import dev.vfgap.models.migration.MigrationParameters;
import dev.vfgap.models.migration.MigrationPhase;
import dev.vfgap.models.operate.OperateParameters;
import dev.vfgap.models.pci.PciParameters;
import dev.vfgap.models.pci.SlotPhase;
import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.distribution.TruncatedLogNormal;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import dev.vfgap.simcore.parameter.ParameterValues;
import dev.vfgap.simcore.random.RandomStreams;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PhaseParametersTest {

    private static final ParameterCatalog CATALOG =
            ParameterCatalog.of(PciParameters.ALL, GuestParameters.ALL, MigrationParameters.ALL, OperateParameters.ALL);

    /** Phases whose length is worked out from the guest's memory. */
    private static final List<MigrationPhase> COMPUTED = List.of(
            MigrationPhase.PRECOPY, MigrationPhase.LAST_MEMORY, MigrationPhase.VF_STATE, MigrationPhase.POSTCOPY);

    @Test
    void everyPhaseHasAParameterForItsLength() {
        List<String> keys = Stream.of(
                        Stream.of(SlotPhase.values()).map(SlotPhase::key),
                        Stream.of(VfPhase.values()).map(VfPhase::key),
                        Stream.of(MigrationPhase.values())
                                .filter(phase -> !COMPUTED.contains(phase))
                                .map(MigrationPhase::key),
                        Stream.of(IncomingPhase.values()).map(IncomingPhase::key))
                .flatMap(phases -> phases)
                .toList();

        assertThat(CATALOG.keys()).containsAll(keys);
    }

    @Test
    void aDelayBetweenTwoObservedOnesHasThemAtOneStandardDeviation() {
        TruncatedLogNormal probe =
                (TruncatedLogNormal) CATALOG.require("guest.vfProbe").value();

        assertThat(probe.median() * StrictMath.exp(-probe.sigma())).isBetween(76.9e6, 77.1e6);
        assertThat(probe.median() * StrictMath.exp(probe.sigma())).isBetween(352.9e6, 353.1e6);
    }

    @Test
    void aPhaseDrawsTheSameLengthWhateverElseIsDrawn() {
        Delays alone = new DrawnDelays(new RandomStreams(7, 3), CATALOG.defaults(), "A", new DrawNumbers());
        Delays among = new DrawnDelays(new RandomStreams(7, 3), CATALOG.defaults(), "A", new DrawNumbers());
        Delays other = new DrawnDelays(new RandomStreams(7, 3), CATALOG.defaults(), "B", new DrawNumbers());
        among.next("guest.vfOpen");
        among.next("mig.setup");

        long length = alone.next("guest.vfProbe");
        assertThat(among.next("guest.vfProbe")).isEqualTo(length);
        assertThat(alone.next("guest.vfProbe")).isNotEqualTo(length);
        assertThat(other.next("guest.vfProbe")).isNotEqualTo(length);
    }

    /** Single draws are numbered over all instances of a run, in its time; the others stay what they were. */
    @Test
    void aDrawThatIsSetByItsNumberIsThatOfWhicheverInstanceDrawsIt() {
        ParameterValues values = CATALOG.defaults().withDraws("guest.vfProbe", Map.of(1, new Constant(7e6)));
        DrawNumbers numbers = new DrawNumbers();
        Delays a = new DrawnDelays(new RandomStreams(7, 3), values, "A", numbers);
        Delays b = new DrawnDelays(new RandomStreams(7, 3), values, "B", numbers);
        Delays unset = new DrawnDelays(new RandomStreams(7, 3), CATALOG.defaults(), "A", new DrawNumbers());

        long first = unset.next("guest.vfProbe");
        long second = unset.next("guest.vfProbe");
        assertThat(List.of(a.next("guest.vfProbe"), b.next("guest.vfProbe"), a.next("guest.vfProbe")))
                .containsExactly(first, 7_000_000L, second);
    }
}
