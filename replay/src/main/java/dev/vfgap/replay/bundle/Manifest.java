package dev.vfgap.replay.bundle;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The manifest of a bundle that is being read, of whatever kind: its folder, its fields, the files that it names, and what
 * was found worth telling so far.
 */
public final class Manifest {

    /** A frame's sightings are kept as one bit a point. */
    public static final int MOST_POINTS = 62;

    /** Ten years: a larger offset of a clock is a mistake, and could overflow a stamp. */
    public static final long MOST_OFFSET_NANOS = 10L * 366 * 86_400 * 1_000_000_000L;

    private final Path folder;
    private final JsonSource source;
    private final JsonPart root;
    private final List<Finding> findings = new ArrayList<>();

    private Manifest(Path folder, JsonSource source, JsonPart root) {
        this.folder = folder;
        this.source = source;
        this.root = root;
    }

    /**
     * Finds and parses a bundle's manifest.
     *
     * @param given the bundle's folder, or its {@code bundle.json}
     * @param kind what the user means to give, such as "capture bundle", for messages
     * @throws BadInputException when there is none, or it is no JSON object
     * @throws MachineRefusedException when the machine does not let it be read
     */
    public static Manifest open(Path given, String kind) {
        boolean isManifest = given.endsWith(CaptureBundle.MANIFEST) && Files.isRegularFile(given);
        Path folder = isManifest ? given.resolveSibling("") : given;
        String shownFolder = given.toString();
        if (Files.isRegularFile(folder)) {
            throw new BadInputException(InputProblem.ofFile(
                    shownFolder, "is a file, and a bundle is a folder", "give the folder that holds bundle.json"));
        }
        if (!Files.isDirectory(folder)) {
            // Says what is in the way: nothing there, a loop of links, a missing right.
            InputFiles.open(folder, shownFolder);
        }
        Path file = folder.resolve(CaptureBundle.MANIFEST);
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new BadInputException(InputProblem.ofFile(
                    shownFolder, "holds no bundle.json, so it is no " + kind, "give a bundle's folder"));
        }
        JsonSource source = JsonSource.parse(InputFiles.readSmall(file, file.toString()), file.toString());
        JsonPart root = source.object();
        if (!source.problems().isEmpty()) {
            throw new BadInputException(source.problems());
        }
        return new Manifest(folder, source, root);
    }

    /**
     * A manifest that is not a file of its own, such as a lab's notes in another form.
     *
     * @param folder the folder in which the files that it names lie
     * @param json its fields
     * @param shown its name in messages
     * @throws BadInputException when the bytes are no JSON object
     */
    public static Manifest parsed(Path folder, byte[] json, String shown) {
        JsonSource source = JsonSource.parse(json, shown);
        JsonPart root = source.object();
        if (!source.problems().isEmpty()) {
            throw new BadInputException(source.problems());
        }
        return new Manifest(folder, source, root);
    }

    /** The format as it is written; empty when there is none. */
    public Optional<String> format() {
        return root.text("format");
    }

    /**
     * Ends the reading when the format is another: whatever else were told would mislead.
     *
     * @param wanted the format that is read
     * @param see where it is described
     */
    public void requireFormat(String wanted, String see) {
        root.requirePresent("format");
        format().filter(format -> !format.equals(wanted)).ifPresent(format -> {
            if (format.startsWith(kindOf(wanted))) {
                root.problem("format", "is \"" + format + "\", not \"" + wanted + "\"", see);
            } else if (format.startsWith("vfgap-probe-bundle/")) {
                root.problem(
                        "format",
                        "is \"" + format + "\": a probe bundle",
                        "use vfgap probe classify or vfgap probe predict");
            } else if (format.startsWith("vfgap-capture-bundle/")) {
                root.problem("format", "is \"" + format + "\": a capture bundle", "use vfgap account or vfgap replay");
            } else {
                root.problem("format", "is \"" + format + "\", not \"" + wanted + "\"", see);
            }
        });
        if (!source.problems().isEmpty()) {
            throw new BadInputException(source.problems());
        }
    }

    private static String kindOf(String format) {
        return format.substring(0, format.indexOf('/') + 1);
    }

    public Path folder() {
        return folder;
    }

    /** The fields. */
    public JsonPart root() {
        return root;
    }

    /** What is wrong so far. */
    public List<InputProblem> problems() {
        return source.problems();
    }

    /** What the reader of this kind of bundle has to tell; it adds to this list. */
    public List<Finding> findings() {
        return findings;
    }

    /** What the reader added, then the notes on fields that are not known. */
    public List<Finding> allFindings() {
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(source.findings());
        return all;
    }

    /** How messages name a file that a field names; empty when it names none. */
    public String shown(JsonPart part, String field) {
        return part.text(field)
                .map(file -> folder.resolve(file.replace('\0', '?')).toString())
                .orElse("");
    }

    /**
     * A file that a field names, or a pattern of files; one that is not there is a limit, one outside the folder a problem.
     *
     * @param without what cannot be said without it
     */
    public Optional<Path> file(JsonPart part, String field, String without) {
        Optional<String> name = part.text(field);
        if (name.isEmpty()) {
            if (!part.has(field)) {
                findings.add(Finding.limit(field, "is not given: " + without));
            }
            return Optional.empty();
        }
        Optional<Path> path = part.parsed(field, text -> InputFiles.inside(folder, text));
        if (path.isPresent() && !isThere(path.get())) {
            findings.add(Finding.limit(path.get().toString(), "is named but not there: " + without));
            return Optional.empty();
        }
        return path;
    }

    private static boolean isThere(Path path) {
        return InputFiles.isPattern(path)
                ? !InputFiles.matching(path).isEmpty()
                : Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }
}
