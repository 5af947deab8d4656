package dev.vfgap.models.migration;

/** QEMU's capability {@code auto-converge}. */
public enum AutoConvergence {
    /** The guest runs as fast as it can. */
    OFF("false"),
    /** A guest that dirties memory too fast is throttled. */
    ON("true");

    private final String word;

    AutoConvergence(String word) {
        this.word = word;
    }

    /** The word used in scenarios. */
    public String word() {
        return word;
    }
}
