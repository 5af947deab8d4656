package dev.vfgap.scenarios.probe;

import dev.vfgap.replay.live.LiveInterface;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/**
 * The numbered test frames of a probe, sent from one interface at a steady rate until it is ended: {@value #FRAME_NANOS} ns
 * between two frames of a stream. A second stream, in a VLAN, takes its turns between them.
 *
 * <p>After the EtherType 0x88b5 (IEEE 802, local experimental 1): {@code FPRB}, version 1, the stream, two bytes 0, the number
 * and the send time in ns since the epoch, 8 bytes each, big-endian.
 */
final class ProbeTraffic implements Runnable {
    static final int ETHER_TYPE = 0x88b5;
    static final String MAGIC = "FPRB";

    /** 150 frames a second, as in the given probes: a settled second tells a share of 1 %. */
    static final long FRAME_NANOS = 6_666_667L;

    private static final int FRAME_BYTES = 64;
    private static final long SOURCE = 0x02_76_66_67_61_70L;

    private final LiveInterface port;
    private final long mac;
    private final OptionalInt vlan;
    private volatile boolean ended;
    private volatile long sent;
    private volatile String refusal = "";

    ProbeTraffic(LiveInterface port, long mac, OptionalInt vlan) {
        this.port = port;
        this.mac = mac;
        this.vlan = vlan;
    }

    @Override
    public void run() {
        int streams = vlan.isPresent() ? 2 : 1;
        long begun = System.nanoTime();
        for (long number = 0; !ended; number++) {
            long due = begun + number * FRAME_NANOS / streams;
            while (System.nanoTime() - due < 0 && !ended) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            try {
                port.send(frame((int) (number % streams), number));
                sent++;
            } catch (IOException e) {
                // The sender's link may follow the PF's: what is not sent is not counted as sent.
                refusal = String.valueOf(e.getMessage());
            }
        }
    }

    /** Ends it; the last frame may still be under way. */
    void end() {
        ended = true;
    }

    long sent() {
        return sent;
    }

    /** What the interface last said against a frame; empty when it took all. */
    String refusal() {
        return refusal;
    }

    private byte[] frame(int stream, long number) {
        ByteBuffer frame = ByteBuffer.allocate(FRAME_BYTES);
        mac(frame, mac);
        mac(frame, SOURCE);
        if (stream == 1) {
            frame.putShort((short) 0x8100).putShort((short) vlan.getAsInt());
        }
        frame.putShort((short) ETHER_TYPE).put(MAGIC.getBytes(StandardCharsets.US_ASCII));
        frame.put((byte) 1)
                .put((byte) stream)
                .putShort((short) 0)
                .putLong(number)
                .putLong(HostClock.nowNanos());
        return frame.array();
    }

    private static void mac(ByteBuffer frame, long address) {
        frame.putShort((short) (address >>> 32)).putInt((int) address);
    }
}
