package dev.vfgap.models.guest;

/** How far the guest's tools are with its only NIC. */
public enum ToolsState {
    /** There is no netdev. */
    AWAY,
    /** A netdev is there, and nobody has opened it. */
    FOUND,
    /** Opened; no carrier yet. */
    OPENED,
    /** Carrier; the addresses are not there yet. */
    ADDRESSING,
    /** The addresses are there. */
    CONFIGURED
}
