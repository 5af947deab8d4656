package dev.vfgap.scenarios.expect;

import java.util.List;

/**
 * In which of the runs a claim must be true.
 *
 * @param share what share of the runs, as a bound; of no meaning for the median
 * @param text as it is written after {@code in:}
 */
public record InRuns(Bound share, String text) {
    /** The claim is about the median of the runs' values. */
    public static final InRuns MEDIAN = new InRuns(share("0%..100%"), "the median");

    public static final InRuns EVERY = new InRuns(share("100%"), "every run");

    private static final InRuns SOME =
            new InRuns(new Bound(Double.MIN_VALUE, 1, "more than 0%", Bound.Unit.SHARE), "some run");

    private static final InRuns NONE = new InRuns(share("0%"), "no run");

    private static final String OF_RUNS = " of runs";

    /** The texts that need no number; {@code at least 90% of runs} and its like are the others. */
    public static final List<String> WORDS = List.of(MEDIAN.text, EVERY.text, SOME.text, NONE.text);

    /**
     * The runs that a text says.
     *
     * @throws IllegalArgumentException with one clause that says what is wrong
     */
    public static InRuns parse(String text) {
        for (InRuns known : List.of(MEDIAN, EVERY, SOME, NONE)) {
            if (known.text.equals(text)) {
                return known;
            }
        }
        if (!text.endsWith(OF_RUNS)) {
            throw new IllegalArgumentException("\"" + text + "\" says no runs");
        }
        return new InRuns(share(text.substring(0, text.length() - OF_RUNS.length())), text);
    }

    boolean isMedian() {
        return equals(MEDIAN);
    }

    /** Whether it is enough that so many runs of so many have it. */
    boolean holds(long having, long all) {
        return share.holds(having / (double) all);
    }

    private static Bound share(String text) {
        return Bound.parse(text, Bound.Unit.SHARE);
    }
}
