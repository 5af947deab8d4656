package dev.vfgap.replay.bundle;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the guest, its hosts and their NICs were, as far as the bundle says.
 *
 * @param hypervisor name and version
 * @param guestKernel name and version
 * @param accelerator {@code kvm}, {@code tcg}, …
 * @param guestMemoryBytes the guest's memory
 * @param hotplug {@code acpi} or {@code native} (pciehp)
 * @param primaryNic the model of the primary
 * @param standby the standby and its options; {@code failover=on} among them makes QEMU unplug and plug the primary
 * @param maxBandwidthBytesPerSecond QEMU's limit of the migration's bandwidth
 * @param downtimeLimitNanos QEMU's limit of the downtime
 * @param primaryQueueFrames frames that the queue in front of the primary's driver holds
 * @param standbyQueueFrames frames that the standby's tap holds
 * @param announce QEMU's schedule of announcements after resume
 * @param lab the lab's own name: bundles of one name are of the same hosts
 */
public record Environment(
        Optional<String> hypervisor,
        Optional<String> guestKernel,
        Optional<String> accelerator,
        OptionalLong guestMemoryBytes,
        Optional<String> hotplug,
        Optional<String> primaryNic,
        Optional<String> standby,
        OptionalLong maxBandwidthBytesPerSecond,
        OptionalLong downtimeLimitNanos,
        OptionalLong primaryQueueFrames,
        OptionalLong standbyQueueFrames,
        Optional<Announce> announce,
        Optional<String> lab) {

    /**
     * QEMU's schedule of self-announcements: rounds, the first after {@code initial}, each gap longer by {@code step} up
     * to {@code max}.
     */
    public record Announce(long initialNanos, long stepNanos, long maxNanos, int rounds) {}

    /** Whether QEMU itself unplugs and plugs the primary around a migration. */
    public boolean failoverByQemu() {
        return standby.map(text -> text.contains("failover=on")).orElse(false);
    }
}
