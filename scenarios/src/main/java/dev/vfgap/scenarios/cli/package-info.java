/**
 * The program's command line: one class a verb, options that all verbs share, exit codes, and what goes where.
 *
 * <p>Results go to standard output, everything else for people to standard error. With {@code --json} standard output
 * carries only JSON. Bad input ends with one sentence for each problem and exit code 2, never with a stack trace.
 */
package dev.vfgap.scenarios.cli;
