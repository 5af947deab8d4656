/**
 * The capture bundle: a folder that holds what was captured while one guest was migrated, read into records.
 *
 * <p>What is wrong with an input is an {@link dev.vfgap.replay.bundle.InputProblem} and ends in a
 * {@link dev.vfgap.replay.bundle.BadInputException}; what a good bundle lacks is a
 * {@link dev.vfgap.replay.bundle.Finding} and only limits what can be said.
 */
package dev.vfgap.replay.bundle;
