/** What comes with the program: the built-in strategies, scenarios and profiles, and a strategy's runbook. */
package dev.vfgap.scenarios.library;
