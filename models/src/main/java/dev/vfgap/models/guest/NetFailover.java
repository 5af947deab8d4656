package dev.vfgap.models.guest;

import static dev.vfgap.models.guest.LowerDevice.ABSENT;
import static dev.vfgap.models.guest.LowerDevice.READY;

/**
 * {@code net_failover}: two lower devices and two rules that ask different questions of them.
 *
 * <p>Transmit asks whether the primary is <em>ready</em>, receive on the standby asks whether a primary is
 * <em>registered</em>. So there is a time on the way in and on the way out in which frames leave by the standby and
 * those that come in by it are dropped.
 *
 * <p>Source: Linux 6.12 {@code drivers/net/net_failover.c}, {@code net_failover_start_xmit} and {@code
 * net_failover_handle_frame}.
 *
 * <p>Not modelled: sockets bound to the standby itself, which do get the frames that IP does not.
 *
 * @param primary the VF
 * @param standby the virtio device
 */
public record NetFailover(LowerDevice primary, LowerDevice standby) implements GuestStack {

    @Override
    public NetFailover withPrimary(LowerDevice now) {
        return new NetFailover(now, standby);
    }

    @Override
    public NetFailover withStandby(LowerDevice now) {
        return new NetFailover(primary, now);
    }

    /** By which device a frame leaves: decided frame by frame, without delay or memory. */
    @Override
    public Outlet outlet() {
        if (primary == READY) {
            return Outlet.PRIMARY;
        }
        return standby == READY ? Outlet.STANDBY : Outlet.NONE;
    }

    /** Whether a frame that comes in by the standby reaches IP: no while any primary is registered, ready or not. */
    public boolean receivesOnStandby() {
        return standby != ABSENT && primary == ABSENT;
    }

    @Override
    public Intake ofPrimary() {
        return Intake.ACCEPTED;
    }

    @Override
    public Intake ofStandby() {
        return receivesOnStandby() ? Intake.ACCEPTED : Intake.SHADOWED;
    }

    /** The addresses are the failover device's. */
    @Override
    public VirtioAnnounce virtioAnnounce() {
        return VirtioAnnounce.WITHOUT_ADDRESS;
    }
}
