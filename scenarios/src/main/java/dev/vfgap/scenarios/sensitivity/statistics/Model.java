package dev.vfgap.scenarios.sensitivity.statistics;

/** A function of inputs that each go from 0 to 1, asked for many points at once. */
@FunctionalInterface
public interface Model {
    /**
     * Its values.
     *
     * @param rows one point each, a number from 0 to 1 for each input
     * @return one value for each row
     * @throws InterruptedException when the calling thread is interrupted
     */
    double[] at(double[][] rows) throws InterruptedException;
}
