/**
 * What the driving classes of all machines share: a clock that can stand still, phases whose end is timed or told, and
 * QEMU's answer to a command.
 *
 * <p>A machine is a {@link dev.vfgap.simcore.table.TransitionTable}; its driving class owns the {@link
 * dev.vfgap.models.machine.Phase phases} that fire the table's timed events and hands the table's commands to a named
 * port. How long a phase lasts comes from {@link dev.vfgap.models.machine.Delays}: a simulation draws it, a replay says
 * "someone will tell".
 */
package dev.vfgap.models.machine;
