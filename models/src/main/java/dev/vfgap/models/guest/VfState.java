package dev.vfgap.models.guest;

/**
 * The life of a VF under its network driver, as far as frames can tell.
 *
 * <p>Source: the order of actions in Linux 6.12 {@code net/core/failover.c} ({@code failover_slave_register}, {@code
 * failover_slave_unregister}), {@code drivers/net/net_failover.c} ({@code net_failover_slave_register}: open first, set
 * the pointer last) and {@code net/core/dev.c} ({@code unregister_netdevice_many_notify}).
 *
 * <p>Under another stack than {@code net_failover} the same words hold with its own joining in the pointer's place: a
 * slave's enslavement, netvsc's take-over, a port that an application starts.
 */
public enum VfState {
    /** No driver. */
    UNBOUND(LowerDevice.ABSENT),
    /** The driver's probe runs: bus master on, reset, mailbox. */
    PROBING(LowerDevice.ABSENT),
    /** The netdev is registered and linked to the failover device, which opens it. */
    OPENING(LowerDevice.ABSENT),
    /** The failover device points to it, but it could not be opened: udev holds it, or the failover device is down. */
    UNOPENED(LowerDevice.REGISTERED),
    /** As {@link #UNOPENED}, and being opened: udev has renamed it. */
    OPENING_LATE(LowerDevice.REGISTERED),
    /** As {@link #OPENING_LATE}, and remove waits for the lock. */
    OPENING_LATE_TO_REMOVE(LowerDevice.REGISTERED),
    /** The netdev is registered and closed; whoever opens it (a bond, netvsc, the guest's tools) has not. */
    CLOSED(LowerDevice.ABSENT),
    /** As {@link #CLOSED}, and being opened. */
    JOINING(LowerDevice.ABSENT),
    /** As {@link #JOINING}, and remove waits for the lock. */
    JOINING_TO_REMOVE(LowerDevice.ABSENT),
    /** Being closed by whoever had opened it; the netdev stays. */
    CLOSING(LowerDevice.ABSENT),
    /** As {@link #CLOSING}, and to be opened again. */
    CLOSING_TO_OPEN(LowerDevice.ABSENT),
    /** As {@link #CLOSING}, and remove waits for the lock. */
    CLOSING_TO_REMOVE(LowerDevice.ABSENT),
    /** Open: the ring takes frames; the failover device does not point to it yet. */
    OPENED(LowerDevice.ABSENT),
    /** As {@link #OPENED}, and the carrier is there. */
    OPENED_WITH_CARRIER(LowerDevice.ABSENT),
    /** The failover device points to it: the standby is shadowed. No carrier yet, or no longer. */
    REGISTERED(LowerDevice.REGISTERED),
    /** Registered, with carrier: frames go both ways. */
    READY(LowerDevice.READY),
    /** The PF resets it under its driver: no carrier, no frames, the standby is still shadowed. */
    RESETTING(LowerDevice.REGISTERED),
    /** The driver's remove runs: not running any more, receive has stopped, the standby is still shadowed. */
    STOPPING(LowerDevice.REGISTERED),
    /** Stopped; the netdev is being unregistered, the standby is still shadowed. */
    UNREGISTERING(LowerDevice.REGISTERED),
    /** The failover device has forgotten it; the driver frees what it had, bus master is still on. */
    RELEASING(LowerDevice.ABSENT);

    private final LowerDevice lowerDevice;

    VfState(LowerDevice lowerDevice) {
        this.lowerDevice = lowerDevice;
    }

    /** What the failover device makes of it in this state. */
    public LowerDevice lowerDevice() {
        return lowerDevice;
    }
}
