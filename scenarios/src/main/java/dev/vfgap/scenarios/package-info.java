/**
 * The program around the model: command line, files, the strategy library, experiments and reports.
 */
package dev.vfgap.scenarios;
