package dev.vfgap.models;

import dev.vfgap.models.guest.BondSlave;
import dev.vfgap.models.guest.DpdkMember;
import dev.vfgap.models.guest.GuestTools;
import dev.vfgap.models.guest.NetvscPath;
import dev.vfgap.models.guest.VfDriver;
import dev.vfgap.models.migration.IncomingMigration;
import dev.vfgap.models.migration.Migration;
import dev.vfgap.models.pci.AcpiSlot;
import dev.vfgap.models.pci.PciehpSlot;
import dev.vfgap.models.pci.QemuPrimary;
import dev.vfgap.simcore.table.TransitionTable;
import java.util.List;

/** The tables of all machines in the models, to be described, drawn and explored. */
public final class MachineTables {

    /** Every table, the guest's first. */
    public static final List<TransitionTable<?, ?, ?>> ALL = List.of(
            VfDriver.TABLE,
            BondSlave.TABLE,
            NetvscPath.TABLE,
            GuestTools.TABLE,
            DpdkMember.TABLE,
            PciehpSlot.TABLE,
            AcpiSlot.TABLE,
            QemuPrimary.TABLE,
            Migration.TABLE,
            IncomingMigration.TABLE);

    private MachineTables() {}
}
