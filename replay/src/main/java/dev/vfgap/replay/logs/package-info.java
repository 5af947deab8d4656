/**
 * A lab's own logs, read as each tool writes them, and brought into the vocabulary of a capture bundle; the formats are
 * described in {@code docs/logs.md}.
 */
package dev.vfgap.replay.logs;
