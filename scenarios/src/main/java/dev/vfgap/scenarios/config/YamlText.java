package dev.vfgap.scenarios.config;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputFiles;
import dev.vfgap.replay.bundle.InputProblem;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads one YAML document into a {@link Node} tree.
 *
 * <p>It goes by SnakeYAML's events instead of its node graph: values stay the text that was written (YAML 1.1 would make
 * {@code no} false and {@code 010} eight), and anchors, aliases and tags are refused where they stand, so a small file
 * cannot unfold into a large tree. Files over {@value #MAX_BYTES} bytes and trees deeper than {@value #MAX_DEPTH} are
 * refused.
 */
final class YamlText {
    static final int MAX_BYTES = 1 << 18;
    static final int MAX_DEPTH = 32;

    private final String file;
    private final Problems problems;
    private final Iterator<Event> events;

    private YamlText(String file, String text, Problems problems) {
        this.file = file;
        this.problems = problems;
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        this.events = new Yaml(options).parse(new StringReader(text)).iterator();
    }

    /**
     * The tree of a file.
     *
     * @throws BadInputException when the file cannot be read or is not one YAML document; problems that leave a tree
     *     (a key that is there twice) are added to {@code problems}
     */
    static Node read(Path path, Problems problems) {
        String file = path.toString();
        byte[] bytes = InputFiles.readSmall(path, file);
        if (bytes.length > MAX_BYTES) {
            throw bad(file, "is larger than 256 KiB, so it is not a file of this kind", "check the name");
        }
        return parse(file, bytes, problems);
    }

    /** The tree of a text; see {@link #read}. */
    static Node parse(String file, byte[] bytes, Problems problems) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw bad(file, "is not text in UTF-8", "check that this is the right file, or save it as UTF-8");
        }
        try {
            return new YamlText(file, text, problems).document();
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            throw new BadInputException(place(file, mark).problem("is not YAML: " + oneLine(e), mend(e)));
        } catch (ReaderException e) {
            String before = text.substring(0, Math.min(e.getPosition(), text.length()));
            int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
            int column = before.length() - before.lastIndexOf('\n');
            String message = String.format("holds the character U+%04X, which YAML forbids", e.getCodePoint());
            throw new BadInputException(InputProblem.at(file, line, column, message, "remove it"));
        } catch (YAMLException e) {
            throw bad(file, "is not YAML: " + e.getMessage().lines().findFirst().orElse(""), "");
        }
    }

    private static BadInputException bad(String file, String message, String mend) {
        return new BadInputException(InputProblem.ofFile(file, message, mend));
    }

    private static String oneLine(MarkedYAMLException e) {
        String what = e.getProblem() == null ? "" + e.getContext() : e.getProblem();
        return what.lines().findFirst().orElse("").strip();
    }

    private static String mend(MarkedYAMLException e) {
        String what = oneLine(e);
        if (what.contains("'\\t'") || what.contains("TAB")) {
            return "indent with spaces";
        }
        return "check the indentation and the colons near this place";
    }

    private Node document() {
        expect(Event.ID.StreamStart);
        Event first = events.next();
        if (first.is(Event.ID.StreamEnd)) {
            throw bad(file, "is empty", "\"vfgap describe\" shows what can stand in it");
        }
        Node node = node(events.next(), 0);
        expect(Event.ID.DocumentEnd);
        Event next = events.next();
        if (!next.is(Event.ID.StreamEnd)) {
            problems.add(
                    place(file, next.getStartMark()),
                    "a second document begins here",
                    "write one document a file, without \"---\" between");
            // what follows is still checked for its syntax
            while (!next.is(Event.ID.StreamEnd)) {
                next = events.next();
            }
        }
        return node;
    }

    private void expect(Event.ID id) {
        Event event = events.next();
        if (!event.is(id)) {
            throw new IllegalStateException("SnakeYAML gave " + event + " instead of " + id);
        }
    }

    private Node node(Event event, int depth) {
        Place place = place(file, event.getStartMark());
        if (depth > MAX_DEPTH) {
            throw new BadInputException(
                    place.problem("is nested more than " + MAX_DEPTH + " deep", "write it flatter"));
        }
        if (event instanceof AliasEvent || event instanceof NodeEvent n && n.getAnchor() != null) {
            problems.add(place, "anchors and aliases are not supported", "write the value out");
        }
        if (event instanceof AliasEvent) {
            return new Node.Scalar(place, "");
        }
        refuseTag(event, place);
        if (event instanceof ScalarEvent scalar) {
            return new Node.Scalar(place, scalar.getValue());
        }
        if (event instanceof SequenceStartEvent) {
            List<Node> items = new ArrayList<>();
            for (Event next = events.next(); !(next instanceof SequenceEndEvent); next = events.next()) {
                items.add(node(next, depth + 1));
            }
            return new Node.Sequence(place, items);
        }
        if (event instanceof MappingStartEvent) {
            return mapping(place, depth);
        }
        throw new IllegalStateException("SnakeYAML gave " + event);
    }

    private Node.Mapping mapping(Place place, int depth) {
        List<Node.Entry> entries = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        for (Event next = events.next(); !(next instanceof MappingEndEvent); next = events.next()) {
            Node key = node(next, depth + 1);
            Node value = node(events.next(), depth + 1);
            if (!(key instanceof Node.Scalar name)) {
                problems.add(
                        key.place(), "a key must be a word, but this is " + key.what(), "write a word before \":\"");
                continue;
            }
            Place first = seen.putIfAbsent(name.text(), key.place());
            if (first == null) {
                entries.add(new Node.Entry(key.place(), name.text(), value));
            } else {
                problems.add(
                        key.place(),
                        "key \"" + name.text() + "\" is there twice (first in line " + first.line() + ")",
                        "remove one of the two");
            }
        }
        return new Node.Mapping(place, entries);
    }

    private void refuseTag(Event event, Place place) {
        String tag = event instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof SequenceStartEvent sequence
                        ? sequence.getTag()
                        : event instanceof MappingStartEvent mapping ? mapping.getTag() : null;
        if (tag != null && !tag.equals("!")) {
            problems.add(place, "tags like \"" + tag + "\" are not supported", "write the value without it");
        }
    }

    private static Place place(String file, Mark mark) {
        return mark == null ? Place.ofFile(file) : new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
