package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.probe.ProbeClassification;
import dev.vfgap.replay.probe.ProbeClassificationJson;
import dev.vfgap.replay.probe.ProbeClassificationText;
import dev.vfgap.scenarios.output.JsonText;
import dev.vfgap.scenarios.output.OutputFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code probe classify}: the classifier against a real NIC's decisions. */
@Command(
        name = "classify",
        description = {
            "Classifies each frame that the NIC accepted by the registers that were dumped in its step, and compares the"
                    + " result with where the frame was seen.",
            "Only the settled second of each step counts. Ends with 1 when a frame went elsewhere than the registers say.",
            "--out writes classify.ndjson, a line for each bundle."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap probe classify replay/samples/filter-probe/bridge-1",
            "  vfgap probe classify --json replay/samples/filter-probe/*"
        })
final class ProbeClassifyCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "PROBE-BUNDLE", arity = "1..*", description = "Folders of probe bundles.")
    private List<Path> bundles;

    @Override
    public Integer call() {
        Session session = options.sessionUsing(CommonOptions.Use.OUT);
        Optional<OutputFolder> out = Optional.ofNullable(options.out()).map(OutputFolder::open);
        StringBuilder lines = new StringBuilder();
        int exitCode = ExitCode.DONE;
        try (Progress progress = session.progress("bundles", bundles.size())) {
            for (Path folder : bundles) {
                try {
                    ProbeClassification result = ProbeClassification.of(Bundles.readProbe(folder));
                    session.result(() -> json(result), () -> ProbeClassificationText.of(result));
                    lines.append(JsonText.line(json(result))).append('\n');
                    // Where nothing could be compared, nothing agrees.
                    boolean agrees = result.asProbed().frames() > 0
                            && result.asProbed().agreeing() == result.asProbed().frames();
                    exitCode = Math.max(exitCode, agrees ? ExitCode.DONE : ExitCode.ANSWER_NO);
                } catch (BadInputException e) {
                    e.problems().forEach(problem -> session.problem(problem.sentence()));
                    exitCode = ExitCode.BAD_INPUT;
                }
                progress.step();
            }
        }
        out.ifPresent(folder -> session.note("wrote " + folder.write("classify.ndjson", lines.toString())));
        return exitCode;
    }

    private static Map<String, Object> json(ProbeClassification result) {
        return JsonNodes.fields(ProbeClassificationJson.toJson(result, Version.text()));
    }
}
