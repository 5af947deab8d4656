package dev.vfgap.replay.bundle;

import java.io.IOException;

/**
 * Something that this machine refused although the input may be good: a right that is missing, a full disk, an I/O
 * error; the command line exits with 4.
 */
public final class MachineRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient InputProblem problem;

    /** The refusal as one problem of a file, and the exception of the system that told it. */
    public MachineRefusedException(InputProblem problem, IOException cause) {
        super(problem.sentence(), cause);
        this.problem = problem;
    }

    /** What was refused, and what the user can do. */
    public InputProblem problem() {
        return problem;
    }
}
