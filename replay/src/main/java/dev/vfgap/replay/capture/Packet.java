package dev.vfgap.replay.capture;

/** One captured packet: where it lies in the window and what its record says. One object for all packets of a reader. */
final class Packet {

    /** What was captured of it, and where that lies in the window. */
    final FrameView frame = new FrameView();

    /** Where its record starts in the capture's data. */
    long offset;

    /** Its stamp in nanoseconds since the epoch; 0 when it has none. */
    long atNanos;

    boolean stamped = true;
    long originalLength;
    int interfaceIndex;
    PacketDirection direction = PacketDirection.UNKNOWN;
    StampSource stampSource = StampSource.UNKNOWN;

    /** Packets that were lost before it, as its record says; 0 when it says nothing. */
    long drops;

    /** Index of its options in the window, and their length in bytes; 0 without options. */
    int options;

    int optionBytes;

    /** Forgets what only some records say. */
    void plain() {
        stamped = true;
        // A reference is stored only when it is another one: that costs the collector's barrier.
        if (direction != PacketDirection.UNKNOWN) {
            direction = PacketDirection.UNKNOWN;
        }
        drops = 0;
        optionBytes = 0;
    }
}
