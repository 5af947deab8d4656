/**
 * What a scenario's author expects of its runs, and whether they kept it: the list {@code expect} of a scenario file.
 */
package dev.vfgap.scenarios.expect;
