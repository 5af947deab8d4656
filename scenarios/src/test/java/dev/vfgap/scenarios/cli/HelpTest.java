package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {

    static Stream<List<String>> verbs() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        List<List<String>> verbs = new ArrayList<>();
        collect(Vfgap.commandLine(nowhere, nowhere), List.of(), verbs);
        return verbs.stream();
    }

    private static void collect(CommandLine command, List<String> path, List<List<String>> verbs) {
        verbs.add(path);
        command.getSubcommands().forEach((name, below) -> {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            collect(below, longer, verbs);
        });
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void theHelpOfEveryVerbHasExamplesThatBeginWithTheProgramsName(List<String> path) {
        List<String> args = new ArrayList<>(path);
        args.add("--help");
        Ran ran = Ran.vfgap(args.toArray(String[]::new));
        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("Usage: vfgap", "\nExamples:\n");
        String examples = ran.out().substring(ran.out().indexOf("\nExamples:\n"));
        assertThat(examples).contains(String.join(" ", path).isEmpty() ? "vfgap " : "vfgap " + String.join(" ", path));
    }

    @Test
    void noTextHasAPercentSignThatPicocliTakesForAFormat() {
        PrintStream systems = System.err;
        ByteArrayOutputStream warnings = new ByteArrayOutputStream();
        System.setErr(new PrintStream(warnings, true, StandardCharsets.UTF_8));
        try {
            verbs().forEach(path ->
                    Ran.vfgap(Stream.concat(path.stream(), Stream.of("--help")).toArray(String[]::new)));
        } finally {
            System.setErr(systems);
        }
        assertThat(warnings.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void theHelpOfTheProgramListsEveryExitCode() {
        assertThat(Ran.vfgap("--help").out())
                .contains("0     done", "1     answered no", "2     bad usage or bad input", "3     internal error")
                .contains("4     the machine refused", "130   interrupted");
    }

    @Test
    void withoutArgumentsItSaysWhatToDoNext() {
        Ran ran = Ran.vfgap();
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("Usage: vfgap", "Examples:", "vfgap describe strategies");
    }

    @Test
    void completionIsAScriptForBash() {
        Ran ran = Ran.vfgap("generate-completion");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out()).contains("complete -F", "vfgap", "describe");
    }

    @Test
    void theVersionIsOneLine() {
        assertThat(Ran.vfgap("--version").out()).matches("vfgap \\S+\n");
    }
}
