package dev.vfgap.scenarios.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.MigrationSetup;
import dev.vfgap.models.operate.Hotplug;
import dev.vfgap.models.pci.SlotOptions;
import dev.vfgap.models.pci.SlotOptions.GuestAtStart;
import dev.vfgap.models.pci.SlotOptions.Interlock;
import dev.vfgap.models.pci.SlotOptions.Notification;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.config.Strategy;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SetupsTest {
    private static final ParameterCatalog CATALOG = Catalogue.all();

    @TempDir
    private Path folder;

    static List<Strategy> strategies() {
        return Strategies.all();
    }

    private static Scenario scenario(String... settings) {
        return Scenarios.find("default", List.of(settings), CATALOG);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void everyBuiltInStrategyRunsInTheDefaultScenarioAndEveryFrameEnds(Strategy strategy) {
        Scenario scenario = scenario("traffic.rx.rate=1kpps", "traffic.tx.rate=1kpps");
        MigrationRun run = MigrationRun.of(Setups.of(scenario, strategy, CATALOG), scenario.seed(), 0);
        assertThat(run.rx().sentFrames()).isPositive();
        assertThat(run.rx().outcome().byFate().values().stream()
                        .mapToLong(n -> n)
                        .sum())
                .isEqualTo(run.rx().sentFrames());
    }

    @Test
    void theStrategyDecidesTheHotplugAndAContradictionIsTold() {
        MigrationSetup setup = Setups.of(scenario(), Strategies.find("lab-S3"), CATALOG);
        assertThat(setup.hotplug()).isEqualTo(Hotplug.NATIVE);
        assertThat(Setups.of(scenario("hotplug=native"), Strategies.find("virtio-only"), CATALOG)
                        .hotplug())
                .isEqualTo(Hotplug.NATIVE);
        assertThatThrownBy(() -> Setups.of(scenario("hotplug=acpi"), Strategies.find("lab-S3"), CATALOG))
                .hasMessage("scenario default: has acpi hot-plug, but strategy ordered-unplug-pciehp is about native"
                        + " hot-plug; remove \"hotplug\" from the scenario, or choose another strategy");
    }

    static List<String> hostSides() {
        return List.of(
                "{kind: open, standbyNic: own}",
                "{kind: bridge}",
                "{kind: bridge, learning: false, flood: false, entry: tap}",
                "{kind: bridge, entry: uplink, entryKind: sticky}",
                "{kind: bridge, stp: true}",
                "{kind: macvtap, mode: passthru}",
                "{kind: switchdev}",
                "{kind: switchdev, entries: sticky}");
    }

    @ParameterizedTest
    @MethodSource("hostSides")
    void everyHostSideRunsAndEveryFrameEnds(String hostSide) throws IOException {
        Scenario scenario = withHostSide(hostSide);
        MigrationRun run = MigrationRun.of(Setups.of(scenario, Strategies.of(scenario), CATALOG), 1, 0);
        assertThat(run.rx().sentFrames()).isPositive();
        assertThat(run.rx().outcome().byFate().values().stream()
                        .mapToLong(n -> n)
                        .sum())
                .isEqualTo(run.rx().sentFrames());
    }

    @Test
    void aDestinationWhoseBridgeWaitsForItsSpanningTreeLosesFramesAfterTheGuestCame() throws IOException {
        Strategy strategy = Strategies.find("qemu-failover-acpi");
        MigrationRun at15s =
                MigrationRun.of(Setups.of(withHostSide("{kind: bridge, stp: true}"), strategy, CATALOG), 1, 0);
        assertThat(at15s.rx().outcome().byFate().getOrDefault(FrameFate.BRIDGE_PORT_NOT_FORWARDING, 0L))
                .isPositive();
        MigrationRun at0 = MigrationRun.of(
                Setups.of(withHostSide("{kind: bridge, stp: true}\n", "br.forwardDelay=0s"), strategy, CATALOG), 1, 0);
        assertThat(at0.rx().outcome().byFate()).doesNotContainKey(FrameFate.BRIDGE_PORT_NOT_FORWARDING);
    }

    @Test
    void aSwitchdevHostSideNeedsANicInThatMode() throws IOException {
        Strategy strategy = Strategies.find("qemu-failover-acpi");
        Scenario legacy = withHostSide("{kind: switchdev}", "nic=ixgbe");
        assertThatThrownBy(() -> Setups.of(legacy, strategy, CATALOG))
                .hasMessage("scenario default: has a \"hostSide\" of kind switchdev, but NIC ixgbe is not in switchdev"
                        + " mode; write \"nic: mlx5-switchdev\", or another kind");
        Scenario switchdev = withHostSide("{kind: switchdev}", "nic=mlx5-switchdev");
        MigrationRun run = MigrationRun.of(Setups.of(switchdev, strategy, CATALOG), 1, 0);
        assertThat(run.rx().outcome().byFate())
                .containsKeys(FrameFate.DELIVERED_BY_PRIMARY, FrameFate.DELIVERED_BY_STANDBY);
    }

    @Test
    void aSlotIsAsTheScenarioSays() throws IOException {
        assertThat(withSlot("{}")).isEqualTo(SlotOptions.USUAL);
        assertThat(withSlot(
                        "{hotplugController: false, attentionButton: false, powerController: false, linkActive: false,"
                                + " inBandPresence: false, pollMode: true, interlock: engaged, guest: no-driver}"))
                .isEqualTo(new SlotOptions(Set.of(), Interlock.ENGAGED, Notification.POLLING, GuestAtStart.NO_DRIVER));
        assertThat(withSlot("{powerController: true, pollMode: false, interlock: none, guest: booting}"))
                .isEqualTo(SlotOptions.USUAL.with(Interlock.NONE).with(GuestAtStart.BOOTING));
    }

    private SlotOptions withSlot(String slot) throws IOException {
        Path file = Files.writeString(folder.resolve("s.yaml"), Scenarios.text("default") + "slot: " + slot + "\n");
        return Scenarios.find(file.toString(), List.of(), CATALOG).world().slot();
    }

    private Scenario withHostSide(String hostSide, String... more) throws IOException {
        String text = Scenarios.text("default") + "hostSide: " + hostSide + "\n";
        Path file = Files.writeString(folder.resolve("s.yaml"), text);
        List<String> settings =
                new ArrayList<>(List.of("nic=bridge", "traffic.rx.rate=1kpps", "traffic.tx.rate=1kpps"));
        settings.addAll(List.of(more));
        return Scenarios.find(file.toString(), settings, CATALOG);
    }

    @Test
    void aScenarioGoesOverItsProfilesAndTheirPathsAreTakenFromItsOwnFolder() throws IOException {
        Files.writeString(folder.resolve("hosts.yaml"), """
                format: vfgap-profile/1
                name: hosts
                title: t
                of: host
                parameters: {guest.vfProbe: 50ms, guest.vfOpen: 30ms}
                """);
        Path file = Files.writeString(
                folder.resolve("s.yaml"),
                Scenarios.text("default").replace("parameters:\n", "parameters:\n  guest.vfOpen: 40ms\n")
                        + "profiles: [hosts.yaml]\n");
        Scenario scenario = Scenarios.find(file.toString(), List.of(), CATALOG);
        assertThat(Setups.values(scenario, CATALOG).constant("guest.vfProbe")).isEqualTo(50e6);
        assertThat(Setups.values(scenario, CATALOG).constant("guest.vfOpen")).isEqualTo(40e6);
    }
}
