package dev.vfgap.scenarios.config;

import static dev.vfgap.scenarios.config.Shape.optional;
import static dev.vfgap.scenarios.config.Shape.required;

import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.lab.RunPhase;
import dev.vfgap.models.lab.TrafficStream;
import dev.vfgap.scenarios.expect.Amount;
import dev.vfgap.scenarios.expect.Bound;
import dev.vfgap.scenarios.expect.Ending;
import dev.vfgap.scenarios.expect.Expectation;
import dev.vfgap.scenarios.expect.InOrder;
import dev.vfgap.scenarios.expect.InRuns;
import dev.vfgap.scenarios.expect.MainCause;
import dev.vfgap.scenarios.expect.Measure;
import dev.vfgap.scenarios.expect.Refusal;
import dev.vfgap.scenarios.expect.Sight;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The list {@code expect} of a scenario: each item one claim, of the kind that its one keyword says.
 *
 * <p>All that it names (fates, phases, milestones, statuses) is fixed, so everything is checked when it is read.
 */
final class ExpectKind implements ValueKind {
    static final String KEY = "expect";
    private static final String ERROR = "error";
    private static final String FRAMES = "frames";
    private static final String SHARE = "share";
    private static final String TIME = "time";
    private static final String FATE = "fate";
    private static final String IN = "in";

    private static final ValueKind STREAM = Kinds.words(Words.of(TrafficStream.values()));
    private static final ValueKind LOSS =
            Kinds.manyWords("a fate that is a loss", fates(FrameFate.Outcome.LOST), "vfgap describe fates");
    private static final ValueKind LOSSES = ExpectValues.oneOrMore(LOSS);
    private static final ValueKind DELIVERIES = ExpectValues.oneOrMore(Kinds.words(fates(FrameFate.Outcome.DELIVERED)));
    private static final ValueKind FRAME_BOUND = ExpectValues.bound(Bound.Unit.FRAMES);
    private static final ValueKind TIME_BOUND = ExpectValues.bound(Bound.Unit.TIME);
    private static final ValueKind SHARE_BOUND = ExpectValues.bound(Bound.Unit.SHARE);
    private static final Shape.Key MANY =
            optional(FRAMES, FRAME_BOUND, "how many: at least 100, at most 100, 100..200 or 0");
    private static final Shape.Key PART = optional(SHARE, SHARE_BOUND, "how many of those that were sent: at most 1%");
    private static final Shape.Key COUNT =
            required(FRAMES, FRAME_BOUND, "how many: at least 100, at most 100, 100..200 or 0");
    private static final Shape.Key LASTS =
            required(TIME, TIME_BOUND, "how long: at least 100ms, at most 100ms or 100ms..200ms");
    private static final Shape.Key IN_RUNS = optional(
            IN,
            ExpectValues.runs(),
            "the median, which is also meant without this key, every run, some run, no run, at least 90% of runs");
    private static final Shape.Key IN_WHICH = optional(
            IN,
            ExpectValues.wholeRuns(),
            "every run, which is also meant without this key, some run, no run, at least 90% of runs");

    /** The kinds of claims, by their keyword: the first key of each shape. */
    private static final List<Shape> CLAIMS = List.of(
            claim(
                    required("lost", STREAM, "frames that never arrive: rx or tx"),
                    optional(FATE, LOSSES, "only of this fate, or of one of these; without it of all that are losses"),
                    MANY,
                    PART,
                    IN_RUNS),
            claim(
                    required("delivered", STREAM, "frames that arrive: rx or tx"),
                    optional(FATE, DELIVERIES, "only of this fate; without it of all that are deliveries"),
                    MANY,
                    PART,
                    IN_RUNS),
            claim(
                    required("mainCause", STREAM, "by what most of the lost frames were lost, over all runs: rx or tx"),
                    required(FATE, LOSS, "the fate")),
            claim(required("longestOutage", STREAM, "the longest time without delivery: rx or tx"), LASTS, IN_RUNS),
            claim(required("duplicated", STREAM, "receptions beyond the first: rx or tx"), COUNT, IN_RUNS),
            claim(
                    required("late", STREAM, "frames that arrive more than 50 ms after they were sent: rx or tx"),
                    COUNT,
                    IN_RUNS),
            claim(
                    required(
                            "outcome",
                            ExpectValues.ending(),
                            "how a run ends, as results say it, like completed or waiting at step 2"),
                    IN_WHICH),
            claim(
                    required("phase", Kinds.words(phases()), "a stretch of a run (\"vfgap describe milestones\")"),
                    LASTS,
                    IN_RUNS),
            claim(
                    required("between", ExpectValues.sights(2, 2), "two milestones, the second after the first"),
                    LASTS,
                    IN_RUNS),
            claim(
                    required("order", ExpectValues.sights(2, Integer.MAX_VALUE), "milestones that follow each other"),
                    IN_WHICH),
            claim(required("happens", ExpectValues.sight(), "a milestone (\"vfgap describe milestones\")"), IN_WHICH),
            claim(required(ERROR, Kinds.text(), "a part of the sentence with which the scenario is refused")));

    private static Shape claim(Shape.Key... keys) {
        return Shape.of("expectation", keys);
    }

    private static String keyword(Shape claim) {
        return claim.names().get(0);
    }

    /** The keys of which each claim has one. */
    static List<String> keywords() {
        return CLAIMS.stream().map(ExpectKind::keyword).toList();
    }

    @Override
    public void check(String name, Node node, Problems problems) {
        if (!(node instanceof Node.Sequence sequence)) {
            problems.add(
                    node.place(),
                    "\"" + name + "\" is " + node.what() + ", but must be a list",
                    "write one \"- lost: rx\", \"- outcome: completed\" … for each claim");
            return;
        }
        for (Node item : sequence.items()) {
            claimOf(item, problems).ifPresent(claim -> check(claim, (Node.Mapping) item, problems));
        }
        if (sequence.items().size() > 1) {
            sequence.items().stream()
                    .filter(item -> item instanceof Node.Mapping mapping
                            && mapping.entry(ERROR).isPresent())
                    .findFirst()
                    .ifPresent(item -> problems.add(
                            item.place(),
                            "a scenario that is refused does not run, so nothing else can be expected of it",
                            "remove the other expectations, or this"));
        }
    }

    private static void check(Shape claim, Node.Mapping item, Problems problems) {
        claim.check(keyword(claim), item, problems);
        boolean either = claim.names().contains(SHARE);
        if (either && item.entry(FRAMES).isPresent() == item.entry(SHARE).isPresent()) {
            problems.add(
                    item.place(),
                    "this expectation has " + (item.entry(SHARE).isPresent() ? "both" : "neither") + " \"frames\" "
                            + (item.entry(SHARE).isPresent() ? "and" : "nor") + " \"share\"",
                    "write one of the two, like \"frames: at least 100\" or \"share: at most 1%\"");
        }
    }

    /** The kind of claim that an item is of, by the only keyword that it has. */
    private static Optional<Shape> claimOf(Node item, Problems problems) {
        String choice = "begin it with one of " + String.join(", ", keywords());
        if (!(item instanceof Node.Mapping mapping) || mapping.entries().isEmpty()) {
            problems.add(item.place(), "an expectation is " + item.what() + ", but must begin with a key", choice);
            return Optional.empty();
        }
        List<Node.Entry> found = mapping.entries().stream()
                .filter(entry -> keywords().contains(entry.key()))
                .toList();
        if (found.isEmpty()) {
            Node.Entry first = mapping.entries().get(0);
            problems.add(
                    first.place(),
                    "this expectation says nothing that is known: \"" + first.key() + "\"",
                    Nearest.to(first.key(), keywords())
                            .map(near -> "did you mean \"" + near + "\"?")
                            .orElse(choice));
            return Optional.empty();
        }
        if (found.size() > 1) {
            problems.add(
                    found.get(1).place(),
                    "this expectation has both \"" + found.get(0).key() + "\" and \""
                            + found.get(1).key() + "\"",
                    "write two, each with its own \"- \"");
            return Optional.empty();
        }
        return CLAIMS.stream()
                .filter(claim -> keyword(claim).equals(found.get(0).key()))
                .findFirst();
    }

    /** The expectations of a node that {@link #check} found nothing wrong with. */
    static List<Expectation> bind(Node node) {
        return ((Node.Sequence) node)
                .items().stream()
                        .map(item -> bind(new Fields((Node.Mapping) item)))
                        .toList();
    }

    /** A claim about a stream that the scenario does not have would hold or break whatever the runs do. */
    static void refuseAbsentStreams(Fields scenario, Problems problems) {
        if (!scenario.has(KEY)) {
            return;
        }
        Fields traffic = scenario.group("traffic");
        for (Node item : ((Node.Sequence) scenario.node(KEY)).items()) {
            Fields claim = new Fields((Node.Mapping) item);
            keywords().stream()
                    .filter(ExpectKind::isAboutAStream)
                    .filter(claim::has)
                    .filter(keyword -> !traffic.has(claim.text(keyword)))
                    .forEach(keyword -> problems.add(
                            claim.node(keyword).place(),
                            "\"" + keyword + "\": the scenario has no stream \"" + claim.text(keyword) + "\"",
                            "write \"" + claim.text(keyword) + "\" under \"traffic\", or remove the expectation"));
        }
    }

    private static boolean isAboutAStream(String keyword) {
        return List.of("lost", "delivered", "mainCause", "longestOutage", "duplicated", "late")
                .contains(keyword);
    }

    private static Expectation bind(Fields fields) {
        String keyword = keywords().stream().filter(fields::has).findFirst().orElseThrow();
        return switch (keyword) {
            case "lost" -> ended(fields, keyword, FrameFate.Outcome.LOST);
            case "delivered" -> ended(fields, keyword, FrameFate.Outcome.DELIVERED);
            case "mainCause" -> new MainCause(stream(fields, keyword), FrameFate.valueOf(fields.text(FATE)));
            case "longestOutage" -> time(fields, new Measure.LongestOutage(stream(fields, keyword)));
            case "duplicated" -> frames(fields, new Measure.Duplicated(stream(fields, keyword)));
            case "late" -> frames(fields, new Measure.Late(stream(fields, keyword)));
            case "outcome" -> Ending.parse(fields.text(keyword), which(fields)).orElseThrow();
            case "phase" ->
                time(
                        fields,
                        new Measure.Lasting(fields.word(keyword, RunPhase.values(), RunPhase::word)
                                .orElseThrow()));
            case "between" -> {
                List<Sight> sights = sights(fields, keyword);
                yield time(fields, new Measure.Between(sights.get(0), sights.get(1)));
            }
            case "order" -> new InOrder(sights(fields, keyword), which(fields));
            case "happens" ->
                new InOrder(List.of(Sight.parse(fields.text(keyword)).orElseThrow()), which(fields));
            default -> new Refusal(fields.text(ERROR));
        };
    }

    private static Expectation ended(Fields fields, String keyword, FrameFate.Outcome outcome) {
        List<FrameFate> fates =
                texts(fields, FATE).stream().map(FrameFate::valueOf).toList();
        Measure.Ended ended = new Measure.Ended(stream(fields, keyword), outcome, fates);
        return fields.has(FRAMES)
                ? frames(fields, ended)
                : new Amount(
                        new Measure.ShareOfSent(ended),
                        Bound.parse(fields.text(SHARE), Bound.Unit.SHARE),
                        inRuns(fields));
    }

    private static Expectation frames(Fields fields, Measure measure) {
        return new Amount(measure, Bound.parse(fields.text(FRAMES), Bound.Unit.FRAMES), inRuns(fields));
    }

    private static Expectation time(Fields fields, Measure measure) {
        return new Amount(measure, Bound.parse(fields.text(TIME), Bound.Unit.TIME), inRuns(fields));
    }

    private static TrafficStream stream(Fields fields, String keyword) {
        return Words.constant(TrafficStream.class, fields.text(keyword));
    }

    private static InRuns inRuns(Fields fields) {
        return fields.has(IN) ? InRuns.parse(fields.text(IN)) : InRuns.MEDIAN;
    }

    private static InRuns which(Fields fields) {
        return fields.has(IN) ? InRuns.parse(fields.text(IN)) : InRuns.EVERY;
    }

    private static List<Sight> sights(Fields fields, String key) {
        return texts(fields, key).stream()
                .map(text -> Sight.parse(text).orElseThrow())
                .toList();
    }

    /** One text, or the texts of a list. */
    private static List<String> texts(Fields fields, String key) {
        boolean one = fields.has(key) && fields.node(key) instanceof Node.Scalar;
        return one ? List.of(fields.text(key)) : fields.texts(key);
    }

    /** What a file expects to be refused with, whatever else is wrong with it; empty when it does not. */
    static Optional<Refusal> refusal(Node file) {
        if (file instanceof Node.Mapping mapping
                && mapping.value(KEY).orElse(null) instanceof Node.Sequence claims
                && claims.items().size() == 1
                && claims.items().get(0) instanceof Node.Mapping claim
                && claim.entries().size() == 1
                && claim.value(ERROR).orElse(null) instanceof Node.Scalar part
                && !part.text().isBlank()) {
            return Optional.of(new Refusal(part.text().strip()));
        }
        return Optional.empty();
    }

    @Override
    public Map<String, Object> schema() {
        return Kinds.ordered(
                "type",
                "array",
                "items",
                Kinds.ordered("oneOf", CLAIMS.stream().map(Shape::schema).toList()));
    }

    private static List<String> fates(FrameFate.Outcome outcome) {
        return Arrays.stream(FrameFate.values())
                .filter(fate -> fate.outcome() == outcome)
                .map(Enum::name)
                .toList();
    }

    private static List<String> phases() {
        return Arrays.stream(RunPhase.values()).map(RunPhase::word).toList();
    }
}
