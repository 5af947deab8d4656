/**
 * JMH benchmarks of the hot path; nothing depends on them.
 */
package dev.vfgap.benchmarks;
