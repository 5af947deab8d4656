package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.config.ScenarioFile;

/** How often something is run, and how sure its answer is to be. */
final class Counts {
    private static final double LEAST_LEVEL = 0.5;
    private static final double MOST_LEVEL = 0.9999;

    private Counts() {}

    /**
     * The replications that an option asks for, else those of the scenario.
     *
     * @param asked the option's number, or null
     * @param least so many at least
     */
    static int replications(Integer asked, Scenario scenario, int least) {
        int count = asked == null ? scenario.replications() : asked;
        if (count < least || count > ScenarioFile.MOST_REPLICATIONS) {
            throw new BadInputException(InputProblem.ofFile(
                    "--replications " + count,
                    "is not from " + least + " to " + ScenarioFile.MOST_REPLICATIONS,
                    (least > 1 ? "an interval needs two runs at least; " : "") + "write for example "
                            + (least > 1 ? 1000 : 200)));
        }
        return count;
    }

    /** A confidence that results can be told with. */
    static double level(double level) {
        if (!(level >= LEAST_LEVEL && level <= MOST_LEVEL)) {
            throw new BadInputException(InputProblem.ofFile(
                    "--level " + level, "is not from " + LEAST_LEVEL + " to " + MOST_LEVEL, "write for example 0.95"));
        }
        return level;
    }
}
