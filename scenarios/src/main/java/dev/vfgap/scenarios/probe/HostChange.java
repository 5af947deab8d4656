package dev.vfgap.scenarios.probe;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A command that changes the host, and what takes it back: there is none without.
 *
 * <p>Commands are words of iproute2, or {@code echo VALUE > FILE} for sysfs, without quotes; a shell and this program
 * understand them alike. Names such as {@code $PF} stand for what is known only on the host.
 *
 * @param thing what it changes: of several changes of a thing only the first knows how it was
 * @param command the command
 * @param undo takes the thing back to how it was before the first change
 * @param guard when there is something to take back
 */
public record HostChange(String thing, String command, String undo, Guard guard) {

    /**
     * What must hold for an undo to have something to do; the program may have been killed before the change.
     *
     * @param kind how to look
     * @param what the path, or the words {@code MAC DEVICE}
     */
    public record Guard(Kind kind, String what) {
        /** How to look. */
        public enum Kind {
            /** The undo does no harm where nothing was changed. */
            ALWAYS,
            /** A file or device must be there. */
            PATH,
            /** It must not be there. */
            NO_PATH,
            /** A device's own filter must have an entry. */
            FDB_ENTRY
        }

        public Guard {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(what, "what");
        }

        static final Guard ALWAYS = new Guard(Kind.ALWAYS, "");

        static Guard path(String path) {
            return new Guard(Kind.PATH, path);
        }

        static Guard noPath(String path) {
            return new Guard(Kind.NO_PATH, path);
        }
    }

    public HostChange {
        Objects.requireNonNull(guard, "guard");
        if (command.isBlank() || undo.isBlank() || thing.isBlank()) {
            throw new IllegalArgumentException("a change that does not know its undo: " + command);
        }
    }

    /** The change with its names replaced by what they stand for. */
    HostChange with(UnaryOperator<String> names) {
        return new HostChange(
                thing, names.apply(command), names.apply(undo), new Guard(guard.kind(), names.apply(guard.what())));
    }

    /** A write to a file, as the shell's {@code echo VALUE > FILE}; without a value that of an empty line. */
    record Write(String value, String path) {}

    /** The write that a command is; empty when it is a program's. */
    static Optional<Write> write(String command) {
        List<String> words = words(command);
        if (words.size() == 3 && words.get(0).equals("echo") && words.get(1).equals(">")) {
            return Optional.of(new Write("", words.get(2)));
        }
        return words.size() == 4 && words.get(0).equals("echo") && words.get(2).equals(">")
                ? Optional.of(new Write(words.get(1), words.get(3)))
                : Optional.empty();
    }

    static List<String> words(String command) {
        return List.of(command.trim().split(" +"));
    }
}
