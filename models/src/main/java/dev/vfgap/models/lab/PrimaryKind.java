package dev.vfgap.models.lab;

import java.util.Objects;

/**
 * How a primary treats frames that reach it while its driver cannot receive.
 *
 * @param name for people, such as {@code vf} or {@code e1000e}
 * @param whileDeaf what becomes of such frames
 */
public record PrimaryKind(String name, WhileDeaf whileDeaf) {
    /** A VF: its receive is disabled and the NIC drops what its filter leads there (82576: no {@code VFRE} bit). */
    public static final PrimaryKind VF = new PrimaryKind("vf", WhileDeaf.DROPS);

    public PrimaryKind {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(whileDeaf, "whileDeaf");
    }

    /** What becomes of frames that reach a device which cannot receive while its guest runs. */
    public enum WhileDeaf {
        /** They are dropped. */
        DROPS,
        /** They wait in a short queue and are handed over late (QEMU's e1000e: {@code can_receive} says no). */
        HOLDS
    }
}
