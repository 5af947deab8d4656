/** Strategies compared in pairs under common random numbers: who runs, how often, and what it says. */
package dev.vfgap.scenarios.compare;
