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
public record NetFailover(LowerDevice primary, LowerDevice standby) {

    /** The way a frame leaves the guest. */
    public enum TransmitPath {
        PRIMARY,
        STANDBY,
        /** No lower device is ready: the frame is dropped and counted. */
        NONE
    }

    public NetFailover withPrimary(LowerDevice now) {
        return new NetFailover(now, standby);
    }

    /** By which device a frame leaves: decided frame by frame, without delay or memory. */
    public TransmitPath transmitPath() {
        if (primary == READY) {
            return TransmitPath.PRIMARY;
        }
        return standby == READY ? TransmitPath.STANDBY : TransmitPath.NONE;
    }

    /** Whether a frame that comes in by the standby reaches IP: no while any primary is registered, ready or not. */
    public boolean receivesOnStandby() {
        return standby != ABSENT && primary == ABSENT;
    }
}
