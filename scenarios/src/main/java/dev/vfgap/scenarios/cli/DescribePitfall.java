package dev.vfgap.scenarios.cli;

import dev.vfgap.scenarios.expect.Expectation;
import dev.vfgap.scenarios.library.Pitfall;
import dev.vfgap.scenarios.library.PitfallPage;
import dev.vfgap.scenarios.library.Pitfalls;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code describe pitfall}: one of them, with its mechanism and what its scenario expects. */
@Command(
        name = "pitfall",
        description = "Tells the mechanism of a pitfall, how it is known, and what its scenario expects.",
        footerHeading = "%nExamples:%n",
        footer = {"  vfgap describe pitfall P3", "  vfgap describe pitfall P03-standby-shadowed"})
final class DescribePitfall implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "NAME", description = "A number like P3, or the name of the scenario that shows it.")
    private String name;

    @Override
    public Integer call() {
        Pitfall pitfall = Pitfalls.of(name);
        options.sessionUsing().result(() -> json(pitfall), () -> PitfallPage.text(pitfall));
        return ExitCode.DONE;
    }

    private static Map<String, Object> json(Pitfall pitfall) {
        Map<String, Object> result = DescribeCommand.head();
        Map<String, Object> shown = DescribePitfalls.shown(pitfall);
        pitfall.head().ifPresent(scenario -> {
            shown.put("summary", scenario.summary().orElse(""));
            shown.put(
                    "expectations",
                    scenario.expectations().stream().map(Expectation::text).toList());
        });
        result.put("pitfall", shown);
        return result;
    }
}
