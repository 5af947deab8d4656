package dev.vfgap.simcore.parameter;

import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.distribution.Distribution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The parameter values of one run: a catalogue's defaults, and over them values that were set, each with its own
 * provenance. Immutable.
 *
 * <p>Every method that takes a key throws an {@link IllegalArgumentException} with the nearest key when there is none.
 */
public final class ParameterValues {

    private record Setting(Distribution value, Provenance provenance) {}

    private final ParameterCatalog catalog;
    private final Map<String, Setting> settings;

    ParameterValues(ParameterCatalog catalog, Map<String, Setting> settings) {
        this.catalog = catalog;
        this.settings = settings;
    }

    /** The catalogue whose defaults hold where nothing is set. */
    public ParameterCatalog catalog() {
        return catalog;
    }

    /** The value of a key. */
    public Distribution distribution(String key) {
        Parameter parameter = catalog.require(key);
        Setting setting = settings.get(key);
        return setting == null ? parameter.value() : setting.value();
    }

    /**
     * The value of a key that does not vary, in the parameter's unit.
     *
     * @throws IllegalArgumentException also if the value varies
     */
    public double constant(String key) {
        Distribution value = distribution(key);
        if (value instanceof Constant constant) {
            return constant.value();
        }
        throw new IllegalArgumentException(key + " must be one value, but it is "
                + value.toText(catalog.require(key).unit()));
    }

    /** How the value of a key is known. */
    public Provenance provenance(String key) {
        Parameter parameter = catalog.require(key);
        Setting setting = settings.get(key);
        return setting == null ? parameter.provenance() : setting.provenance();
    }

    /**
     * These values with one of them set.
     *
     * @throws IllegalArgumentException also if the value leaves the parameter's range
     */
    public ParameterValues with(String key, Distribution value, Provenance provenance) {
        catalog.require(key).requireAllowed(value);
        Map<String, Setting> changed = new LinkedHashMap<>(settings);
        changed.put(key, new Setting(value, Objects.requireNonNull(provenance, "provenance")));
        return new ParameterValues(catalog, changed);
    }

    /**
     * These values with one of them set from its text, see {@link Distribution#parse}.
     *
     * @throws IllegalArgumentException also if the text is no value in the parameter's unit or leaves its range
     */
    public ParameterValues with(String key, String text, Provenance provenance) {
        return with(key, Distribution.parse(text, catalog.require(key).unit()), provenance);
    }

    /** The keys whose present value is an estimate without a source, in the catalogue's order. */
    public List<String> assumedKeys() {
        List<String> assumed = new ArrayList<>();
        for (String key : catalog.keys()) {
            if (provenance(key).kind() == Provenance.Kind.ASSUMED) {
                assumed.add(key);
            }
        }
        return List.copyOf(assumed);
    }

    /** The keys that were set, in the catalogue's order. */
    public List<String> setKeys() {
        return catalog.keys().stream().filter(settings::containsKey).toList();
    }
}
