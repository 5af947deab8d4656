package dev.vfgap.models.guest;

/** One of the guest's two NICs, or none of them. */
public enum Member {
    /** The VF. */
    PRIMARY("primary"),
    /** The virtio device. */
    STANDBY("standby"),
    NONE("none");

    private final String word;

    Member(String word) {
        this.word = word;
    }

    /** The word used for people and in files. */
    public String word() {
        return word;
    }
}
