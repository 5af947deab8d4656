package dev.vfgap.scenarios.config;

import dev.vfgap.replay.bundle.InputProblem;

/**
 * Where a piece of text stands.
 *
 * @param file the file as the user knows it, or the option that gave the text
 * @param line from 1; 0 when there are no lines
 * @param column from 1, in characters; 0 when there are no lines
 */
record Place(String file, int line, int column) {

    static Place ofFile(String file) {
        return new Place(file, 0, 0);
    }

    InputProblem problem(String message, String mend) {
        return line == 0
                ? InputProblem.ofFile(file, message, mend)
                : InputProblem.at(file, line, column, message, mend);
    }
}
