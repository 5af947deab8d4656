package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.config.ScenarioFile;

/** How often something is run. */
final class Counts {
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
                    (least > 1 ? "an interval needs " + least + " runs at least; " : "") + "write for example "
                            + (least > 1 ? 1000 : 200)));
        }
        return count;
    }
}
