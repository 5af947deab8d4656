package dev.vfgap.scenarios.config;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The problems found in one input so far; they are told all at once. */
final class Problems {
    /** Enough to see what is wrong; a file of another kind would give thousands. */
    private static final int MOST = 100;

    private final List<InputProblem> found = new ArrayList<>();

    void add(Place place, String message, String mend) {
        if (found.size() == MOST) {
            return;
        }
        found.add(place.problem(message, mend));
    }

    boolean any() {
        return !found.isEmpty();
    }

    int count() {
        return found.size();
    }

    /** Ends the reading when something was found, with the problems in the order of the file. */
    void throwIfAny() {
        if (any()) {
            found.sort(Comparator.comparingInt(InputProblem::line).thenComparingInt(InputProblem::column));
            throw new BadInputException(found);
        }
    }
}
