package dev.vfgap.replay.logs;

/**
 * What a machine's clock since boot and its realtime clock showed at one moment.
 *
 * @param monotonicNanos the clock since boot
 * @param realtimeNanos ns since the epoch
 */
public record ClockPair(long monotonicNanos, long realtimeNanos) {

    /** A moment on the clock since boot, on the realtime clock. */
    long realtime(long monotonic) {
        return monotonic + offsetNanos();
    }

    /** What the realtime clock shows more. */
    public long offsetNanos() {
        return realtimeNanos - monotonicNanos;
    }
}
