package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code expect:} through the command line: what the user reads, and the exit code that a script reads. */
class ExpectVerbTest {
    /** The filter moves before the guest lets its primary go: some hundred frames of rx are shadowed. */
    private static final String SCENARIO = """
            format: vfgap-scenario/1
            name: mine
            title: t
            strategy: filter-first
            primaryNic: ixgbevf
            traffic: {rx: {rate: 1kpps, frameSize: 100B}, tx: {rate: 1kpps, frameSize: 100B}}
            migration: {memory: 256MiB, dirtyRate: 0B/s, maxBandwidth: 1GB/s, downtimeLimit: 300ms}
            before: 100ms
            after: 100ms
            seed: 1
            replications: 6
            expect:
            """;

    @TempDir
    private Path folder;

    private Ran run(String expectations, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("it.yaml"), SCENARIO + expectations.indent(2));
        List<String> args = new ArrayList<>(List.of("run", file.toString()));
        args.addAll(List.of(more));
        return Ran.vfgap(args.toArray(new String[0]));
    }

    // spotless:off
    static Stream<Arguments> claims() {
        return Stream.of(
                claim("- {lost: rx, fate: STANDBY_SHADOWED, frames: at least 100, in: every run}", "- {lost: rx, fate: STANDBY_SHADOWED, frames: 0}"),
                claim("- {lost: rx, fate: [STANDBY_SHADOWED, LEFT_AT_SOURCE], frames: 100..2000}", "- {lost: rx, fate: [NO_DEVICE, NO_POOL], frames: at least 1}"),
                claim("- {lost: rx, share: at most 50%}",                         "- {lost: rx, share: 99%..100%, in: some run}"),
                claim("- {lost: tx, fate: SPOOFED, frames: at least 50, in: every run}", "- {lost: tx, share: 0%}"),
                claim("- {delivered: rx, fate: DELIVERED_BY_PRIMARY, frames: at least 100}", "- {delivered: rx, frames: 0, in: some run}"),
                claim("- {mainCause: rx, fate: STANDBY_SHADOWED}",                "- {mainCause: rx, fate: NO_POOL}"),
                claim("- {longestOutage: rx, time: at least 100ms}",              "- {longestOutage: rx, time: at least 100ms, in: no run}"),
                claim("- {longestOutage: tx, time: at least 1ms, in: every run}", "- {longestOutage: tx, time: 0s}"),
                claim("- {duplicated: rx, frames: 0}",                            "- {duplicated: rx, frames: at least 1}"),
                claim("- {late: rx, frames: at most 5000}",                       "- {late: rx, frames: at least 5000}"),
                claim("- {phase: downtime, time: 1ms..5s, in: at least 90% of runs}", "- {phase: downtime, time: at most 1ms}"),
                claim("- {phase: unplug, time: at most 2s}",                      "- {phase: wait-unplug, time: at most 10h}"),
                claim("- {between: [filter to standby on A, primary gone on A], time: 100ms..2s}", "- {between: [primary gone on A, filter to standby on A], time: at least 0s, in: some run}"),
                claim("- {outcome: completed}",                                   "- {outcome: completed, in: no run}"),
                claim("- {outcome: waiting at step 2, in: no run}",               "- {outcome: cancelled, in: some run}"),
                claim("- {order: [unplug requested on A, driver remove on A, primary gone, migration active, guest runs on B]}",
                      "- {order: [migration active, unplug requested on A]}"),
                claim("- {happens: unplug requested (device_del) on A}",          "- {happens: unplug requested (UNPLUG_PRIMARY) on A, in: at least 1% of runs}"),
                claim("- {happens: filter moved on B}",                           "- {happens: filter moved on B, in: no run}"));
    }
    // spotless:on

    private static Arguments claim(String held, String broken) {
        return Arguments.of(held, broken);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claims")
    void theExitCodeSaysWhetherTheClaimsHeld(String held, String broken) throws IOException {
        Ran good = run(held + "\n");
        assertThat(good.exitCode()).as(good.out() + good.err()).isEqualTo(ExitCode.DONE);
        assertThat(good.out()).contains("\n1 of 1 expectations held\n");
        Ran bad = run(held + "\n" + broken + "\n");
        assertThat(bad.exitCode()).as(bad.out() + bad.err()).isEqualTo(ExitCode.ANSWER_NO);
        assertThat(bad.out()).contains("\n1 of 2 expectations held\n  held   ", "\n  BROKEN ");
    }

    @Test
    void eachClaimIsReadAloudWithWhatWasFound() throws IOException {
        Ran ran = run("""
                - {lost: rx, fate: STANDBY_SHADOWED, frames: at least 100, in: every run}
                - {outcome: waiting at step 2}
                """, "--json");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.ANSWER_NO);
        JsonNode claims = new JsonMapper().readTree(ran.out()).path("expectations");
        assertThat(claims.findValuesAsText("text"))
                .containsExactly(
                        "frames of rx lost by STANDBY_SHADOWED: at least 100, in every run",
                        "outcome: waiting at step 2, in every run");
        assertThat(claims.findValuesAsText("held")).containsExactly("true", "false");
        assertThat(claims.path(0).path("found").textValue())
                .matches("median [0-9.]+ frames, from \\d+ frames to \\d+ frames");
        assertThat(claims.path(1).path("found").textValue()).isEqualTo("completed in 6 of 6 runs");
    }

    @Test
    void aSettingNamesAnItemOfTheListByItsNumber() throws IOException {
        String claims = "- {lost: rx, frames: at least 1}\n- {phase: downtime, time: at most 5s}\n";
        assertThat(run(claims).exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run(claims, "--set", "expect.2.time=at most 1ms").exitCode()).isEqualTo(ExitCode.ANSWER_NO);
        assertThat(run(claims, "--set", "expect.3.time=at most 1ms").errLines().get(0))
                .startsWith("--set expect.3.time=at most 1ms: \"expect\" is a mapping, but must be a list");
    }

    @Test
    void aScenarioThatIsRefusedAsItExpectsIsAGoodAnswer() throws IOException {
        String claims = "- error: but strategy ordered-unplug-acpi is about acpi hot-plug\n";
        String[] settings = {"--set", "hotplug=native", "--set", "strategy=ordered-unplug-acpi"};
        Ran refused = run(claims, settings);
        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.DONE);
        assertThat(refused.out()).contains("refused before anything ran", "1 of 1 expectations held");
        JsonNode json = new JsonMapper()
                .readTree(run(
                                claims,
                                Stream.concat(Stream.of("--json"), Stream.of(settings))
                                        .toArray(String[]::new))
                        .out());
        assertThat(json.path("refused")).hasSize(1);
        assertThat(json.path("expectations").path(0).path("held").booleanValue())
                .isTrue();

        Ran ran = run(claims);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.ANSWER_NO);
        assertThat(ran.out()).contains("found: it was not refused");

        Ran other = run(claims, "--set", "nic=ixgb");
        assertThat(other.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(other.errLines())
                .containsExactly(
                        "an error was expected, but not these: \"but strategy ordered-unplug-acpi is about acpi hot-plug\"",
                        "ixgb: there is no NIC of this name; did you mean \"igb\"?");
    }

    @Test
    void checkSaysThatARefusalIsExpected() throws IOException {
        String scenario =
                SCENARIO.replace("filter-first", "ordered-unplug-acpi").replace("seed: 1", "seed: 1\nhotplug: native");
        Path file = folder.resolve("it.yaml");
        Files.writeString(file, scenario + "  - error: is about acpi hot-plug\n");
        assertThat(Ran.vfgap("check", file.toString()).out()).isEqualTo(file + ": a scenario without errors\n");
        Files.writeString(file, SCENARIO + "  - error: is about acpi hot-plug\n");
        assertThat(Ran.vfgap("check", file.toString()).errLines())
                .containsExactly(
                        file + ":13:3: \"expect\": an error is expected, but there is none; remove the expectation");
        Files.writeString(file, SCENARIO.replace("seed: 1", "sede: 1") + "  - error: unknown key \"sede\"\n");
        assertThat(Ran.vfgap("check", file.toString()).exitCode()).isEqualTo(ExitCode.DONE);
    }

    // spotless:off
    static Stream<Arguments> brokenClaims() {
        return Stream.of(
                broken("17", "13:5: an expectation is the value \"17\", but must begin with a key; " + BEGIN),
                broken("foo: 3", "13:5: this expectation says nothing that is known: \"foo\"; " + BEGIN),
                broken("lose: rx", "13:5: this expectation says nothing that is known: \"lose\"; did you mean \"lost\"?"),
                broken("{happens: migration active, order: []}",
                        "13:33: this expectation has both \"happens\" and \"order\"; write two, each with its own \"- \""),
                broken("{lost: rx}",
                        "13:5: this expectation has neither \"frames\" nor \"share\"; write one of the two, like"
                                + " \"frames: at least 100\" or \"share: at most 1%\""),
                broken("{lost: rx, frames: 1, share: 1%}",
                        "13:5: this expectation has both \"frames\" and \"share\"; write one of the two, like"
                                + " \"frames: at least 100\" or \"share: at most 1%\""),
                broken("{lost: rx, frames: 1, times: 2}", "13:27: unknown key \"times\" in this expectation; use lost, fate, frames, share or in"),
                broken("{lost: rxx, frames: 1}", "13:12: \"lost\" cannot be \"rxx\"; did you mean \"rx\"?"),
                broken("{lost: rx, frames: 1, fate: STANDBY_SHADOWD}", "13:33: \"fate\" cannot be \"STANDBY_SHADOWD\"; did you mean \"STANDBY_SHADOWED\"?"),
                broken("{lost: rx, frames: 1, fate: []}", "13:33: \"fate\" is an empty list; write one, or remove the key"),
                broken("{lost: rx, frames: least 100}", "13:24: \"frames\": \"least 100\" is no bound; " + FRAMES),
                broken("{lost: rx, frames: 0.5}", "13:24: \"frames\": '0.5' is no whole number of frames; " + FRAMES),
                broken("{lost: rx, frames: at least 5..6}", "13:24: \"frames\": \"at least 5..6\" is both a range and a limit; " + FRAMES),
                broken("{lost: rx, share: 101%}", "13:23: \"share\": '101%' is no share from 0% to 100%; write \"at least 90%\", \"10%..20%\" or \"90%\""),
                broken("{longestOutage: rx, time: at most 10}",
                        "13:31: \"time\": '10' has no unit: write a duration such as 250ms (units: ns, us, ms, s, min, h)"),
                broken("{phase: downtme, time: 5s..1s}", "13:13: \"phase\" cannot be \"downtme\"; did you mean \"downtime\"?",
                        "13:28: \"time\": \"5s..1s\" begins above its end; write \"at most 100ms\", \"100ms..200ms\" or \"90ms\""),
                broken("{lost: rx, frames: 1, in: every runs}",
                        "13:31: \"in\": \"every runs\" says no runs; write the median, every run, some run, no run or at least 90% of runs"),
                broken("{outcome: complete, in: the median}",
                        "13:15: \"outcome\" is \"complete\", which no run ends with; did you mean \"completed\"?",
                        "13:29: \"in\": there is no median of what happens or does not; write every run, some run, no run or at least 90% of runs"),
                broken("{order: [filter to standbi on A, unplug requested on C]}",
                        "13:14: \"order\": there is no milestone \"filter to standbi on A\"; did you mean \"filter to standby on A\"?",
                        "13:38: \"order\": there is no milestone \"unplug requested on C\"; did you mean \"unplug requested\"?"),
                broken("happens: xx", "13:14: \"happens\": there is no milestone \"xx\"; \"vfgap describe milestones\" lists them"),
                broken("{between: [migration setup], time: 1s}", "13:15: \"between\" must have 2 milestones, but has 1; write them as [primary gone on A, migration active]"),
                broken("error: a\n  - {lost: rx, frames: 1}",
                        "13:5: a scenario that is refused does not run, so nothing else can be expected of it; remove the other expectations, or this"));
    }
    // spotless:on

    private static final String BEGIN =
            "begin it with one of lost, delivered, mainCause, longestOutage, duplicated, late, outcome, phase, between,"
                    + " order, happens, error";
    private static final String FRAMES = "write \"at least 100\", \"100..200\" or \"90\"";

    private static Arguments broken(String claim, String... messages) {
        return Arguments.of(claim, List.of(messages));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenClaims")
    void aBrokenClaimIsToldWithItsPlaceAndAMend(String claim, List<String> messages) throws IOException {
        Path file = Files.writeString(folder.resolve("it.yaml"), SCENARIO + "  - " + claim + "\n");
        Ran ran = Ran.vfgap("check", file.toString());
        assertThat(ran.errLines().stream()
                        .map(line -> line.replace(file + ":", ""))
                        .toList())
                .isEqualTo(messages);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void theMilestonesAndPhasesAreListedByTheNamesThatExpectationsUse() {
        assertThat(Ran.vfgap("describe", "milestones").out())
                .contains("primary gone ", "\nmigration pre-switchover\n", "\nfilter to standby\n")
                .containsPattern("downtime +guest stopped on A +guest runs\n");
    }
}
