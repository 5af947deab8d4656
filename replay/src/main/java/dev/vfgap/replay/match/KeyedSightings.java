package dev.vfgap.replay.match;

import java.util.Arrays;

/** The sightings of one direction at one point: when, and of what content. */
final class KeyedSightings {

    private long[] keys = new long[16];
    private long[] times = new long[16];
    private int size;

    void add(long key, long atNanos) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            times = Arrays.copyOf(times, 2 * size);
        }
        keys[size] = key;
        times[size++] = atNanos;
    }

    int size() {
        return size;
    }

    /** The keys; those beyond {@link #size} are nothing. */
    long[] keys() {
        return keys;
    }

    /** The stamps on the bundle's clock; those beyond {@link #size} are nothing. */
    long[] times() {
        return times;
    }
}
