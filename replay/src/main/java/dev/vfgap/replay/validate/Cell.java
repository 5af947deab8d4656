package dev.vfgap.replay.validate;

import java.util.Map;

/**
 * One comparison of what was predicted of a bundle with what was measured, of the direction from the peer to the guest.
 *
 * @param strategy what the bundle calls what was done; its own name where it does not say
 * @param measuredLostFrames what the bundle's captures show of its losses
 * @param msPerFrame the length of stream that a frame stands for, in milliseconds
 * @param basis what the prediction rests on
 * @param baselines the CRPS of what one would say without a model, by its name; of lost frames only
 * @param residual what is left between the two, and what it points to
 */
public record Cell(
        String bundle,
        String strategy,
        Metric metric,
        double measured,
        Score predicted,
        long measuredLostFrames,
        double msPerFrame,
        Basis basis,
        Map<String, Double> baselines,
        Residual residual) {
    /** A cell counts from so many lost frames on; of fewer, a frame decides. */
    public static final long COUNTED_FRAMES = 5;

    /** What a prediction rests on, as far as it limits what the comparison says. */
    public enum Basis {
        /** Other bundles with such a NIC. */
        OTHERS,
        /** The NIC or driver is in no bundle that the prediction rests on. */
        EXTRAPOLATED,
        /** The bundle itself is among those that the profile was fitted to: its delays, not its losses, were known. */
        FITTED
    }

    public Cell {
        baselines = Map.copyOf(baselines);
    }

    /** Whether it is counted, and not only listed. */
    public boolean counts() {
        return measuredLostFrames >= COUNTED_FRAMES;
    }

    /** Whether the NIC or driver is in no bundle that the prediction rests on. */
    public boolean extrapolated() {
        return basis == Basis.EXTRAPOLATED;
    }

    /** A value of this cell's metric as a length of stream, in milliseconds. */
    double lengthMs(double value) {
        return metric == Metric.LOST_FRAMES ? value * msPerFrame : value;
    }
}
