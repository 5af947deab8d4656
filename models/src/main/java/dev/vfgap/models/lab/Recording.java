package dev.vfgap.models.lab;

import dev.vfgap.models.frame.ListedTimes;
import dev.vfgap.simcore.time.Period;
import java.util.Objects;
import java.util.Optional;

/**
 * The send times of a capture's frames, counted from the first of them. Equal where the capture has the same bytes.
 *
 * <p>All runs share it. Not modelled: what the frames are; each is one of its stream, of the stream's one size.
 */
public final class Recording {
    private final String name;
    private final String digest;
    private final ListedTimes times;

    /**
     * @param name the capture's name, for people
     * @param digest a hash of its bytes
     * @param times at least one, the first at 0
     */
    public Recording(String name, String digest, ListedTimes times) {
        this.name = Objects.requireNonNull(name, "name");
        this.digest = Objects.requireNonNull(digest, "digest");
        this.times = times;
        if (times.size() == 0 || times.at(0) != 0) {
            throw new IllegalArgumentException("a recording begins with its first frame");
        }
    }

    ListedTimes times() {
        return times;
    }

    /** Whether it can be repeated: it has frames at different times, so a rate. */
    public boolean hasRate() {
        return times.lengthNanos() > 0;
    }

    /** From a begin to the next one when it is repeated: the last frame is followed after the mean time between two frames. */
    long cycleNanos() {
        return times.lengthNanos() + Math.max(1, times.lengthNanos() / (times.size() - 1));
    }

    /** The mean time between two frames; empty where it has no rate. */
    Optional<Period> meanPeriod() {
        return hasRate() ? Optional.of(new Period(times.lengthNanos(), times.size() - 1)) : Optional.empty();
    }

    String text() {
        return times.size() + " frames recorded in " + name + " (digest " + digest + ")";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Recording recording && recording.digest.equals(digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return "Recording[" + digest + "]";
    }
}
