package dev.vfgap.models.fabric;

/** What a switch does with a unicast frame for an address that it has no entry for. */
public enum UnknownUnicast {
    /** It sends it to every port but the one where it came from. */
    FLOOD,
    /** It drops it. */
    DROP
}
