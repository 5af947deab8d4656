package dev.vfgap.scenarios.config;

import java.util.List;
import java.util.Optional;

/** A piece of YAML that knows where it stands. */
sealed interface Node {

    /** Where it begins. */
    Place place();

    /** What it is, for messages: "a text", "a list", "a mapping". */
    String what();

    /** A value as it is written, without any guess of its type: {@code no}, {@code 010} and {@code 1:30} stay text. */
    record Scalar(Place place, String text) implements Node {
        @Override
        public String what() {
            return text.isEmpty() ? "empty" : "the value \"" + text + "\"";
        }
    }

    /** A list. */
    record Sequence(Place place, List<Node> items) implements Node {
        @Override
        public String what() {
            return "a list";
        }
    }

    /** Keys with values, in the order of the file; no key occurs twice. */
    record Mapping(Place place, List<Entry> entries) implements Node {
        @Override
        public String what() {
            return "a mapping";
        }

        Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }

        Optional<Node> value(String key) {
            return entry(key).map(Entry::value);
        }

        /** This mapping without one of its keys. */
        Mapping without(String key) {
            return new Mapping(
                    place,
                    entries.stream().filter(entry -> !entry.key().equals(key)).toList());
        }

        List<String> keys() {
            return entries.stream().map(Entry::key).toList();
        }
    }

    /** One key and its value; {@code place} is the key's. */
    record Entry(Place place, String key, Node value) {}
}
