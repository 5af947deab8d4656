/**
 * Finds a frame of the stream again from capture point to capture point: by the number that it carries, given or found, or
 * by what no hop changes in it.
 */
package dev.vfgap.replay.match;
