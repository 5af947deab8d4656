package dev.vfgap.replay.logs;

import java.util.List;
import java.util.Optional;

/**
 * What a kernel log line tells of a primary, a failover device or a bridge, by a text that it holds.
 *
 * <p>Source: the format strings of Linux: {@code drivers/pci/hotplug/pciehp_ctrl.c} and {@code pciehp_hpc.c},
 * {@code drivers/net/net_failover.c}, {@code drivers/net/hyperv/netvsc_drv.c}, {@code net/bridge/br_stp.c}. A driver's other
 * lines are {@link #DRIVER}: told, not interpreted.
 */
public enum KernelSign {
    BUTTON_OFF("pciehp: Slot(", "will power off in", "Powering off due to button press"),
    BUTTON_ON("pciehp: Slot(", "will power on in", "Powering on due to button press"),
    BUTTON_CANCELLED("pciehp: Slot(", "Button cancel", "Action canceled due to button press"),
    BUTTON_IGNORED("pciehp: Slot(", "Ignoring invalid state", "Already enabled", "Already disabled"),
    BUTTON("pciehp: Slot(", "Attention button pressed"),
    CARD_GONE("pciehp: Slot(", "Card not present"),
    CARD_PRESENT("pciehp: Slot(", "Card present"),
    SLOT_LINK_UP("pciehp: Slot(", "Link Up"),
    SLOT_LINK_DOWN("pciehp: Slot(", "Link Down"),
    SLOT("pciehp: Slot("),
    PRIMARY_UNREGISTERED("failover primary slave:", " unregistered"),
    PRIMARY_REGISTERED("failover primary slave:", " registered"),
    STANDBY_UNREGISTERED("failover standby slave:", " unregistered"),
    STANDBY_REGISTERED("failover standby slave:", " registered"),
    VF_UNREGISTERING("VF unregistering: "),
    VF_REGISTERING("VF registering: "),
    DATA_PATH_TO_VF("Data path switched to VF"),
    DATA_PATH_FROM_VF("Data path switched from VF"),
    VF_SLOT("VF slot ", " added", " removed"),
    LINK_UP("NIC Link is Up"),
    LINK_DOWN("NIC Link is Down"),
    BRIDGE_PORT(": port ", " entered ", " left allmulticast", " left promiscuous"),
    VFIO("vfio-pci "),
    DRIVER("");

    /** Drivers of VFs and of the primaries of the samples, as the kernel names them before the device. */
    private static final List<String> DRIVERS = List.of(
            "iavf ",
            "igbvf ",
            "ixgbevf ",
            "mlx5_core ",
            "mlx4_core ",
            "bnxt_en ",
            "ena ",
            "igb ",
            "ixgbe ",
            "i40e ",
            "ice ",
            "e1000e ",
            "vmxnet3 ",
            "virtio_net ",
            "hv_netvsc ",
            "mana ");

    private final String first;
    private final List<String> oneOf;

    KernelSign(String first, String... oneOf) {
        this.first = first;
        this.oneOf = List.of(oneOf);
    }

    /** What a line's text tells; empty for a line of something else. */
    static Optional<KernelSign> of(String text) {
        for (KernelSign sign : values()) {
            if (sign != DRIVER
                    && text.contains(sign.first)
                    && (sign.oneOf.isEmpty() || sign.oneOf.stream().anyMatch(text::contains))) {
                return Optional.of(sign);
            }
        }
        return DRIVERS.stream().anyMatch(text::startsWith) ? Optional.of(DRIVER) : Optional.empty();
    }

    /** The sign as a bundle spells it, such as {@code primary-registered}. */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
