package dev.vfgap.replay.probe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * The result of {@code probe predict} as JSON, schema {@code vfgap/probe-predict/1}.
 *
 * <p>{@code cells} are those of the chip that was probed, {@code compared} and {@code agreeing} count them; {@code measured}
 * is {@code null} where no frame was sent in the settled second, or neither PF nor VF was captured. {@code emulated} and {@code silicon} give both values of
 * {@code nic.defaultPoolNeedsPromisc} with the cells that each gets wrong.
 */
public final class ProbePredictionJson {

    public static final String SCHEMA = "vfgap/probe-predict/1";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ProbePredictionJson() {}

    /** One prediction as an object with its keys in order. */
    public static ObjectNode toJson(ProbePrediction prediction, String version) {
        ObjectNode json = NODES.objectNode();
        json.put("schema", SCHEMA);
        json.put("bundle", prediction.bundle());
        json.put("nic", prediction.family());
        cells(json.putArray("cells"), prediction.asProbed().cells());
        json.put("compared", prediction.asProbed().compared());
        json.put("agreeing", prediction.asProbed().agreeing());
        json.put("chip", prediction.asProbed().chip().name().toLowerCase(Locale.ROOT));
        for (ProbeClassification.Chip chip : ProbeClassification.Chip.values()) {
            ProbePrediction.Result result = prediction.with(chip);
            ObjectNode one = json.putObject(chip.name().toLowerCase(Locale.ROOT));
            one.put(ProbeClassification.PARAMETER, chip == ProbeClassification.Chip.SILICON);
            one.put("agreeing", result.agreeing());
            cells(
                    one.putArray("disagreeing"),
                    result.cells().stream()
                            .filter(ProbePrediction.Cell::differs)
                            .toList());
        }
        ProbeClassificationJson.findings(json.putArray("findings"), prediction.findings());
        ArrayNode assumed = json.putArray("assumed");
        if (prediction.asProbed().chip() == ProbeClassification.Chip.SILICON) {
            assumed.add(ProbeClassification.PARAMETER);
        }
        json.put("version", version);
        return json;
    }

    private static void cells(ArrayNode array, List<ProbePrediction.Cell> cells) {
        for (ProbePrediction.Cell cell : cells) {
            ObjectNode one = array.addObject()
                    .put("step", cell.step())
                    .put("stream", cell.stream())
                    .put("measured", cell.measured().map(ProbePath::word).orElse(null))
                    .put("predicted", cell.predicted().word());
            cell.reason().ifPresent(reason -> one.put("reason", reason.name()));
        }
    }
}
