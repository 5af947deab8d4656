package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.models.frame.Place;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.RecordedEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A capture bundle made of a lab's own files: its manifest and its events, and which of the files belong to it.
 *
 * @param manifest the fields of {@code bundle.json}
 * @param events the lines of {@code events.jsonl}
 * @param files the files that the manifest names, as they are
 * @param findings what was concluded, and what was left out
 */
public record BundleDraft(
        ObjectNode manifest, List<RecordedEvent> events, List<LabFile> files, List<Finding> findings) {
    /** The name of the events in a bundle that is made. */
    public static final String EVENTS = "events.jsonl";

    private static final long MILLISECOND = 1_000_000;

    /** A driver that marks its plan's begin has sent for a while before: so much of it counts. */
    private static final long BEFORE_BEGIN_NANOS = 3_000 * MILLISECOND;

    /** Frames sent this short before the end may still be under way when the captures end. */
    private static final long BEFORE_END_NANOS = 150 * MILLISECOND;

    public BundleDraft {
        events = List.copyOf(events);
        files = List.copyOf(files);
        findings = List.copyOf(findings);
    }

    /** The name that a file has in a bundle without folders in it. */
    public static String flat(String name) {
        return name.replace('/', '-');
    }

    /** This bundle in a folder of its own, without folders in it. */
    public BundleDraft flattened() {
        ObjectNode flat = manifest.deepCopy();
        flat.path("points").forEach(point -> ((ObjectNode) point)
                .put("file", flat(point.path("file").asText())));
        if (flat.has("deliveries")) {
            flat.put("deliveries", flat(flat.get("deliveries").asText()));
        }
        return new BundleDraft(flat, events, files, findings);
    }

    /** The text of {@code events.jsonl}, line by line. */
    public List<String> eventLines() {
        return events.stream().map(BundleDraft::line).toList();
    }

    private static String line(RecordedEvent event) {
        ObjectNode line = Json.object();
        line.put("t_ns", event.readAtNanos()).put("source", event.source()).put("name", event.name());
        line.set("detail", event.detail());
        return line.toString();
    }

    /**
     * Makes a bundle of a folder's files.
     *
     * @param name the bundle's short name, where the notes give none
     * @param guestMac the guest's address, where it is given
     * @throws dev.vfgap.replay.bundle.BadInputException when the stream cannot be found
     */
    public static BundleDraft of(LabFolder lab, String name, OptionalLong guestMac) {
        List<Finding> findings = new ArrayList<>(lab.notes().findings());
        ObjectNode fields = lab.notes().fields();
        EventMerge.Merged merged = EventMerge.of(lab);
        List<LabFile> files = new ArrayList<>();
        ArrayNode points = points(lab, files, findings);
        ObjectNode manifest = Json.object();
        manifest.put("format", CaptureBundle.FORMAT);
        manifest.put("name", fields.path("name").asText(name));
        take(fields, manifest, "title", "clock");
        if (fields.has("guest") && fields.has("peer")) {
            take(fields, manifest, "guest", "peer");
            environment(fields, manifest, merged.events(), findings);
            take(fields, manifest, "traffic");
        } else {
            StreamEnds ends = StreamEnds.find(lab, guestMac);
            manifest.set("guest", fields.has("guest") ? fields.get("guest") : ends.guest());
            manifest.set("peer", fields.has("peer") ? fields.get("peer") : ends.peer());
            environment(fields, manifest, merged.events(), findings);
            ArrayNode traffic = manifest.putArray("traffic");
            ends.traffic().forEach(traffic::add);
            take(fields, manifest, "traffic");
        }
        take(fields, manifest, "strategy");
        manifest.set("points", points);
        Optional<LabFile> deliveries = deliveries(lab, findings);
        deliveries.ifPresent(file -> {
            manifest.put("deliveries", file.name());
            files.add(file);
        });
        if (!merged.events().isEmpty()) {
            manifest.put("events", EVENTS);
        }
        take(fields, manifest, "initial", "plan");
        window(merged.events()).ifPresent(window -> manifest.set("window", window));
        take(fields, manifest, "window");
        GuestNames.of(merged.events()).ifPresent(found -> manifest.set("interfaces", found));
        take(fields, manifest, "interfaces");
        findings.addAll(merged.findings());
        return new BundleDraft(manifest, merged.events(), files, findings);
    }

    private static void environment(
            ObjectNode said, ObjectNode manifest, List<RecordedEvent> events, List<Finding> findings) {
        ObjectNode environment = said.path("environment").isObject()
                ? (ObjectNode) said.get("environment").deepCopy()
                : Json.object();
        ToldEnvironment.complete(environment, events, findings);
        if (said.has("environment") && !said.get("environment").isObject()) {
            // It is no environment; who reads the manifest says so.
            manifest.set("environment", said.get("environment"));
        } else if (!environment.isEmpty()) {
            manifest.set("environment", environment);
        }
    }

    private static void take(ObjectNode from, ObjectNode to, String... fields) {
        for (String field : fields) {
            if (from.has(field)) {
                to.set(field, from.get(field));
            }
        }
    }

    private static ArrayNode points(LabFolder lab, List<LabFile> files, List<Finding> findings) {
        ArrayNode points = Json.object().putArray("points");
        List<LabFile> captures = lab.files().stream()
                .filter(file -> file.capture().isPresent())
                .sorted(Comparator.comparingInt(BundleDraft::section)
                        .thenComparing(
                                file -> file.place().host().map(Enum::ordinal).orElse(0))
                        .thenComparing(file -> file.point().map(Enum::ordinal).orElse(0))
                        .thenComparing(LabFile::label))
                .toList();
        Set<String> names = new HashSet<>();
        for (LabFile file : captures) {
            boolean end = file.point().isPresent() && section(file) != 1;
            if (file.point().isEmpty() || !end && file.place().host().isEmpty()) {
                findings.add(Finding.limit(
                        file.label(),
                        "is a capture, but its name does not say where it was made (such as tapA-virtio or pf-dst); say in "
                                + LabNotes.NAME + " \"at\" and \"host\""));
                continue;
            }
            ObjectNode point = points.addObject();
            String base = file.interfaceName().orElseGet(() -> file.name()
                    .substring(file.name().lastIndexOf('/') + 1)
                    .replaceFirst("\\.(pcap|pcapng|cap)(\\.gz)?$", "")
                    .replaceFirst("(?<=.)[_.]*[?*][_.?*]*$", ""));
            String unique = base;
            for (int i = 2; !names.add(unique); i++) {
                unique = base + "-" + i;
            }
            point.put("name", unique).put("file", file.name());
            file.interfaceName().ifPresent(one -> point.put("interface", one));
            point.put("at", file.point().get().name().toLowerCase(Locale.ROOT));
            if (!end) {
                point.put("host", file.place().host().get().name());
            }
            if (files.stream().noneMatch(taken -> taken.path().equals(file.path()))) {
                files.add(file);
            }
        }
        return points;
    }

    /** Points stand in the order of the path: the peer's, the hosts', the guest's. */
    private static int section(LabFile file) {
        Place.Kind kind = file.point().orElse(Place.Kind.UPLINK);
        return kind == Place.Kind.PEER ? 0 : kind == Place.Kind.GUEST ? 2 : 1;
    }

    private static Optional<LabFile> deliveries(LabFolder lab, List<Finding> findings) {
        List<LabFile> found = lab.files().stream()
                .filter(file -> file.kind() == LabFile.Kind.DELIVERIES)
                .toList();
        if (found.size() > 1) {
            findings.add(Finding.doubt(
                    found.get(1).name(),
                    "is a second delivery file; " + found.get(0).name() + " was taken"));
        }
        return found.stream().findFirst();
    }

    private static Optional<ObjectNode> window(List<RecordedEvent> events) {
        OptionalLong begin = driver(events, "begin");
        OptionalLong end = driver(events, "end");
        if (begin.isEmpty() || end.isEmpty() || end.getAsLong() - BEFORE_END_NANOS < begin.getAsLong()) {
            return Optional.empty();
        }
        return Optional.of(Json.object()
                .put("fromNs", Math.max(0, begin.getAsLong() - BEFORE_BEGIN_NANOS))
                .put("toNs", end.getAsLong() - BEFORE_END_NANOS));
    }

    private static OptionalLong driver(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.is("driver", name))
                .mapToLong(RecordedEvent::readAtNanos)
                .findFirst();
    }
}
