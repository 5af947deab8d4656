package dev.vfgap.replay.capture;

/**
 * What a capture says at its end of one of its interfaces: pcapng's interface statistics.
 *
 * @param fromNanos when its capture began, in ns since the epoch
 * @param toNanos when it ended
 * @param receivedPackets packets that passed the filter, in {@code isb_ifrecv}
 * @param droppedByInterface packets that the interface had no room for, in {@code isb_ifdrop}
 * @param droppedBySystem packets that the operating system had no room for, in {@code isb_osdrop}
 * @param deliveredPackets packets that were handed to who wrote the capture, in {@code isb_usrdeliv}
 */
public record InterfaceStatistics(
        long fromNanos,
        long toNanos,
        long receivedPackets,
        long droppedByInterface,
        long droppedBySystem,
        long deliveredPackets) {}
