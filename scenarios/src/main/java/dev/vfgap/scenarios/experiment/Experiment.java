package dev.vfgap.scenarios.experiment;

import dev.vfgap.models.lab.GuestNic;
import dev.vfgap.models.lab.LabParameters;
import dev.vfgap.models.lab.MigrationSetup;
import dev.vfgap.models.migration.Switchover;
import dev.vfgap.models.operate.Hotplug;
import dev.vfgap.models.operate.StepText;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.config.Strategy;
import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.ParameterValues;
import dev.vfgap.simcore.parameter.Provenance;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A scenario with a strategy, ready to be run.
 *
 * @param scenario the scenario
 * @param strategy the strategy, the scenario's own or another
 * @param setup what the models need of both
 */
public record Experiment(Scenario scenario, Strategy strategy, MigrationSetup setup) {
    private static final List<String> EMULATED = List.of("e1000e", "vmxnet3");
    private static final Provenance EMULATED_NIC = new Provenance(
            Provenance.Kind.DOCUMENTED, "an emulated NIC has no function-level reset and pins no memory");

    /**
     * Puts a scenario and a strategy together.
     *
     * @param values the catalogue's values with those of the scenario's profiles over them
     * @throws BadInputException when the two do not fit
     */
    public static Experiment of(Scenario scenario, Strategy strategy, ParameterValues values) {
        Hotplug hotplug = hotplug(scenario, strategy);
        GuestNic nic = nic(scenario);
        ParameterValues all = scenario.over(emulated(scenario) ? withoutHardware(values) : values);
        MigrationSetup setup = new MigrationSetup(
                strategy.plan(),
                strategy.initial(),
                hotplug,
                strategy.requires().standby(),
                nic,
                Switchover.DIRECT,
                scenario.traffic().rx().map(Scenario.Flow::period),
                scenario.traffic().tx().map(Scenario.Flow::period),
                scenario.beforeNanos(),
                scenario.afterNanos(),
                all);
        try {
            LabParameters.layout(all);
        } catch (IllegalArgumentException e) {
            throw bad(scenario, e.getMessage(), "give it one value");
        }
        return new Experiment(scenario, strategy, setup);
    }

    /** A short hash of all that a run depends on beside seed and replication: equal experiments have equal digests. */
    public String digest() {
        StringBuilder text = new StringBuilder();
        text.append(StepText.of(setup.plan())).append('\n');
        text.append(setup.initial()).append('\n');
        text.append(setup.hotplug()).append(' ').append(setup.standby()).append(' ');
        text.append(setup.nic()).append(' ').append(setup.switchover()).append('\n');
        text.append(setup.rx()).append(' ').append(setup.tx()).append(' ');
        text.append(setup.beforeNanos()).append(' ').append(setup.afterNanos()).append('\n');
        for (Parameter parameter : setup.values().catalog().all()) {
            text.append(parameter.key())
                    .append(' ')
                    .append(setup.values().distribution(parameter.key()).toText(parameter.unit()))
                    .append('\n');
        }
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] hash = sha.digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Hotplug hotplug(Scenario scenario, Strategy strategy) {
        Hotplug wanted = scenario.hotplug().orElse(strategy.requires().hotplug().orElse(Hotplug.ACPI));
        Hotplug needed = strategy.requires().hotplug().orElse(wanted);
        if (wanted != needed) {
            throw bad(
                    scenario,
                    "strategy " + strategy.name() + " is about " + needed.word() + " hot-plug, but the scenario says "
                            + wanted.word(),
                    "leave hotplug out of the scenario or choose another strategy");
        }
        return wanted;
    }

    private static GuestNic nic(Scenario scenario) {
        try {
            return GuestNic.of(scenario.primaryNic());
        } catch (IllegalArgumentException e) {
            throw bad(scenario, e.getMessage(), "name one of them as primaryNic");
        }
    }

    private static boolean emulated(Scenario scenario) {
        return EMULATED.contains(scenario.primaryNic());
    }

    private static ParameterValues withoutHardware(ParameterValues values) {
        Constant nothing = new Constant(0);
        Constant least = new Constant(values.catalog().require("vfio.pinPerGiB").min());
        return values.with("vfio.flr", nothing, EMULATED_NIC)
                .with("vfio.realizeOther", nothing, EMULATED_NIC)
                .with("vfio.pinPerGiB", least, EMULATED_NIC);
    }

    private static BadInputException bad(Scenario scenario, String message, String mend) {
        return new BadInputException(InputProblem.ofFile("scenario " + scenario.name(), message, mend));
    }
}
