package dev.vfgap.scenarios.cli;

import dev.vfgap.scenarios.experiment.RunTable;
import dev.vfgap.scenarios.output.JsonText;
import dev.vfgap.scenarios.output.OutputFolder;
import dev.vfgap.scenarios.sensitivity.Factors;
import dev.vfgap.scenarios.sensitivity.ScreenedParameters;
import dev.vfgap.scenarios.sensitivity.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sensitivity screen}: which parameters matter at all. */
@Command(
        name = "screen",
        description = {
            "Which parameters matter at all: by how much the mean changes while one goes over its values (Morris).",
            "--out writes screen.json and screen.svg."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap sensitivity screen default",
            "  vfgap sensitivity screen default --strategy filter-first --over all --paths 20",
            "  vfgap sensitivity screen my.yaml --metric rx.longestOutageMs --range guest.vfProbe=10ms..1s --out results"
        })
final class SensitivityScreenCommand implements Callable<Integer> {
    private static final int MOST_PATHS = 10_000;
    private static final int MOST_RUNS = 100_000;

    @Mixin
    private CommonOptions options;

    @Mixin
    private SubjectOptions of;

    @Option(
            names = "--paths",
            paramLabel = "N",
            defaultValue = "10",
            description = "So many paths, each of one mean more than there are parameters; without it 10.")
    private int paths;

    @Option(
            names = "--replications",
            paramLabel = "N",
            defaultValue = "50",
            description = "Each mean is over so many runs; without it 50.")
    private int replications;

    @Mixin
    private FactorOptions held;

    @Override
    public Integer call() throws InterruptedException {
        Session session = options.session();
        FactorOptions.require("--paths", paths, 2, MOST_PATHS);
        FactorOptions.require("--replications", replications, 1, MOST_RUNS);
        Subject subject = of.subject(options, held.level());
        RunTable pilot = Factors.pilot(subject.experiment(), subject.seed(), options.jobs());
        Factors factors = held.factors(Factors.HeldAt.ITS_OWN_VALUES, List.of(pilot));
        Optional<OutputFolder> out = Optional.ofNullable(options.out()).map(OutputFolder::open);
        ScreenedParameters found;
        long runs = ScreenedParameters.runs(factors.chosen().size(), paths, replications);
        try (Progress progress = session.progress("runs", runs)) {
            found = ScreenedParameters.of(subject, factors, paths, replications, options.jobs(), progress::step);
        }
        session.result(() -> json(found, pilot), found::text);
        out.ifPresent(folder -> {
            session.note("wrote " + folder.write("screen.json", JsonText.pretty(json(found, pilot))));
            session.note("wrote " + folder.write("screen.svg", found.figure().file()));
        });
        return ExitCode.DONE;
    }

    private static Map<String, Object> json(ScreenedParameters found, RunTable pilot) {
        Map<String, Object> result = JsonResult.of(
                "sensitivity-screen", OptionalLong.of(found.subject().seed()), pilot.assumed());
        result.putAll(found.fields());
        return result;
    }
}
