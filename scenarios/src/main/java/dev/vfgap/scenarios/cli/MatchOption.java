package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.account.PreparedBundle;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.match.MatchedBundle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What may tell the frames of a bundle apart, for the verbs that follow frames from point to point. */
final class MatchOption {
    private static final List<String> WORDS = Stream.of(MatchedBundle.Choice.values())
            .map(choice -> choice.name().toLowerCase(Locale.ROOT))
            .toList();

    @Option(
            names = "--match",
            paramLabel = "HOW",
            defaultValue = "auto",
            description =
                    "What tells frames apart: sequence, content, or auto (a number where the manifest tells of one or one is"
                            + " found, else content; default).")
    private String how;

    /**
     * A bundle, prepared as was chosen.
     *
     * @throws BadInputException when the choice is none, or a capture that must be read first is damaged
     */
    PreparedBundle prepare(CaptureBundle bundle) {
        int choice = WORDS.indexOf(how);
        if (choice < 0) {
            throw new BadInputException(InputProblem.ofFile(
                    "--match " + how, "is none of " + String.join(", ", WORDS), "write --match content"));
        }
        return PreparedBundle.of(bundle, MatchedBundle.Choice.values()[choice]);
    }
}
