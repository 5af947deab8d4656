package dev.vfgap.models.operate;

/**
 * One line of a plan: something done, something awaited, or a pause.
 *
 * <p>Steps are carried out in order; each starts when the one before it is done.
 */
public sealed interface Step permits Action, Await, Wait {}
