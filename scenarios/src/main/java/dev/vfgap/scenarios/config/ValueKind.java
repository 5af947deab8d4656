package dev.vfgap.scenarios.config;

import java.util.Map;

/** What may stand as a value: checks a node, and says the same to an editor as JSON Schema. */
interface ValueKind {

    /** Reports everything that is wrong with this node, which is the value of {@code name}. */
    void check(String name, Node node, Problems problems);

    /** The JSON Schema of this kind, as maps, lists and texts. */
    Map<String, Object> schema();
}
