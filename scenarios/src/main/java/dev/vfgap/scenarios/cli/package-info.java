/**
 * The command line: one class per command, exit codes, and the rendering of results.
 */
package dev.vfgap.scenarios.cli;
