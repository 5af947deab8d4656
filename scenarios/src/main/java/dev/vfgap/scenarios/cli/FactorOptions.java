package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.experiment.RunTable;
import dev.vfgap.scenarios.sensitivity.Factors;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which parameters are held, at what, and how sure the answer is to be. */
final class FactorOptions {
    @Option(
            names = "--over",
            paramLabel = "KEY[,KEY…]|assumed|all",
            split = ",",
            defaultValue = Factors.ASSUMED,
            description =
                    "Which parameters; without it the assumed ones that the runs use. What the scenario itself sets is"
                            + " held only by its name.")
    private List<String> over;

    @Option(
            names = "--range",
            paramLabel = "KEY=FROM..UNTIL",
            description = "Hold a parameter at values between these.")
    private List<String> ranges = new ArrayList<>();

    @Option(
            names = "--level",
            paramLabel = "P",
            defaultValue = "0.95",
            description = "The confidence, from 0.5 to 0.9999; without it 0.95.")
    private double level;

    Factors factors(Factors.HeldAt at, List<RunTable> used) {
        return Factors.of(over, ranges, at, used);
    }

    double level() {
        return Counts.level(level);
    }

    /** A number of an option that must lie between two. */
    static int require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new BadInputException(InputProblem.ofFile(
                    option + " " + value, "is not from " + least + " to " + most, "write a number between them"));
        }
        return value;
    }
}
