package dev.vfgap.models.migration;

/** A part of the time in which no guest runs, named when it has ended. Their order is that of their ends. */
public enum SwitchoverPart {
    /** The memory that was dirty when the guest stopped is sent. */
    LAST_MEMORY("last memory sent"),
    /** What a migrated VF only gives away while it stands still is sent. */
    VF_STATE("VF state sent"),
    /** The devices' state is sent. */
    STATE("device state sent"),
    /** The destination has loaded its slots' state: before any device behind them ({@code MIG_PRI_PCI_BUS}). */
    SLOT_STATE("slot state loaded"),
    /** The destination has loaded the virtio NIC's state. */
    VIRTIO_STATE("virtio state loaded"),
    /** The kernel has reset the primary's function, which the destination has opened. */
    FUNCTION_RESET("function reset"),
    /** All the guest's memory is pinned for the device's DMA. */
    MEMORY_PINNED("memory pinned"),
    /** The memory that pinning had to wait for in post-copy is there. */
    MEMORY_THERE("memory complete"),
    /** The rest of the primary's device is made, and it is plugged. */
    PRIMARY_MADE("primary made"),
    /** A migrated VF has taken its state. */
    VF_LOADED("VF state loaded"),
    /** A vDPA back end has mapped the guest's memory. */
    BACKEND_MAPPED("vDPA memory mapped"),
    /** A vDPA back end has its queues. */
    BACKEND_READY("vDPA queues on");

    private final String text;

    SwitchoverPart(String text) {
        this.text = text;
    }

    /** What a log says at its end. */
    public String text() {
        return text;
    }
}
