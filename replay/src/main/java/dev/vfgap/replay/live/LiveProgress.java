package dev.vfgap.replay.live;

/**
 * How far the capture of an interface is.
 *
 * @param place the interface and its point
 * @param frames frames that were written
 * @param counts what the interface says of itself, a moment old while the capture runs
 * @param stampNanos the resolution of its stamps in ns
 * @param endedBy why it ended before the capture did; empty when it did not
 */
public record LiveProgress(CapturePlace place, long frames, LiveCounts counts, int stampNanos, String endedBy) {}
