package dev.vfgap.models.frame;

/**
 * The control event that put a component into its present state.
 *
 * @param atNanos when it took effect
 * @param what in plain words, such as "guest stopped (STOP)"
 */
public record Cause(long atNanos, String what) {}
