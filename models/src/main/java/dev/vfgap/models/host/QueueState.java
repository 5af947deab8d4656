package dev.vfgap.models.host;

import dev.vfgap.models.frame.FrameFate;
import java.util.Objects;

/**
 * What a queue does with the frames that reach it.
 *
 * @param mode whether there is a queue, and whether somebody reads it
 * @param refused the fate of a frame that it does not take: of every frame when {@code DROPPING}, of those that find it
 *     full otherwise
 * @param readAhead how many frames a reader that cannot go on keeps in its hands, beyond those in the queue; 0 unless
 *     {@code HOLDING}
 */
public record QueueState(Mode mode, FrameFate refused, int readAhead) {
    public QueueState {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(refused, "refused");
    }

    public static QueueState reading(FrameFate whenFull) {
        return new QueueState(Mode.READING, whenFull, 0);
    }

    public static QueueState holding(FrameFate whenFull) {
        return new QueueState(Mode.HOLDING, whenFull, 0);
    }

    /** Frames are kept; the reader took the first of them and could not pass it on. */
    public static QueueState holdingBehindOneRead(FrameFate whenFull) {
        return new QueueState(Mode.HOLDING, whenFull, 1);
    }

    /**
     * Frames are kept by the reader's ring, and then by the queue: vhost runs and fills the standby's ring, of which the
     * guest takes nothing. When QEMU stops the guest it stops vhost too, and only the queue keeps frames.
     *
     * <p>Source: QEMU {@code hw/net/virtio-net.c} ({@code virtio_net_vhost_status}; 256 descriptors by default).
     *
     * @param ringFrames how many frames the ring takes, at least 1
     */
    public static QueueState holdingBehindRing(FrameFate whenFull, int ringFrames) {
        return new QueueState(Mode.HOLDING, whenFull, ringFrames);
    }

    public static QueueState dropping(FrameFate fate) {
        return new QueueState(Mode.DROPPING, fate, 0);
    }

    /** Whether there is a queue, and whether somebody reads it. */
    public enum Mode {
        /** Frames are kept and handed over as fast as the reader takes them. */
        READING,
        /** Frames are kept until somebody reads, as a tap does whose NIC does not read. */
        HOLDING,
        /** No frame is taken, and what was held is given up. */
        DROPPING
    }
}
