/**
 * Captures of real migrations: read, accounted frame by frame, and set against what the model predicts.
 */
package dev.vfgap.replay;
