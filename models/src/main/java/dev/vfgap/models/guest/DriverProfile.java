package dev.vfgap.models.guest;

/**
 * How a guest driver differs from others in the order of what it does.
 *
 * @param name the driver's name in Linux
 * @param carrier when it reports carrier
 */
public record DriverProfile(String name, Carrier carrier) {

    /** When a driver reports carrier. */
    public enum Carrier {
        /** As soon as it is open: the device has no line to negotiate. */
        AT_OPEN,
        /** Some time after it is open: autonegotiation, or the PF's answer to a question about the link. */
        AFTER_NEGOTIATION
    }

    /** A driver with carrier once it is open, as vmxnet3. */
    public static DriverProfile carrierAtOpen(String name) {
        return new DriverProfile(name, Carrier.AT_OPEN);
    }

    /** A driver that waits for its carrier, as e1000e, igbvf, ixgbevf, iavf. */
    public static DriverProfile carrierAfterNegotiation(String name) {
        return new DriverProfile(name, Carrier.AFTER_NEGOTIATION);
    }
}
