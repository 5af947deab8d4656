package dev.vfgap.scenarios.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.nic.family.NicEvent;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.models.nic.family.PfReception;
import dev.vfgap.scenarios.library.NicOrder.Way;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NicTrialTest {
    static Stream<String> orders() {
        return Nics.all().stream().map(NicFamily::name);
    }

    private static String usual(String family, Way way) {
        NicFamily nic = Nics.of(family);
        StringBuilder text = new StringBuilder();
        for (NicTrial.Row row : NicTrial.of(nic, NicOrder.usual(nic, way)).rows()) {
            text.append(String.format(
                    "%-50s %-6s %s\n",
                    row.moment(),
                    row.path(PfReception.PROMISCUOUS).text(),
                    row.path(PfReception.EXPLICIT).text()));
        }
        return text.toString();
    }

    private static List<String> losses(String family, String order) {
        NicFamily nic = Nics.of(family);
        NicTrial trial = NicOrder.of(nic).stream()
                .filter(o -> o.title().equals(order))
                .map(o -> NicTrial.of(nic, o))
                .findFirst()
                .orElseThrow();
        return trial.windows(PfReception.PROMISCUOUS).stream()
                .map(NicWords::fromUntil)
                .toList();
    }

    @Test
    void onABridgeTheIgbLosesFromTheHostsCommandUntilTheVfIsUpAndFromDownUntilTheMacIsTakenBack() {
        assertThat(usual("igb", Way.COMES)).isEqualTo("""
                the VF's MAC is set                                lost   PF
                the VF is reset (FLR)                              lost   PF
                its driver binds                                   lost   PF
                the VF is up                                       VF     PF+VF
                """);
        assertThat(usual("igb", Way.LEAVES)).isEqualTo("""
                the VF is down                                     lost   PF
                its driver is unbound                              lost   PF
                the VF is reset (FLR)                              lost   PF
                the VF's MAC is taken back                         PF     PF
                """);
    }

    @Test
    void aFunctionLevelResetEndsTheIxgbesLossUntilItsDriverBinds() {
        assertThat(usual("ixgbe", Way.COMES)).isEqualTo("""
                the VF's MAC is set                                lost   PF
                the VF is reset (FLR)                              PF     PF
                its driver binds                                   lost   PF
                the VF is up                                       VF     PF+VF
                """);
        assertThat(usual("ixgbe", Way.LEAVES)).isEqualTo("""
                the VF is down                                     lost   PF
                its driver is unbound                              lost   PF
                the VF is reset (FLR)                              PF     PF
                the VF's MAC is taken back                         PF     PF
                """);
    }

    @Test
    void theI40esResetsTakeTheirTime() {
        assertThat(usual("i40e", Way.COMES)).isEqualTo("""
                the VF's MAC is set                                PF     PF
                nic.vfResetI40e after the VF's MAC is set          lost   PF
                the VF is reset (FLR)                              lost   PF
                its driver binds                                   lost   PF
                the VF is up                                       VF     PF+VF
                """);
    }

    @Test
    void theMlx5LosesOnlyWhileItsRuleGoes() {
        assertThat(usual("mlx5", Way.COMES)).doesNotContain("lost");
        assertThat(losses("mlx5", "the VF's MAC taken back last"))
                .containsExactly("from \"the VF is down\" until \"mlx5.eventToRule after the VF is down\"");
    }

    @Test
    void takingTheMacBackFirstDoesNotHelpWhereTheVfsDriverWritesItAgain() {
        assertThat(losses("igb", "the VF's MAC taken back first")).containsExactly("from \"the VF is down\" on");
    }

    @Test
    void whatIsRefusedIsInItsRow() {
        NicFamily qed = Nics.of("qed");
        assertThat(NicTrial.of(qed, NicOrder.usual(qed, Way.LEAVES)).rows())
                .filteredOn(row -> row.refusal().isPresent())
                .extracting(row -> row.step() + " " + row.refusal().orElseThrow())
                .containsExactly(
                        "NO_ADMIN_MAC " + qed.cell(NicEvent.CLEAR_ADMIN_MAC).reason());
    }

    @Test
    void whatAFamilyDoesToAFailoverIsSaidInASentenceForEachWay() {
        assertThat(NicWords.failover(Nics.of("igb")))
                .containsExactly(
                        "When the VF comes to the guest, frames are lost from \"the VF's MAC is set\" until \"the VF is up\"."
                                + " Nothing is lost in this order: the PF keeps the MAC until the VF is up.",
                        "When the VF leaves the guest, frames are lost from \"the VF is down\" until \"the VF's MAC is taken back\"."
                                + " Nothing is lost in this order: the PF has the MAC before the VF goes down.");
        assertThat(NicWords.failover(Nics.of("mlx5-switchdev")))
                .containsExactly(
                        "When the VF comes to the guest, nothing is lost.",
                        "When the VF leaves the guest, nothing is lost.");
    }

    @ParameterizedTest
    @MethodSource("orders")
    void aStandbyWithAFilterOfItsOwnLosesNothing(String family) {
        NicFamily nic = Nics.of(family);
        for (NicOrder order : NicOrder.of(nic)) {
            assertThat(NicTrial.of(nic, order).windows(PfReception.EXPLICIT))
                    .as(order.title())
                    .isEmpty();
        }
    }
}
