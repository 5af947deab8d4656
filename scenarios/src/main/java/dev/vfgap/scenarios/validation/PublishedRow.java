package dev.vfgap.scenarios.validation;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The numbers of one publication, or closed forms of one kind.
 *
 * @param id its name in tables, like {@code V8}
 * @param title what was measured, in one line
 * @param source where it is published
 * @param numbers its numbers
 */
public record PublishedRow(String id, String title, String source, List<Published> numbers) {
    public PublishedRow {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(source, "source");
        numbers = List.copyOf(numbers);
    }

    /** What has to be run for this row, each once. */
    public Stream<Trial> trials() {
        return numbers.stream()
                .flatMap(number -> number.reading().stream())
                .flatMap(reading -> reading.trials().stream())
                .distinct();
    }
}
