package dev.vfgap.replay.live;

import java.io.IOException;
import java.sql.Timestamp;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.BlockingMode;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapStat;

/**
 * An interface that libpcap has open.
 *
 * <p>Frames come by {@code pcap_dispatch}: one call into the library for a block of frames, and one back for each frame, which
 * is what a frame costs (docs/capturing.md has the measurement).
 */
final class PcapPort implements LiveInterface {
    /** So many frames are taken in one call, so that a busy interface lets its thread look around. */
    private static final int MOST_FRAMES = 512;

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final String name;
    private final PcapHandle handle;
    private final int linkNumber;
    private LiveCounts counts = LiveCounts.NONE;
    private BlockingMode mode = BlockingMode.BLOCKING;

    PcapPort(String name, PcapHandle handle, int linkNumber) {
        this.name = name;
        this.handle = handle;
        this.linkNumber = linkNumber;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int linkNumber() {
        return linkNumber;
    }

    @Override
    public int stampNanos() {
        return handle.getTimestampPrecision() == TimestampPrecision.NANO ? 1 : 1_000;
    }

    @Override
    public void readNow(Receiver receiver) throws IOException {
        set(BlockingMode.NONBLOCKING);
        if (!dispatch(receiver)) {
            // A wake-up that came while nobody waited ends the next call, which says nothing of the ring.
            dispatch(receiver);
        }
    }

    @Override
    public void read(Receiver receiver) throws IOException {
        set(BlockingMode.BLOCKING);
        dispatch(receiver);
    }

    private void set(BlockingMode wanted) throws IOException {
        if (mode == wanted) {
            return;
        }
        try {
            handle.setBlockingMode(wanted);
            mode = wanted;
        } catch (PcapNativeException e) {
            throw new IOException(e.getMessage(), e);
        } catch (NotOpenException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes what is there; false when it was woken instead. */
    private boolean dispatch(Receiver receiver) throws IOException {
        try {
            handle.dispatch(MOST_FRAMES, (byte[] bytes) -> {
                Timestamp at = handle.getTimestamp();
                long seconds = Math.floorDiv(at.getTime(), 1_000L);
                receiver.frame(seconds * SECOND_NANOS + at.getNanos(), bytes, handle.getOriginalLength());
            });
            return true;
        } catch (InterruptedException e) {
            // What pcap4j makes of a wake-up: it is no interruption of the thread.
            return false;
        } catch (PcapNativeException e) {
            throw new IOException(e.getMessage(), e);
        } catch (NotOpenException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The library's numbers have 32 bits, on Linux added up in it; the last ones that it gave when it gives none any more. */
    @Override
    public LiveCounts counts() {
        try {
            PcapStat stat = handle.getStats();
            counts = new LiveCounts(
                    stat.getNumPacketsReceived(), stat.getNumPacketsDropped(), stat.getNumPacketsDroppedByIf());
        } catch (PcapNativeException e) {
            // The interface is gone, and its counters with it.
        } catch (NotOpenException e) {
            throw new IllegalStateException(e);
        }
        return counts;
    }

    @Override
    public void wake() {
        try {
            handle.breakLoop();
        } catch (NotOpenException e) {
            // It has been closed meanwhile, so nobody waits.
        }
    }

    @Override
    public void send(byte[] frame) throws IOException {
        try {
            handle.sendPacket(frame);
        } catch (PcapNativeException e) {
            throw new IOException(e.getMessage(), e);
        } catch (NotOpenException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        handle.close();
    }
}
