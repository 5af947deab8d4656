package dev.vfgap.replay.probe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.replay.bundle.Finding;
import java.util.List;
import java.util.Locale;

/**
 * The result of {@code probe classify} as JSON, schema {@code vfgap/probe-classify/1}.
 *
 * <p>{@code frames}, {@code agreeing}, {@code agreement} and {@code confusion} are those of the chip that was probed;
 * {@code emulated} and {@code silicon} give both values of {@code nic.defaultPoolNeedsPromisc} with the frames that each gets
 * wrong. {@code agreement} is {@code null} where there is no frame.
 */
public final class ProbeClassificationJson {

    public static final String SCHEMA = "vfgap/probe-classify/1";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ProbeClassificationJson() {}

    /** One classification as an object with its keys in the order of the contract. */
    public static ObjectNode toJson(ProbeClassification result, String version) {
        ObjectNode json = NODES.objectNode();
        json.put("schema", SCHEMA);
        json.put("bundle", result.bundle());
        counts(json, result.asProbed());
        rows(json.putArray("confusion"), result.asProbed().rows());
        json.put("undecidedFrames", result.asProbed().undecidedFrames());
        json.put("basis", result.basis().name().toLowerCase(Locale.ROOT));
        json.put("chip", result.asProbed().chip().name().toLowerCase(Locale.ROOT));
        for (ProbeClassification.Chip chip : ProbeClassification.Chip.values()) {
            ObjectNode one = json.putObject(chip.name().toLowerCase(Locale.ROOT));
            one.put(ProbeClassification.PARAMETER, chip == ProbeClassification.Chip.SILICON);
            counts(one, result.with(chip));
            rows(
                    one.putArray("disagreeing"),
                    result.with(chip).rows().stream()
                            .filter(row -> !row.agrees())
                            .toList());
        }
        findings(json.putArray("findings"), result.findings());
        ArrayNode assumed = json.putArray("assumed");
        if (result.asProbed().chip() == ProbeClassification.Chip.SILICON) {
            assumed.add(ProbeClassification.PARAMETER);
        }
        json.put("version", version);
        return json;
    }

    private static void counts(ObjectNode json, ProbeClassification.Result result) {
        json.put("frames", result.frames());
        json.put("agreeing", result.agreeing());
        if (result.frames() == 0) {
            json.putNull("agreement");
        } else {
            json.put("agreement", (double) result.agreeing() / result.frames());
        }
    }

    private static void rows(ArrayNode array, List<ProbeClassification.Row> rows) {
        for (ProbeClassification.Row row : rows) {
            ObjectNode one = array.addObject()
                    .put("step", row.step())
                    .put("stream", row.stream())
                    .put("measured", row.measured().word())
                    .put("predicted", row.predicted().word())
                    .put("frames", row.frames());
            row.reason().ifPresent(reason -> one.put("reason", reason.name()));
        }
    }

    static void findings(ArrayNode array, List<Finding> findings) {
        for (Finding finding : findings) {
            array.addObject()
                    .put("kind", finding.kind().name().toLowerCase(Locale.ROOT))
                    .put("where", finding.where())
                    .put("text", finding.text());
        }
    }
}
