package dev.vfgap.simcore.random;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * A sequence of uniform numbers that belongs to one name of one replication. For draws that happen in a fixed order,
 * such as the durations of a machine's phases; a draw that belongs to a frame is a {@link KeyedRandom}'s.
 */
public final class RandomStream {

    private final UniformRandomProvider source;

    RandomStream(UniformRandomProvider source) {
        this.source = source;
    }

    /** The next number, uniform in the open interval (0, 1). */
    public double nextUniform() {
        return OpenUnit.of(source.nextLong());
    }
}
