/**
 * Validation: predictions of recorded migrations against what was captured of them, and how far they can be trusted.
 *
 * <p>Pure functions over bundles and a {@link dev.vfgap.replay.validate.Predictor}; {@code docs/calibration.md} says how.
 */
package dev.vfgap.replay.validate;
