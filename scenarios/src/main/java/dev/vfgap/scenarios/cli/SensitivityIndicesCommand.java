package dev.vfgap.scenarios.cli;

import dev.vfgap.scenarios.experiment.RunTable;
import dev.vfgap.scenarios.output.JsonText;
import dev.vfgap.scenarios.output.OutputFolder;
import dev.vfgap.scenarios.sensitivity.Factors;
import dev.vfgap.scenarios.sensitivity.SharedVariance;
import dev.vfgap.scenarios.sensitivity.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sensitivity indices}: where the variance of a prediction comes from. */
@Command(
        name = "indices",
        description = {
            "Where the variance of a prediction comes from: the part of each parameter, alone and with others (Sobol).",
            "What is not held is one input more, called luck. --out writes indices.json and indices.svg."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap sensitivity indices default",
            "  vfgap sensitivity indices default --over guest.vfProbe,guest.vfOpen,mgmt.filterMove --rows 4096",
            "  vfgap sensitivity indices my.yaml --strategy filter-first --metric downtimeMs --out results"
        })
final class SensitivityIndicesCommand implements Callable<Integer> {
    private static final int LEAST_ROWS = 16;
    private static final int MOST_ROWS = 1 << 20;

    @Mixin
    private CommonOptions options;

    @Mixin
    private SubjectOptions of;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1024",
            description =
                    "So many rows, each of three runs more than there are parameters; without it 1024, best a power"
                            + " of two.")
    private int rows;

    @Mixin
    private FactorOptions held;

    @Override
    public Integer call() throws InterruptedException {
        Session session = options.session();
        FactorOptions.require("--rows", rows, LEAST_ROWS, MOST_ROWS);
        Subject subject = of.subject(options, held.level());
        RunTable pilot = Factors.pilot(subject.experiment(), subject.seed(), options.jobs());
        Factors factors = held.factors(Factors.HeldAt.ITS_OWN_VALUES, List.of(pilot));
        Optional<OutputFolder> out = Optional.ofNullable(options.out()).map(OutputFolder::open);
        SharedVariance found;
        try (Progress progress =
                session.progress("runs", SharedVariance.runs(factors.chosen().size(), rows))) {
            found = SharedVariance.of(subject, factors, rows, options.jobs(), progress::step);
        }
        session.result(() -> json(found, pilot), found::text);
        out.ifPresent(folder -> {
            session.note("wrote " + folder.write("indices.json", JsonText.pretty(json(found, pilot))));
            if (found.variance() > 0) {
                session.note(
                        "wrote " + folder.write("indices.svg", found.figure().file()));
            }
        });
        return ExitCode.DONE;
    }

    private static Map<String, Object> json(SharedVariance found, RunTable pilot) {
        Map<String, Object> result = JsonResult.of(
                "sensitivity-indices", OptionalLong.of(found.subject().seed()), pilot.assumed());
        result.putAll(found.fields());
        return result;
    }
}
