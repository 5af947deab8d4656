package dev.vfgap.models.machine;

import dev.vfgap.simcore.table.TransitionTable;
import dev.vfgap.simcore.table.TransitionTable.Row;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Which rows of which tables were taken, how often, and by which test. */
public final class RowCensus {
    private final Map<TransitionTable<?, ?, ?>, Map<String, long[]>> timesByTest = new LinkedHashMap<>();

    /**
     * Adds what one machine has been through.
     *
     * @param test what drove it, in the words of the page that is written from here
     */
    public <S extends Enum<S>, E extends Enum<E>, C extends Enum<C>> void add(
            String test, TransitionTable<S, E, C> table, ToLongFunction<Row<S, E, C>> timesTaken) {
        long[] times = timesByTest
                .computeIfAbsent(table, any -> new TreeMap<>())
                .computeIfAbsent(test, any -> new long[table.rows().size()]);
        for (Row<S, E, C> row : table.rows()) {
            times[row.index()] += timesTaken.applyAsLong(row);
        }
    }

    /** The rows that are no errors and that no test has taken, as {@code table: STATE EVENT}. */
    public List<String> neverTaken(Collection<TransitionTable<?, ?, ?>> tables) {
        return tables.stream()
                .flatMap(table -> table.rows().stream()
                        .filter(row -> row.kind() != Row.Kind.ERROR
                                && tests(table, row.index()).isEmpty())
                        .map(row -> table.name() + ": " + row.from() + " " + row.event()))
                .toList();
    }

    /** The rows of a table as Markdown: the answer, and how often each test has taken it. */
    public String toMarkdown(TransitionTable<?, ?, ?> table) {
        StringBuilder text = new StringBuilder("| state | event | answer | taken by |\n|---|---|---|---|\n");
        for (Row<?, ?, ?> row : table.rows()) {
            if (row.kind() != Row.Kind.ERROR) {
                String answer = row.kind() == Row.Kind.TRANSITION ? "→ " + row.to() : "ignored";
                text.append("| ").append(row.from()).append(" | ").append(row.event());
                text.append(" | ").append(answer).append(" | ");
                text.append(tests(table, row.index())).append(" |\n");
            }
        }
        return text.toString();
    }

    private String tests(TransitionTable<?, ?, ?> table, int row) {
        return timesByTest.getOrDefault(table, Map.of()).entrySet().stream()
                .filter(test -> test.getValue()[row] > 0)
                .map(test -> test.getKey() + " (" + test.getValue()[row] + ")")
                .collect(Collectors.joining(", "));
    }
}
