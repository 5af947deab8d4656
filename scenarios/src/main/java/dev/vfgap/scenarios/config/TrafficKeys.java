package dev.vfgap.scenarios.config;

import static dev.vfgap.scenarios.config.Shape.optional;
import static dev.vfgap.scenarios.config.Shape.required;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.host.HostSide;
import dev.vfgap.models.host.MacvtapMode;
import dev.vfgap.models.host.NeighbourSeat;
import dev.vfgap.models.host.SoftSwitch;
import dev.vfgap.models.lab.Neighbour;
import dev.vfgap.models.lab.Sending;
import dev.vfgap.models.lab.TrafficOptions;
import dev.vfgap.simcore.time.Period;
import dev.vfgap.simcore.unit.Quantity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The keys of a scenario under {@code traffic}: who sends what. */
final class TrafficKeys {
    private static final ValueKind TIME = Kinds.quantity("a time above 0", Quantity::parseNanos, 1, "250ms");
    private static final FlowKeys FLOW = FlowKeys.of("flow");

    static final Shape TRAFFIC = Shape.of(
            "traffic",
            optional("rx", FLOW, "from the peer to the guest"),
            optional(
                    "tx",
                    FLOW,
                    "from the guest to the peer; a guest without it is silent unless it chatters or answers"),
            optional(
                    "chatter",
                    Shape.of("chatter", required("every", TIME, "the time between two of them, like 1s")),
                    "frames that the guest sends by itself, such as keep-alives"),
            optional(
                    "answers",
                    Shape.of("answers", required("think", TIME, "from a request's arrival to its answer, like 200us")),
                    "the guest answers each frame of rx that it receives"),
            optional(
                    "neighbour",
                    FlowKeys.of(
                            "neighbour",
                            required("host", Kinds.words(hosts()), "on which host it is"),
                            required(
                                    "behind",
                                    Kinds.words(List.of(NeighbourSeat.VF.word(), NeighbourSeat.PF.word())),
                                    "vf: a VF of its own on the same NIC; pf: the standby's bridge, or another macvtap")),
                    "somebody else on one of the hosts who sends to the guest"),
            optional("broadcast", FLOW, "from the peer to everybody, the guest among them, such as ARP requests"));

    private TrafficKeys() {}

    private static List<String> hosts() {
        return Arrays.stream(Host.values()).map(Host::name).toList();
    }

    /** The streams that have a pattern; what contradicts itself is added to the problems. */
    static Scenario.Traffic streams(Fields scenario, HostSide side, Problems problems) {
        Fields traffic = scenario.group("traffic");
        Optional<Fields> neighbour = traffic.optionalGroup("neighbour");
        neighbour.ifPresent(fields -> refuseAlone(fields, side, problems));
        return new Scenario.Traffic(
                traffic.optionalGroup("rx").map(flow -> FlowKeys.flow(flow, problems)),
                traffic.optionalGroup("tx").map(flow -> FlowKeys.flow(flow, problems)),
                neighbour.map(fields -> new Scenario.NeighbourFlow(neighbour(fields), FlowKeys.flow(fields, problems))),
                traffic.optionalGroup("broadcast").map(flow -> FlowKeys.flow(flow, problems)));
    }

    /** What else is sent, without the neighbour and the broadcast; what contradicts itself is added to the problems. */
    static TrafficOptions others(Fields scenario, Problems problems) {
        Fields traffic = scenario.group("traffic");
        Optional<Fields> answers = traffic.optionalGroup("answers");
        if (answers.isPresent() && !traffic.has("rx")) {
            problems.add(
                    traffic.node("answers").place(),
                    "the guest answers the frames of \"rx\", but there are none",
                    "write \"rx\", or remove \"answers\"");
        }
        return new TrafficOptions(
                traffic.optionalGroup("chatter")
                        .map(fields -> Period.ofNanos(Quantity.parseNanos(fields.text("every")))),
                answers.map(fields -> Quantity.parseNanos(fields.text("think"))).orElse(0L),
                Neighbour.NOBODY,
                Sending.NOTHING);
    }

    private static Neighbour neighbour(Fields fields) {
        return new Neighbour(
                Host.valueOf(fields.text("host")),
                fields.word("behind", NeighbourSeat.values(), NeighbourSeat::word)
                        .orElseThrow());
    }

    private static void refuseAlone(Fields neighbour, HostSide side, Problems problems) {
        boolean alone =
                side.softSwitch() instanceof SoftSwitch.Macvtap macvtap && macvtap.mode() == MacvtapMode.PASSTHRU;
        if (alone && neighbour.text("behind").equals(NeighbourSeat.PF.word())) {
            problems.add(
                    neighbour.node("behind").place(),
                    "a macvtap in mode passthru is the only one of its PF",
                    "write \"behind: vf\", or another mode");
        }
    }
}
