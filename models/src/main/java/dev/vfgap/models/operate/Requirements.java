package dev.vfgap.models.operate;

import java.util.Objects;
import java.util.Optional;

/**
 * What a strategy needs of the machines that it is carried out on.
 *
 * @param hotplug the hot-plug mechanism that it is about; empty when it is about neither
 * @param standby how the virtio NIC is configured
 * @param primary what the primary is, and what QEMU tells of it
 */
public record Requirements(Optional<Hotplug> hotplug, Standby standby, PrimaryUse primary) {
    public Requirements {
        Objects.requireNonNull(hotplug, "hotplug");
        Objects.requireNonNull(standby, "standby");
        Objects.requireNonNull(primary, "primary");
    }
}
