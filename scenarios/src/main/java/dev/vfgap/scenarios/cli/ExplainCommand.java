package dev.vfgap.scenarios.cli;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.predict.ExplainedFrame;
import dev.vfgap.replay.predict.ExplainedFrameJson;
import dev.vfgap.replay.predict.ExplainedFrameText;
import dev.vfgap.replay.predict.Explanation;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain}: the life of one frame. */
@Command(
        name = "explain",
        description =
                "Shows the life of one frame of a bundle: each hop, what was decided there and which control event"
                        + " decided it, beside where the frame was captured.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap explain replay/samples/migration/S1-1 --lost first",
            "  vfgap explain replay/samples/migration/S1-1 --lost tx:last",
            "  vfgap explain replay/samples/migration/S1-1 --frame rx:4711 --json"
        })
final class ExplainCommand implements Callable<Integer> {
    private static final Pattern FRAME = Pattern.compile("(rx|tx):(\\d{1,18})");
    private static final Pattern LOST = Pattern.compile("(?:(rx|tx):)?(first|last)");

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "BUNDLE", description = "The folder of a capture bundle.")
    private Path input;

    @ArgGroup(multiplicity = "1")
    private Which which;

    /** Which frame. */
    private static final class Which {
        @Option(
                names = "--frame",
                paramLabel = "rx:N|tx:N",
                description = "The frame with this number in the stream to (rx) or from (tx) the guest.")
        private String frame;

        @Option(
                names = "--lost",
                paramLabel = "first|last",
                description = "The first or the last lost frame; tx:first for that of the guest's own frames.")
        private String lost;
    }

    @Override
    public Integer call() {
        Session session = options.session();
        Matcher frame = matching(FRAME, which.frame, "--frame", "rx:4711");
        Matcher lost = matching(LOST, which.lost, "--lost", "first");
        Explanation explanation = Explanation.of(Bundles.read(input));
        ExplainedFrame explained = frame != null
                ? explanation.frame(direction(frame.group(1)), Long.parseLong(frame.group(2)))
                : explanation.lost(direction(lost.group(1)), which(lost.group(2)));
        session.result(
                () -> JsonNodes.fields(
                        ExplainedFrameJson.toJson(explained, "bundle", explanation.assumed(), Version.text())),
                () -> ExplainedFrameText.of(explained));
        Optional.ofNullable(options.out())
                .map(OutputFolder::open)
                .ifPresent(folder -> session.note("wrote "
                        + folder.write(
                                "explain.json",
                                JsonText.line(JsonNodes.fields(ExplainedFrameJson.toJson(
                                                explained, "bundle", explanation.assumed(), Version.text())))
                                        + "\n")));
        return ExitCode.DONE;
    }

    private Matcher matching(Pattern pattern, String value, String option, String example) {
        if (value == null) {
            return null;
        }
        Matcher matcher = pattern.matcher(value);
        if (!matcher.matches()) {
            throw new ParameterException(
                    spec.commandLine(), option + " is " + value + "; write for example " + option + " " + example);
        }
        return matcher;
    }

    private static Direction direction(String word) {
        return "tx".equals(word) ? Direction.TX : Direction.RX;
    }

    private static Explanation.Lost which(String word) {
        return Explanation.Lost.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
