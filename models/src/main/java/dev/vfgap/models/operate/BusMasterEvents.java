package dev.vfgap.models.operate;

/**
 * What QEMU does when the guest turns the bus-master bit of its primary on or off.
 *
 * <p>Source: Oracle's QEMU 3.1.0-1.el7, change log of 16 January 2019, "vfio-pci: add FAILOVER_PRIMARY_CHANGED event to
 * shorten downtime during failover". QEMU 10.0 has no such event; no posted version is known that holds the vCPU.
 */
public enum BusMasterEvents {
    /** Nothing that management can see: QEMU 10.0. */
    NONE("none"),
    /** It emits FAILOVER_PRIMARY_CHANGED, and the guest runs on. */
    EVENTS("events"),
    /** It emits the event and holds the vCPU that wrote the bit until management releases it. */
    HOLD("hold");

    private final String word;

    BusMasterEvents(String word) {
        this.word = word;
    }

    /** The word used in strategies. */
    public String word() {
        return word;
    }
}
