package dev.vfgap.models.machine;

/**
 * Where a driving class gets its phases from.
 *
 * @param instance the machine's instance, for example {@code A}; the first part of the names of its events
 * @param clock the clock on which its phases pass
 * @param delays how long they last
 */
public record Phases(String instance, StoppableClock clock, Delays delays) {

    /** A phase whose length is the parameter of this key. */
    public Phase phase(String key, Runnable ended) {
        return new Phase(instance + "/" + key, key, clock, delays, ended);
    }

    /** The length that the parameter of this key has this time. */
    public long next(String key) {
        return delays.next(key);
    }
}
