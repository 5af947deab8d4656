/**
 * Calibration and validation: what bundles tell of the parameters, and how far a prediction with them can be trusted.
 *
 * <p>Pure functions over measured phases and a {@link dev.vfgap.replay.calibrate.Predictor}; {@code docs/calibration.md}
 * says how.
 */
package dev.vfgap.replay.calibrate;
