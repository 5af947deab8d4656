package dev.vfgap.replay.live;

/**
 * What an interface says of the frames since it was opened, in frames.
 *
 * @param received frames that passed the filter, those that were then dropped too (Linux's {@code tp_packets})
 * @param droppedByKernel frames for which the kernel's ring had no room ({@code tp_drops})
 * @param droppedByInterface frames that the interface itself dropped, as far as its driver counts them
 */
public record LiveCounts(long received, long droppedByKernel, long droppedByInterface) {

    /** Before the first frame. */
    public static final LiveCounts NONE = new LiveCounts(0, 0, 0);

    /** All frames that were lost while capturing. */
    public long dropped() {
        return droppedByKernel + droppedByInterface;
    }

    /** What has come since earlier counts. */
    LiveCounts since(LiveCounts earlier) {
        return new LiveCounts(
                received - earlier.received,
                droppedByKernel - earlier.droppedByKernel,
                droppedByInterface - earlier.droppedByInterface);
    }
}
