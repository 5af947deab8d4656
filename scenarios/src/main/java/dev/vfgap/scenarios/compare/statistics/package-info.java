/**
 * Statistics of comparisons, on plain numbers: paired differences with intervals, quantiles, shares, and a selection that
 * stops by itself. Nothing in here knows of simulations, so each is tested on numbers whose truth is known.
 */
package dev.vfgap.scenarios.compare.statistics;
