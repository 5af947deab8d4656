package dev.vfgap.scenarios.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Published numbers with what came out for them.
 *
 * @param seed with which seed the runs were made
 * @param rows the findings, row by row
 * @param assumed the assumed parameters that the runs rest on
 */
public record ValidationReport(long seed, List<Row> rows, List<String> assumed) {

    /** A row and what came out for each of its numbers, in their order. */
    public record Row(PublishedRow row, List<Finding> findings) {
        public Row {
            findings = List.copyOf(findings);
        }
    }

    public ValidationReport {
        rows = List.copyOf(rows);
        assumed = List.copyOf(assumed);
    }

    /** How many numbers have this role. */
    public long count(Role role) {
        return findings(role).size();
    }

    /** How many numbers of this role came out as accepted. */
    public long inside(Role role) {
        return findings(role).stream()
                .filter(finding -> finding.inside().orElse(false))
                .count();
    }

    private List<Finding> findings(Role role) {
        return rows.stream()
                .flatMap(row -> row.findings().stream())
                .filter(finding -> finding.published().role() == role)
                .toList();
    }

    /** The last word of the report, in one line. */
    public String summary() {
        return inside(Role.OUTPUT) + " of " + count(Role.OUTPUT) + " outputs inside; " + count(Role.INPUT)
                + " inputs not counted; " + count(Role.NOT_PREDICTED) + " not predicted; " + inside(Role.CLOSED_FORM)
                + " of " + count(Role.CLOSED_FORM) + " closed forms hold";
    }

    /** Its fields by name. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        List<Object> shown = new ArrayList<>();
        for (Row row : rows) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("row", row.row().id());
            one.put("title", row.row().title());
            one.put("source", row.row().source());
            one.put("numbers", row.findings().stream().map(Finding::fields).toList());
            shown.add(one);
        }
        fields.put("rows", shown);
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("outputs", count(Role.OUTPUT));
        counts.put("outputsInside", inside(Role.OUTPUT));
        counts.put("inputs", count(Role.INPUT));
        counts.put("notPredicted", count(Role.NOT_PREDICTED));
        counts.put("closedForms", count(Role.CLOSED_FORM));
        counts.put("closedFormsHold", inside(Role.CLOSED_FORM));
        fields.put("counts", counts);
        return fields;
    }
}
