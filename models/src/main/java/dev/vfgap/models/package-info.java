/**
 * The modelled world: frames and their fates, two hosts, one guest, the fabric between, and what an operator does.
 *
 * <p>Pure functions of their inputs: no files, no wall clock, no threads, no logging.
 */
package dev.vfgap.models;
