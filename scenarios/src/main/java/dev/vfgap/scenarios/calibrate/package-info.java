/** The models as a predictor of recorded migrations, and profiles as files. */
package dev.vfgap.scenarios.calibrate;
