package dev.vfgap.replay.live;

import java.util.Objects;

/**
 * How an interface is opened.
 *
 * @param snapLength the most bytes of a frame that are captured, 14 to {@value #MOST_SNAP_LENGTH}
 * @param bufferBytes the kernel's ring, in bytes
 * @param reception whether the interface is made to take frames for others too
 * @param filter which frames are captured, in libpcap's language; empty = all
 */
public record LiveOptions(int snapLength, int bufferBytes, Reception reception, String filter) {

    /** The largest frame with an IP packet in it is a few bytes longer; those bytes carry no numbers. */
    public static final int MOST_SNAP_LENGTH = 65_535;

    /** Which frames the interface takes. */
    public enum Reception {
        /** Those that its filter lets through: the capture changes nothing. */
        AS_IT_IS,
        /** Every frame: the interface is made promiscuous, which rewrites the filter of a NIC with VFs. */
        PROMISCUOUS
    }

    public LiveOptions {
        Objects.requireNonNull(reception, "reception");
        Objects.requireNonNull(filter, "filter");
    }
}
