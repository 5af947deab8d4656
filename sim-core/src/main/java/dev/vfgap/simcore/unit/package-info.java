/**
 * Quantities as text with a mandatory unit, exact in both directions: what a person writes in a file or on a command line
 * and what a report prints.
 */
package dev.vfgap.simcore.unit;
