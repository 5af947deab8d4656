package dev.vfgap.models.migration;

import static dev.vfgap.simcore.parameter.Provenance.Kind.ASSUMED;
import static dev.vfgap.simcore.parameter.Provenance.Kind.DERIVED;
import static dev.vfgap.simcore.parameter.Provenance.Kind.DOCUMENTED;

import dev.vfgap.models.machine.DelayParameter;
import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.Provenance;
import dev.vfgap.simcore.parameter.Unit;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The parameters of migration and announcement, and their defaults. */
public final class MigrationParameters {

    private static final double BITS_PER_BYTE = 8;
    private static final double MIB = 1L << 20;
    private static final double GIB = 1L << 30;

    // spotless:off
    /** Every parameter of this package. */
    public static final List<Parameter> ALL = List.of(
            DelayParameter.estimated("mig.setup", "from status setup to wait-unplug or active",
                    "5ms", "100us", "200ms", new Provenance(ASSUMED, "headers, notifiers, dirty logging switched on")),
            DelayParameter.fixed("qemu.waitUnplugPoll", "the period at which wait-unplug looks",
                    "250ms", "250ms", "250ms", new Provenance(DOCUMENTED, "QEMU 10.0 migration/migration.c:3605; nothing wakes it earlier")),
            DelayParameter.fixed("qemu.cancelUnplugWait", "how long a cancelled migration waits on for the guest",
                    "30s", "30s", "30s", new Provenance(DOCUMENTED, "QEMU 10.0 migration/migration.c:3608: 120 polls")),
            DelayParameter.estimated("mig.preSwitchover", "management's word before the switchover, with the guest stopped",
                    "10ms", "1ms", "50ms", new Provenance(ASSUMED, "a control round trip")),
            DelayParameter.estimated("mig.deviceState", "sending the devices' state, with the guest stopped",
                    "20ms", "5ms", "200ms", new Provenance(ASSUMED, "a few hundred KiB and their serialisation")),
            DelayParameter.uniform("mig.cancelNotice", "from cancelling to cancelled when no unplug is pending",
                    "0ms", "100ms", new Provenance(DERIVED, "the thread sleeps at most one rate window, QEMU 10.0 migration-stats.h:22")),
            DelayParameter.uniform("mig.failureNotice", "from the destination's death to the source's failed write",
                    "0ms", "100ms", new Provenance(DERIVED, "the thread sleeps at most one rate window, QEMU 10.0 migration-stats.h:22")),
            DelayParameter.estimated("mig.libvirtResume", "from all loaded at the destination to the guest's start",
                    "30ms", "0ms", "300ms", new Provenance(ASSUMED, "libvirt's Finish step, a control round trip; 0 when QEMU starts the guest itself")),
            DelayParameter.between("vfio.pinPerGiB", "pinning a GiB of guest memory for the VF's DMA",
                    "73ms", "420ms", "5ms", "1s", new Provenance(DERIVED, "vDPA 0.068 s/GB and VFIO 53.4 s for 128 GiB, both published; 5 ms with 1 GiB pages")),
            DelayParameter.estimated("vfio.realizeOther", "making the VF's device at the destination, beside reset and pinning",
                    "100ms", "0ms", "1s", new Provenance(ASSUMED, "container, IOMMU and interrupt set-up; 0 for an emulated NIC")),
            DelayParameter.fixed("mig.downtimeLimit", "what is left must fit into this time at the measured bandwidth",
                    "300ms", "0ms", "2000s", new Provenance(DOCUMENTED, "QEMU 10.0 migration/options.c:42,35")),
            constant("mig.maxBandwidth", "the bandwidth that QEMU grants a migration", Unit.BYTES_PER_SECOND,
                    128 * MIB, 1 * MIB, 1e12, new Provenance(DOCUMENTED, "QEMU 10.0 migration/options.c:38; libvirt sets practically no limit")),
            constant("mig.linkBandwidth", "the bandwidth of the link that carries the migration", Unit.BITS_PER_SECOND,
                    10e9, 1e6, 1e12, new Provenance(ASSUMED, "a 10 Gbit/s port for migration")),
            constant("mig.ram", "the guest's memory", Unit.BYTES,
                    8 * GIB, 16 * MIB, 64 * 1024 * GIB, new Provenance(ASSUMED, "a middling guest")),
            constant("mig.dirtyRate", "how fast the guest dirties memory", Unit.BYTES_PER_SECOND,
                    50 * MIB, 0, 1e12, new Provenance(ASSUMED, "a moderately busy guest")),
            constant("mig.workingSet", "how much memory the guest can have dirtied at most", Unit.BYTES,
                    2 * GIB, 0, 64 * 1024 * GIB, new Provenance(ASSUMED, "a quarter of the guest's memory")),
            DelayParameter.fixed("ann.initial", "from the first frame of the announcement to the second",
                    "50ms", "0ms", "100s", new Provenance(DOCUMENTED, "QEMU 10.0 migration/options.c:78")),
            DelayParameter.fixed("ann.step", "by how much the next delay is longer",
                    "100ms", "1ms", "10s", new Provenance(DOCUMENTED, "QEMU 10.0 migration/options.c:81")),
            DelayParameter.fixed("ann.max", "the longest delay between two frames",
                    "550ms", "0ms", "100s", new Provenance(DOCUMENTED, "QEMU 10.0 migration/options.c:79")),
            constant("ann.rounds", "how many frames an announcement has", Unit.COUNT,
                    5, 0, 1000, new Provenance(DOCUMENTED, "QEMU 10.0 migration/options.c:80")));
    // spotless:on

    private MigrationParameters() {}

    /**
     * What decides the rounds of pre-copy.
     *
     * @param value the value of a key in its unit
     */
    public static PrecopyRounds.Load load(ToDoubleFunction<String> value) {
        double linkBytesPerSecond = value.applyAsDouble("mig.linkBandwidth") / BITS_PER_BYTE;
        return new PrecopyRounds.Load(
                Math.round(value.applyAsDouble("mig.ram")),
                value.applyAsDouble("mig.dirtyRate"),
                Math.round(value.applyAsDouble("mig.workingSet")),
                Math.min(value.applyAsDouble("mig.maxBandwidth"), linkBytesPerSecond),
                Math.round(value.applyAsDouble("mig.downtimeLimit")));
    }

    /**
     * The schedule of the announcement.
     *
     * @param value the value of a key in its unit
     */
    public static AnnounceSchedule announcement(ToDoubleFunction<String> value) {
        return new AnnounceSchedule(
                Math.round(value.applyAsDouble("ann.initial")),
                Math.round(value.applyAsDouble("ann.step")),
                Math.round(value.applyAsDouble("ann.max")),
                Math.toIntExact(Math.round(value.applyAsDouble("ann.rounds"))));
    }

    private static Parameter constant(
            String key, String meaning, Unit unit, double value, double min, double max, Provenance provenance) {
        return new Parameter(key, meaning, unit, min, max, new Constant(value), provenance);
    }
}
