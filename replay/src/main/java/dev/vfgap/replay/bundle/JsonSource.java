package dev.vfgap.replay.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON file that is being read: its tree, the place of every value, and what was found wrong or worth a note so far.
 */
final class JsonSource {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    /** Places are kept only so deep: no field of a manifest lies deeper, and a pointer grows with its depth. */
    private static final int DEEPEST_PLACE = 8;

    private final String shown;
    private final JsonNode root;
    private final Map<String, Place> places;
    private final List<InputProblem> problems = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private record Place(int line, int column) {}

    private JsonSource(String shown, JsonNode root, Map<String, Place> places) {
        this.shown = shown;
        this.root = root;
        this.places = places;
    }

    /**
     * Reads the tree.
     *
     * @throws BadInputException when the bytes are not one JSON value, with line and column
     */
    static JsonSource parse(byte[] bytes, String shown) {
        try (JsonParser parser = MAPPER.createParser(bytes)) {
            Map<String, Place> places = new HashMap<>();
            int depth = 0;
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new BadInputException(InputProblem.ofFile(shown, "is empty", "see docs/capture-bundle.md"));
            }
            while (token != null) {
                if (token != JsonToken.FIELD_NAME && !token.isStructEnd() && depth <= DEEPEST_PLACE) {
                    JsonLocation at = parser.currentTokenLocation();
                    String pointer = pointer(parser, token);
                    places.put(pointer, new Place(at.getLineNr(), at.getColumnNr()));
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                token = parser.nextToken();
                if (token != null && depth == 0) {
                    JsonLocation at = parser.currentTokenLocation();
                    throw new BadInputException(InputProblem.at(
                            shown, at.getLineNr(), at.getColumnNr(), "something follows the JSON value", "remove it"));
                }
            }
            return new JsonSource(shown, MAPPER.readTree(bytes), places);
        } catch (JsonProcessingException e) {
            throw new BadInputException(syntax(shown, e));
        } catch (IOException e) {
            // The bytes are in memory: only their characters can be wrong.
            throw new BadInputException(InputProblem.ofFile(shown, "is not UTF-8 text", "write JSON as UTF-8"));
        }
    }

    /** A syntax error of the JSON parser as a problem with its line and column. */
    static InputProblem syntax(String shown, JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        int line = at == null ? 0 : Math.max(0, at.getLineNr());
        int column = at == null ? 0 : Math.max(0, at.getColumnNr());
        String first = e.getOriginalMessage().lines().findFirst().orElse("");
        return InputProblem.at(
                shown, line, column, (line > 0 ? "is not JSON here: " : "is not JSON: ") + first, "mend the syntax");
    }

    /** The whole file as an object; a problem (and an empty object) when it is something else. */
    JsonPart object() {
        if (!root.isObject()) {
            problem("", "must be an object { … }", "see docs/capture-bundle.md");
            return new JsonPart(this, "", MAPPER.createObjectNode());
        }
        return new JsonPart(this, "", root);
    }

    void problem(String pointer, String message, String mend) {
        Place place = places.get(pointer);
        problems.add(
                place == null
                        ? InputProblem.ofFile(shown, message, mend)
                        : InputProblem.at(shown, place.line(), place.column(), message, mend));
    }

    void note(String pointer, String text) {
        Place place = places.get(pointer);
        findings.add(Finding.note(place == null ? shown : shown + ":" + place.line() + ":" + place.column(), text));
    }

    List<Finding> findings() {
        return findings;
    }

    List<InputProblem> problems() {
        return problems;
    }

    private static String pointer(JsonParser parser, JsonToken token) {
        // On a struct start the context is already that of the struct; its path is the struct's own.
        return token.isStructStart() && parser.getParsingContext().getParent() != null
                ? parser.getParsingContext().getParent().pathAsPointer().toString()
                : parser.getParsingContext().pathAsPointer().toString();
    }
}
