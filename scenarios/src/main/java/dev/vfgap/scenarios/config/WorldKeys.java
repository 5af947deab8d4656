package dev.vfgap.scenarios.config;

import dev.vfgap.models.guest.GuestOptions;
import dev.vfgap.models.lab.FabricOptions;
import dev.vfgap.models.lab.TrafficOptions;
import dev.vfgap.models.lab.World;
import dev.vfgap.models.migration.HypervisorOptions;

/** The keys of a scenario that set up what stands around the strategy: each group has its own class. */
final class WorldKeys {
    private WorldKeys() {}

    /** What the scenario says; what it does not say is as usual, what contradicts itself is added to the problems. */
    static World world(Fields scenario, Problems problems) {
        return new World(
                GuestOptions.USUAL,
                SlotKeys.slot(scenario),
                HypervisorOptions.USUAL,
                TrafficOptions.USUAL,
                FabricOptions.USUAL);
    }
}
