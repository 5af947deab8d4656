package dev.vfgap.scenarios.config;

import static dev.vfgap.scenarios.config.Shape.optional;

import dev.vfgap.models.lab.Sending;
import dev.vfgap.simcore.time.Period;
import dev.vfgap.simcore.unit.Quantity;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The keys of one stream: by which pattern its frames are sent, and how long they are. */
final class FlowKeys implements ValueKind {
    private static final int SMALLEST_FRAME_BYTES = 14;
    private static final int LARGEST_FRAME_BYTES = 65_535;

    private static final String POISSON = "poisson";

    private static final ValueKind FRAME_BYTES = Kinds.quantity("a size", Quantity::parseBytes, 1, "1514B");
    private static final ValueKind TIME = Kinds.quantity("a time above 0", Quantity::parseNanos, 1, "10ms");
    private static final ValueKind RATE = Kinds.quantity(
            "a frame rate above 0", text -> Quantity.parsePeriod(text).numeratorNanos(), 1, "1kpps");

    private static final Shape.Key RATE_KEY =
            optional("rate", RATE, "frames per second, like 1kpps; of an on-off stream within a burst");
    private static final Shape.Key SIZE_KEY =
            optional("frameSize", FRAME_BYTES, "the length of a frame without its checksum, like 1514B");

    private static final List<Shape.Key> PATTERN = List.of(
            RATE_KEY,
            SIZE_KEY,
            optional(
                    "arrivals",
                    Kinds.words(List.of("steady", POISSON)),
                    "steady, as without this key, or poisson: times between two frames drawn from the exponential distribution"),
            optional("on", TIME, "how long a burst of an on-off stream lasts, like 10ms"),
            optional("off", TIME, "how long the pause behind a burst lasts, like 90ms"),
            optional(
                    "durations",
                    Kinds.words(Arrays.stream(Sending.Durations.values())
                            .map(Sending.Durations::word)
                            .toList()),
                    "of bursts and pauses: fixed, as without this key, or exponential, drawn around on and off"),
            optional(
                    "recorded",
                    Kinds.text(),
                    "the path of a capture (pcap or pcapng, plain or gzip) at whose times the frames are sent, in place of a rate"),
            optional(
                    "repeat",
                    Kinds.words(List.of("true", "false")),
                    "true: a recording begins anew at its end; without this key nothing follows it"));

    private final Shape shape;

    private FlowKeys(Shape shape) {
        this.shape = shape;
    }

    /** The keys of a stream, behind keys of its own. */
    static FlowKeys of(String what, Shape.Key... first) {
        List<Shape.Key> keys = new ArrayList<>(List.of(first));
        keys.addAll(PATTERN);
        return new FlowKeys(new Shape(what, keys));
    }

    @Override
    public void check(String name, Node node, Problems problems) {
        shape.check(name, node, problems);
        if (node instanceof Node.Mapping mapping) {
            checkTogether(new Fields(mapping), mapping, problems);
        }
    }

    private void checkTogether(Fields flow, Node.Mapping mapping, Problems problems) {
        if (flow.has("recorded")) {
            for (String key : List.of("rate", "arrivals", "on", "off", "durations")) {
                refuse(
                        flow,
                        key,
                        "\"" + key + "\" stands beside \"recorded\", which says when frames are sent",
                        problems);
            }
            return;
        }
        for (Shape.Key key : List.of(RATE_KEY, SIZE_KEY)) {
            if (!flow.has(key.name())) {
                problems.add(
                        mapping.place(),
                        "this " + shape.what() + " has no key \"" + key.name() + "\"",
                        "add it: " + key.meaning());
            }
        }
        refuse(flow, "repeat", "\"repeat\" is of a recording, and there is none", problems);
        if (!flow.has("on") && !flow.has("off")) {
            refuse(flow, "durations", "\"durations\" are those of bursts and pauses, and there are none", problems);
            return;
        }
        for (String key : List.of("on", "off")) {
            if (!flow.has(key)) {
                problems.add(
                        mapping.place(),
                        "this " + shape.what() + " has a burst or a pause, but no \"" + key + "\"",
                        "add it, like \"" + key + ": 10ms\", or remove the other");
            }
        }
        if (flow.has("arrivals") && isPoisson(mapping)) {
            refuse(flow, "arrivals", "Poisson arrivals within bursts are not modelled", problems);
        }
    }

    private static boolean isPoisson(Node.Mapping mapping) {
        return mapping.value("arrivals")
                .filter(node ->
                        node instanceof Node.Scalar scalar && scalar.text().equals(POISSON))
                .isPresent();
    }

    private static void refuse(Fields flow, String key, String message, Problems problems) {
        if (flow.has(key)) {
            problems.add(flow.node(key).place(), message, "remove it");
        }
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = shape.schema();
        schema.put(
                "anyOf",
                List.of(
                        Kinds.ordered("required", List.of(RATE_KEY.name(), SIZE_KEY.name())),
                        Kinds.ordered("required", List.of("recorded"))));
        return schema;
    }

    /** The stream that keys say in which nothing was found wrong; a size that no frame has is added to the problems. */
    static Scenario.Flow flow(Fields flow, Problems problems) {
        return new Scenario.Flow(offer(flow, problems), frameBytes(flow, problems));
    }

    private static Scenario.Offer offer(Fields flow, Problems problems) {
        if (flow.has("recorded")) {
            return recorded(flow, problems);
        }
        Period period = Quantity.parsePeriod(flow.text("rate"));
        if (flow.has("on")) {
            return new Scenario.Offer.Known(new Sending.OnOff(
                    period,
                    Quantity.parseNanos(flow.text("on")),
                    Quantity.parseNanos(flow.text("off")),
                    flow.word("durations", Sending.Durations.values(), Sending.Durations::word)
                            .orElse(Sending.Durations.FIXED)));
        }
        boolean poisson = flow.optionalText("arrivals").equals(Optional.of(POISSON));
        return new Scenario.Offer.Known(poisson ? new Sending.Poisson(period) : new Sending.Steady(period));
    }

    private static Scenario.Offer recorded(Fields flow, Problems problems) {
        boolean again = flow.optionalText("repeat").equals(Optional.of("true"));
        Place place = flow.node("recorded").place();
        try {
            return new Scenario.Offer.FromCapture(
                    new RecordedFile(Path.of(flow.text("recorded")), place),
                    again ? Sending.Repetition.AGAIN : Sending.Repetition.ONCE);
        } catch (InvalidPathException e) {
            problems.add(place, "\"recorded\" is no path (" + e.getReason() + ")", "write the path of a capture");
            return new Scenario.Offer.Known(Sending.NOTHING);
        }
    }

    private static OptionalInt frameBytes(Fields flow, Problems problems) {
        if (!flow.has("frameSize")) {
            return OptionalInt.empty();
        }
        long bytes = Quantity.parseBytes(flow.text("frameSize"));
        if (bytes < SMALLEST_FRAME_BYTES || bytes > LARGEST_FRAME_BYTES) {
            problems.add(
                    flow.node("frameSize").place(),
                    "\"frameSize\" is " + flow.text("frameSize") + ", which is no frame",
                    "write a size from " + SMALLEST_FRAME_BYTES + "B to " + LARGEST_FRAME_BYTES + "B");
        }
        return OptionalInt.of((int) bytes);
    }
}
