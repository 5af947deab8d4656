package dev.vfgap.replay.calibrate;

import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.simcore.parameter.ParameterValues;
import java.util.List;
import java.util.function.UnaryOperator;

/** Runs what was done in a bundle through the models, as often as is asked. */
@FunctionalInterface
public interface Predictor {

    /**
     * The runs of replications 0 .. count-1.
     *
     * @param bundle whose plan, surroundings and traffic are taken; of its events and frames nothing is
     * @param values puts a profile's values over the defaults
     * @param seed the same seed gives the same runs
     */
    List<PredictedRun> predict(CaptureBundle bundle, UnaryOperator<ParameterValues> values, long seed, int count)
            throws InterruptedException;

    /**
     * One run.
     *
     * @param lostFrames frames from the peer that were lost
     * @param longestOutageMs the longest outage among them, in milliseconds, from the first lost frame to the last
     */
    record PredictedRun(long lostFrames, double longestOutageMs) {}
}
