package dev.vfgap.replay.probe;

/**
 * Where a frame, or most frames of a step, went: the first four as results name them, the others for what remains possible
 * where a capture is missing.
 */
public enum ProbePath {
    /** Neither at the PF nor at the VF. */
    NONE("none", Side.NO, Side.NO),
    /** At the PF alone. */
    PF("PF", Side.YES, Side.NO),
    /** At the VF alone. */
    VF("VF", Side.NO, Side.YES),
    /** At both. */
    BOTH("PF+VF", Side.YES, Side.YES),
    /** Seen at the PF; the VF was not captured. */
    AT_PF("PF or PF+VF", Side.YES, Side.UNKNOWN),
    /** Not seen at the PF; the VF was not captured. */
    NOT_AT_PF("none or VF", Side.NO, Side.UNKNOWN),
    /** Seen at the VF; the PF was not captured. */
    AT_VF("VF or PF+VF", Side.UNKNOWN, Side.YES),
    /** Not seen at the VF; the PF was not captured. */
    NOT_AT_VF("none or PF", Side.UNKNOWN, Side.NO),
    /** Neither was captured. */
    UNKNOWN("unknown", Side.UNKNOWN, Side.UNKNOWN);

    /** What is known of one of the two places. */
    public enum Side {
        YES,
        NO,
        UNKNOWN
    }

    private final String word;
    private final Side atPf;
    private final Side atVf;

    ProbePath(String word, Side atPf, Side atVf) {
        this.word = word;
        this.atPf = atPf;
        this.atVf = atVf;
    }

    /** The path of what is known of both places. */
    public static ProbePath of(Side atPf, Side atVf) {
        for (ProbePath path : values()) {
            if (path.atPf == atPf && path.atVf == atVf) {
                return path;
            }
        }
        throw new AssertionError("all nine pairs have a path");
    }

    /** The word in results. */
    public String word() {
        return word;
    }

    /** Whether nothing of it is open. */
    public boolean isKnown() {
        return atPf != Side.UNKNOWN && atVf != Side.UNKNOWN;
    }

    /** Whether a frame that took this path, which is known, can be what was seen. */
    public boolean allows(ProbePath known) {
        return fits(atPf, known.atPf) && fits(atVf, known.atVf);
    }

    private static boolean fits(Side seen, Side known) {
        return seen == Side.UNKNOWN || seen == known;
    }

    @Override
    public String toString() {
        return word;
    }
}
