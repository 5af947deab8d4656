package dev.vfgap.scenarios.config;

import java.util.Map;

/** The JSON Schemas of the files that people write, for editors; made from the shapes that the readers check by. */
public final class JsonSchemas {
    private JsonSchemas() {}

    /** The schema of a kind of file, as maps, lists and texts. */
    public static Map<String, Object> of(FileKind kind) {
        Map<String, Object> schema = Kinds.ordered(
                "$schema", "https://json-schema.org/draft/2020-12/schema", "title", "vfgap " + kind.word());
        schema.putAll(shape(kind).schema());
        if (kind != FileKind.PROFILE) {
            schema.put("$defs", PlanKind.definitions());
        }
        return schema;
    }

    static Shape shape(FileKind kind) {
        return switch (kind) {
            case STRATEGY -> StrategyFile.SHAPE;
            case SCENARIO -> ScenarioFile.SHAPE;
            case PROFILE -> ProfileFile.SHAPE;
        };
    }
}
