package dev.vfgap.replay.bundle;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Place;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.Initial;
import dev.vfgap.models.operate.Plan;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.simcore.unit.Quantity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** Reads {@code bundle.json} into a {@link CaptureBundle}; all problems of the file are told at once. */
final class BundleReader {

    private static final String SEE = "see docs/capture-bundle.md";

    private static final long MOST_OFFSET = Manifest.MOST_OFFSET_NANOS;

    private final Manifest file;
    private final JsonPart manifest;
    private final List<Finding> findings;

    private BundleReader(Manifest file) {
        this.file = file;
        this.manifest = file.root();
        this.findings = file.findings();
    }

    static CaptureBundle read(Path given) {
        Manifest file = Manifest.open(given, "capture bundle");
        file.requireFormat(CaptureBundle.FORMAT, SEE);
        return new BundleReader(file).bundle();
    }

    private CaptureBundle bundle() {
        String name = manifest.requiredText("name").orElse("");
        String title = manifest.text("title").orElse("");
        BundleClock clock = clock();
        Endpoint guest = endpoint("guest");
        Endpoint peer = endpoint("peer");
        Environment environment =
                manifest.object("environment").map(EnvironmentReader::read).orElseGet(EnvironmentReader::unknown);
        List<Traffic> traffic = traffic();
        List<CapturePoint> points = points();
        Optional<Path> deliveries =
                file.file(manifest, "deliveries", "what was received is told by the captures alone");
        Optional<Path> eventFile =
                file.file(manifest, "events", "nothing can be said about what caused a loss, and nothing replayed");
        Optional<String> strategy = manifest.text("strategy");
        GuestInterfaces interfaces = interfaces();
        Optional<Initial> initial = initial();
        Plan plan = PlanReader.read(manifest.objects("plan"));
        Window window = window();
        manifest.noteTheRest();

        List<InputProblem> problems = new ArrayList<>(file.problems());
        EventLog events = EventLog.EMPTY;
        if (eventFile.isPresent()) {
            try {
                events =
                        EventReader.read(eventFile.get(), eventFile.get().toString(), clock, List.of("source", "name"));
            } catch (BadInputException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
        return new CaptureBundle(
                file.folder(),
                name,
                title,
                clock,
                guest,
                peer,
                environment,
                traffic,
                points,
                deliveries,
                strategy,
                events,
                interfaces,
                initial,
                plan,
                window,
                file.allFindings());
    }

    private BundleClock clock() {
        Optional<JsonPart> part = manifest.object("clock");
        if (part.isEmpty()) {
            findings.add(Finding.limit("clock", "is not given; all files are taken to be stamped by one clock"));
            return new BundleClock(BundleClock.SINGLE, Map.of());
        }
        String kind = part.get()
                .word("kind", List.of(BundleClock.SINGLE, BundleClock.PER_HOST))
                .orElse(BundleClock.SINGLE);
        part.get().word("unit", List.of("ns"));
        Map<String, BundleClock.Offset> offsets = new LinkedHashMap<>();
        Optional<JsonPart> hosts = part.get().object("hosts");
        for (String host : List.of("A", "B", "peer", "guest")) {
            hosts.flatMap(all -> all.object(host)).ifPresent(one -> {
                long offset = one.number("offsetNs", -MOST_OFFSET, MOST_OFFSET).orElse(0);
                long uncertainty = one.number("uncertaintyNs", 0, MOST_OFFSET).orElse(0);
                one.noteTheRest();
                offsets.put(host, new BundleClock.Offset(offset, uncertainty));
            });
        }
        hosts.ifPresent(JsonPart::noteTheRest);
        part.get().noteTheRest();
        BundleClock clock = new BundleClock(kind, offsets);
        if (clock.uncertaintyNanos() > 0) {
            findings.add(Finding.limit(
                    "clock.hosts",
                    "times of different hosts can be wrong by " + clock.uncertaintyNanos() / 1e6 + " ms"));
        }
        return clock;
    }

    private Endpoint endpoint(String name) {
        manifest.requirePresent(name);
        Optional<JsonPart> part = manifest.object(name);
        if (part.isEmpty()) {
            return new Endpoint(0, 0, 1);
        }
        part.get().requirePresent("mac");
        part.get().requirePresent("ipv4");
        part.get().requirePresent("udpPort");
        long mac = part.get().parsed("mac", Endpoint::parseMac).orElse(0L);
        int ipv4 = part.get().parsed("ipv4", Endpoint::parseIpv4).orElse(0);
        int port = (int) part.get().number("udpPort", 1, 65_535).orElse(1);
        part.get().noteTheRest();
        return new Endpoint(mac, ipv4, port);
    }

    private List<Traffic> traffic() {
        List<Traffic> streams = new ArrayList<>();
        Set<Direction> told = new HashSet<>();
        for (JsonPart part : manifest.objects("traffic")) {
            part.requirePresent("direction");
            Optional<Direction> direction = part.word("direction", List.of("rx", "tx"))
                    .map(word -> Direction.valueOf(word.toUpperCase(Locale.ROOT)));
            Optional<Double> rate = part.parsed("rate", Quantity::parseRate);
            Optional<Long> payload = part.parsed("payload", Quantity::parseBytes);
            Optional<SequenceField> sequence = part.object("sequence").flatMap(SequenceField::read);
            part.noteTheRest();
            if (direction.isEmpty()) {
                continue;
            }
            if (!told.add(direction.get())) {
                part.problem("direction", "is given twice", "give one stream a direction");
            }
            streams.add(new Traffic(
                    direction.get(),
                    rate.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                    payload.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                    sequence));
        }
        for (Direction direction : Direction.values()) {
            String word = direction.name().toLowerCase(Locale.ROOT);
            if (streams.stream().noneMatch(stream -> stream.direction() == direction)) {
                findings.add(Finding.limit("traffic", "tells nothing of " + word));
            }
        }
        return streams;
    }

    private List<CapturePoint> points() {
        List<CapturePoint> points = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<JsonPart> parts = manifest.objects("points");
        if (parts.size() > Manifest.MOST_POINTS) {
            manifest.problem("points", "has more than " + Manifest.MOST_POINTS + " entries", "leave some out");
            return points;
        }
        List<String> kinds = Arrays.stream(Place.Kind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList();
        for (JsonPart part : parts) {
            Optional<String> name = part.requiredText("name");
            part.requirePresent("file");
            part.requirePresent("at");
            Optional<Place.Kind> at =
                    part.word("at", kinds).map(word -> Place.Kind.valueOf(word.toUpperCase(Locale.ROOT)));
            Optional<Host> host = part.word("host", List.of("A", "B")).map(Host::valueOf);
            boolean onHost = at.isPresent() && at.get() != Place.Kind.PEER && at.get() != Place.Kind.GUEST;
            if (onHost && !part.has("host")) {
                part.problem("a point at the " + part.text("at").orElse("") + " needs a \"host\"", "add A or B");
            }
            if (name.isPresent() && !names.add(name.get())) {
                part.problem("name", "is \"" + name.get() + "\" a second time", "give each point its own name");
            }
            String shown = file.shown(part, "file");
            Optional<Path> capture =
                    file.file(part, "file", "nothing can be said about what passed " + name.orElse("there"));
            Optional<String> ofInterface = part.text("interface");
            part.noteTheRest();
            if (name.isPresent() && at.isPresent() && (host.isPresent() || !onHost)) {
                points.add(new CapturePoint(name.get(), shown, capture, ofInterface, at.get(), host));
            }
        }
        points.sort(Comparator.comparingInt(BundleReader::pathSection));
        return points;
    }

    private static int pathSection(CapturePoint point) {
        return switch (point.at()) {
            case PEER -> 0;
            case GUEST -> 2;
            default -> 1;
        };
    }

    private GuestInterfaces interfaces() {
        Optional<JsonPart> part = manifest.object("interfaces");
        if (part.isEmpty()) {
            return new GuestInterfaces(Optional.empty(), Optional.empty(), Optional.empty());
        }
        GuestInterfaces interfaces = new GuestInterfaces(
                part.get().text("failover"),
                part.get().text("standby"),
                part.get().text("virtio"));
        part.get().noteTheRest();
        return interfaces;
    }

    private Optional<Initial> initial() {
        Optional<JsonPart> part = manifest.object("initial");
        if (part.isEmpty()) {
            findings.add(Finding.limit("initial", "is not given, so nothing can be replayed"));
            return Optional.empty();
        }
        Optional<FilterTarget> filterA = filter(part.get(), "filterA");
        Optional<FilterTarget> filterB = filter(part.get(), "filterB");
        Optional<PrimaryPresence> primaryA = presence(part.get(), "primaryA");
        Optional<PrimaryPresence> primaryB = presence(part.get(), "primaryB");
        part.get().noteTheRest();
        if (filterA.isEmpty() || filterB.isEmpty() || primaryA.isEmpty() || primaryB.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Initial(filterA.get(), filterB.get(), primaryA.get(), primaryB.get()));
        } catch (IllegalArgumentException e) {
            part.get().problem(e.getMessage(), "");
            return Optional.empty();
        }
    }

    private static Optional<FilterTarget> filter(JsonPart part, String field) {
        part.requirePresent(field);
        return part.word(
                        field,
                        FilterTarget.ofBundles().stream()
                                .map(FilterTarget::word)
                                .toList())
                .flatMap(word -> Arrays.stream(FilterTarget.values())
                        .filter(target -> target.word().equals(word))
                        .findFirst());
    }

    private static Optional<PrimaryPresence> presence(JsonPart part, String field) {
        part.requirePresent(field);
        return part.word(
                        field,
                        Arrays.stream(PrimaryPresence.values())
                                .map(PrimaryPresence::word)
                                .toList())
                .flatMap(word -> Arrays.stream(PrimaryPresence.values())
                        .filter(presence -> presence.word().equals(word))
                        .findFirst());
    }

    private Window window() {
        Optional<JsonPart> part = manifest.object("window");
        if (part.isEmpty()) {
            findings.add(Finding.limit("window", "is not given; every frame that was seen counts"));
            return Window.ALL;
        }
        part.get().requirePresent("fromNs");
        part.get().requirePresent("toNs");
        OptionalLong from = part.get().number("fromNs", 0, Long.MAX_VALUE);
        OptionalLong until = part.get().number("toNs", 0, Long.MAX_VALUE);
        part.get().noteTheRest();
        if (from.isEmpty() || until.isEmpty()) {
            return Window.ALL;
        }
        if (until.getAsLong() < from.getAsLong()) {
            part.get().problem("toNs", "is before \"fromNs\"", "exchange the two");
            return Window.ALL;
        }
        return new Window(from.getAsLong(), until.getAsLong());
    }
}
