/**
 * Parameters with a unit, a range, a default and a provenance, their catalogue, and the values that one run uses.
 */
package dev.vfgap.simcore.parameter;
