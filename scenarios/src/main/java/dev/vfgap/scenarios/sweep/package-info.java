/** Variants of a scenario: which there are, and their runs. */
package dev.vfgap.scenarios.sweep;
