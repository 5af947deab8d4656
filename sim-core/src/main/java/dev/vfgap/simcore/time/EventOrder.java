package dev.vfgap.simcore.time;

/**
 * The rank of events that happen at the same moment: a lower ordinal is executed first.
 *
 * <p>The ranks say what one moment means: first the world changes, then what was waiting for the moment acts on the
 * changed world, then the result is looked at.
 */
public enum EventOrder {
    /** The world changes: a filter, a port, a device, a step of an operator's plan. */
    CONTROL,
    /** A delay is over: a kernel timer, a poll, a limit of an await. It sees every change of its moment. */
    TIMER,
    /** Something is read and nothing is changed: a sample, a counter, the end of a measurement. */
    OBSERVATION
}
