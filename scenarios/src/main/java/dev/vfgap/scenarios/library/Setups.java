package dev.vfgap.scenarios.library;

import static dev.vfgap.simcore.parameter.Provenance.Kind.DOCUMENTED;

import dev.vfgap.models.guest.DriverValues;
import dev.vfgap.models.host.StandbyNic;
import dev.vfgap.models.lab.GuestNic;
import dev.vfgap.models.lab.MigrationSetup;
import dev.vfgap.models.lab.NicOptions;
import dev.vfgap.models.lab.Sending;
import dev.vfgap.models.lab.TrafficOptions;
import dev.vfgap.models.lab.World;
import dev.vfgap.models.nic.family.FilterClass;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.models.operate.Hotplug;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.config.Profile;
import dev.vfgap.scenarios.config.ProfileFile;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.config.Strategy;
import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import dev.vfgap.simcore.parameter.ParameterValues;
import dev.vfgap.simcore.parameter.Provenance;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Scenarios with a strategy, ready to be run. */
public final class Setups {
    private static final Provenance EMULATED_NIC =
            new Provenance(DOCUMENTED, "an emulated NIC has no function-level reset and pins no memory");

    private static final Provenance SYNCHRONOUS =
            new Provenance(DOCUMENTED, "QEMU's e1000e and vmxnet3 take a frame while the driver rings the doorbell");

    private Setups() {}

    /**
     * What a run of a scenario by a strategy is a function of, beside seed and replication.
     *
     * @param strategy the scenario's own, or the one that is to be tried in its place
     * @throws BadInputException when the two contradict each other, or a profile or a recording cannot be read
     */
    public static MigrationSetup of(Scenario scenario, Strategy strategy, ParameterCatalog catalog) {
        return new MigrationSetup(
                strategy.plan(),
                strategy.initial(),
                hotplug(scenario, strategy),
                strategy.requires().standby(),
                scenario.primaryNic(),
                nicFamily(scenario),
                scenario.hostSide(),
                scenario.unknownUnicast(),
                scenario.switchover(),
                sending(scenario.traffic().rx()),
                sending(scenario.traffic().tx()),
                scenario.beforeNanos(),
                scenario.afterNanos(),
                values(scenario, catalog),
                world(scenario),
                strategy.requires().primary());
    }

    private static Sending sending(Optional<Scenario.Flow> flow) {
        return flow.map(there -> there.offer().sending()).orElse(Sending.NOTHING);
    }

    /** The world of a scenario with its neighbour and its broadcast. */
    private static World world(Scenario scenario) {
        World world = scenario.world();
        TrafficOptions traffic =
                world.traffic().withBroadcast(sending(scenario.traffic().broadcast()));
        return world.with(scenario.traffic()
                .neighbour()
                .map(other -> traffic.with(other.who(), other.flow().offer().sending()))
                .orElse(traffic));
    }

    /** The NICs of a scenario's hosts; empty where a bridge stands for them. */
    private static Optional<NicFamily> nicFamily(Scenario scenario) {
        String name = scenario.nic().orElse(scenario.primaryNic().usualNic());
        if (name.equals(GuestNic.BRIDGE)) {
            refuseWithoutVfs(scenario);
            return Optional.empty();
        }
        NicFamily family = Nics.of(name);
        if (scenario.hostSide().isOffloaded() && family.filterClass() != FilterClass.SWITCHDEV) {
            throw bad(
                    "scenario " + scenario.name(),
                    "has a \"hostSide\" of kind switchdev, but NIC " + family.name() + " is not in switchdev mode",
                    "write \"nic: mlx5-switchdev\", or another kind");
        }
        return Optional.of(family);
    }

    /** A bridge in the NIC's place has no PF to set anything on, and no second VF. */
    private static void refuseWithoutVfs(Scenario scenario) {
        if (scenario.hostSide().standbyNic() == StandbyNic.VF
                || !scenario.world().nic().equals(NicOptions.USUAL)) {
            throw bad(
                    "scenario " + scenario.name(),
                    "has \"standbyNic: vf\" or \"nicSetup\", but a bridge in the place of its NIC, which has no VFs",
                    "write \"nic: igb\" or another family, or remove them");
        }
    }

    /**
     * The parameters of a scenario: defaults, over them what is known of its driver, over them its profiles in their order,
     * over them its own settings.
     */
    public static ParameterValues values(Scenario scenario, ParameterCatalog catalog) {
        ParameterValues values = scenario.primaryNic().isEmulated() ? withoutHardware(catalog) : catalog.defaults();
        values = DriverValues.over(values, scenario.primaryNic().driver().name());
        for (String name : scenario.profiles()) {
            values = profile(name, catalog)
                    .over(values, scenario.primaryNic().driver().name());
        }
        return scenario.over(values);
    }

    /** The defaults for a primary that QEMU emulates. */
    public static ParameterValues withoutHardware(ParameterCatalog catalog) {
        Constant nothing = new Constant(0);
        Constant least = new Constant(catalog.require("vfio.pinPerGiB").min());
        return catalog.defaults()
                .with("vfio.flr", nothing, EMULATED_NIC)
                .with("vfio.realizeOther", nothing, EMULATED_NIC)
                .with("guest.txRingStay", nothing, SYNCHRONOUS)
                .with("vfio.pinPerGiB", least, EMULATED_NIC);
    }

    private static Profile profile(String nameOrPath, ParameterCatalog catalog) {
        if (!Scenario.isPath(nameOrPath)) {
            throw bad(nameOrPath, "there is no profile of this name", "name a file: something that ends in .yaml");
        }
        return ProfileFile.read(Path.of(nameOrPath), catalog);
    }

    /** What the strategy is about, else what the scenario has, else QEMU's default for q35. */
    private static Hotplug hotplug(Scenario scenario, Strategy strategy) {
        Optional<Hotplug> needed = strategy.requires().hotplug();
        Optional<Hotplug> there = scenario.hotplug();
        if (needed.isPresent() && there.isPresent() && !needed.equals(there)) {
            throw bad(
                    "scenario " + scenario.name(),
                    "has " + there.get().word() + " hot-plug, but strategy " + strategy.name() + " is about "
                            + needed.get().word() + " hot-plug",
                    "remove \"hotplug\" from the scenario, or choose another strategy");
        }
        return needed.or(() -> there).orElse(Hotplug.ACPI);
    }

    private static BadInputException bad(String what, String message, String mend) {
        return new BadInputException(List.of(InputProblem.ofFile(what, message, mend)));
    }
}
