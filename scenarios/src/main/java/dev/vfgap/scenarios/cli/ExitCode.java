package dev.vfgap.scenarios.cli;

/** How the program ends; the numbers are the command line's contract. */
public final class ExitCode {
    /** Done. */
    public static final int DONE = 0;
    /** Answered "no": outside the bounds, not usable, an expectation broken. */
    public static final int ANSWER_NO = 1;
    /** Bad usage or bad input. */
    public static final int BAD_INPUT = 2;
    /** A bug in the program. */
    public static final int INTERNAL_ERROR = 3;
    /** The machine refused: disk full, a right, a device missing. */
    public static final int MACHINE_REFUSED = 4;
    /** Interrupted by the user; the Java runtime itself ends so on SIGINT. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
