package dev.vfgap.scenarios.config;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/** The kinds of values that the files share. */
final class Kinds {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,63}");

    private Kinds() {}

    /** A sentence or more. */
    static ValueKind text() {
        return scalar(
                "a text",
                (name, text, place, problems) -> {
                    if (text.isBlank()) {
                        problems.add(place, "\"" + name + "\" is empty", "write a text, or remove the key");
                    }
                },
                ordered("type", "string", "minLength", 1));
    }

    /** A text in one line, or a mapping of a form. */
    static ValueKind textOr(Shape shape) {
        ValueKind text = text();
        return new ValueKind() {
            @Override
            public void check(String name, Node node, Problems problems) {
                (node instanceof Node.Mapping ? shape : text).check(name, node, problems);
            }

            @Override
            public Map<String, Object> schema() {
                return ordered("oneOf", List.of(text.schema(), shape.schema()));
            }
        };
    }

    /** A short name without spaces: letters, digits, dots and hyphens. */
    static ValueKind name() {
        return scalar(
                "a name",
                (name, text, place, problems) -> {
                    if (!NAME.matcher(text).matches()) {
                        problems.add(
                                place,
                                "\"" + name + "\" is \"" + text + "\", which is no name",
                                "use up to 64 letters, digits, dots and hyphens, the first a letter or digit");
                    }
                },
                ordered("type", "string", "pattern", "^" + NAME.pattern() + "$"));
    }

    /** One of some words. */
    static ValueKind words(List<String> words) {
        return scalar(
                "one of " + String.join(", ", words),
                (name, text, place, problems) -> {
                    if (!words.contains(text)) {
                        problems.add(
                                place,
                                "\"" + name + "\" cannot be \"" + text + "\"",
                                Nearest.to(text, words)
                                        .map(near -> "did you mean \"" + near + "\"?")
                                        .orElse("use " + either(words)));
                    }
                },
                ordered("enum", words.equals(List.of("true", "false")) ? List.of(true, false) : List.copyOf(words)));
    }

    /**
     * One of more words than a sentence can list.
     *
     * @param what what they are, such as "a fate"
     * @param listing the command that lists them
     */
    static ValueKind manyWords(String what, List<String> words, String listing) {
        return scalar(
                what,
                (name, text, place, problems) -> {
                    if (!words.contains(text)) {
                        problems.add(
                                place,
                                "\"" + name + "\" cannot be \"" + text + "\"",
                                Nearest.to(text, words)
                                        .map(near -> "did you mean \"" + near + "\"?")
                                        .orElse("write " + what + "; \"" + listing + "\" lists them"));
                    }
                },
                ordered("enum", List.copyOf(words)));
    }

    /** {@code a}, {@code a or b}, {@code a, b or c}. */
    static String either(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    /** A whole number without a unit, because it counts nothing: a seed. */
    static ValueKind whole(long min, long max) {
        return scalar(
                "a whole number",
                (name, text, place, problems) -> {
                    String range = "write a whole number from " + min + " to " + max;
                    if (!text.matches("-?(0|[1-9][0-9]{0,18})")) {
                        problems.add(place, "\"" + name + "\" is \"" + text + "\", which is no whole number", range);
                        return;
                    }
                    BigInteger value = new BigInteger(text);
                    if (value.compareTo(BigInteger.valueOf(min)) < 0 || value.compareTo(BigInteger.valueOf(max)) > 0) {
                        problems.add(place, "\"" + name + "\" is " + text + ", which is out of range", range);
                    }
                },
                ordered("type", "integer", "minimum", min, "maximum", max));
    }

    /**
     * A quantity with its unit.
     *
     * @param reader gives the value, or throws with one clause that says what is wrong
     * @param min the smallest value that makes sense
     * @param example how to write one
     */
    static ValueKind quantity(String what, ToLongFunction<String> reader, long min, String example) {
        return scalar(
                what,
                (name, text, place, problems) -> {
                    try {
                        if (reader.applyAsLong(text) < min) {
                            problems.add(
                                    place,
                                    "\"" + name + "\" is " + text + ", which is too small",
                                    "write " + what + ", like " + example);
                        }
                    } catch (IllegalArgumentException e) {
                        problems.add(place, "\"" + name + "\": " + e.getMessage(), "");
                    }
                },
                ordered("type", "string", "examples", List.of(example)));
    }

    /** A list of values of one kind. */
    static ValueKind list(ValueKind of) {
        return new ValueKind() {
            @Override
            public void check(String name, Node node, Problems problems) {
                if (node instanceof Node.Sequence sequence) {
                    sequence.items().forEach(item -> of.check(name, item, problems));
                } else {
                    problems.add(
                            node.place(),
                            "\"" + name + "\" is " + node.what() + ", but must be a list",
                            "write [a, b], or one \"- \" line for each");
                }
            }

            @Override
            public Map<String, Object> schema() {
                return ordered("type", "array", "items", of.schema());
            }
        };
    }

    /** What is asked of the text of a scalar. */
    interface TextCheck {
        void check(String name, String text, Place place, Problems problems);
    }

    static ValueKind scalar(String what, TextCheck check, Map<String, Object> schema) {
        return new ValueKind() {
            @Override
            public void check(String name, Node node, Problems problems) {
                if (node instanceof Node.Scalar scalar) {
                    check.check(name, scalar.text(), scalar.place(), problems);
                } else {
                    problems.add(
                            node.place(),
                            "\"" + name + "\" is " + node.what() + ", but must be " + what,
                            "write it in one line after \"" + name + ":\"");
                }
            }

            @Override
            public Map<String, Object> schema() {
                return schema;
            }
        };
    }

    /** A map in the order of its arguments: key, value, key, value. */
    static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /** A list that may grow, for schemas. */
    static List<Object> listOf(Object... items) {
        return new ArrayList<>(List.of(items));
    }
}
