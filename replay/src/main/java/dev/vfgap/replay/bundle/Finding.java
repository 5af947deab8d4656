package dev.vfgap.replay.bundle;

import java.util.Objects;

/**
 * Something that a reader of a result must know about its input, which is still usable: a note, a limit to what can
 * be shown, or a doubt about the data.
 *
 * @param kind how much it matters
 * @param where the file or the part it is about, as the user knows it
 * @param text one sentence without a full stop
 */
public record Finding(Kind kind, String where, String text) {

    /** How much a finding matters. */
    public enum Kind {
        /** Worth a line: for example a field that is not known and was ignored. */
        NOTE,
        /** Something that this bundle cannot show. */
        LIMIT,
        /** Data that is damaged or contradicts itself; what could be read was used. */
        DOUBT
    }

    public Finding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(text, "text");
    }

    public static Finding note(String where, String text) {
        return new Finding(Kind.NOTE, where, text);
    }

    public static Finding limit(String where, String text) {
        return new Finding(Kind.LIMIT, where, text);
    }

    public static Finding doubt(String where, String text) {
        return new Finding(Kind.DOUBT, where, text);
    }

    @Override
    public String toString() {
        return InputProblem.printable(where + ": " + text);
    }
}
