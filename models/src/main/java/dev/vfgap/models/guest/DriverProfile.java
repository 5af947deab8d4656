package dev.vfgap.models.guest;

/**
 * How a guest driver differs from others in the order of what it does.
 *
 * @param name the driver's name in Linux
 * @param carrier when it reports carrier
 * @param looks whether it looks for its link by a timer
 */
public record DriverProfile(String name, Carrier carrier, Looks looks) {

    /** When a driver reports carrier. */
    public enum Carrier {
        /** As soon as it is open: the device has no line to negotiate, or the driver asks for its state there. */
        AT_OPEN,
        /** Some time after it is open: autonegotiation, or the PF's answer to a question about the link. */
        AFTER_NEGOTIATION
    }

    /** Whether a driver looks for its link by a timer, beside what it is told. */
    public enum Looks {
        /** Only when it is told: iavf's and mlx5's link events. */
        WHEN_TOLD,
        /** Each {@code guest.vfCarrierRetry} too: igbvf's watchdog, ixgbevf's service task. */
        BY_TIMER
    }

    /** A driver with carrier once it is open, as vmxnet3 and mlx5. */
    public static DriverProfile carrierAtOpen(String name) {
        return new DriverProfile(name, Carrier.AT_OPEN, Looks.WHEN_TOLD);
    }

    /** A driver that waits for its carrier and is told of it, as e1000e and iavf. */
    public static DriverProfile carrierAfterNegotiation(String name) {
        return new DriverProfile(name, Carrier.AFTER_NEGOTIATION, Looks.WHEN_TOLD);
    }

    /** A driver that looks for its carrier by a timer, as igbvf and ixgbevf. */
    public static DriverProfile carrierByTimer(String name) {
        return new DriverProfile(name, Carrier.AFTER_NEGOTIATION, Looks.BY_TIMER);
    }
}
