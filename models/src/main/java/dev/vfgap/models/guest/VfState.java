package dev.vfgap.models.guest;

/**
 * The life of a VF under its network driver, as far as frames can tell.
 *
 * <p>Source: the order of actions in Linux 6.12 {@code net/core/failover.c} ({@code failover_slave_register}, {@code
 * failover_slave_unregister}), {@code drivers/net/net_failover.c} ({@code net_failover_slave_register}: open first, set
 * the pointer last) and {@code net/core/dev.c} ({@code unregister_netdevice_many_notify}).
 */
public enum VfState {
    /** No driver. */
    UNBOUND(LowerDevice.ABSENT),
    /** The driver's probe runs: bus master on, reset, mailbox. */
    PROBING(LowerDevice.ABSENT),
    /** The netdev is registered and linked to the failover device, which opens it. */
    OPENING(LowerDevice.ABSENT),
    /** Open: the ring takes frames; the failover device does not point to it yet. */
    OPENED(LowerDevice.ABSENT),
    /** As {@link #OPENED}, and the carrier is there. */
    OPENED_WITH_CARRIER(LowerDevice.ABSENT),
    /** The failover device points to it: the standby is shadowed. No carrier yet, or no longer. */
    REGISTERED(LowerDevice.REGISTERED),
    /** Registered, with carrier: frames go both ways. */
    READY(LowerDevice.READY),
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
