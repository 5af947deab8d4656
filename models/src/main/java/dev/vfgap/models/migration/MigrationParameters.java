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
import java.util.Optional;
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
            DelayParameter.uniform("mig.postcopyNotice", "from the request for post-copy to the thread's next look",
                    "0ms", "100ms", new Provenance(DERIVED, "the thread sleeps at most one rate window, QEMU 10.0 migration-stats.h:22")),
            DelayParameter.fixed("mig.dirtySync", "the shortest time between two looks at how much the guest dirties",
                    "1s", "1s", "1s", new Provenance(DOCUMENTED, "QEMU 10.0 migration/ram.c:1047")),
            ratio("mig.throttleTrigger", "auto-converge throttles when the guest dirties more than this part of what is sent",
                    0.5, 0.01, 1, new Provenance(DOCUMENTED, "QEMU 10.0 migration/options.c:45, throttle-trigger-threshold")),
            ratio("mig.throttleInitial", "auto-converge's first throttle: the part of the time in which the vCPUs are held",
                    0.2, 0.01, 0.99, new Provenance(DOCUMENTED, "QEMU 10.0 migration/options.c:46, cpu-throttle-initial")),
            ratio("mig.throttleStep", "what auto-converge adds to the throttle each time",
                    0.1, 0.01, 0.99, new Provenance(DOCUMENTED, "QEMU 10.0 migration/options.c:47, cpu-throttle-increment")),
            ratio("mig.throttleMax", "auto-converge's last throttle",
                    0.99, 0.01, 0.99, new Provenance(DOCUMENTED, "QEMU 10.0 migration/options.c:48, max-cpu-throttle")),
            DelayParameter.estimated("mig.libvirtResume", "from all loaded at the destination to the guest's start",
                    "30ms", "0ms", "300ms", new Provenance(ASSUMED, "libvirt's Finish step, a control round trip; 0 when QEMU starts the guest itself")),
            DelayParameter.between("vfio.pinPerGiB", "pinning a GiB of guest memory for the VF's DMA",
                    "73ms", "420ms", "5ms", "1s", new Provenance(DERIVED, "vDPA 0.068 s/GB and VFIO 53.4 s for 128 GiB, both published; 5 ms with 1 GiB pages")),
            DelayParameter.estimated("vfio.realizeOther", "making the VF's device at the destination, beside reset and pinning",
                    "100ms", "0ms", "1s", new Provenance(ASSUMED, "container, IOMMU and interrupt set-up; 0 for an emulated NIC")),
            constant("vfio.stateSize", "what a migrated VF gives away only while it stands still", Unit.BYTES,
                    16 * MIB, 0, 64 * GIB, new Provenance(ASSUMED, "queues, counters and steering rules of one VF; no size is published")),
            constant("vfio.stopCopyRate", "how fast a migrated VF gives its state away", Unit.BYTES_PER_SECOND,
                    400 * MIB, 1 * MIB, 1e12, new Provenance(ASSUMED, "a firmware that writes into a host's buffer")),
            DelayParameter.estimated("vfio.loadPerMiB", "how long a migrated VF takes for a MiB of its state",
                    "2500us", "10us", "100ms", new Provenance(ASSUMED, "as fast as it gives it away")),
            DelayParameter.fixed("vdpa.pinPerGiB", "pinning a GiB of guest memory for a vDPA device",
                    "67400us", "1ms", "1s", new Provenance(DERIVED, "qemu-devel msg1116964, its 39 GB row: 4.72 s with, 2.09 s without the pinning")),
            DelayParameter.fixed("vdpa.mapPerGiB", "what a GiB of guest memory costs a vDPA device at its start beside the pinning",
                    "48500us", "0ms", "1s", new Provenance(DERIVED, "the rest of that row, less vdpa.configure: (2.09 s - 0.2 s) / 39")),
            DelayParameter.fixed("vdpa.configure", "making a vDPA device's queues",
                    "200ms", "1ms", "5s", new Provenance(DOCUMENTED, "qemu-devel RFC 20230918044932: queues and RSS may take more than 200 ms")),
            DelayParameter.fixed("mig.downtimeLimit", "what is left must fit into this time at the measured bandwidth",
                    "300ms", "0ms", "2000s", new Provenance(DOCUMENTED, "QEMU 10.0 migration/options.c:42,35")),
            constant("mig.maxBandwidth", "the bandwidth that QEMU grants a migration", Unit.BYTES_PER_SECOND,
                    128 * MIB, 1 * MIB, 1e12, new Provenance(DOCUMENTED, "QEMU 10.0 migration/options.c:38; libvirt sets practically no limit")),
            constant("mig.postcopyBandwidth", "the bandwidth that QEMU grants a migration in post-copy", Unit.BYTES_PER_SECOND,
                    1e12, 1 * MIB, 1e12, new Provenance(DOCUMENTED, "QEMU 10.0 max-postcopy-bandwidth: 0, which is no limit")),
            constant("mig.switchoverBandwidth", "the bandwidth with which QEMU estimates the downtime; 0 = what it has measured", Unit.BYTES_PER_SECOND,
                    0, 0, 1e12, new Provenance(DOCUMENTED, "QEMU 10.0 migration/options.c:121, avail-switchover-bandwidth")),
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
     * What decides the rounds of pre-copy, without a VF that is migrated with its state.
     *
     * @param value the value of a key in its unit
     */
    public static PrecopyRounds.Load load(ToDoubleFunction<String> value, HypervisorOptions options) {
        return load(value, options, PrecopyRounds.StopCopy.NONE);
    }

    /**
     * What decides the rounds of pre-copy.
     *
     * @param value the value of a key in its unit
     * @param vfState of a VF that is migrated
     */
    public static PrecopyRounds.Load load(
            ToDoubleFunction<String> value, HypervisorOptions options, PrecopyRounds.StopCopy vfState) {
        double link = value.applyAsDouble("mig.linkBandwidth") / BITS_PER_BYTE;
        double precopy = Math.min(value.applyAsDouble("mig.maxBandwidth"), link);
        double told = value.applyAsDouble("mig.switchoverBandwidth");
        return new PrecopyRounds.Load(
                Math.round(value.applyAsDouble("mig.ram")),
                value.applyAsDouble("mig.dirtyRate"),
                Math.round(value.applyAsDouble("mig.workingSet")),
                new PrecopyRounds.Bandwidths(
                        precopy,
                        told > 0 ? told : precopy,
                        link,
                        Math.min(value.applyAsDouble("mig.postcopyBandwidth"), link)),
                Math.round(value.applyAsDouble("mig.downtimeLimit")),
                vfState,
                options.autoConverge() == AutoConvergence.ON ? Optional.of(autoConverge(value)) : Optional.empty());
    }

    /** The state of a VF that is migrated: {@code vfio.stateSize} and {@code vfio.stopCopyRate}. */
    public static PrecopyRounds.StopCopy vfState(ToDoubleFunction<String> value) {
        return new PrecopyRounds.StopCopy(
                Math.round(value.applyAsDouble("vfio.stateSize")), value.applyAsDouble("vfio.stopCopyRate"));
    }

    private static PrecopyRounds.AutoConverge autoConverge(ToDoubleFunction<String> value) {
        return new PrecopyRounds.AutoConverge(
                Math.round(value.applyAsDouble("mig.dirtySync")),
                percent(value.applyAsDouble("mig.throttleTrigger")),
                percent(value.applyAsDouble("mig.throttleInitial")),
                percent(value.applyAsDouble("mig.throttleStep")),
                percent(value.applyAsDouble("mig.throttleMax")));
    }

    private static int percent(double ratio) {
        return (int) Math.round(ratio * 100);
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

    private static Parameter ratio(
            String key, String meaning, double value, double min, double max, Provenance provenance) {
        return constant(key, meaning, Unit.RATIO, value, min, max, provenance);
    }

    private static Parameter constant(
            String key, String meaning, Unit unit, double value, double min, double max, Provenance provenance) {
        return new Parameter(key, meaning, unit, min, max, new Constant(value), provenance);
    }
}
