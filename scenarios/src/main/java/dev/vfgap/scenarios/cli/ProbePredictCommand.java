package dev.vfgap.scenarios.cli;

import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.probe.ProbePrediction;
import dev.vfgap.replay.probe.ProbePredictionJson;
import dev.vfgap.replay.probe.ProbePredictionText;
import dev.vfgap.scenarios.library.Nics;
import dev.vfgap.scenarios.output.JsonText;
import dev.vfgap.scenarios.output.OutputFolder;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code probe predict}: where a NIC of a family sends a probe's frames, from the commands of its steps alone. */
@Command(
        name = "predict",
        description = {
            "Lets the drivers of a NIC family carry out the commands of a probe's steps, and compares where that leads each"
                    + " stream with where its frames went. No register dump is read.",
            "Ends with 1 when a path differs. --out writes predict.ndjson, a line for each bundle."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap probe predict --nic igb replay/samples/filter-probe/bridge-1",
            "  vfgap probe predict --nic igb --json replay/samples/filter-probe/*"
        })
final class ProbePredictCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    /** The names that completion offers. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Nics.names().iterator();
        }
    }

    @Option(
            names = "--nic",
            required = true,
            paramLabel = "FAMILY",
            completionCandidates = Names.class,
            description =
                    "The NIC's family (${COMPLETION-CANDIDATES}), a chip or driver of it, or a profile with a nic section.")
    private String nic;

    @Parameters(paramLabel = "PROBE-BUNDLE", arity = "1..*", description = "Folders of probe bundles.")
    private List<Path> bundles;

    @Override
    public Integer call() {
        Session session = options.sessionUsing(CommonOptions.Use.OUT);
        NicFamily family = Nics.of(nic);
        Optional<OutputFolder> out = Optional.ofNullable(options.out()).map(OutputFolder::open);
        StringBuilder lines = new StringBuilder();
        int exitCode = ExitCode.DONE;
        try (Progress progress = session.progress("bundles", bundles.size())) {
            for (Path folder : bundles) {
                try {
                    ProbePrediction prediction = ProbePrediction.of(Bundles.readProbe(folder), family);
                    session.result(() -> json(prediction), () -> ProbePredictionText.of(prediction));
                    lines.append(JsonText.line(json(prediction))).append('\n');
                    // Where nothing could be compared, nothing agrees.
                    boolean agrees = prediction.asProbed().compared() > 0
                            && prediction.asProbed().agreeing()
                                    == prediction.asProbed().compared();
                    exitCode = Math.max(exitCode, agrees ? ExitCode.DONE : ExitCode.ANSWER_NO);
                } catch (BadInputException e) {
                    e.problems().forEach(problem -> session.problem(problem.sentence()));
                    exitCode = ExitCode.BAD_INPUT;
                }
                progress.step();
            }
        }
        out.ifPresent(folder -> session.note("wrote " + folder.write("predict.ndjson", lines.toString())));
        return exitCode;
    }

    private static Map<String, Object> json(ProbePrediction prediction) {
        return JsonNodes.fields(ProbePredictionJson.toJson(prediction, Version.text()));
    }
}
