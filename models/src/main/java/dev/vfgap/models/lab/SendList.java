package dev.vfgap.models.lab;

/** How long the lists are that irregular traffic needs: eight bytes a frame, or sixteen a burst, for each run under way. */
public final class SendList {
    /** So many frames of a Poisson stream, bursts of an on-off stream or frames of a recording at most: 160 MB, or 320 MB. */
    public static final int LONGEST = 20_000_000;

    private static final int SPARE = 16;

    private SendList() {}

    /** Traffic that would need a longer list; the message is a clause that says which and how long. */
    public static final class TooLongException extends RuntimeException {
        private static final long serialVersionUID = 1;

        /** What the user can do. */
        public static final String MEND = "lower the rate, shorten the run, or send it steadily";

        TooLongException(Sending sending) {
            super("\"" + sending.text() + "\" is more than " + LONGEST / 1_000_000
                    + " million send times in a run, one by one in memory");
        }
    }

    /**
     * Refuses a pattern whose list would be too long.
     *
     * @param nanos how long it is sent at least
     * @throws TooLongException when it is
     */
    public static void require(Sending sending, long nanos) {
        if (sending.listed(nanos) > LONGEST) {
            throw new TooLongException(sending);
        }
    }

    /** Room for a list of which so many entries are expected: four standard deviations more is nearly always enough. */
    static int room(double expected, Sending sending) {
        if (expected > LONGEST) {
            throw new TooLongException(sending);
        }
        double most = Math.max(0, expected);
        return (int) (most + 4 * Math.sqrt(most)) + SPARE;
    }

    /** Room for half as many again as have come. */
    static int more(int entries, Sending sending) {
        if (entries > LONGEST) {
            throw new TooLongException(sending);
        }
        return entries + entries / 2;
    }
}
