package dev.vfgap.replay.validate;

/** What is compared, of the direction from the peer to the guest. */
public enum Metric {
    LOST_FRAMES("lostFrames", "lost frames", "frames"),
    LONGEST_OUTAGE("longestOutageMs", "longest outage", "ms");

    private final String key;
    private final String words;
    private final String unit;

    Metric(String key, String words, String unit) {
        this.key = key;
        this.words = words;
        this.unit = unit;
    }

    /** Its key in results. */
    public String key() {
        return key;
    }

    /** What a person calls it. */
    public String words() {
        return words;
    }

    /** The unit of its values. */
    public String unit() {
        return unit;
    }
}
