package dev.vfgap.replay.live;

import java.io.IOException;

/**
 * An interface of this machine, open for frames: those that pass it in either direction can be read, others sent.
 *
 * <p>One thread reads it and closes it; {@link #wake} may be called by any.
 */
public interface LiveInterface extends AutoCloseable {

    /** What takes the frames that are read. */
    interface Receiver {

        /**
         * Takes a frame; must neither throw nor wait.
         *
         * @param atNanos the kernel's stamp in ns since the epoch
         * @param bytes what was captured, the receiver's own
         * @param originalLength bytes that it had
         */
        void frame(long atNanos, byte[] bytes, long originalLength);
    }

    /** Its name, as {@code eth0}. */
    String name();

    /** The number of its link type in captures, see {@link dev.vfgap.replay.capture.CaptureInterface#linkNumber}. */
    int linkNumber();

    /** The resolution of its stamps in ns: 1, or 1000 where libpcap offers no more. */
    int stampNanos();

    /**
     * Hands over the frames that have come, a few hundred at most; waits for some while there are none, until it is woken or
     * as long as the library's timeout.
     *
     * @throws IOException when the interface is gone, with the reason
     */
    void read(Receiver receiver) throws IOException;

    /**
     * Hands over the frames that have come, as {@link #read} does, and waits for none.
     *
     * @throws IOException when the interface is gone, with the reason
     */
    void readNow(Receiver receiver) throws IOException;

    /** What it says of the frames so far; called by the reading thread. */
    LiveCounts counts();

    /** Ends a wait of {@link #read}, the present or the next one. */
    void wake();

    /**
     * Sends a frame.
     *
     * @param frame the frame from its destination address on, without checksum
     * @throws IOException when the interface does not take it
     */
    void send(byte[] frame) throws IOException;

    @Override
    void close();
}
