package dev.vfgap.models.migration;

/** What a migration asks and orders at its destination. */
public interface IncomingPort {

    /** What the guest's fast NIC needs here before the guest can start. */
    IncomingDevice awaitedDevice();

    /** A part of the load has ended. */
    void loaded(SwitchoverPart part);

    /** The slots have the source's state now, whatever was plugged into them before. */
    void slotsLoaded();

    /** The virtio state with the standby feature is loaded; a hidden primary is about to be made. */
    void negotiated();

    /** The hidden primary is made and plugged now. */
    void primaryMade();

    /** The first frame of the announcement leaves now. */
    void announce();

    /** The destination says on the return path that it has all. */
    void done();

    /** The guest runs here from now. */
    void startGuest();

    /** The stream was refused, and the process has ended. */
    void refusedStream();

    /** Management has ended the process: the source takes the guest back. */
    void processEnded();

    /** The process is gone, and with it the guest when the source has given it away. */
    void loseGuest();
}
