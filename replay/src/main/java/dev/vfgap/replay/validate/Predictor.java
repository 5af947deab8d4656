package dev.vfgap.replay.validate;

import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.simcore.parameter.ParameterValues;
import java.util.List;
import java.util.Set;
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
     * @param drawn the keys of the parameters that at least one run drew
     * @param before the values that the bundle's surroundings have without a profile
     * @param values the values that the runs were drawn from
     */
    record Predicted(
            List<PredictedRun> runs,
            List<String> assumed,
            Set<String> drawn,
            ParameterValues before,
            ParameterValues values) {
        public Predicted {
            runs = List.copyOf(runs);
            assumed = List.copyOf(assumed);
            drawn = Set.copyOf(drawn);
        }
    }

    /**
     * One run.
     *
     * @param lostFrames frames from the peer that were lost
     * @param longestOutageMs the longest outage among them, in milliseconds, from the first lost frame to the last
     * @param outages all its outages among what happened
     */
    record PredictedRun(long lostFrames, double longestOutageMs, Outages outages) {}
}
