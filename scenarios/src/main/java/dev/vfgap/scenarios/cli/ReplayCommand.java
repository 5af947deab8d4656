package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.predict.ReplayFigure;
import dev.vfgap.replay.predict.ReplayJson;
import dev.vfgap.replay.predict.ReplayResult;
import dev.vfgap.replay.predict.ReplayText;
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

/** {@code replay}: the recorded control events and the offered frames through the models, against what was captured. */
@Command(
        name = "replay",
        description = {
            "Replays a bundle's control events and compares the predicted fate of each frame with what was captured.",
            "What became of a frame is no input. --out writes replay.json (a line for each bundle) and a picture:"
                    + " replay.svg, or replay-NAME.svg for each of several bundles."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap replay replay/samples/migration/S1-1",
            "  vfgap replay --json replay/samples/migration/*",
            "  vfgap replay --out results replay/samples/migration/S1-1"
        })
final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Mixin
    private MatchOption match;

    @Parameters(paramLabel = "BUNDLE", arity = "1..*", description = "Folders of capture bundles.")
    private List<Path> bundles;

    @Override
    public Integer call() {
        Session session = options.session();
        Optional<OutputFolder> out = Optional.ofNullable(options.out()).map(OutputFolder::open);
        StringBuilder lines = new StringBuilder();
        int exitCode = ExitCode.DONE;
        for (Path folder : bundles) {
            try {
                CaptureBundle bundle = Bundles.read(folder);
                ReplayResult result = ReplayResult.of(match.prepare(bundle));
                session.result(() -> json(result), () -> ReplayText.of(result));
                lines.append(JsonText.line(json(result))).append('\n');
                out.ifPresent(files -> session.note("wrote " + files.write(figure(result), ReplayFigure.of(result))));
            } catch (BadInputException e) {
                e.problems().forEach(problem -> session.problem(problem.sentence()));
                exitCode = ExitCode.BAD_INPUT;
            }
        }
        out.ifPresent(folder -> session.note("wrote " + folder.write("replay.json", lines.toString())));
        return exitCode;
    }

    private String figure(ReplayResult result) {
        String name = result.bundle().replaceAll("[^A-Za-z0-9._-]", "_");
        return bundles.size() == 1 ? "replay.svg" : "replay-" + name + ".svg";
    }

    private static Map<String, Object> json(ReplayResult result) {
        return JsonNodes.fields(ReplayJson.toJson(result, Version.text()));
    }
}
