package dev.vfgap.replay.bundle;

import java.util.Objects;

/**
 * One thing that is wrong with one input: the file, the place in it, what is wrong, and how to mend it.
 *
 * <p>It prints as one line, {@code S1-2/bundle.json:12:15: "rate" is "500", which has no unit; write for example
 * "500pps"}. Text problems carry line and column (from 1), binary ones the byte offset (from 0, of the uncompressed
 * data); a problem of the file as a whole has neither.
 *
 * @param file the file as the user knows it
 * @param line line from 1, or 0 where lines make no sense
 * @param column column from 1, or 0 where it is not known
 * @param byteOffset offset from 0, or -1 where lines are given or no place is known
 * @param message what is wrong, one clause without a full stop
 * @param mend what the user can do, one clause without a full stop; empty where nothing can be said
 */
public record InputProblem(String file, int line, int column, long byteOffset, String message, String mend) {

    public InputProblem {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(mend, "mend");
        if (line < 0 || column < 0 || byteOffset < -1) {
            throw new IllegalArgumentException("not a place: " + line + ":" + column + " @" + byteOffset);
        }
    }

    /** A problem of the file as a whole. */
    public static InputProblem ofFile(String file, String message, String mend) {
        return new InputProblem(file, 0, 0, -1, message, mend);
    }

    /** A problem at a line and column, both from 1; column 0 = the whole line. */
    public static InputProblem at(String file, int line, int column, String message, String mend) {
        return new InputProblem(file, line, column, -1, message, mend);
    }

    /** A problem at a byte of the (uncompressed) data, from 0. */
    public static InputProblem atByte(String file, long byteOffset, String message, String mend) {
        return new InputProblem(file, 0, 0, byteOffset, message, mend);
    }

    /** The problem as one line for people: place, message, mend. */
    public String sentence() {
        StringBuilder text = new StringBuilder(file.isEmpty() ? "\"\"" : file);
        if (line > 0) {
            text.append(':').append(line);
            if (column > 0) {
                text.append(':').append(column);
            }
        }
        text.append(": ");
        if (byteOffset >= 0) {
            text.append("byte ").append(byteOffset).append(": ");
        }
        text.append(message);
        if (!mend.isEmpty()) {
            text.append("; ").append(mend);
        }
        return printable(text.toString());
    }

    /** A text without control characters: what a file holds must not steer the user's terminal. */
    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    @Override
    public String toString() {
        return sentence();
    }
}
