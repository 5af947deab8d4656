package dev.vfgap.models.operate;

/** Whether a PCI function may write to memory: the bus-master bit of its command register. */
public enum BusMastering {
    /** It may. */
    ENABLED,
    /** It may not. */
    DISABLED
}
