/**
 * Simulated time: the clock with its pending events, the order of simultaneous events, rational periods, and the
 * fingerprint by which two runs are compared.
 *
 * <p>Time is a {@code long} number of nanoseconds since the start of the run. Nothing here reads a wall clock.
 */
package dev.vfgap.simcore.time;
