package dev.vfgap.models.guest;

/** What can happen to a VF under a DPDK application. */
public enum DpdkEvent {
    /** The application was started with it. */
    FOUND_AT_BOOT,
    /** The VF is there, bound to {@code vfio-pci}. */
    DEVICE_THERE,
    /** The application is told to attach it and make it a member. */
    ATTACH,
    /** It runs as a member. */
    ATTACHED,
    /** Its driver in the application fails. */
    ATTACH_FAILED,
    /** The application is told to take it out of the bond, and to stop, close and detach it. */
    DETACH,
    /** The application has closed it. */
    DETACHED,
    /** The PCI core calls {@code vfio-pci}'s remove. */
    REMOVE
}
