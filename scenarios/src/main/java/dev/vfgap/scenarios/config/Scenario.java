package dev.vfgap.scenarios.config;

import dev.vfgap.models.fabric.UnknownUnicast;
import dev.vfgap.models.host.HostSide;
import dev.vfgap.models.lab.GuestNic;
import dev.vfgap.models.lab.Neighbour;
import dev.vfgap.models.lab.Sending;
import dev.vfgap.models.lab.World;
import dev.vfgap.models.migration.Switchover;
import dev.vfgap.models.operate.Hotplug;
import dev.vfgap.scenarios.expect.Expectation;
import dev.vfgap.simcore.parameter.ParameterValues;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is predicted: a guest with its traffic, and the strategy by which its primary leaves and comes back. What its
 * {@code migration} keys say are {@linkplain #settings settings} of the {@code mig.} parameters.
 *
 * @param name the name used in results
 * @param title one line
 * @param summary what happens and why, a few sentences; empty where the file has none
 * @param source how it is known; empty where the file has none
 * @param strategy the name or the path of a strategy; of one that the scenario writes for itself, the scenario's name
 * @param ownStrategy the strategy that the scenario writes for itself
 * @param hotplug the hot-plug mechanism; empty where the strategy decides
 * @param primaryNic the primary and its driver in the guest
 * @param nic the name of the hosts' NIC family, the path of its profile, or {@code bridge}; empty where the primary
 *     decides
 * @param hostSide what both hosts have between NIC and standby
 * @param unknownUnicast what the switch does with frames for the guest that it has no entry for
 * @param switchover whether management has a last word before the switchover
 * @param catalogue the folder with the marks of devices, one of which the NIC may be; empty where the file names none
 * @param profiles names or paths of profiles, a later one over an earlier one
 * @param traffic what is offered, by stream
 * @param beforeNanos traffic before the first step of the plan, in nanoseconds
 * @param afterNanos traffic after its last step, in nanoseconds
 * @param settings parameter values of this scenario, over those of the profiles
 * @param seed the seed of everything random
 * @param replications how many runs a prediction rests on
 * @param world the things around the strategy, without the neighbour and the broadcast of {@code traffic}
 * @param expectations what its author expects of the runs
 * @param sweep the variants of it that are to be run; empty where the file names none
 */
public record Scenario(
        String name,
        String title,
        Optional<String> summary,
        Optional<String> source,
        String strategy,
        Optional<Strategy> ownStrategy,
        Optional<Hotplug> hotplug,
        GuestNic primaryNic,
        Optional<String> nic,
        Optional<NamedFolder> catalogue,
        HostSide hostSide,
        UnknownUnicast unknownUnicast,
        Switchover switchover,
        List<String> profiles,
        Traffic traffic,
        long beforeNanos,
        long afterNanos,
        List<Profile.Setting> settings,
        long seed,
        int replications,
        World world,
        List<Expectation> expectations,
        Optional<Sweep> sweep) {

    /**
     * What is offered to the guest and by it, by streams that have a pattern.
     *
     * @param rx from the peer to the guest; empty = nothing
     * @param tx from the guest to the peer; empty = nothing
     * @param neighbour from somebody else on one of the hosts to the guest; empty = nothing
     * @param broadcast from the peer to everybody; empty = nothing
     */
    public record Traffic(
            Optional<Flow> rx, Optional<Flow> tx, Optional<NeighbourFlow> neighbour, Optional<Flow> broadcast) {
        private Traffic in(Path folder) {
            return new Traffic(
                    rx.map(flow -> flow.in(folder)),
                    tx.map(flow -> flow.in(folder)),
                    neighbour.map(flow -> new NeighbourFlow(flow.who, flow.flow.in(folder))),
                    broadcast.map(flow -> flow.in(folder)));
        }
    }

    /**
     * A stream of equal frames.
     *
     * @param offer when they are sent
     * @param frameBytes the length of a frame on the wire without checksum, in bytes; empty where a recording has its own
     */
    public record Flow(Offer offer, OptionalInt frameBytes) {
        private Flow in(Path folder) {
            return offer instanceof Offer.FromCapture capture
                    ? new Flow(new Offer.FromCapture(capture.file.in(folder), capture.repetition), frameBytes)
                    : this;
        }
    }

    /**
     * The stream of a neighbour.
     *
     * @param who where the neighbour is
     * @param flow what it sends to the guest
     */
    public record NeighbourFlow(Neighbour who, Flow flow) {}

    /** When the frames of a stream are sent. */
    public sealed interface Offer {
        /**
         * The pattern.
         *
         * @throws dev.vfgap.replay.bundle.BadInputException when a recording cannot be read
         */
        Sending sending();

        /** By a pattern that the scenario says. */
        record Known(Sending sending) implements Offer {}

        /** As in a capture. */
        record FromCapture(RecordedFile file, Sending.Repetition repetition) implements Offer {
            @Override
            public Sending sending() {
                return new Sending.Recorded(
                        repetition == Sending.Repetition.AGAIN ? file.repeatable() : file.recording(), repetition);
            }
        }
    }

    public Scenario {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(ownStrategy, "ownStrategy");
        Objects.requireNonNull(hotplug, "hotplug");
        Objects.requireNonNull(primaryNic, "primaryNic");
        Objects.requireNonNull(nic, "nic");
        Objects.requireNonNull(catalogue, "catalogue");
        Objects.requireNonNull(hostSide, "hostSide");
        Objects.requireNonNull(unknownUnicast, "unknownUnicast");
        Objects.requireNonNull(switchover, "switchover");
        profiles = List.copyOf(profiles);
        Objects.requireNonNull(traffic, "traffic");
        settings = List.copyOf(settings);
        Objects.requireNonNull(world, "world");
        expectations = List.copyOf(expectations);
        Objects.requireNonNull(sweep, "sweep");
    }

    /** Whether the text that names a strategy or a profile is meant as a path: it has a slash or ends in .yaml or .yml. */
    public static boolean isPath(String nameOrPath) {
        return nameOrPath.contains("/") || nameOrPath.endsWith(".yaml") || nameOrPath.endsWith(".yml");
    }

    /** This scenario with the paths in it taken from a folder: that of its file. */
    Scenario in(Path folder) {
        return new Scenario(
                name,
                title,
                summary,
                source,
                from(folder, strategy),
                ownStrategy,
                hotplug,
                primaryNic,
                nic.map(name -> from(folder, name)),
                catalogue.map(named -> named.in(folder)),
                hostSide,
                unknownUnicast,
                switchover,
                profiles.stream().map(profile -> from(folder, profile)).toList(),
                traffic.in(folder),
                beforeNanos,
                afterNanos,
                settings,
                seed,
                replications,
                world,
                expectations,
                sweep);
    }

    private static String from(Path folder, String nameOrPath) {
        return isPath(nameOrPath) ? folder.resolve(nameOrPath).normalize().toString() : nameOrPath;
    }

    /** These values with this scenario's over them. */
    public ParameterValues over(ParameterValues values) {
        ParameterValues result = values;
        for (Profile.Setting setting : settings) {
            result = result.with(setting.key(), setting.value(), setting.provenance());
        }
        return result;
    }
}
