package dev.vfgap.replay.calibrate;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where readings of one parameter differ from each other beside chance, and which of these levels a parameter has.
 *
 * <p>A level that cannot matter for a parameter is left out of its fit: what a NIC's driver does not run through does not
 * depend on the NIC. Hot-plug by ACPI and by pciehp have parameters of their own, so their kind is no level.
 */
public enum Level {
    /** The hosts with their hypervisor, accelerator and guest kernel. */
    LAB,
    /** The model of the primary, and with it the guest's driver. */
    NIC,
    /** One recorded migration. */
    RUN;

    /** Its name in results. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * A group of parameters and their levels.
     *
     * @param prefix how their keys begin
     * @param levels beside chance within a run
     * @param because why these and no others
     */
    public record Row(String prefix, Set<Level> levels, String because) {
        boolean isFor(String key) {
            return key.startsWith(prefix);
        }
    }

    // spotless:off
    /** The first row whose prefix fits is a parameter's. */
    public static final List<Row> TABLE = List.of(
            new Row("guest.standby",  EnumSet.of(LAB, RUN),      "virtio-net is the standby whatever the primary is"),
            new Row("guest.",         EnumSet.of(LAB, NIC, RUN), "the VF's driver does it, on the guest's CPU"),
            new Row("pci.enumerate",  EnumSet.of(LAB, NIC, RUN), "the device's BARs and capabilities are read; the guest's kernel reads them"),
            new Row("pciehp.",        EnumSet.of(LAB, RUN),      "the port's driver in the guest's kernel, before or after the VF's own; its timers have the kernel's grain"),
            new Row("acpi.",          EnumSet.of(LAB, RUN),      "AML and acpiphp in the guest, QEMU on the host; the VF's driver comes between and has its own"),
            new Row("mgmt.filter",    EnumSet.of(LAB, NIC, RUN), "management asks, the PF's driver answers"),
            new Row("mgmt.",          EnumSet.of(LAB, RUN),      "management's own software and host"),
            new Row("mig.",           EnumSet.of(LAB, RUN),      "QEMU and libvirt on both hosts; the primary is away while they work"),
            new Row("",               EnumSet.of(LAB, RUN),      "the hosts and what is between them"));
    // spotless:on

    /** The row of a parameter. */
    public static Row of(String key) {
        return TABLE.stream().filter(row -> row.isFor(key)).findFirst().orElseThrow();
    }
}
