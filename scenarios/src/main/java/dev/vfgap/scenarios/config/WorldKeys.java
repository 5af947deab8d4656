package dev.vfgap.scenarios.config;

import dev.vfgap.models.host.HostSide;
import dev.vfgap.models.lab.World;
import dev.vfgap.models.migration.Switchover;

/** The keys of a scenario that set up what stands around the strategy: each group has its own class. */
final class WorldKeys {
    private WorldKeys() {}

    /** What the scenario says, on hosts with this side; what it does not say is as usual, what contradicts itself is added to the problems. */
    static World world(Fields scenario, Switchover switchover, HostSide side, Problems problems) {
        return new World(
                GuestKeys.guest(scenario),
                SlotKeys.slot(scenario),
                HypervisorKeys.options(scenario, switchover, problems),
                TrafficKeys.others(scenario, problems),
                FabricKeys.fabric(scenario, problems),
                NicKeys.nic(scenario, side, problems));
    }
}
