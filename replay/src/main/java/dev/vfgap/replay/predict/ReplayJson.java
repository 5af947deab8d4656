package dev.vfgap.replay.predict;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Outage;
import dev.vfgap.replay.account.Count;
import dev.vfgap.replay.bundle.Finding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/**
 * The result of {@code replay} as JSON, schema {@code vfgap/replay/1}.
 *
 * <p>A measured number that the bundle does not show exactly is {@code null} and has its bounds beside it; where it shows
 * of no frame whether it arrived, so are the comparisons. The predicted
 * {@code lowFrames} and {@code highFrames} bound the loss over the moments possible. {@code lastSeenRight} is
 * {@code null} when no frame was lost or no capture shows places, an edge's distance when nothing was predicted.
 * Numbers are decimals of fixed places, so the text is the same on every Java version.
 */
public final class ReplayJson {

    public static final String SCHEMA = "vfgap/replay/1";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int RATIO_PLACES = 6;
    private static final int MILLI_PLACES = 3;
    private static final int NANO_TO_MILLI = 6;

    private ReplayJson() {}

    /** One result as an object with its keys in the order of the contract. */
    public static ObjectNode toJson(ReplayResult result, String version) {
        ObjectNode json = NODES.objectNode();
        json.put("schema", SCHEMA);
        json.put("bundle", result.bundle());
        json.set("rx", direction(result, Direction.RX));
        json.set("tx", direction(result, Direction.TX));
        ArrayNode moves = json.putArray("filterMoves");
        for (FilterMove move : result.moves()) {
            moves.add(bounded(
                            NODES.objectNode()
                                    .put("host", move.host().name())
                                    .put("to", move.to().word()),
                            move.moment())
                    .put("shownByCapture", move.shownByCapture()));
        }
        ArrayNode happenings = json.putArray("happenings");
        for (ReplayResult.Happening happening : result.happenings()) {
            Moment moment = happening.moment();
            happenings.add(bounded(
                            NODES.objectNode()
                                    .put("kind", happening.kind())
                                    .put("host", happening.host().name())
                                    .put("what", happening.what()),
                            moment)
                    .put("how", moment.how().name().toLowerCase(Locale.ROOT))
                    .put("basis", moment.basis()));
        }
        ArrayNode findings = json.putArray("findings");
        for (Finding finding : result.findings()) {
            findings.addObject()
                    .put("kind", finding.kind().name().toLowerCase(Locale.ROOT))
                    .put("where", finding.where())
                    .put("text", finding.text());
        }
        ArrayNode assumed = json.putArray("assumed");
        result.assumed().forEach(assumed::add);
        json.put("version", version);
        return json;
    }

    private static ObjectNode bounded(ObjectNode json, Moment moment) {
        return json.put("atNs", moment.atNanos())
                .put("earliestNs", moment.earliestNanos())
                .put("latestNs", moment.latestNanos());
    }

    private static ObjectNode direction(ReplayResult result, Direction direction) {
        Comparison comparison = result.of(direction);
        Count measured = result.account().of(direction).lost();
        ObjectNode json = NODES.objectNode();
        json.put("frames", comparison.frames());
        ObjectNode lost = json.putObject("measured");
        if (measured.isExact()) {
            lost.put("lostFrames", measured.low());
        } else {
            lost.putNull("lostFrames");
            lost.put("lowFrames", measured.low());
            if (measured.isBounded()) {
                lost.put("highFrames", measured.high());
            }
        }
        json.putObject("predicted")
                .put("lostFrames", comparison.predicted().value())
                .put("lowFrames", comparison.predicted().low())
                .put("highFrames", comparison.predicted().high());
        boolean shown = comparison.comparedFrames() > 0 || comparison.frames() == 0;
        json.put("missedFrames", shown ? comparison.missedFrames() : null);
        json.put("inventedFrames", shown ? comparison.inventedFrames() : null);
        json.put("agreement", shown ? decimal(comparison.agreement()) : null);
        ObjectNode edges = json.putObject("edges").put("n", comparison.edges().count());
        edges.put("medianMs", millis(comparison.edges().medianNanos()));
        edges.put("maxMs", millis(comparison.edges().maxNanos()));
        if (comparison.lastSeenRight().isPresent()) {
            json.put("lastSeenRight", decimal(comparison.lastSeenRight().getAsDouble()));
        } else {
            json.putNull("lastSeenRight");
        }
        ArrayNode causes = json.putArray("causes");
        LossCause.byFrames(comparison).forEach(cause -> causes.addObject()
                .put("fate", cause.fate().name())
                .put("frames", cause.frames())
                .put("meaning", cause.fate().meaning()));
        json.put("comparedFrames", comparison.comparedFrames());
        json.set("measuredOutages", outages(comparison.measuredOutages()));
        json.set("predictedOutages", outages(comparison.predictedOutages()));
        return json;
    }

    private static ArrayNode outages(List<Outage> outages) {
        ArrayNode json = NODES.arrayNode();
        for (Outage outage : outages) {
            json.addObject()
                    .put("fromNs", outage.fromNanos())
                    .put("untilNs", outage.untilNanos())
                    .put("lostFrames", outage.lostFrames());
        }
        return json;
    }

    private static BigDecimal decimal(double ratio) {
        return plain(new BigDecimal(ratio).setScale(RATIO_PLACES, RoundingMode.HALF_EVEN));
    }

    private static BigDecimal millis(long nanos) {
        if (nanos == Long.MAX_VALUE) {
            return null;
        }
        return plain(BigDecimal.valueOf(nanos, NANO_TO_MILLI).setScale(MILLI_PLACES, RoundingMode.HALF_EVEN));
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
