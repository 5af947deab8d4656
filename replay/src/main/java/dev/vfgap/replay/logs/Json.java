package dev.vfgap.replay.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON inside the lines of logs. */
final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    /** An object without a field. */
    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The object with which a text begins, whatever follows it; null when it begins with none. */
    static ObjectNode object(String text) {
        try {
            return MAPPER.readerFor(JsonNode.class).readValue(text) instanceof ObjectNode object ? object : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** A JSON text in quotes as what it means; null when it is none. */
    static String text(String quoted) {
        try {
            return MAPPER.readerFor(JsonNode.class).readValue(quoted) instanceof JsonNode node && node.isTextual()
                    ? node.textValue()
                    : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
