package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Place;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.JsonPart;
import dev.vfgap.replay.bundle.Manifest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a lab says of its files where their contents and names do not: {@code capture.yaml}, or the manifest of a bundle.
 *
 * @param zone the zone of stamps that name none
 * @param files what is said of single files, by their names in the folder, or of an interface in one
 * @param fields fields for the manifest of a bundle, taken over as they are
 * @param findings fields that are not known
 */
public record LabNotes(ZoneId zone, Map<String, OfFile> files, ObjectNode fields, List<Finding> findings) {
    /** The name of a lab's notes in its folder. */
    public static final String NAME = "capture.yaml";

    /** The fields of a bundle's manifest that may stand in notes. */
    private static final List<String> TAKEN_OVER = List.of(
            "name",
            "title",
            "clock",
            "guest",
            "peer",
            "environment",
            "traffic",
            "strategy",
            "interfaces",
            "initial",
            "plan",
            "window");

    /**
     * What is said of one file.
     *
     * @param format its form
     * @param machine on what it was written
     * @param host on which host
     * @param at at which point of the path a capture was made
     * @param zone the zone of its stamps
     */
    public record OfFile(
            Optional<LogFormat> format,
            Optional<LogPlace.Machine> machine,
            Optional<Host> host,
            Optional<Place.Kind> at,
            Optional<ZoneId> zone) {}

    public LabNotes {
        files = Map.copyOf(files);
        findings = List.copyOf(findings);
        fields = fields.deepCopy();
    }

    /** No notes: stamps without a zone are UTC. */
    public static LabNotes none() {
        return new LabNotes(ZoneOffset.UTC, Map.of(), Json.object(), List.of());
    }

    /** These notes with another zone for stamps that name none. */
    public LabNotes in(ZoneId other) {
        return new LabNotes(other, files, fields, findings);
    }

    /** What is said of a file; nothing when it is not named. */
    OfFile of(String file) {
        return files.getOrDefault(
                file,
                new OfFile(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** What is said of an interface in a capture of several, else of the capture. */
    OfFile of(String file, Optional<String> interfaceName) {
        return interfaceName.map(one -> files.get(key(file, interfaceName))).orElseGet(() -> of(file));
    }

    /** No name of a file holds the character between the two. */
    private static String key(String file, Optional<String> interfaceName) {
        return file + interfaceName.map(one -> "\0" + one).orElse("");
    }

    /** A zone by its name, such as {@code Europe/Prague} or {@code +01:00}. */
    public static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no zone; write for example UTC, Europe/Prague or +01:00", e);
        }
    }

    /**
     * Reads notes.
     *
     * @param folder the lab's folder
     * @param json the notes as JSON
     * @param shown their name in messages
     * @throws BadInputException with all that is wrong
     */
    public static LabNotes read(Path folder, byte[] json, String shown) {
        Manifest manifest = Manifest.parsed(folder, json, shown);
        JsonPart root = manifest.root();
        Optional<ZoneId> zone = root.parsed("zone", LabNotes::zone);
        Map<String, OfFile> files = new LinkedHashMap<>();
        for (JsonPart part : root.objects("files")) {
            readFile(part, files);
        }
        // The manifest of a bundle names its captures as points.
        for (JsonPart part : root.objects("points")) {
            part.has("name");
            readFile(part, files);
        }
        for (String known : List.of("format", "events", "deliveries")) {
            root.has(known);
        }
        TAKEN_OVER.forEach(root::has);
        root.noteTheRest();
        if (!manifest.problems().isEmpty()) {
            throw new BadInputException(manifest.problems());
        }
        ObjectNode all = Json.object(new String(json, StandardCharsets.UTF_8));
        ObjectNode fields = Json.object();
        for (String field : TAKEN_OVER) {
            if (all.hasNonNull(field)) {
                fields.set(field, all.get(field));
            }
        }
        return new LabNotes(zone.orElse(ZoneOffset.UTC), files, fields, manifest.allFindings());
    }

    private static void readFile(JsonPart part, Map<String, OfFile> files) {
        Optional<String> name = part.requiredText("file");
        Optional<String> interfaceName = part.text("interface");
        OfFile file = new OfFile(
                word(part, "format", LogFormat.values()),
                word(part, "machine", LogPlace.Machine.values()),
                part.word("host", List.of("A", "B")).map(Host::valueOf),
                word(part, "at", Place.Kind.values()),
                part.parsed("zone", LabNotes::zone));
        part.noteTheRest();
        if (name.isPresent() && files.put(key(name.get(), interfaceName), file) != null) {
            part.problem(
                    "file",
                    "names \"" + name.get() + "\" a second time",
                    "name each file once, or once for each \"interface\"");
        }
    }

    private static <E extends Enum<E>> Optional<E> word(JsonPart part, String field, E[] values) {
        Map<String, E> byWord = new LinkedHashMap<>();
        Arrays.stream(values)
                .forEach(value ->
                        byWord.put(value.name().toLowerCase(Locale.ROOT).replace('_', '-'), value));
        return part.word(field, List.copyOf(byWord.keySet())).map(byWord::get);
    }
}
