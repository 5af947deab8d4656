package dev.vfgap.replay.bundle;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Input that cannot be used, with every problem that was found in it; the command line exits with 2.
 *
 * <p>Thrown by all readers of user input (bundles, captures, scenarios, profiles). It says what the user's files have
 * wrong, so it is never wrapped and its stack trace is of no interest. What the machine refused (a right, a full
 * disk) is a {@link MachineRefusedException}.
 */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<InputProblem> problems;

    /**
     * The given problems, in the order in which a reader of the file meets them.
     *
     * @throws IllegalArgumentException when there is none
     */
    public BadInputException(List<InputProblem> problems) {
        super(problems.stream().map(InputProblem::sentence).collect(Collectors.joining("\n")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("bad input without a problem");
        }
        this.problems = List.copyOf(problems);
    }

    /** A single problem. */
    public BadInputException(InputProblem problem) {
        this(List.of(problem));
    }

    /** What is wrong, at least one problem. */
    public List<InputProblem> problems() {
        return problems;
    }
}
