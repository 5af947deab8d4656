/**
 * Randomness by name: every use of chance has its own stream or its own keyed draws, so that adding one, or drawing more
 * from one, does not move another, and two strategies of one replication share their luck.
 */
package dev.vfgap.simcore.random;
