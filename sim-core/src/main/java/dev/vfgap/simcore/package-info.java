/**
 * What every simulation of this project stands on: time, events, randomness, transition tables, parameters.
 *
 * <p>Pure functions of their inputs: no files, no wall clock, no threads, no logging.
 */
package dev.vfgap.simcore;
