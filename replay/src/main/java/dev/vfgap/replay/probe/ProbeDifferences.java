package dev.vfgap.replay.probe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.models.nic.family.NicFamily;
import java.util.ArrayList;
import java.util.List;

/**
 * Measured against model: the paths of probes of one device beside those that a family's drivers lead to, cell by cell.
 *
 * @param family the family's name
 * @param compared cells of which something was measured
 * @param differences the cells that differ, each with what explains it
 */
public record ProbeDifferences(String family, long compared, List<Difference> differences) {

    private static final double LEAST_SHARE = 0.95;

    /**
     * A step and stream whose frames went elsewhere than the family's drivers lead them.
     *
     * @param why what explains it, as far as something does
     */
    public record Difference(
            String bundle, String step, String stream, ProbePath measured, ProbePath predicted, String why) {}

    public ProbeDifferences {
        differences = List.copyOf(differences);
    }

    /** Compares a judged device with a family. */
    public static ProbeDifferences of(ProbeJudgement judgement, NicFamily family) {
        List<Difference> differences = new ArrayList<>();
        long compared = 0;
        for (ProbeEvidence evidence : judgement.evidence()) {
            ProbePrediction prediction = ProbePrediction.of(evidence.bundle(), family);
            compared += prediction.asProbed().compared();
            List<ProbePrediction.Cell> cells = prediction.asProbed().cells();
            int streams = evidence.bundle().streams().size();
            for (int i = 0; i < cells.size(); i++) {
                ProbePrediction.Cell cell = cells.get(i);
                if (cell.differs()) {
                    ProbeCounts.Cell counted = evidence.counts().cell(i / streams, i % streams);
                    differences.add(new Difference(
                            prediction.bundle(),
                            cell.step(),
                            cell.stream(),
                            cell.measured().orElseThrow(),
                            cell.predicted(),
                            why(cell, prediction.otherwise(), i, counted, evidence)));
                }
            }
        }
        return new ProbeDifferences(family.name(), compared, differences);
    }

    private static String why(
            ProbePrediction.Cell cell,
            ProbePrediction.Result otherwise,
            int index,
            ProbeCounts.Cell counted,
            ProbeEvidence evidence) {
        if (!evidence.obstacles().isEmpty()) {
            return evidence.obstacles().get(0);
        }
        if (counted.settledShare(cell.measured().orElseThrow()) < LEAST_SHARE) {
            return "the stream was interrupted in the settled second";
        }
        if (!otherwise.cells().get(index).differs()) {
            return "it is so with the other value of " + ProbeClassification.PARAMETER;
        }
        return cell.reason()
                .map(reason -> "the model drops it: " + reason)
                .orElse("the family's drivers act otherwise at this step or before it");
    }

    /** For people: the count, and a row for each cell that differs. */
    public String text() {
        StringBuilder text = new StringBuilder();
        ProbeClassificationText.line(text, "");
        ProbeClassificationText.line(
                text,
                "against the drivers of %s as they are known to act: %d of %d paths equal",
                family,
                compared - differences.size(),
                compared);
        for (Difference one : differences) {
            ProbeClassificationText.line(
                    text,
                    "  %-14s %-18s %-10s measured %s, model %s: %s",
                    one.bundle(),
                    one.step(),
                    one.stream(),
                    one.measured(),
                    one.predicted(),
                    one.why());
        }
        return text.toString();
    }

    /** The same as an object: {@code nic}, {@code compared}, {@code agreeing}, {@code differences}. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("nic", family).put("compared", compared).put("agreeing", compared - differences.size());
        ArrayNode rows = json.putArray("differences");
        differences.forEach(one -> rows.addObject()
                .put("bundle", one.bundle())
                .put("step", one.step())
                .put("stream", one.stream())
                .put("measured", one.measured().word())
                .put("predicted", one.predicted().word())
                .put("why", one.why()));
        return json;
    }
}
