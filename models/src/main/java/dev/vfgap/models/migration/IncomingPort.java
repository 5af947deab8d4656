package dev.vfgap.models.migration;

/** What a migration asks and orders at its destination. */
public interface IncomingPort {

    /** Whether a primary is hidden until the standby feature is negotiated. */
    boolean primaryHidden();

    /** The virtio state with the standby feature is loaded; a hidden primary is made and plugged now. */
    void negotiated();

    /** The first frame of the announcement leaves now. */
    void announce();

    /** The guest runs here from now. */
    void startGuest();

    /** The guest is lost: it was this host's, and the process is gone. */
    void loseGuest();
}
