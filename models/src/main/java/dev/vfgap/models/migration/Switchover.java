package dev.vfgap.models.migration;

/** Whether management has a word between the guest's stop and the transfer of the devices' state. */
public enum Switchover {
    /** The capability {@code pause-before-switchover} is off. */
    DIRECT,
    /** It is on, as libvirt sets it. In QEMU 10.0 the guest is stopped before this pause. */
    PAUSE_FIRST
}
