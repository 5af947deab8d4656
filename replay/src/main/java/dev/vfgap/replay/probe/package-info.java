/**
 * The probe bundle: what was captured while the same MAC was given to a PF and to its VF, step by step, under a steady
 * stream; where each frame went, and what the registers and the driver's family say of it.
 *
 * <p>Format: {@code docs/probe.md}, {@code vfgap-probe-bundle/1}.
 */
package dev.vfgap.replay.probe;
