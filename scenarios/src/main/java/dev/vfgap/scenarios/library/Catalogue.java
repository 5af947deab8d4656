package dev.vfgap.scenarios.library;

import dev.vfgap.simcore.parameter.ParameterCatalog;

/** All parameters that a run may depend on. */
public final class Catalogue {
    private static final ParameterCatalog ALL = ParameterCatalog.of();

    private Catalogue() {}

    public static ParameterCatalog all() {
        return ALL;
    }
}
