/**
 * Machines as tables: every pair of state and event is answered on one screen, and the simulator, the documents and the
 * tests use the same value.
 */
package dev.vfgap.simcore.table;
