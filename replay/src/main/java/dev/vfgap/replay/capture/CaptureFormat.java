package dev.vfgap.replay.capture;

/** A file format of captures: how packets and interfaces lie in a capture's bytes. */
sealed interface CaptureFormat permits PcapFormat, PcapngFormat {

    /**
     * Moves to the next packet.
     *
     * @param packet where it is and what is known of it, overwritten
     * @return false at the end of the data
     */
    boolean next(Packet packet);

    /** Packets moved to so far. */
    long packets();

    /** Tells what was counted on the way; called once, after the last packet. */
    void tellAtEnd();

    /** The interfaces met so far. */
    CapturedInterfaces interfaces();
}
