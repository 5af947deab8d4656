/**
 * Replay: the recorded control events and the offered frames of a bundle through the models, frame by frame against what
 * was captured.
 *
 * <p>What a frame's fate was is no input: of the delivery file only the send times are read, of the path captures only
 * one moment of effect for each {@code set-filter}.
 */
package dev.vfgap.replay.predict;
