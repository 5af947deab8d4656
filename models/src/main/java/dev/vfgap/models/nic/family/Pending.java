package dev.vfgap.models.nic.family;

/**
 * Something that a NIC, its driver or its firmware still has to do.
 *
 * @param vf for which VF, {@link #PORT} = for the port: it accepts frames again
 * @param event the event that began it
 * @param step index of the step in the event's cell; 0 for the port
 * @param delay key of the parameter that says how long it takes
 * @param order when it was begun: a later one for the same VF replaces it
 */
public record Pending(int vf, NicEvent event, int step, String delay, long order) {

    /** The value of {@link #vf} when it concerns the whole port. */
    public static final int PORT = -1;
}
