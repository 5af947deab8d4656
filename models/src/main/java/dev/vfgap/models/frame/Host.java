package dev.vfgap.models.frame;

/** One of the two hosts of a migration: {@code A} is the source, {@code B} the destination. */
public enum Host {
    /** The source host: the guest runs here before the migration. */
    A,
    /** The destination host. */
    B
}
