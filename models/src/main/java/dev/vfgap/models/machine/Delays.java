package dev.vfgap.models.machine;

/** How long the phases of one instance of a machine last: in a simulation drawn, in a replay known from outside. */
@FunctionalInterface
public interface Delays {

    /** An answer that arms no timer: somebody else ends the phase, or nobody does. */
    long EXTERNAL = -1;

    /**
     * The length of the phase that begins now.
     *
     * @param parameterKey the parameter that says how long, for example {@code guest.vfProbe}
     * @return nanoseconds, at least 0, or {@link #EXTERNAL}
     */
    long next(String parameterKey);
}
