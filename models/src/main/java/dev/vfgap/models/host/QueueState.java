package dev.vfgap.models.host;

import dev.vfgap.models.frame.FrameFate;
import java.util.Objects;

/**
 * What a queue does with the frames that reach it.
 *
 * @param mode whether there is a queue, and whether somebody reads it
 * @param refused the fate of a frame that it does not take: of every frame when {@code DROPPING}, of those that find it
 *     full otherwise
 */
public record QueueState(Mode mode, FrameFate refused) {
    public QueueState {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(refused, "refused");
    }

    public static QueueState reading(FrameFate whenFull) {
        return new QueueState(Mode.READING, whenFull);
    }

    public static QueueState holding(FrameFate whenFull) {
        return new QueueState(Mode.HOLDING, whenFull);
    }

    public static QueueState dropping(FrameFate fate) {
        return new QueueState(Mode.DROPPING, fate);
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
