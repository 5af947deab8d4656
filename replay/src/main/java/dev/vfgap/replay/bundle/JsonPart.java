package dev.vfgap.replay.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * An object of a JSON file that is being read, field by field; what is wrong is added to the file's problems and reading
 * goes on, so that a user sees all problems at once.
 */
public final class JsonPart {

    private final JsonSource source;
    private final String pointer;
    private final JsonNode node;
    private final Set<String> asked = new HashSet<>();

    JsonPart(JsonSource source, String pointer, JsonNode node) {
        this.source = source;
        this.pointer = pointer;
        this.node = node;
    }

    public boolean has(String name) {
        asked.add(name);
        return node.hasNonNull(name);
    }

    /** A text; empty when absent, or when it is no text (a problem). */
    public Optional<String> text(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = node.get(name);
        if (!value.isTextual()) {
            problem(name, "must be a text in quotes, not " + value, "");
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    /** A text that must be there. */
    public Optional<String> requiredText(String name) {
        requirePresent(name);
        return text(name);
    }

    /** A text with a meaning; a problem when the meaning's parser refuses it with an IllegalArgumentException. */
    public <T> Optional<T> parsed(String name, Function<String, T> parser) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text.get()));
        } catch (IllegalArgumentException e) {
            source.problem(pointer + "/" + name, quoted(name) + ": " + e.getMessage(), "");
            return Optional.empty();
        }
    }

    /** A whole number within bounds; empty when absent or wrong. */
    public OptionalLong number(String name, long min, long max) {
        if (!has(name)) {
            return OptionalLong.empty();
        }
        JsonNode value = node.get(name);
        boolean whole = value.isIntegralNumber() && value.canConvertToLong();
        if (!whole || value.longValue() < min || value.longValue() > max) {
            problem(name, "must be a whole number from " + min + " to " + max + ", not " + value, "");
            return OptionalLong.empty();
        }
        return OptionalLong.of(value.longValue());
    }

    /** One of some words; empty when absent or wrong. */
    public Optional<String> word(String name, List<String> words) {
        return parsed(name, text -> {
            if (!words.contains(text)) {
                throw new IllegalArgumentException("\"" + text + "\" is not one of " + String.join(", ", words));
            }
            return text;
        });
    }

    /** An object; empty when absent, or when it is no object (a problem). */
    public Optional<JsonPart> object(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        return asObject(node.get(name), name);
    }

    /** The objects of a list; empty when absent or no list. Elements that are no objects are problems. */
    public List<JsonPart> objects(String name) {
        List<JsonPart> parts = new ArrayList<>();
        if (!has(name)) {
            return parts;
        }
        JsonNode list = node.get(name);
        if (!list.isArray()) {
            problem(name, "must be a list [ … ]", "");
            return parts;
        }
        for (int i = 0; i < list.size(); i++) {
            asObject(list.get(i), name + "/" + i).ifPresent(parts::add);
        }
        return parts;
    }

    /** The texts of a list; empty when absent or no list. Elements that are no texts are problems. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (!has(name)) {
            return texts;
        }
        JsonNode list = node.get(name);
        if (!list.isArray()) {
            problem(name, "must be a list [ … ]", "");
            return texts;
        }
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).isTextual()) {
                texts.add(list.get(i).textValue());
            } else {
                problem(name + "/" + i, "must be a text in quotes, not " + list.get(i), "");
            }
        }
        return texts;
    }

    /** True or false; empty when absent, or when it is neither (a problem). */
    public Optional<Boolean> truth(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = node.get(name);
        if (!value.isBoolean()) {
            problem(name, "must be true or false, not " + value, "");
            return Optional.empty();
        }
        return Optional.of(value.booleanValue());
    }

    /** The value of a field as it is written, for words that may be true, false or a number. */
    public Optional<String> written(String name) {
        return has(name) ? Optional.of(node.get(name).asText()) : Optional.empty();
    }

    public void requirePresent(String name) {
        if (!has(name)) {
            source.problem(pointer, "lacks \"" + name + "\"" + inside(), "add it");
        }
    }

    public void problem(String name, String message, String mend) {
        source.problem(pointer + "/" + name, quoted(name) + " " + message, mend);
    }

    /** A problem of the object as a whole. */
    public void problem(String message, String mend) {
        source.problem(pointer, message, mend);
    }

    /** Notes the fields that nobody has asked for: they were ignored. */
    public void noteTheRest() {
        for (Iterator<Map.Entry<String, JsonNode>> fields = node.properties().iterator(); fields.hasNext(); ) {
            String name = fields.next().getKey();
            if (!asked.contains(name)) {
                String escaped = name.replace("~", "~0").replace("/", "~1");
                source.note(pointer + "/" + escaped, "\"" + name + "\"" + inside() + " is not known and was ignored");
            }
        }
    }

    /** The number of fields. */
    int size() {
        return node.size();
    }

    private Optional<JsonPart> asObject(JsonNode value, String name) {
        if (!value.isObject()) {
            problem(name, "must be an object { … }", "");
            return Optional.empty();
        }
        return Optional.of(new JsonPart(source, pointer + "/" + name, value));
    }

    private String inside() {
        return pointer.isEmpty() ? "" : " in " + pointer.substring(1).replace('/', '.');
    }

    private String quoted(String name) {
        String whole = pointer + "/" + name;
        return "\"" + whole.substring(1).replace('/', '.') + "\"";
    }
}
