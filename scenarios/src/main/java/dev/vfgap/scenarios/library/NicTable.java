package dev.vfgap.scenarios.library;

import dev.vfgap.models.nic.family.Cell;
import dev.vfgap.models.nic.family.FilterClass;
import dev.vfgap.models.nic.family.Mark;
import dev.vfgap.models.nic.family.NicEvent;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.models.nic.family.PfReception;
import dev.vfgap.scenarios.config.Words;
import dev.vfgap.scenarios.library.NicOrder.Step;
import dev.vfgap.scenarios.library.NicOrder.Way;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The built-in families side by side, in Markdown: the one table, and what follows from it. */
public final class NicTable {
    private NicTable() {}

    /** The families with their classes and how much of them is not verified. */
    public static String families() {
        StringBuilder text = head("family", "chips (drivers)", "class", "not verified", "inferred");
        for (NicFamily family : Nics.all()) {
            row(
                    text,
                    "[" + family.name() + "](" + family.name() + ".md)",
                    family.title(),
                    Words.of(family.filterClass()),
                    count(family, Mark.NOT_VERIFIED),
                    count(family, Mark.INFERRED));
        }
        return text.toString();
    }

    private static String count(NicFamily family, Mark mark) {
        long count = family.cells().values().stream()
                .filter(cell -> cell.mark() == mark)
                .count();
        return count + " of " + family.cells().size();
    }

    /** What the classes mean. */
    public static String classes() {
        StringBuilder text = head("class", "the filter leads a VF's MAC to the VF");
        Arrays.stream(FilterClass.values()).forEach(value -> row(text, "`" + Words.of(value) + "`", value.text()));
        return text.toString();
    }

    /** What the signs of a cell mean. */
    public static String notation() {
        StringBuilder text = head("sign", "meaning");
        NicWords.NOTATION.forEach((sign, meaning) -> row(text, "`" + sign + "`", meaning));
        return text.toString();
    }

    /** What is done at each event, a row for each different cell with the families that have it. */
    public static String events() {
        StringBuilder text = head("event", "families", "does", "known");
        for (NicEvent event : NicEvent.values()) {
            String title = "**" + Words.of(event) + "**<br>`" + event.command().replace("|", "\\|") + "`";
            for (Map.Entry<String, List<String>> same : byCell(event).entrySet()) {
                String[] cell = same.getKey().split("\t");
                row(text, title, String.join(", ", same.getValue()), "`" + cell[0] + "`", cell[1]);
                title = "";
            }
        }
        return text.toString();
    }

    private static Map<String, List<String>> byCell(NicEvent event) {
        Map<String, List<String>> families = new LinkedHashMap<>();
        for (NicFamily family : Nics.all()) {
            Cell cell = family.cell(event);
            families.computeIfAbsent(cell.text() + "\t" + Words.of(cell.mark()), key -> new ArrayList<>())
                    .add(family.name());
        }
        return families;
    }

    /** Where a frame goes at the moments of a VF's life, in the usual orders; derived. */
    public static String paths(PfReception reception) {
        StringBuilder text = head(
                "family",
                Step.ADMIN_MAC.text(),
                "the VF is in use",
                Step.CLOSE.text(),
                Step.RESET.text(),
                Step.NO_ADMIN_MAC.text());
        for (NicFamily family : Nics.all()) {
            List<NicTrial.Row> comes = rows(family, Way.COMES);
            List<NicTrial.Row> leaves = rows(family, Way.LEAVES);
            row(
                    text,
                    family.name(),
                    path(comes, Step.ADMIN_MAC, reception),
                    path(comes.get(comes.size() - 1), reception),
                    path(leaves, Step.CLOSE, reception),
                    path(leaves, Step.RESET, reception),
                    path(leaves, Step.NO_ADMIN_MAC, reception));
        }
        return text.toString();
    }

    private static List<NicTrial.Row> rows(NicFamily family, Way way) {
        return NicTrial.of(family, NicOrder.usual(family, way)).rows();
    }

    /** The paths at once and later. */
    private static String path(List<NicTrial.Row> rows, Step moment, PfReception reception) {
        return rows.stream()
                .filter(row -> row.step() == moment)
                .map(row -> path(row, reception))
                .distinct()
                .collect(Collectors.joining(", then "));
    }

    private static String path(NicTrial.Row row, PfReception reception) {
        String path = row.path(reception).text();
        return row.path(reception) == NicTrial.Path.NOWHERE ? "**" + path + "**" : path;
    }

    private static StringBuilder head(String... titles) {
        StringBuilder text = new StringBuilder();
        row(text, titles);
        return text.append("|---".repeat(titles.length)).append("|\n");
    }

    private static void row(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
