package dev.vfgap.models.guest;

/**
 * A Linux bond in mode active-backup: everything goes by the active slave, whatever its state, until another is active.
 *
 * <p>Receive follows the active slave too, unlike {@link NetFailover}: what an inactive one receives is delivered to
 * sockets bound to exactly that device, so IP does not get it.
 *
 * <p>Source: Linux 6.12 {@code drivers/net/bonding/bond_main.c} ({@code bond_xmit_activebackup}, {@code
 * bond_should_deliver_exact_match}), {@code include/net/bonding.h} ({@code bond_set_slave_inactive_flags}).
 *
 * @param primary the VF: {@code REGISTERED} = a slave without carrier
 * @param standby the virtio device
 * @param active the active slave
 * @param inactive what becomes of frames that the other receives
 */
public record ActiveBackup(LowerDevice primary, LowerDevice standby, Member active, InactiveFrames inactive)
        implements GuestStack {

    /** What a bond does with what an inactive slave receives: its option {@code all_slaves_active}. */
    public enum InactiveFrames {
        /** {@code all_slaves_active} 0, the default. */
        DROPPED,
        /** {@code all_slaves_active} 1. */
        ACCEPTED
    }

    @Override
    public ActiveBackup withPrimary(LowerDevice now) {
        return new ActiveBackup(now, standby, active, inactive);
    }

    @Override
    public ActiveBackup withStandby(LowerDevice now) {
        return new ActiveBackup(primary, now, active, inactive);
    }

    public ActiveBackup withActive(Member now) {
        return new ActiveBackup(primary, standby, now, inactive);
    }

    @Override
    public Outlet outlet() {
        return switch (active) {
            case PRIMARY -> primary == LowerDevice.READY ? Outlet.PRIMARY : Outlet.CHOSEN_NOT_READY;
            case STANDBY -> standby == LowerDevice.READY ? Outlet.STANDBY : Outlet.CHOSEN_NOT_READY;
            case NONE -> Outlet.NONE;
        };
    }

    @Override
    public Intake ofPrimary() {
        return of(Member.PRIMARY);
    }

    @Override
    public Intake ofStandby() {
        return of(Member.STANDBY);
    }

    private Intake of(Member slave) {
        return active == slave || inactive == InactiveFrames.ACCEPTED ? Intake.ACCEPTED : Intake.INACTIVE;
    }

    /** The addresses are the bond's, and a bond hands no {@code NETDEV_NOTIFY_PEERS} of a slave on. */
    @Override
    public VirtioAnnounce virtioAnnounce() {
        return VirtioAnnounce.WITHOUT_ADDRESS;
    }
}
