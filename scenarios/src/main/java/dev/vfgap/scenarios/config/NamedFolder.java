package dev.vfgap.scenarios.config;

import dev.vfgap.replay.bundle.InputProblem;
import java.nio.file.Path;

/**
 * A folder that a file names.
 *
 * @param folder the folder
 * @param file the file that names it, as the user knows it
 * @param line where, from 1; 0 when there are no lines
 * @param column from 1, in characters; 0 when there are no lines
 */
public record NamedFolder(Path folder, String file, int line, int column) {

    /** What is wrong with it, at the place where it is named. */
    public InputProblem problem(String message, String mend) {
        return new Place(file, line, column).problem(message, mend);
    }

    /** The same folder, taken from another one. */
    NamedFolder in(Path other) {
        return new NamedFolder(other.resolve(folder).normalize(), file, line, column);
    }
}
