package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Broken command lines, each with the exact words that the user reads. */
class BrokenCommandLineTest {

    // spotless:off
    static Stream<Arguments> brokenCommandLines() {
        return Stream.of(
                Arguments.of(
                        List.of("descrbe"),
                        "vfgap: there is no \"descrbe\"; did you mean describe? (\"vfgap --help\" shows how)"),
                Arguments.of(
                        List.of("describe"),
                        "vfgap describe: say what to describe: strategies, strategy, scenarios, scenario, pitfalls, pitfall, parameters,"
                                + " fates, milestones, machines, machine, nics, nic, driver, validation, schema"
                                + " (\"vfgap describe --help\" shows how)"),
                Arguments.of(
                        List.of("describe", "strategis"),
                        "vfgap describe: there is no \"strategis\"; did you mean strategies?"
                                + " (\"vfgap describe --help\" shows how)"),
                Arguments.of(
                        List.of("describe", "strategies", "--jsn"),
                        "vfgap describe strategies: there is no option --jsn; did you mean --json?"
                                + " (\"vfgap describe strategies --help\" shows how)"),
                Arguments.of(
                        List.of("describe", "strategy"),
                        "vfgap describe strategy: missing required parameter: 'NAME'"
                                + " (\"vfgap describe strategy --help\" shows how)"),
                Arguments.of(
                        List.of("describe", "strategy", "lab-S9"),
                        "lab-S9: there is no strategy of this name; did you mean \"lab-S1\"?"),
                Arguments.of(
                        List.of("describe", "strategy", "zzzzzzzzz"),
                        "zzzzzzzzz: there is no strategy of this name; \"vfgap describe strategies\" lists them; a file's"
                                + " name ends in .yaml"),
                Arguments.of(
                        List.of("describe", "strategy", "no/such.yaml"),
                        "no/such.yaml: there is no such file; check the name"),
                Arguments.of(
                        List.of("check"),
                        "vfgap check: missing required parameter: 'FILE' (\"vfgap check --help\" shows how)"),
                Arguments.of(List.of("run", "defalt"),
                        "defalt: there is no scenario of this name; did you mean \"default\"?"),
                Arguments.of(List.of("run", "default", "--strategy", "filter-frist"),
                        "filter-frist: there is no strategy of this name; did you mean \"filter-first\"?"),
                Arguments.of(List.of("run", "default", "--set", "traffic.rx.rate=5"),
                        "--set traffic.rx.rate=5: \"rate\": '5' has no unit: write a frame rate such as 1.488Mpps"
                                + " (units: pps, kpps, Mpps, Gpps)"),
                Arguments.of(List.of("run", "default", "--out", ""),
                        "vfgap run: --out is empty; write the name of a folder, such as results"
                                + " (\"vfgap run --help\" shows how)"),
                Arguments.of(List.of("help", "foo"),
                        "vfgap: there is no \"foo\" (\"vfgap --help\" shows how)"),
                Arguments.of(List.of("explain", "default"),
                        "vfgap explain: missing required argument (specify one of these): (--frame=rx:N|tx:N | --lost=first|last)"
                                + " (\"vfgap explain --help\" shows how)"),
                Arguments.of(List.of("run", "default", "--set", "replications=100001"),
                        "--set replications=100001: \"replications\" is 100001, which is out of range; write a whole number"
                                + " from 1 to 100000"),
                Arguments.of(List.of("run", "default", "--set", "seed"),
                        "vfgap run: --set seed has no \"=\"; write for example --set traffic.rx.rate=1Mpps"
                                + " (\"vfgap run --help\" shows how)"),
                Arguments.of(List.of("run", "default", "--seed", "-1"),
                        "vfgap run: --seed is -1; write 0 or more (\"vfgap run --help\" shows how)"),
                Arguments.of(List.of("run", "default", "--jobs", "0"),
                        "vfgap run: --jobs is 0; write a number from 1 to 1024 (\"vfgap run --help\" shows how)"),
                Arguments.of(List.of("run", "default", "--replications", "99999999999"),
                        "vfgap run: invalid value for option '--replications': '99999999999' is no whole number in range"
                                + " (\"vfgap run --help\" shows how)"),
                Arguments.of(List.of("run", "@../pom.xml"),
                        "@../pom.xml: there is no such file; check the name"),
                Arguments.of(List.of("account", ""),
                        "\"\": holds no bundle.json, so it is no capture bundle; give a bundle's folder"),
                Arguments.of(
                        List.of("check", "--seed", "x", "f"),
                        "vfgap check: invalid value for option '--seed': 'x' is no whole number in range"
                                + " (\"vfgap check --help\" shows how)"));
    }

    // spotless:on

    @ParameterizedTest
    @MethodSource("brokenCommandLines")
    void aBrokenCommandLineIsToldInOneSentence(List<String> args, String message) {
        Ran ran = Ran.vfgap(args.toArray(String[]::new));
        assertThat(ran.errLines()).containsExactly(message);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.showsStackTrace()).isFalse();
    }

    @Test
    void debugShowsTheStackTraceBesideTheSentence() {
        Ran ran = Ran.vfgap("describe", "strategy", "lab-S9", "--debug");
        assertThat(ran.showsStackTrace()).isTrue();
        assertThat(ran.errLines()).contains("lab-S9: there is no strategy of this name; did you mean \"lab-S1\"?");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void anOptionThatAVerbHasNoUseForIsToldUnlessQuiet() {
        Ran ran = Ran.vfgap("describe", "fates", "--seed", "1", "--set", "a=b", "--jobs", "2", "--out", "x");
        assertThat(ran.errLines())
                .containsExactly(
                        "vfgap describe fates: --seed has no effect here",
                        "vfgap describe fates: --set has no effect here",
                        "vfgap describe fates: --jobs has no effect here",
                        "vfgap describe fates: --out has no effect here");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(Ran.vfgap("describe", "fates", "--seed", "1", "-q").err()).isEmpty();
    }

    @Test
    void aFileOfABundleIsCheckedWithItsBundle() {
        Ran ran = Ran.vfgap("check", "../replay/samples/migration/S7-1/events.jsonl");
        assertThat(ran.errLines())
                .containsExactly(
                        "../replay/samples/migration/S7-1/events.jsonl: is a part of a capture bundle; check the"
                                + " bundle: ../replay/samples/migration/S7-1");
    }
}
