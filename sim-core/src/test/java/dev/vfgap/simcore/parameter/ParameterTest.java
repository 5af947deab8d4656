package dev.vfgap.simcore.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.distribution.Distribution;
import dev.vfgap.simcore.distribution.Uniform;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTest {

    private static final Provenance CODE = new Provenance(Provenance.Kind.DOCUMENTED, "linux pciehp_ctrl.c:179");
    private static final Provenance GUESS = new Provenance(Provenance.Kind.ASSUMED, "mailbox steps");
    private static final Provenance LAB = new Provenance(Provenance.Kind.MEASURED, "my hosts");

    private static final Parameter BUTTON = new Parameter(
            "pciehp.buttonDelay", "attention button window", Unit.NANOSECONDS, 5e9, 5e9, new Constant(5e9), CODE);
    private static final Parameter PROBE = new Parameter(
            "guest.vfProbe",
            "bus master on to registration",
            Unit.NANOSECONDS,
            10e6,
            1500e6,
            new Uniform(50e6, 150e6),
            GUESS);
    private static final Parameter RING =
            new Parameter("guest.txRingVf", "VF ring", Unit.FRAMES, 64, 4096, new Constant(256), CODE);

    private static final ParameterCatalog CATALOG = ParameterCatalog.of(List.of(BUTTON), List.of(PROBE, RING));

    @Test
    void theCatalogueKeepsItsOrderAndFindsByKey() {
        assertThat(CATALOG.all()).containsExactly(BUTTON, PROBE, RING);
        assertThat(CATALOG.keys()).containsExactly("pciehp.buttonDelay", "guest.vfProbe", "guest.txRingVf");
        assertThat(CATALOG.require("guest.vfProbe")).isEqualTo(PROBE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "guest.vfprobe | there is no parameter 'guest.vfprobe'; did you mean guest.vfProbe?",
                "guest.vfProb | there is no parameter 'guest.vfProb'; did you mean guest.vfProbe?",
                "pcie.buttonDelay | there is no parameter 'pcie.buttonDelay'; did you mean pciehp.buttonDelay?",
                "guest.txRing | there is no parameter 'guest.txRing'; did you mean guest.txRingVf?",
                "switch.ageing | there is no parameter 'switch.ageing'"
            })
    void anUnknownKeyNamesTheNearestOne(String key, String message) {
        assertError(() -> CATALOG.require(key), message);
    }

    @Test
    void aKeyIsThereOnce() {
        assertError(
                () -> ParameterCatalog.of(List.of(RING), List.of(BUTTON, RING)),
                "parameter guest.txRingVf is there twice");
    }

    @Test
    void defaultsHoldWhereNothingIsSet() {
        ParameterValues defaults = CATALOG.defaults();
        assertThat(defaults.distribution("guest.vfProbe")).isEqualTo(new Uniform(50e6, 150e6));
        assertThat(defaults.provenance("guest.vfProbe")).isEqualTo(GUESS);
        assertThat(defaults.constant("pciehp.buttonDelay")).isEqualTo(5e9);
        assertThat(defaults.assumedKeys()).containsExactly("guest.vfProbe");
        assertThat(defaults.setKeys()).isEmpty();
        assertThat(defaults.catalog()).isSameAs(CATALOG);
    }

    @Test
    void aSettingHasItsOwnProvenanceAndLeavesTheOriginalAlone() {
        ParameterValues defaults = CATALOG.defaults();
        ParameterValues changed =
                defaults.with("guest.vfProbe", new Constant(80e6), LAB).with("guest.txRingVf", "512frames", GUESS);

        assertThat(changed.constant("guest.vfProbe")).isEqualTo(80e6);
        assertThat(changed.provenance("guest.vfProbe")).isEqualTo(LAB);
        assertThat(changed.distribution("guest.txRingVf")).isEqualTo(new Constant(512));
        assertThat(changed.distribution("pciehp.buttonDelay")).isEqualTo(new Constant(5e9));
        assertThat(changed.assumedKeys()).containsExactly("guest.txRingVf");
        assertThat(changed.setKeys()).containsExactly("guest.vfProbe", "guest.txRingVf");
        assertThat(defaults.distribution("guest.vfProbe")).isEqualTo(new Uniform(50e6, 150e6));
        assertThat(changed.with("guest.vfProbe", new Constant(90e6), GUESS).constant("guest.vfProbe"))
                .isEqualTo(90e6);
    }

    @Test
    void aValueMustStayWithinItsRange() {
        ParameterValues values = CATALOG.defaults();
        assertError(
                () -> values.with("guest.vfProbe", "9ms", LAB),
                "guest.vfProbe cannot be 9ms: it must stay within 10ms and 1.5s");
        assertError(
                () -> values.with("guest.vfProbe", "uniform(10ms, 1501ms)", LAB),
                "guest.vfProbe cannot be uniform(10ms, 1.501s): it must stay within 10ms and 1.5s");
        assertError(
                () -> values.with("guest.txRingVf", "4097frames", LAB),
                "guest.txRingVf cannot be 4097frames: it must stay within 64frames and 4096frames");
        assertThat(values.with("guest.vfProbe", "uniform(10ms, 1.5s)", LAB).distribution("guest.vfProbe"))
                .isEqualTo(new Uniform(10e6, 1500e6));
    }

    @Test
    void everyUseOfAnUnknownKeyIsAnError() {
        ParameterValues values = CATALOG.defaults();
        String message = "there is no parameter 'guest.vfProbes'; did you mean guest.vfProbe?";
        assertError(() -> values.distribution("guest.vfProbes"), message);
        assertError(() -> values.constant("guest.vfProbes"), message);
        assertError(() -> values.provenance("guest.vfProbes"), message);
        assertError(() -> values.with("guest.vfProbes", new Constant(1), LAB), message);
        assertError(() -> values.with("guest.vfProbes", "1ms", LAB), message);
    }

    @Test
    void whatVariesIsNoConstant() {
        assertError(
                () -> CATALOG.defaults().constant("guest.vfProbe"),
                "guest.vfProbe must be one value, but it is uniform(50ms, 150ms)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "vfProbe", "guest.", ".vfProbe", "Guest.vfProbe", "guest.vf Probe", "guest..vfProbe"})
    void aKeyHasAGroupAndAName(String key) {
        assertError(
                () -> new Parameter(key, "meaning", Unit.COUNT, 0, 1, new Constant(1), CODE),
                "'" + key + "' is not a parameter key such as guest.vfProbe");
    }

    @Test
    void aParameterNeedsAMeaningARangeAndADefaultWithinIt() {
        Distribution one = new Constant(1);
        assertError(() -> new Parameter("a.b", " ", Unit.COUNT, 0, 1, one, CODE), "parameter a.b needs a meaning");
        assertError(
                () -> new Parameter("a.b", "m", Unit.COUNT, 2, 1, one, CODE),
                "parameter a.b needs a finite range, not 2.0..1.0");
        assertError(
                () -> new Parameter("a.b", "m", Unit.COUNT, 0, Double.POSITIVE_INFINITY, one, CODE),
                "parameter a.b needs a finite range, not 0.0..Infinity");
        assertError(
                () -> new Parameter("a.b", "m", Unit.COUNT, Double.NaN, 1, one, CODE),
                "parameter a.b needs a finite range, not NaN..1.0");
        assertError(
                () -> new Parameter("a.b", "m", Unit.COUNT, 2, 3, one, CODE),
                "a.b cannot be 1: it must stay within 2 and 3");
    }

    @Test
    void aProvenanceSaysWhere() {
        assertThat(CODE).hasToString("documented: linux pciehp_ctrl.c:179");
        assertError(() -> new Provenance(Provenance.Kind.ASSUMED, ""), "a provenance says where a value comes from");
    }

    @Test
    void theNearestNameIsTheOneWithTheFewestChanges() {
        List<String> steps = List.of("set-filter", "set-link", "device-del", "device-add", "migrate");
        assertThat(NearestName.of("set-fliter", steps)).contains("set-filter");
        assertThat(NearestName.of("device_del", steps)).contains("device-del");
        assertThat(NearestName.of("ad", List.of("abc", "ac", "ae")))
                .as("of two equally near ones the first")
                .contains("ac");
        assertThat(NearestName.of("link", steps))
                .as("an equal end is not enough")
                .isEmpty();
        assertThat(NearestName.of("MIGRATE", steps)).contains("migrate");
        assertThat(NearestName.of("mig", steps)).isEmpty();
        assertThat(NearestName.of("reboot", steps)).isEmpty();
        assertThat(NearestName.of("x", List.of())).isEmpty();
    }

    @Test
    void aSingleDrawCanBeSetWhileTheOthersKeepTheValue() {
        ParameterValues values = CATALOG.defaults().withDraws("guest.vfProbe", Map.of(1, new Constant(70e6)));

        assertThat(List.of(
                        values.draw("guest.vfProbe", 0),
                        values.draw("guest.vfProbe", 1),
                        values.draw("guest.vfProbe", 2),
                        values.distribution("guest.vfProbe")))
                .containsExactly(
                        new Uniform(50e6, 150e6),
                        new Constant(70e6),
                        new Uniform(50e6, 150e6),
                        new Uniform(50e6, 150e6));
        assertThat(values.with("guest.vfProbe", new Constant(90e6), LAB).draw("guest.vfProbe", 1))
                .isEqualTo(new Constant(70e6));
        assertThatThrownBy(() -> values.withDraws("guest.vfProbe", Map.of(0, new Constant(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertError(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
