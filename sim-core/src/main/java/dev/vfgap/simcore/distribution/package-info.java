/**
 * Distributions by inversion, each within explicit finite bounds, as values with a text form.
 *
 * <p>A draw is {@code quantile(u)} of one uniform number {@code u}, so draws are monotone in their luck, two strategies
 * that share {@code u} share the luck of the phase, and the worst case of a parameter is its upper bound. Transcendental
 * functions are {@code StrictMath}'s or commons-math3's: {@code Math}'s may differ between JVMs in the last bit.
 */
package dev.vfgap.simcore.distribution;
