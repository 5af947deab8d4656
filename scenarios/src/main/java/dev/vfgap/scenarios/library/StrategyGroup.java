package dev.vfgap.scenarios.library;

import java.util.List;

/** The built-in strategies by what they are about, in the order in which they are best read. */
public enum StrategyGroup {
    // spotless:off
    QEMU_FAILOVER("QEMU takes the primary out and plugs it again",
            "libvirt-teaming-acpi", "libvirt-teaming-pciehp", "qemu-failover-acpi", "qemu-failover-pciehp",
            "qemu-failover-early-filter", "duplicate-delivery", "switchdev-learned"),
    MANAGED("Management takes the primary out and plugs it again",
            "ordered-unplug-acpi", "ordered-unplug-pciehp", "filter-first", "surprise-removal", "kernel-doc-script",
            "bus-master-events", "bus-master-held", "detach-attach", "guest-bond", "netvsc-switch"),
    ORDER_RULES("Rules for the order of steps, each as a plan that keeps it",
            "order-standby-first", "order-filter-between", "order-announce-always"),
    INSTANTS("One plan, and the instant at which B's filter moves to the primary",
            "plug-early-filter", "filter-at-bus-master", "filter-at-reset", "filter-at-registration",
            "filter-at-queues-on", "plug-late-filter"),
    BASELINES("Without a primary that comes and goes",
            "virtio-only", "vfio-migration", "vdpa-migration"),
    FAILURES("A migration that is given up or fails",
            "failover-cancelled", "cancel-during-wait-unplug", "destination-death");
    // spotless:on

    private final String title;
    private final List<String> names;

    StrategyGroup(String title, String... names) {
        this.title = title;
        this.names = List.of(names);
    }

    /** What they have in common, a clause. */
    public String title() {
        return title;
    }

    /** The names of its strategies. */
    public List<String> names() {
        return names;
    }

    /** The group of a built-in strategy; throws when it has none. */
    static StrategyGroup of(String name) {
        for (StrategyGroup group : values()) {
            if (group.names.contains(name)) {
                return group;
            }
        }
        throw new IllegalArgumentException("there is no built-in strategy " + name);
    }
}
