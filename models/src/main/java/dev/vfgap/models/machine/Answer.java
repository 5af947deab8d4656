package dev.vfgap.models.machine;

import java.util.Optional;

/**
 * What QEMU answers to a command: done as asked, or refused with an error.
 *
 * @param error the error text of a refusal, in QEMU's words
 */
public record Answer(Optional<String> error) {

    /** The command was taken. It says nothing about when its effect comes. */
    public static Answer accepted() {
        return new Answer(Optional.empty());
    }

    /** The command was refused. */
    public static Answer refused(String error) {
        return new Answer(Optional.of(error));
    }

    public boolean isAccepted() {
        return error.isEmpty();
    }
}
