package dev.vfgap.scenarios.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The keys that every JSON result begins with. */
public final class JsonResult {
    private JsonResult() {}

    /**
     * A result with its head, to be filled on in the order of its keys.
     *
     * @param verb the verb; the schema is {@code vfgap/<verb>/1}
     * @param seed where randomness was used
     * @param assumed the keys of the assumed parameters that the result rests on
     */
    public static Map<String, Object> of(String verb, OptionalLong seed, List<String> assumed) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("schema", "vfgap/" + verb + "/1");
        result.put("version", Version.text());
        seed.ifPresent(value -> result.put("seed", value));
        result.put("assumed", assumed);
        return result;
    }
}
