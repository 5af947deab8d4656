package dev.vfgap.scenarios.config;

import static dev.vfgap.scenarios.config.Shape.optional;
import static dev.vfgap.scenarios.config.Shape.required;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.host.HostSide;
import dev.vfgap.models.host.MacvtapMode;
import dev.vfgap.models.host.NeighbourSeat;
import dev.vfgap.models.host.SoftSwitch;
import dev.vfgap.models.lab.Neighbour;
import dev.vfgap.models.lab.TrafficOptions;
import dev.vfgap.simcore.time.Period;
import dev.vfgap.simcore.unit.Quantity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The keys of a scenario under {@code traffic}: who sends what. */
final class TrafficKeys {
    private static final int SMALLEST_FRAME_BYTES = 14;
    private static final int LARGEST_FRAME_BYTES = 65_535;

    private static final ValueKind FRAME_BYTES = Kinds.quantity("a size", Quantity::parseBytes, 1, "1514B");
    private static final ValueKind TIME = Kinds.quantity("a time above 0", Quantity::parseNanos, 1, "250ms");
    private static final ValueKind RATE = Kinds.quantity(
            "a frame rate above 0", text -> Quantity.parsePeriod(text).numeratorNanos(), 1, "1kpps");

    private static final Shape.Key RATE_KEY = required("rate", RATE, "frames per second, like 1kpps");
    private static final Shape.Key SIZE_KEY =
            required("frameSize", FRAME_BYTES, "the length of a frame without its checksum, like 1514B");

    private static final Shape FLOW = Shape.of("flow", RATE_KEY, SIZE_KEY);

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
                    Shape.of(
                            "neighbour",
                            required("host", Kinds.words(hosts()), "on which host it is"),
                            required(
                                    "behind",
                                    Kinds.words(List.of(NeighbourSeat.VF.word(), NeighbourSeat.PF.word())),
                                    "vf: a VF of its own on the same NIC; pf: the standby's bridge, or another macvtap"),
                            RATE_KEY,
                            SIZE_KEY),
                    "somebody else on one of the hosts who sends to the guest"));

    private TrafficKeys() {}

    private static List<String> hosts() {
        return Arrays.stream(Host.values()).map(Host::name).toList();
    }

    /** The two steady streams. */
    static Scenario.Traffic steady(Fields scenario, Problems problems) {
        Fields traffic = scenario.group("traffic");
        return new Scenario.Traffic(flow(traffic, "rx", problems), flow(traffic, "tx", problems));
    }

    /** What else is sent; what contradicts itself is added to the problems. */
    static TrafficOptions others(Fields scenario, HostSide side, Problems problems) {
        Fields traffic = scenario.group("traffic");
        Optional<Fields> answers = traffic.optionalGroup("answers");
        if (answers.isPresent() && !traffic.has("rx")) {
            problems.add(
                    traffic.node("answers").place(),
                    "the guest answers the frames of \"rx\", but there are none",
                    "write \"rx\", or remove \"answers\"");
        }
        Optional<Fields> neighbour = traffic.optionalGroup("neighbour");
        neighbour.ifPresent(fields -> refuseAlone(fields, side, problems));
        return new TrafficOptions(
                traffic.optionalGroup("chatter")
                        .map(fields -> Period.ofNanos(Quantity.parseNanos(fields.text("every")))),
                answers.map(fields -> Quantity.parseNanos(fields.text("think"))).orElse(0L),
                neighbour.map(TrafficKeys::neighbour).orElse(Neighbour.NOBODY),
                traffic.optionalGroup("neighbour")
                        .map(fields -> checked(fields, problems).period()));
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

    private static Optional<Scenario.Flow> flow(Fields traffic, String key, Problems problems) {
        return traffic.optionalGroup(key).map(flow -> checked(flow, problems));
    }

    private static Scenario.Flow checked(Fields flow, Problems problems) {
        long bytes = Quantity.parseBytes(flow.text("frameSize"));
        if (bytes < SMALLEST_FRAME_BYTES || bytes > LARGEST_FRAME_BYTES) {
            problems.add(
                    flow.node("frameSize").place(),
                    "\"frameSize\" is " + flow.text("frameSize") + ", which is no frame",
                    "write a size from " + SMALLEST_FRAME_BYTES + "B to " + LARGEST_FRAME_BYTES + "B");
        }
        return new Scenario.Flow(Quantity.parsePeriod(flow.text("rate")), (int) bytes);
    }
}
