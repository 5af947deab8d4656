/** How much a number hangs on each of its inputs: screening and shares of variance, of any function. */
package dev.vfgap.scenarios.sensitivity.statistics;
