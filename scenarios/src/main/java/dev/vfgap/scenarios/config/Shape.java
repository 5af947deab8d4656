package dev.vfgap.scenarios.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys that a mapping may have: which are required, what stands behind each, and what it means.
 *
 * <p>The one declaration of a file's form: files are checked against it, and the JSON Schema is written from it.
 *
 * @param what what the mapping is, for messages: "strategy"
 * @param keys in the order in which they are best written
 */
record Shape(String what, List<Key> keys) implements ValueKind {

    /** Whether a key must be there. */
    enum Need {
        REQUIRED,
        OPTIONAL
    }

    /** One key of a mapping. */
    record Key(String name, Need need, ValueKind kind, String meaning) {}

    static Key required(String name, ValueKind kind, String meaning) {
        return new Key(name, Need.REQUIRED, kind, meaning);
    }

    static Key optional(String name, ValueKind kind, String meaning) {
        return new Key(name, Need.OPTIONAL, kind, meaning);
    }

    static Shape of(String what, Key... keys) {
        return new Shape(what, List.of(keys));
    }

    List<String> names() {
        return keys.stream().map(Key::name).toList();
    }

    @Override
    public void check(String name, Node node, Problems problems) {
        if (!(node instanceof Node.Mapping mapping)) {
            problems.add(
                    node.place(),
                    "\"" + name + "\" is " + node.what() + ", but must be a mapping",
                    "write under it the keys " + String.join(", ", names()));
            return;
        }
        for (Node.Entry entry : mapping.entries()) {
            keys.stream()
                    .filter(key -> key.name().equals(entry.key()))
                    .findFirst()
                    .ifPresentOrElse(
                            key -> key.kind().check(key.name(), entry.value(), problems),
                            () -> problems.add(
                                    entry.place(),
                                    "unknown key \"" + entry.key() + "\" in this " + what,
                                    Nearest.mend(entry.key(), names())));
        }
        for (Key key : keys) {
            if (key.need() == Need.REQUIRED && mapping.entry(key.name()).isEmpty()) {
                problems.add(
                        mapping.place(),
                        "this " + what + " has no key \"" + key.name() + "\"",
                        "add it: " + key.meaning());
            }
        }
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<Object> required = new ArrayList<>();
        for (Key key : keys) {
            Map<String, Object> property = new LinkedHashMap<>(key.kind().schema());
            property.put("description", key.meaning());
            properties.put(key.name(), property);
            if (key.need() == Need.REQUIRED) {
                required.add(key.name());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }
}
