package dev.vfgap.replay.live;

/**
 * A frame as an interface gave it.
 *
 * @param atNanos the kernel's stamp in ns since the epoch
 * @param bytes what was captured of it; not to be changed
 * @param originalLength bytes that it had, not fewer
 */
record LiveFrame(long atNanos, byte[] bytes, long originalLength) {}
