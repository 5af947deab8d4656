package dev.vfgap.models.lab;

import dev.vfgap.models.fabric.UnknownUnicast;
import dev.vfgap.models.host.HostSide;
import dev.vfgap.models.migration.MigrationParameters;
import dev.vfgap.models.migration.PrecopyRounds;
import dev.vfgap.models.migration.Switchover;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.models.operate.Hotplug;
import dev.vfgap.models.operate.Initial;
import dev.vfgap.models.operate.Plan;
import dev.vfgap.models.operate.PrimaryDevice;
import dev.vfgap.models.operate.PrimaryUse;
import dev.vfgap.models.operate.Standby;
import dev.vfgap.simcore.parameter.ParameterValues;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * One experiment: what a run is a pure function of, beside seed and replication.
 *
 * @param plan what is done
 * @param initial the state before
 * @param hotplug how devices come and go
 * @param standby how the virtio NIC is configured
 * @param nic the primary and its driver
 * @param nicFamily the NICs of both hosts; empty = a bridge in their place, for primaries that QEMU emulates
 * @param hostSide what both hosts have between NIC and standby
 * @param unknownUnicast what the switch does with frames for the guest that it has no entry for
 * @param switchover whether management has a last word before the switchover
 * @param rx how the peer sends
 * @param tx how the guest sends
 * @param beforeNanos traffic before the plan's first step, at least 0
 * @param afterNanos traffic after its last step, at least 0
 * @param values the parameters
 * @param world the things around the strategy
 * @param primary what the strategy takes the primary for
 */
public record MigrationSetup(
        Plan plan,
        Initial initial,
        Hotplug hotplug,
        Standby standby,
        GuestNic nic,
        Optional<NicFamily> nicFamily,
        HostSide hostSide,
        UnknownUnicast unknownUnicast,
        Switchover switchover,
        Sending rx,
        Sending tx,
        long beforeNanos,
        long afterNanos,
        ParameterValues values,
        World world,
        PrimaryUse primary) {
    public MigrationSetup {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(initial, "initial");
        Objects.requireNonNull(hotplug, "hotplug");
        Objects.requireNonNull(standby, "standby");
        Objects.requireNonNull(nic, "nic");
        Objects.requireNonNull(nicFamily, "nicFamily");
        Objects.requireNonNull(hostSide, "hostSide");
        Objects.requireNonNull(unknownUnicast, "unknownUnicast");
        Objects.requireNonNull(switchover, "switchover");
        Objects.requireNonNull(rx, "rx");
        Objects.requireNonNull(tx, "tx");
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(world, "world");
        Objects.requireNonNull(primary, "primary");
        if (beforeNanos < 0 || afterNanos < 0) {
            throw new IllegalArgumentException("traffic cannot last less than nothing");
        }
    }

    /** With a primary that is used as usual. */
    public MigrationSetup(
            Plan plan,
            Initial initial,
            Hotplug hotplug,
            Standby standby,
            GuestNic nic,
            Optional<NicFamily> nicFamily,
            HostSide hostSide,
            UnknownUnicast unknownUnicast,
            Switchover switchover,
            Sending rx,
            Sending tx,
            long beforeNanos,
            long afterNanos,
            ParameterValues values,
            World world) {
        this(
                plan,
                initial,
                hotplug,
                standby,
                nic,
                nicFamily,
                hostSide,
                unknownUnicast,
                switchover,
                rx,
                tx,
                beforeNanos,
                afterNanos,
                values,
                world,
                PrimaryUse.USUAL);
    }

    /** With a flooding switch, nothing on the hosts that decides, and everything else in its usual form. */
    public MigrationSetup(
            Plan plan,
            Initial initial,
            Hotplug hotplug,
            Standby standby,
            GuestNic nic,
            Optional<NicFamily> nicFamily,
            Switchover switchover,
            Sending rx,
            Sending tx,
            long beforeNanos,
            long afterNanos,
            ParameterValues values) {
        this(
                plan,
                initial,
                hotplug,
                standby,
                nic,
                nicFamily,
                HostSide.OPEN,
                UnknownUnicast.FLOOD,
                switchover,
                rx,
                tx,
                beforeNanos,
                afterNanos,
                values,
                World.USUAL,
                PrimaryUse.USUAL);
    }

    /**
     * What decides the rounds of pre-copy.
     *
     * @param value the value of a key in its unit; each key that counts is asked for
     */
    public PrecopyRounds.Load load(ToDoubleFunction<String> value) {
        return primary.device() == PrimaryDevice.VFIO_MIGRATION
                ? MigrationParameters.load(value, world.hypervisor(), MigrationParameters.vfState(value))
                : MigrationParameters.load(value, world.hypervisor());
    }

    /** This setup in another world. */
    public MigrationSetup in(World other) {
        return with(other, primary);
    }

    /** This setup with another use of the primary. */
    public MigrationSetup with(PrimaryUse other) {
        return with(world, other);
    }

    /** This setup with other values of its parameters. */
    public MigrationSetup with(ParameterValues other) {
        return with(other, world, primary);
    }

    private MigrationSetup with(World otherWorld, PrimaryUse otherPrimary) {
        return with(values, otherWorld, otherPrimary);
    }

    private MigrationSetup with(ParameterValues otherValues, World otherWorld, PrimaryUse otherPrimary) {
        return new MigrationSetup(
                plan,
                initial,
                hotplug,
                standby,
                nic,
                nicFamily,
                hostSide,
                unknownUnicast,
                switchover,
                rx,
                tx,
                beforeNanos,
                afterNanos,
                otherValues,
                otherWorld,
                otherPrimary);
    }
}
