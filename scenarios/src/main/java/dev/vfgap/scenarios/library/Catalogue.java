package dev.vfgap.scenarios.library;

import dev.vfgap.models.guest.GuestParameters;
import dev.vfgap.models.lab.LabParameters;
import dev.vfgap.models.migration.MigrationParameters;
import dev.vfgap.models.nic.family.NicParameters;
import dev.vfgap.models.operate.OperateParameters;
import dev.vfgap.models.pci.PciParameters;
import dev.vfgap.simcore.parameter.ParameterCatalog;

/** All parameters that a run may depend on, in the order of the models that use them. */
public final class Catalogue {
    private static final ParameterCatalog ALL = ParameterCatalog.of(
            OperateParameters.ALL,
            GuestParameters.ALL,
            PciParameters.ALL,
            MigrationParameters.ALL,
            LabParameters.ALL,
            NicParameters.ALL);

    private Catalogue() {}

    /** The catalogue. */
    public static ParameterCatalog all() {
        return ALL;
    }
}
