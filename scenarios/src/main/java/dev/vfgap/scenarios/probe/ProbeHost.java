package dev.vfgap.scenarios.probe;

import java.util.List;
import java.util.Optional;

/**
 * The host whose NIC is probed: what can be looked at, and the one way to change it, by a {@link HostChange}, which knows its
 * undo. Paths are those of sysfs and procfs.
 */
public interface ProbeHost {

    /**
     * How a command ended.
     *
     * @param exitCode its exit status; 127 when there is no such program, as in a shell
     * @param output what it wrote
     */
    record Ended(int exitCode, String output) {}

    /** Makes a change. Its names are replaced, and its undo is in the journal. */
    Ended change(HostChange change);

    /** Takes a change back. */
    Ended undo(HostChange change);

    /** Runs a program that only looks. */
    Ended look(List<String> words);

    /** The text of a file without its last newline; empty when it cannot be read. */
    Optional<String> read(String path);

    /** The last name of what a link leads to; empty when there is none. */
    Optional<String> linkTarget(String path);

    /** The names in a folder, sorted; none when there is no such folder. */
    List<String> list(String path);

    /** Whether there is something. */
    boolean exists(String path);
}
