package dev.vfgap.simcore.parameter;

import java.util.Locale;

/**
 * How a value is known.
 *
 * @param kind how it came about
 * @param where the source: file and line, document, data set, or for an assumption the reason
 */
public record Provenance(Kind kind, String where) {

    /** How a value came about. */
    public enum Kind {
        /** Observed in the system that is modelled, or fitted to observations of it. */
        MEASURED,
        /** A constant or a default in code, a data sheet or a standard. */
        DOCUMENTED,
        /** Computed from measured or documented values. */
        DERIVED,
        /** An estimate without a source. A ranking that rests on it must say so. */
        ASSUMED
    }

    /**
     * Asks for a source.
     *
     * @throws IllegalArgumentException if the source is blank
     */
    public Provenance {
        if (where.isBlank()) {
            throw new IllegalArgumentException("a provenance says where a value comes from");
        }
    }

    /** For example {@code documented: linux pciehp_ctrl.c:179}. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ": " + where;
    }
}
