package dev.vfgap.models.guest;

/** What can happen to netvsc's data path. */
public enum NetvscEvent {
    /** The guest booted with the data path on the VF. */
    FOUND_AT_BOOT,
    /** The VF's netdev is registered. */
    VF_REGISTERED,
    /** {@code VF_TAKEOVER_INT} is over. */
    TAKE_OVER_DUE,
    /** {@code NETDEV_UP} of the VF. */
    VF_UP,
    /** {@code NETDEV_GOING_DOWN} of the VF, or its removal while it was never opened. */
    VF_GOING_DOWN,
    /** The host has moved its steering and answered. */
    HOST_DONE
}
