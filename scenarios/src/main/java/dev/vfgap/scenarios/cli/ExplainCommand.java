package dev.vfgap.scenarios.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.lab.TrafficStream;
import dev.vfgap.replay.predict.ExplainedFrame;
import dev.vfgap.replay.predict.ExplainedFrameJson;
import dev.vfgap.replay.predict.ExplainedFrameText;
import dev.vfgap.replay.predict.Explanation;
import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.experiment.SimulatedFrame;
import dev.vfgap.scenarios.library.Scenarios;
import dev.vfgap.scenarios.output.JsonText;
import dev.vfgap.scenarios.output.OutputFolder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
                "Shows the life of one frame of a bundle or of a simulated run: each hop, what was decided there and which"
                        + " control event decided it; of a bundle beside where the frame was captured.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap explain replay/samples/migration/S1-1 --lost first",
            "  vfgap explain replay/samples/migration/S1-1 --lost tx:last",
            "  vfgap explain replay/samples/migration/S1-1 --frame rx:4711 --json",
            "  vfgap explain default --strategy filter-first --lost first",
            "  vfgap explain P1 --frame neighbour:2000"
        })
final class ExplainCommand implements Callable<Integer> {
    private static final String STREAMS =
            Arrays.stream(TrafficStream.values()).map(TrafficStream::word).collect(Collectors.joining("|"));
    private static final Pattern FRAME = Pattern.compile("(" + STREAMS + "):(\\d{1,18})");
    private static final Pattern LOST = Pattern.compile("(?:(" + STREAMS + "):)?(first|last)");

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Parameters(
            paramLabel = "BUNDLE|SCENARIO",
            description = "The folder of a capture bundle; or a built-in scenario's name, or a scenario file.")
    private String input;

    @Option(names = "--strategy", paramLabel = "NAME", description = "Another strategy than the scenario's.")
    private String strategy;

    @Option(
            names = "--replication",
            paramLabel = "N",
            defaultValue = "0",
            description = "Which of a scenario's runs, from 0.")
    private int replication;

    @ArgGroup(multiplicity = "1")
    private Which which;

    /** Which frame. */
    private static final class Which {
        @Option(
                names = "--frame",
                paramLabel = "STREAM:N",
                description =
                        "The frame with this number in the stream to (rx) or from (tx) the guest; of a scenario also in"
                                + " chatter, answers (an answer has the number of its request) or neighbour.")
        private String frame;

        @Option(
                names = "--lost",
                paramLabel = "[STREAM:]first|last",
                description =
                        "The first or the last lost frame, of rx where no stream is named; tx:first for that of the"
                                + " guest's own frames.")
        private String lost;
    }

    @Override
    public Integer call() {
        Session session = options.session();
        Matcher frame = matching(FRAME, which.frame, "--frame", "rx:4711");
        Matcher lost = matching(LOST, which.lost, "--lost", "first");
        ObjectNode json;
        ExplainedFrame explained;
        if (Scenarios.isNamed(input)) {
            SimulatedFrame run = simulated();
            explained = frame != null
                    ? run.frame(stream(frame.group(1)), Long.parseLong(frame.group(2)))
                    : lost(run, stream(lost.group(1)), which(lost.group(2)));
            json = ExplainedFrameJson.toJson(explained, "scenario", run.assumed(), Version.text());
            json.put("seed", run.seed());
        } else {
            Explanation explanation = Explanation.of(Bundles.read(Path.of(input)));
            explained = frame != null
                    ? explanation.frame(direction("--frame", frame), Long.parseLong(frame.group(2)))
                    : explanation.lost(direction("--lost", lost), which(lost.group(2)));
            json = ExplainedFrameJson.toJson(explained, "bundle", explanation.assumed(), Version.text());
        }
        session.result(() -> JsonNodes.fields(json), () -> ExplainedFrameText.of(explained));
        Optional.ofNullable(options.out())
                .map(OutputFolder::open)
                .ifPresent(folder -> session.note(
                        "wrote " + folder.write("explain.json", JsonText.line(JsonNodes.fields(json)) + "\n")));
        return ExitCode.DONE;
    }

    private SimulatedFrame simulated() {
        if (replication < 0) {
            throw new ParameterException(spec.commandLine(), "--replication is " + replication + "; write 0 or more");
        }
        Experiment experiment = RunCommand.experiment(input, strategy, options);
        long seed = options.seed().orElse(experiment.scenario().seed());
        return new SimulatedFrame(experiment, seed, replication);
    }

    private static ExplainedFrame lost(SimulatedFrame run, TrafficStream stream, Explanation.Lost which) {
        return which == Explanation.Lost.FIRST ? run.firstLost(stream) : run.lastLost(stream);
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

    private static TrafficStream stream(String word) {
        return Arrays.stream(TrafficStream.values())
                .filter(stream -> stream.word().equals(word))
                .findFirst()
                .orElse(TrafficStream.RX);
    }

    private Direction direction(String option, Matcher named) {
        TrafficStream stream = stream(named.group(1));
        if (stream != TrafficStream.of(stream.direction())) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " is " + named.group() + ", but a bundle has only rx and tx; write one of them");
        }
        return stream.direction();
    }

    private static Explanation.Lost which(String word) {
        return Explanation.Lost.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
