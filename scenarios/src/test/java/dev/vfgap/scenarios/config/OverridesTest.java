package dev.vfgap.scenarios.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.models.guest.GuestOptions;
import dev.vfgap.models.lab.Sending;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.scenarios.library.Scenarios;
import dev.vfgap.simcore.distribution.Uniform;
import dev.vfgap.simcore.parameter.Provenance;
import dev.vfgap.simcore.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverridesTest {
    private static Scenario scenario(String... settings) {
        return Scenarios.find("default", List.of(settings), Catalogue.all());
    }

    @Test
    void aSettingGoesOverTheValueOfTheFile() {
        Scenario scenario = scenario("traffic.rx.rate=14.88Mpps", "seed=7", "hotplug=native");
        assertThat(scenario.traffic().rx().orElseThrow().offer())
                .isEqualTo(new Scenario.Offer.Known(new Sending.Steady(new Period(6250, 93))));
        assertThat(scenario.seed()).isEqualTo(7);
        assertThat(scenario.hotplug()).isPresent();
    }

    @Test
    void aPathThatIsNoKeyOfTheFileIsAParameter() {
        List<Profile.Setting> expected = List.of(new Profile.Setting(
                "guest.vfProbe",
                new Uniform(1e7, 2e7),
                new Provenance(Provenance.Kind.ASSUMED, "scenario default, which gives no source")));
        assertThat(scenario("guest.vfProbe=uniform(10ms, 20ms)").settings()).containsAll(expected);
        assertThat(scenario("parameters.guest.vfProbe=uniform(10ms, 20ms)").settings())
                .containsAll(expected);
    }

    @Test
    void aPathUnderTheGuestIsAKeyOfTheFileWhereThereIsOne() {
        Scenario scenario = scenario("guest.mac=false", "guest.vfOpen=3ms");
        assertThat(scenario.world().guest().macFeature()).isEqualTo(GuestOptions.MacFeature.MISSING);
        assertThat(scenario.settings()).extracting(Profile.Setting::key).contains("guest.vfOpen");
    }

    @Test
    void theKeysUnderMigrationAreParameters() {
        Scenario scenario = scenario("migration.memory=1GiB");
        assertThat(scenario.over(Catalogue.all().defaults()).constant("mig.ram"))
                .isEqualTo(0x1p30);
        assertThatThrownBy(() -> scenario("migration.memory=1", "mig.dirtyRate=1MiB/s"))
                .hasMessageContaining("--set migration.memory=1: \"memory\": '1' has no unit")
                .hasMessageContaining("--set mig.dirtyRate=1MiB/s: \"mig.dirtyRate\" is also set under \"migration\"");
    }

    @Test
    void anErrorNamesTheSettingThatMadeIt() {
        assertThatThrownBy(() -> scenario("traffic.rx.rate=5", "guest.vfProb=1ms", "sede=1", "guest.vfProbe=30s"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("--set traffic.rx.rate=5: \"rate\": '5' has no unit: write a frame rate such as 1.488Mpps"
                        + " (units: pps, kpps, Mpps, Gpps)\n"
                        + "--set sede=1: unknown key \"sede\" in this scenario; did you mean \"seed\"?");
        assertThatThrownBy(() -> scenario("guest.vfProb=1ms", "guest.vfProbe=30s"))
                .hasMessage("--set guest.vfProb=1ms: there is no parameter \"guest.vfProb\"; did you mean"
                        + " \"guest.vfProbe\"?\n"
                        + "--set guest.vfProbe=30s: \"guest.vfProbe\": guest.vfProbe cannot be 30s: it must stay within"
                        + " 1ms and 25s");
        assertThatThrownBy(() -> scenario("seed")).hasMessageContaining("has no \"=\" after a path");
    }
}
