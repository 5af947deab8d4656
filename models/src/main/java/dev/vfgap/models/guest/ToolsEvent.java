package dev.vfgap.models.guest;

/** What can happen to the guest's only NIC, as its tools see it. */
public enum ToolsEvent {
    /** The guest booted with it, configured. */
    FOUND_AT_BOOT,
    /** Its netdev is registered. */
    NETDEV_THERE,
    /** The tools open it. */
    OPEN_DUE,
    /** It has carrier. */
    LINK_UP,
    /** It has none any more. */
    LINK_DOWN,
    /** The tools have its addresses. */
    ADDRESS_DUE,
    /** Its netdev is unregistered. */
    NETDEV_GONE
}
