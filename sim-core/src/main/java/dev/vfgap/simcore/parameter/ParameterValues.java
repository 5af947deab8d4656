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
    private final Map<String, Map<Integer, Distribution>> draws;

    ParameterValues(ParameterCatalog catalog, Map<String, Setting> settings) {
        this(catalog, settings, Map.of());
    }

    private ParameterValues(
            ParameterCatalog catalog, Map<String, Setting> settings, Map<String, Map<Integer, Distribution>> draws) {
        this.catalog = catalog;
        this.settings = settings;
        this.draws = draws;
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

    /** Whether single draws of a key are set, see {@link #withDraws}. */
    public boolean hasDraws(String key) {
        return draws.containsKey(key);
    }

    /**
     * The value of one draw of a key in a run.
     *
     * @param number which draw of this key, from 0, in the order of the run's time
     */
    public Distribution draw(String key, int number) {
        Distribution own = draws.getOrDefault(key, Map.of()).get(number);
        return own == null ? distribution(key) : own;
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
        return new ParameterValues(catalog, changed, draws);
    }

    /**
     * These values with single draws of a key set: what a recorded run shows of each time that something happened. The other
     * draws keep the key's value, and so do its provenance and {@link #constant}.
     *
     * @param some the value of a draw by its number, see {@link #draw}
     * @throws IllegalArgumentException also if a value leaves the parameter's range
     */
    public ParameterValues withDraws(String key, Map<Integer, Distribution> some) {
        some.values().forEach(catalog.require(key)::requireAllowed);
        Map<String, Map<Integer, Distribution>> changed = new LinkedHashMap<>(draws);
        changed.put(key, new LinkedHashMap<>(some));
        return new ParameterValues(catalog, settings, changed);
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
