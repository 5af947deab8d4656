package dev.vfgap.scenarios.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The values of a mapping that a {@link Shape} found nothing wrong with. */
final class Fields {
    private final Node.Mapping mapping;

    Fields(Node.Mapping mapping) {
        this.mapping = mapping;
    }

    boolean has(String key) {
        return mapping.entry(key).isPresent();
    }

    Node node(String key) {
        return mapping.value(key).orElseThrow(() -> new IllegalStateException("unchecked key " + key));
    }

    Optional<String> optionalText(String key) {
        return mapping.value(key).map(node -> ((Node.Scalar) node).text());
    }

    String text(String key) {
        return ((Node.Scalar) node(key)).text().strip();
    }

    List<String> texts(String key) {
        return mapping.value(key).stream()
                .flatMap(node -> ((Node.Sequence) node).items().stream())
                .map(item -> ((Node.Scalar) item).text())
                .toList();
    }

    Fields group(String key) {
        return new Fields((Node.Mapping) node(key));
    }

    Optional<Fields> optionalGroup(String key) {
        return mapping.value(key).map(node -> new Fields((Node.Mapping) node));
    }

    List<Node.Entry> entries() {
        return mapping.entries();
    }

    <T> Optional<T> word(String key, T[] values, Function<T, String> word) {
        return optionalText(key).map(text -> Arrays.stream(values)
                .filter(value -> word.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("unchecked value of " + key)));
    }
}
