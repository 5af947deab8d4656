package dev.vfgap.models.nic;

/** Who receives a frame whose destination is in several entries (parameter {@code nic.sameMacPolicy}). */
public enum SameMacPolicy {
    /** The pools of all of them: the 82576, measured on QEMU's. */
    ALL,
    /** The pools of the entry with the lowest index. */
    FIRST,
    /** The pools of the entry with the highest index. */
    LAST
}
