package dev.vfgap.replay.account;

/** The frames of a direction's account, counted from 0 in the order of sending and then of their numbers. */
interface FrameRows {

    /** How many there are. */
    int size();

    /** The number that a frame carries. */
    long sequence(int frame);

    /** When it was sent. */
    long sentNanos(int frame);

    /** When it was first received, or {@link SeenFrames#NEVER}. */
    long receivedNanos(int frame);

    /** How often it was received. */
    int copies(int frame);

    /** The points where it was seen, bit 0 = the first of the bundle. */
    long points(int frame);

    /** What became of it. */
    Arrival arrival(int frame);
}
