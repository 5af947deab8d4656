package dev.vfgap.scenarios.compare.statistics;

/**
 * Two columns of numbers, compared row by row.
 *
 * @param first the column that is subtracted from
 * @param second the column that is subtracted
 * @param rows how many rows both have
 * @param mean the mean of first minus second
 * @param median the median of first minus second
 * @param varianceReduction the variance of the difference if the rows were independent, over what it is: by how many times
 *     fewer rows do for the same interval; infinite where the difference never varies but the columns do, not a number
 *     where neither does
 * @param correlation of the columns over the rows; not a number where one of them does not vary
 */
public record PairedDifference(
        int first, int second, int rows, Interval mean, Interval median, double varianceReduction, double correlation) {

    /** What can be said. */
    public enum Conclusion {
        /** Zero is outside the interval of the mean difference. */
        BETTER("better"),
        /** Zero is inside. */
        NO_DIFFERENCE("no difference found");

        private final String words;

        Conclusion(String words) {
            this.words = words;
        }

        /** As results have it. */
        public String words() {
            return words;
        }
    }

    /** The same pair, the other way round. */
    public PairedDifference turned() {
        return new PairedDifference(
                second, first, rows, mean.negated(), median.negated(), varianceReduction, correlation);
    }

    /**
     * Whether the difference is the same in every row. The interval then is a point, which says too much: what is known of other
     * differences is {@link #otherDifference}.
     */
    public boolean isConstant() {
        return mean.low() == mean.high();
    }

    /** What is known of rows with another difference where none was seen. */
    public RareEvent otherDifference() {
        return new RareEvent(0, rows, mean.level());
    }

    public Conclusion conclusion() {
        return mean.containsZero() ? Conclusion.NO_DIFFERENCE : Conclusion.BETTER;
    }
}
