package dev.vfgap.scenarios.experiment;

import dev.vfgap.models.lab.FabricOptions;
import dev.vfgap.models.lab.LabParameters;
import dev.vfgap.models.lab.MigrationSetup;
import dev.vfgap.models.lab.SendList;
import dev.vfgap.models.lab.Sending;
import dev.vfgap.models.lab.TrafficOptions;
import dev.vfgap.models.lab.TrafficStream;
import dev.vfgap.models.migration.MigrationParameters;
import dev.vfgap.models.operate.StepText;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.config.Strategy;
import dev.vfgap.scenarios.library.Setups;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import dev.vfgap.simcore.parameter.Provenance;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * A scenario with a strategy, ready to be run.
 *
 * @param scenario the scenario
 * @param strategy the strategy, the scenario's own or another
 * @param setup what the models need of both
 */
public record Experiment(Scenario scenario, Strategy strategy, MigrationSetup setup) {
    /**
     * Puts a scenario and a strategy together.
     *
     * @param strategy the scenario's own, or the one that is to be tried in its place
     * @throws BadInputException when the two do not fit
     */
    public static Experiment of(Scenario scenario, Strategy strategy, ParameterCatalog catalog) {
        MigrationSetup setup = Setups.of(scenario, strategy, catalog);
        try {
            constantKeys(setup);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(
                    InputProblem.ofFile("scenario " + scenario.name(), e.getMessage(), "give it one value"));
        }
        Experiment experiment = new Experiment(scenario, strategy, setup);
        experiment.refuseTooLong();
        return experiment;
    }

    /** A run is longer than this, and is refused when it begins; this refuses what no run can have. */
    private void refuseTooLong() {
        try {
            for (TrafficStream stream : TrafficStream.values()) {
                SendList.require(sending(stream), setup.beforeNanos() + setup.afterNanos());
            }
        } catch (SendList.TooLongException e) {
            throw new BadInputException(InputProblem.ofFile(
                    "scenario " + scenario.name(), "its traffic " + e.getMessage(), SendList.TooLongException.MEND));
        }
    }

    /** By which pattern the frames of a stream are sent; of answers, by that of their requests. */
    public Sending sending(TrafficStream stream) {
        TrafficOptions other = setup.world().traffic();
        return switch (stream) {
            case RX -> setup.rx();
            case TX -> setup.tx();
            case CHATTER -> other.chatter().map(Sending::steady).orElse(Sending.NOTHING);
            case ANSWERS -> other.thinkNanos() > 0 ? setup.rx() : Sending.NOTHING;
            case NEIGHBOUR -> other.neighbourSends();
            case BROADCAST -> other.broadcast();
        };
    }

    /** The keys of the parameters that every run takes as they are, without a draw. */
    public Set<String> constantKeys() {
        return constantKeys(setup);
    }

    /** The keys of the parameters that every run of a setup takes as they are, without a draw. */
    public static Set<String> constantKeys(MigrationSetup setup) {
        Set<String> read = new LinkedHashSet<>();
        ToDoubleFunction<String> reader = key -> {
            read.add(key);
            return setup.values().constant(key);
        };
        ToDoubleFunction<String> drawn = key -> {
            read.add(key);
            return setup.values().catalog().require(key).max();
        };
        LabParameters.layout(reader, drawn, setup.hostSide().softSwitch());
        reader.applyAsDouble("sw.flowIdle");
        if (setup.world().fabric().control() == FabricOptions.Control.CONTROL_PLANE) {
            drawn.applyAsDouble("fabric.portBinding");
        }
        setup.load(reader);
        MigrationParameters.announcement(reader);
        return read;
    }

    /** The streams of every run, in their order. */
    public List<TrafficStream> streams() {
        return Arrays.stream(TrafficStream.values())
                .filter(stream -> stream == TrafficStream.RX
                        || stream == TrafficStream.TX
                        || sending(stream).sends())
                .toList();
    }

    /** The assumed among the parameters that runs took as they are or drew, in the order of the catalogue. */
    List<String> assumed(Set<String> drawn) {
        Set<String> used = new LinkedHashSet<>(constantKeys());
        used.addAll(drawn);
        return setup.values().catalog().keys().stream()
                .filter(used::contains)
                .filter(key -> setup.values().provenance(key).kind() == Provenance.Kind.ASSUMED)
                .toList();
    }

    /** A short hash of all that a run depends on beside seed and replication: equal experiments have equal digests. */
    public String digest() {
        StringBuilder text = new StringBuilder();
        text.append(StepText.of(setup.plan())).append('\n');
        text.append(setup.initial()).append('\n');
        text.append(setup.hotplug()).append(' ').append(setup.standby()).append(' ');
        text.append(setup.nic()).append(' ').append(setup.nicFamily()).append('\n');
        text.append(setup.switchover()).append('\n');
        text.append(setup.hostSide()).append(' ').append(setup.unknownUnicast()).append('\n');
        text.append(setup.world()).append(' ').append(setup.primary()).append('\n');
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
}
