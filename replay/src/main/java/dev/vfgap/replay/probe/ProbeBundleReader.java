package dev.vfgap.replay.probe;

import dev.vfgap.models.frame.Mac;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.BundleClock;
import dev.vfgap.replay.bundle.Endpoint;
import dev.vfgap.replay.bundle.EventLog;
import dev.vfgap.replay.bundle.EventReader;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.bundle.JsonPart;
import dev.vfgap.replay.bundle.Manifest;
import dev.vfgap.replay.bundle.RecordedEvent;
import dev.vfgap.replay.bundle.SequenceField;
import dev.vfgap.simcore.parameter.NearestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the manifest and the events of a probe into a {@link ProbeBundle}; all problems are told at once. */
final class ProbeBundleReader {

    private static final String SEE = "see docs/probe.md";
    private static final int MOST_STREAMS = 256;

    /** PCIe's VF numbers of one bus. */
    private static final int MOST_VFS = 256;

    /** Lines of the event file that are no steps. */
    private static final List<String> NO_STEPS = List.of("pf_up", "traffic_end", "left_out");

    private static final String END = "traffic_end";

    private final Manifest file;
    private final JsonPart manifest;
    private final List<Finding> findings;

    private ProbeBundleReader(Manifest file) {
        this.file = file;
        this.manifest = file.root();
        this.findings = file.findings();
    }

    static ProbeBundle read(Path given) {
        Manifest file = Manifest.open(given, "probe bundle");
        file.requireFormat(ProbeBundle.FORMAT, SEE);
        return new ProbeBundleReader(file).bundle();
    }

    private ProbeBundle bundle() {
        manifest.has("format");
        String name = manifest.requiredText("name").orElse("");
        String title = manifest.text("title").orElse("");
        clock();
        ProbeDevice device =
                manifest.object("device").map(ProbeBundleReader::device).orElse(ProbeDevice.UNKNOWN);
        manifest.requirePresent("testMac");
        long testMac = manifest.parsed("testMac", ProbeBundleReader::stationMac).orElse(0L);
        OptionalLong pfMac = manifest.parsed("pfMac", Endpoint::parseMac)
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
        manifest.requirePresent("streams");
        List<ProbeStream> streams = streams();
        manifest.requirePresent("frames");
        Optional<ProbeFrameFormat> frames = manifest.object("frames").flatMap(ProbeBundleReader::frames);
        Optional<String> sender = manifest.word("sender", List.of("external", "local"));
        List<ProbePoint> points = points();
        manifest.requirePresent("events");
        Optional<Path> eventFile = file.file(manifest, "events", "nothing can be said about what was done");
        List<String> stepNames = manifest.texts("steps");
        Optional<ProbeBundle.ExistingVfs> existingVfs = existingVfs();
        leftOut();
        manifest.noteTheRest();

        List<InputProblem> problems = new ArrayList<>(file.problems());
        EventLog events = EventLog.EMPTY;
        if (eventFile.isPresent()) {
            try {
                events = EventReader.read(
                        eventFile.get(),
                        eventFile.get().toString(),
                        new BundleClock(BundleClock.SINGLE, Map.of()),
                        List.of("name"));
            } catch (BadInputException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
        List<ProbeStep> steps = steps(stepNames, events);
        OptionalLong end = events.events().stream()
                .filter(event -> event.name().equals(END))
                .mapToLong(RecordedEvent::readAtNanos)
                .findFirst();
        if (end.isEmpty()) {
            findings.add(
                    Finding.limit("events", "tell no " + END + "; the last step is taken to end with its last frame"));
        }
        if (sender.isEmpty()) {
            findings.add(
                    Finding.limit(
                            "sender",
                            "is not told; the frames are taken to come from outside (sent on this host they would take another way)"));
        }
        if (sender.filter("local"::equals).isPresent()) {
            findings.add(Finding.doubt(
                    "sender",
                    "is local: frames that the host itself sends are switched inside the NIC and prove little"));
        }
        return new ProbeBundle(
                file.folder(),
                name,
                title,
                device,
                testMac,
                pfMac,
                streams,
                frames,
                sender,
                points,
                events,
                steps,
                end,
                existingVfs,
                file.allFindings());
    }

    private Optional<ProbeBundle.ExistingVfs> existingVfs() {
        Optional<JsonPart> part = manifest.object("existingVfs");
        if (part.isEmpty()) {
            return Optional.empty();
        }
        part.get().requirePresent("count");
        OptionalLong count = part.get().number("count", 1, MOST_VFS);
        Optional<String> driver = part.get().text("driver");
        part.get().noteTheRest();
        if (count.isEmpty()) {
            return Optional.empty();
        }
        findings.add(Finding.limit(
                "existingVfs",
                "were there before the probe and stayed, " + count.getAsLong()
                        + " of them; what making and removing VFs does,"
                        + " and where frames go without any, cannot be known from it"));
        return Optional.of(new ProbeBundle.ExistingVfs((int) count.getAsLong(), driver));
    }

    private void leftOut() {
        for (JsonPart part : manifest.objects("leftOut")) {
            Optional<String> step = part.requiredText("step");
            String why = part.text("why").orElse("the probe does not say why");
            part.noteTheRest();
            step.ifPresent(name -> findings.add(Finding.limit("step " + name, "was left out: " + why)));
        }
    }

    private void clock() {
        Optional<JsonPart> part = manifest.object("clock");
        if (part.isEmpty()) {
            findings.add(Finding.limit("clock", "is not given; all files are taken to be stamped by one clock"));
            return;
        }
        Optional<String> kind = part.get().text("kind");
        part.get().word("unit", List.of("ns"));
        part.get().noteTheRest();
        if (kind.isPresent() && !kind.get().equals("single")) {
            findings.add(Finding.doubt(
                    "clock", "is \"" + kind.get() + "\"; only \"single\" is known, and one clock is taken to hold"));
        }
    }

    private static ProbeDevice device(JsonPart part) {
        ProbeDevice device = new ProbeDevice(
                part.text("driver"),
                part.text("version"),
                part.text("firmware"),
                part.text("kernel"),
                part.text("pciId"),
                part.truth("emulated"));
        // For people: what "emulated" was told by.
        part.text("emulatedSign");
        part.noteTheRest();
        return device;
    }

    private List<ProbeStream> streams() {
        List<ProbeStream> streams = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<Integer> ids = new HashSet<>();
        List<JsonPart> parts = manifest.objects("streams");
        if (parts.size() > MOST_STREAMS) {
            manifest.problem("streams", "has more than " + MOST_STREAMS + " entries", "leave some out");
            return streams;
        }
        for (JsonPart part : parts) {
            Optional<String> name = part.requiredText("name");
            part.requirePresent("id");
            OptionalLong id = part.number("id", 0, 255);
            OptionalLong vlan = part.number("vlan", 1, 4094);
            part.noteTheRest();
            if (name.isEmpty() || id.isEmpty()) {
                continue;
            }
            if (!names.add(name.get())) {
                part.problem("name", "is \"" + name.get() + "\" a second time", "give each stream its own name");
            }
            if (!ids.add((int) id.getAsLong())) {
                part.problem("id", "is " + id.getAsLong() + " a second time", "give each stream its own number");
            }
            streams.add(new ProbeStream(
                    name.get(),
                    (int) id.getAsLong(),
                    vlan.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) vlan.getAsLong())));
        }
        return streams;
    }

    private static Optional<ProbeFrameFormat> frames(JsonPart part) {
        part.requirePresent("etherType");
        part.requirePresent("sequence");
        Optional<Integer> etherType = part.parsed("etherType", ProbeBundleReader::etherType);
        String magic = part.text("magic").orElse("");
        OptionalLong streamOffset = part.number("streamOffset", 0, 65_535);
        Optional<SequenceField> sequence = part.object("sequence").flatMap(SequenceField::read);
        Optional<SequenceField> sendTime = part.object("sendTime").flatMap(SequenceField::read);
        part.text("ratePerStream");
        part.noteTheRest();
        if (etherType.isEmpty() || sequence.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new ProbeFrameFormat(etherType.get(), magic, (int) streamOffset.orElse(-1), sequence.get(), sendTime));
    }

    private static int etherType(String text) {
        if (!text.matches("0x[0-9a-fA-F]{1,4}")) {
            throw new IllegalArgumentException("\"" + text + "\" is no EtherType; write for example 0x88b5");
        }
        return Integer.parseInt(text.substring(2), 16);
    }

    private List<ProbePoint> points() {
        List<ProbePoint> points = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<String> kinds =
                Arrays.stream(ProbePoint.At.values()).map(ProbePoint.At::word).toList();
        List<JsonPart> parts = manifest.objects("points");
        if (parts.size() > Manifest.MOST_POINTS) {
            manifest.problem("points", "has more than " + Manifest.MOST_POINTS + " entries", "leave some out");
            return points;
        }
        for (JsonPart part : parts) {
            Optional<String> name = part.requiredText("name");
            part.requirePresent("file");
            part.requirePresent("at");
            Optional<ProbePoint.At> at = part.word("at", kinds).map(ProbeBundleReader::at);
            long offset = part.number("clockOffsetNs", -Manifest.MOST_OFFSET_NANOS, Manifest.MOST_OFFSET_NANOS)
                    .orElse(0);
            if (name.isPresent() && !names.add(name.get())) {
                part.problem("name", "is \"" + name.get() + "\" a second time", "give each point its own name");
            }
            String shown = file.shown(part, "file");
            Optional<Path> capture =
                    file.file(part, "file", "nothing can be said about what passed " + name.orElse("there"));
            part.noteTheRest();
            if (name.isPresent() && at.isPresent()) {
                points.add(new ProbePoint(name.get(), shown, capture, at.get(), offset));
            }
        }
        return points;
    }

    private static ProbePoint.At at(String word) {
        return Arrays.stream(ProbePoint.At.values())
                .filter(at -> at.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static long stationMac(String text) {
        long mac = Endpoint.parseMac(text);
        if (Mac.isGroup(mac)) {
            throw new IllegalArgumentException("\"" + text + "\" is a group's address; a probe is about one station's");
        }
        return mac;
    }

    /** The events that are steps: those that the manifest names, each name at its next line. */
    private List<ProbeStep> steps(List<String> names, EventLog events) {
        List<ProbeStep> steps = new ArrayList<>();
        if (names.isEmpty()) {
            findings.add(Finding.limit(
                    "steps", "are not named; every line of the event file but pf_up and traffic_end is one"));
            events.events().stream()
                    .filter(event -> !NO_STEPS.contains(event.name()))
                    .forEach(event -> steps.add(new ProbeStep(event.name(), event)));
            return steps;
        }
        List<RecordedEvent> all = events.events();
        int line = 0;
        for (String name : names) {
            int found = indexOf(name, all, line);
            if (found < 0 && indexOf(name, all, 0) >= 0) {
                findings.add(Finding.doubt(
                        "steps", "name \"" + name + "\" twice, or later than the event file has it; it is left out"));
            } else if (found < 0) {
                List<String> others = all.stream()
                        .map(RecordedEvent::name)
                        .filter(other -> !names.contains(other) && !NO_STEPS.contains(other))
                        .toList();
                findings.add(Finding.doubt(
                        "events",
                        "tell no step \"" + name + "\", which the manifest names; it is left out"
                                + NearestName.of(name, others)
                                        .map(near -> ", and did you mean \"" + near + "\"?")
                                        .orElse("")));
            } else {
                steps.add(new ProbeStep(name, all.get(found)));
                line = found + 1;
            }
        }
        return steps;
    }

    private static int indexOf(String name, List<RecordedEvent> events, int from) {
        for (int i = from; i < events.size(); i++) {
            if (events.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
