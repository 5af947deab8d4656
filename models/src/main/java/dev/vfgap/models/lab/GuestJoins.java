package dev.vfgap.models.lab;

import dev.vfgap.models.guest.ActiveBackup;
import dev.vfgap.models.guest.BondSettings;
import dev.vfgap.models.guest.FailoverDown;
import dev.vfgap.models.guest.GuestOptions;
import dev.vfgap.models.guest.GuestOptions.FailoverDevice;
import dev.vfgap.models.guest.GuestOptions.MacFeature;
import dev.vfgap.models.guest.GuestStack;
import dev.vfgap.models.guest.LowerDevice;
import dev.vfgap.models.guest.Member;
import dev.vfgap.models.guest.NetFailover;
import dev.vfgap.models.guest.Netvsc;
import dev.vfgap.models.guest.PolledBond;
import dev.vfgap.models.guest.SingleNic;
import dev.vfgap.models.guest.SingleNic.Addresses;
import dev.vfgap.models.guest.VfDriver.Opener;
import dev.vfgap.models.guest.VirtioOnly;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.models.operate.Standby;
import dev.vfgap.simcore.random.RandomStreams;

/** What joins the NICs of a setup's guest. */
final class GuestJoins {
    private GuestJoins() {}

    /**
     * What joins them.
     *
     * @param guest on the guest's clock
     */
    static GuestJoin of(MigrationSetup setup, Phases guest, RandomStreams streams, GuestJoin.Surroundings around) {
        return switch (setup.standby()) {
            case FAILOVER -> new FailoverJoin(failoverOpener(setup));
            case PLAIN -> new FailoverJoin(Opener.OTHER);
            case BOND -> {
                BondSettings settings = bondSettings(setup);
                double phase = streams.stream("guest/bond.miimon").nextUniform();
                yield new BondJoin(guest, settings, (long) (phase * settings.miimonNanos()), around);
            }
            case NETVSC -> new NetvscJoin(guest, around);
            case NONE -> new SingleNicJoin(guest, around);
            case DPDK_BOND -> new DpdkJoin();
        };
    }

    /** The stack of a setup's guest, before what it found at its boot. */
    static GuestStack firstStack(MigrationSetup setup) {
        return switch (setup.standby()) {
            case FAILOVER ->
                switch (failoverOpener(setup)) {
                    case FAILOVER -> new NetFailover(LowerDevice.ABSENT, LowerDevice.READY);
                    case FAILOVER_DOWN -> new FailoverDown(LowerDevice.ABSENT, LowerDevice.READY);
                    case OTHER -> new VirtioOnly(LowerDevice.READY);
                };
            case PLAIN -> new VirtioOnly(LowerDevice.READY);
            case BOND ->
                new ActiveBackup(
                        LowerDevice.ABSENT,
                        LowerDevice.READY,
                        Member.STANDBY,
                        bondSettings(setup).inactive());
            case NETVSC -> new Netvsc(LowerDevice.ABSENT, LowerDevice.READY, Member.STANDBY);
            case NONE -> new SingleNic(LowerDevice.ABSENT, Addresses.MISSING);
            case DPDK_BOND ->
                new PolledBond(LowerDevice.ABSENT, LowerDevice.READY, (int)
                        Math.round(setup.values().constant("virtio.ring")));
        };
    }

    private static Opener failoverOpener(MigrationSetup setup) {
        if (!failoverNegotiated(setup)) {
            return Opener.OTHER;
        }
        return setup.world().guest().failoverDevice() == FailoverDevice.UP ? Opener.FAILOVER : Opener.FAILOVER_DOWN;
    }

    private static BondSettings bondSettings(MigrationSetup setup) {
        GuestOptions options = setup.world().guest();
        return BondSettings.of(setup.values()::constant, options.bondPreferred(), options.bondInactive());
    }

    /** Whether the guest's virtio driver and QEMU agree on {@code STANDBY}. */
    static boolean failoverNegotiated(MigrationSetup setup) {
        return setup.standby() == Standby.FAILOVER && setup.world().guest().macFeature() == MacFeature.OFFERED;
    }

    /** Whether QEMU hides every primary for good: its virtio NIC offers {@code STANDBY}, and the guest does not take it. */
    static boolean hidesPrimaries(MigrationSetup setup) {
        return setup.standby() == Standby.FAILOVER && !failoverNegotiated(setup);
    }

    /** Whether the guest on A has a primary when the run begins. */
    static PrimaryPresence atStart(MigrationSetup setup) {
        return hidesPrimaries(setup) ? PrimaryPresence.NONE : setup.initial().primaryA();
    }
}
