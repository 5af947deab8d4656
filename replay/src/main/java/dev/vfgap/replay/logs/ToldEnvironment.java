package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.RecordedEvent;
import java.util.List;
import java.util.Set;

/**
 * What events show of a guest's set-up: that QEMU itself unplugs and plugs the primary, and that the guest's own pciehp
 * driver does the hot-plugging.
 *
 * <p>QEMU tells UNPLUG_PRIMARY and FAILOVER_NEGOTIATED only of a standby with {@code failover=on}
 * ({@code hw/net/virtio-net.c}); pciehp prints lines for a slot only where the port's hot-plug is not left to ACPI.
 */
final class ToldEnvironment {
    private static final Set<String> OF_FAILOVER = Set.of("UNPLUG_PRIMARY", "FAILOVER_NEGOTIATED");

    private ToldEnvironment() {}

    /** Adds to an environment what it does not say and the events show. */
    static void complete(ObjectNode environment, List<RecordedEvent> events, List<Finding> findings) {
        boolean failover = events.stream()
                .anyMatch(event -> event.source().startsWith("qmp-") && OF_FAILOVER.contains(event.name()));
        if (failover && !environment.has("standby")) {
            environment.put("standby", "virtio-net-pci failover=on");
            findings.add(Finding.note(
                    "environment.standby", "concluded from QEMU's failover events: QEMU itself plugs the primary"));
        }
        boolean pciehp = events.stream()
                .anyMatch(event -> event.is("guest", "kmsg")
                        && event.text("line").orElse("").contains("pciehp: Slot("));
        if (pciehp && !environment.has("hotplug")) {
            environment.put("hotplug", "native");
            findings.add(Finding.note("environment.hotplug", "concluded from the guest's pciehp lines: native"));
        }
    }
}
