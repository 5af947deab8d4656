package dev.vfgap.simcore.parameter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All parameters that exist, in the order in which they were given: the one home of every default. Immutable. */
public final class ParameterCatalog {

    private final Map<String, Parameter> byKey;

    private ParameterCatalog(Map<String, Parameter> byKey) {
        this.byKey = byKey;
    }

    /**
     * The catalogue of several groups.
     *
     * @throws IllegalArgumentException if a key is there twice
     */
    @SafeVarargs
    public static ParameterCatalog of(List<Parameter>... groups) {
        Map<String, Parameter> byKey = new LinkedHashMap<>();
        for (List<Parameter> group : groups) {
            for (Parameter parameter : group) {
                if (byKey.put(parameter.key(), parameter) != null) {
                    throw new IllegalArgumentException("parameter " + parameter.key() + " is there twice");
                }
            }
        }
        return new ParameterCatalog(byKey);
    }

    /** Every parameter. */
    public List<Parameter> all() {
        return List.copyOf(byKey.values());
    }

    /** Every key. */
    public List<String> keys() {
        return List.copyOf(byKey.keySet());
    }

    /**
     * The parameter of a key.
     *
     * @throws IllegalArgumentException if there is none, with the nearest key
     */
    public Parameter require(String key) {
        Parameter parameter = byKey.get(key);
        if (parameter == null) {
            String suggestion = NearestName.of(key, byKey.keySet())
                    .map(nearest -> "; did you mean " + nearest + "?")
                    .orElse("");
            throw new IllegalArgumentException("there is no parameter '" + key + "'" + suggestion);
        }
        return parameter;
    }

    /** The values of a run that sets nothing: every default. */
    public ParameterValues defaults() {
        return new ParameterValues(this, Map.of());
    }
}
