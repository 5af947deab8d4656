package dev.vfgap.scenarios.config;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The problems found in one input so far; they are told all at once, up to {@value #MOST}.
 *
 * <p>More than that is a file of another kind: reading ends there.
 */
final class Problems {
    private static final int MOST = 100;

    /** A longer message quotes a whole file; its middle is left out. */
    private static final int LONGEST = 400;

    private final List<InputProblem> found = new ArrayList<>();

    void add(Place place, String message, String mend) {
        found.add(place.problem(shortened(message), mend));
        if (found.size() == MOST) {
            List<InputProblem> all = sorted();
            all.add(Place.ofFile(place.file()).problem("has more problems than these", "mend them first"));
            throw new BadInputException(all);
        }
    }

    /** Adds what was found elsewhere, each once. */
    void addAll(Problems others) {
        for (InputProblem problem : others.found) {
            if (!found.contains(problem) && found.size() < MOST) {
                found.add(problem);
            }
        }
    }

    int count() {
        return found.size();
    }

    /** Ends the reading when something was found, with the problems in the order of the file. */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new BadInputException(sorted());
        }
    }

    private List<InputProblem> sorted() {
        List<InputProblem> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt(InputProblem::line).thenComparingInt(InputProblem::column));
        return sorted;
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST
                ? message
                : message.substring(0, LONGEST / 2) + "…" + message.substring(message.length() - LONGEST / 4);
    }
}
