/**
 * Calibration: what bundles tell of the parameters.
 *
 * <p>Pure functions over measured phases; {@code docs/calibration.md} says how.
 */
package dev.vfgap.replay.calibrate;
