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
    Predicted predict(CaptureBundle bundle, UnaryOperator<ParameterValues> values, long seed, int count)
            throws InterruptedException;

    /**
     * What was predicted of a bundle.
     *
     * @param runs one for each replication
     * @param assumed the keys of the assumed parameters that they rest on, in the order of the catalogue
     */
    record Predicted(List<PredictedRun> runs, List<String> assumed) {}

    /**
     * One run.
     *
     * @param lostFrames frames from the peer that were lost
     * @param longestOutageMs the longest outage among them, in milliseconds, from the first lost frame to the last
     */
    record PredictedRun(long lostFrames, double longestOutageMs) {}
}
