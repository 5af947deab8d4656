package dev.vfgap.replay.predict;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.models.lab.TrafficStream;
import dev.vfgap.replay.account.DirectionAccount;
import java.util.List;
import java.util.Locale;

/** The life of one frame as JSON, schema {@code vfgap/explain/1}. */
public final class ExplainedFrameJson {

    public static final String SCHEMA = "vfgap/explain/1";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ExplainedFrameJson() {}

    /**
     * One frame as an object.
     *
     * @param subject the key under which the subject stands: {@code bundle} or {@code scenario}
     * @param assumed the keys of the assumed parameters that it rests on
     */
    public static ObjectNode toJson(ExplainedFrame frame, String subject, List<String> assumed, String version) {
        ObjectNode json = NODES.objectNode();
        json.put("schema", SCHEMA);
        json.put(subject, frame.subject());
        json.put("direction", TrafficStream.of(frame.stream().direction()).word());
        json.put("stream", frame.stream().word());
        json.put("frame", frame.sequence());
        json.put("sentNs", frame.sentNanos());
        ObjectNode predicted = json.putObject("predicted").put("lost", frame.isLost());
        predicted.put("fate", frame.fate().map(Enum::name).orElse(null));
        predicted.put("host", frame.host().map(Enum::name).orElse(null));
        predicted.put("meaning", frame.fate().map(fate -> fate.meaning()).orElse(null));
        ArrayNode hops = json.putArray("hops");
        for (ExplainedFrame.Step step : frame.steps()) {
            ObjectNode hop = hops.addObject()
                    .put("atNs", step.atNanos())
                    .put("place", step.place())
                    .put("decision", step.decision())
                    .put("copy", step.copy());
            step.because().ifPresent(because -> hop.putObject("because")
                    .put("event", because.what())
                    .put("atNs", because.atNanos())
                    .put("basis", because.basis()));
        }
        frame.recorded().ifPresent(recorded -> json.set("captured", captured(frame, recorded)));
        ArrayNode keys = json.putArray("assumed");
        assumed.forEach(keys::add);
        json.put("version", version);
        return json;
    }

    private static ObjectNode captured(ExplainedFrame frame, ExplainedFrame.Recorded recorded) {
        ObjectNode json = NODES.objectNode();
        json.put("arrival", recorded.arrival().name().toLowerCase(Locale.ROOT));
        if (recorded.receivedNanos() == DirectionAccount.NEVER) {
            json.putNull("receivedNs");
        } else {
            json.put("receivedNs", recorded.receivedNanos());
        }
        json.put("copies", recorded.copies());
        json.put("lastSeen", recorded.lastSeen().orElse(null));
        ArrayNode seen = json.putArray("seen");
        recorded.sightings()
                .forEach(sighting ->
                        seen.addObject().put("point", sighting.point()).put("atNs", sighting.atNanos()));
        json.put("agrees", frame.agrees().orElse(null));
        json.put("placeAgrees", recorded.placeAgrees().orElse(null));
        return json;
    }
}
