package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DescribePitfallTest {

    @Test
    void theListNamesTheScenarioOfEachOrTheReasonWhyThereIsNone() {
        assertThat(Ran.vfgap("describe", "pitfalls").out())
                .startsWith("P01  ")
                .contains("\n     P03-standby-shadowed\n", "\nP23  ", "\n     not simulable, because it was a bug");
    }

    @Test
    void oneIsToldWithItsMechanismItsEvidenceAndHowToTakeItAway() {
        assertThat(Ran.vfgap("describe", "pitfall", "p12").out()).isEqualTo("""
                P12  libvirt waits 5 s for an unplug that takes pciehp at least 6 s, and reports success before the removal

                A detach returns after 5 s with "request sent". The guest's button window is 5 s as well, and then
                comes the driver's removal and 1 s of power-off. A script that goes on at the return moves the
                filter while the guest still has its primary.

                expected of P12-libvirt-waits-5s:
                  order: unplug requested on A, then filter to standby on A, then device deleted on A; in every run
                  time from unplug requested on A to device deleted on A: at least 6s, in every run

                Evidence: source-verified: libvirt src/qemu/qemu_hotplug.c, qemuDomainRemoveDeviceWaitTime; Linux
                drivers/pci/hotplug/pciehp_ctrl.c

                vfgap run P12
                vfgap run P12 --set strategy.plan.2.limit=30s   # without it: a wait that is longer than the removal takes
                """);
    }

    @Test
    void theResultForProgramsHasTheSame() throws IOException {
        JsonNode list = new JsonMapper()
                .readTree(Ran.vfgap("describe", "pitfalls", "--json").out());
        JsonNode one = list.path("pitfalls").path(2);
        assertThat(one.path("key").textValue()).isEqualTo("P03");
        assertThat(one.path("scenario").textValue()).isEqualTo("P03-standby-shadowed");
        JsonNode told = new JsonMapper()
                .readTree(Ran.vfgap("describe", "pitfall", "P3", "--json").out())
                .path("pitfall");
        assertThat(told.path("title")).isEqualTo(one.path("title"));
        assertThat(told.path("expectations")).isNotEmpty();
    }

    @Test
    void whatIsNotThereIsToldWithTheNearestName() {
        assertThat(Ran.vfgap("describe", "pitfall", "P99").errLines())
                .containsExactly("P99: there is no pitfall of this name; \"vfgap describe pitfalls\" lists them");
        assertThat(Ran.vfgap("run", "P23").errLines())
                .containsExactly("P23: no scenario shows this pitfall; \"vfgap describe pitfall P23\" says why");
        assertThat(Ran.vfgap("run", "P03-standby-shadow").errLines())
                .containsExactly(
                        "P03-standby-shadow: there is no scenario of this name; did you mean \"P03-standby-shadowed\"?");
    }

    @Test
    void theOwnPlanOfAScenarioIsShownAsARunbookUnderTheScenariosName() {
        assertThat(Ran.vfgap("describe", "strategy", "P12-libvirt-waits-5s").out())
                .contains("2. Wait until QEMU on A has deleted the primary (at most 5s)", "otherwise: go on");
    }
}
