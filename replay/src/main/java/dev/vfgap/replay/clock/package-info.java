/**
 * How the clocks that stamped a bundle's files went against each other, estimated from the frames that two of them stamped.
 *
 * <p>A frame that goes from one clock to another shows their difference plus the time it took, which is never negative: the
 * fastest frames of one way bound the difference from above, those of the other way from below.
 */
package dev.vfgap.replay.clock;
