package dev.vfgap.replay.bundle;

import java.util.Optional;

/**
 * The names that the guest gives its interfaces; any other Ethernet interface in its link events is the primary.
 *
 * @param failover the failover device; empty where there is none
 * @param standby its standby; empty where there is no failover device
 * @param virtio the only interface where there is no failover device
 */
public record GuestInterfaces(Optional<String> failover, Optional<String> standby, Optional<String> virtio) {

    /** Whether a name in a link event is that of a primary. */
    public boolean isPrimary(String device) {
        return failover.isPresent()
                && !device.equals("lo")
                && !device.equals(failover.get())
                && !device.equals(standby.orElse(""));
    }
}
