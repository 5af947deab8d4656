/**
 * What an operator can do to a guest and its NICs, as data: a {@linkplain dev.vfgap.models.operate.Plan plan} of steps.
 *
 * <p>The vocabulary is that of the capture bundle format; strategy files and bundles share it. Each word is written
 * down once, in {@link dev.vfgap.models.operate.StepSyntax}.
 */
package dev.vfgap.models.operate;
