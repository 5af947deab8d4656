package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vfgap.scenarios.library.Strategies;
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

class CompareVerbTest {
    private static final String THREE = "filter-first,ordered-unplug-acpi,lab-S1";

    private static Ran compare(String strategies, String... more) {
        List<String> args = new ArrayList<>(List.of("compare", "default", "--strategies", strategies));
        args.addAll(List.of(more));
        return Ran.vfgap(args.toArray(new String[0]));
    }

    private static JsonNode json(Ran ran) throws IOException {
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return new JsonMapper().readTree(ran.out());
    }

    private static List<String> texts(JsonNode list, String key) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.path(key).asText()));
        return texts;
    }

    @Test
    void givesTheSameBytesOnOneAndTwoJobs(@TempDir Path folder) throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        Ran onOne = compare(THREE, "--replications", "30", "--jobs", "1", "--json", "--out", one.toString());
        Ran onTwo = compare(THREE, "--replications", "30", "--jobs", "2", "--json", "--out", two.toString());
        assertThat(onTwo.out()).isEqualTo(onOne.out());
        for (String file : List.of("compare.json", "compare.svg", "runs.csv")) {
            assertThat(two.resolve(file)).as(file).hasSameBinaryContentAs(one.resolve(file));
        }
        assertThat(folder.resolve("one"))
                .isDirectoryNotContaining(path -> path.toString().endsWith(".part"));
    }

    @Test
    void theResultHasTheKeysOfTheContract() throws IOException {
        JsonNode result = json(compare(THREE, "--replications", "30", "--json"));
        assertThat(result.path("schema").asText()).isEqualTo("vfgap/compare/1");
        assertThat(result.path("seed").asLong()).isEqualTo(1);
        assertThat(result.path("assumed")).isNotEmpty();
        assertThat(texts(result.path("strategies"), "name"))
                .containsExactly("ordered-unplug-acpi", "filter-first", "qemu-failover-acpi");
        assertThat(texts(result.path("strategies"), "rank")).containsExactly("1", "2", "3");
        double best = 0;
        for (JsonNode strategy : result.path("strategies")) {
            best += strategy.path("probabilityBest").doubleValue();
            assertThat(strategy.at("/rx/lostFrames/median").isNumber()).isTrue();
            assertThat(strategy.at("/tx/longestOutageMs/high").isNumber()).isTrue();
            assertThat(strategy.at("/notCompleted/runs").intValue()).isZero();
            JsonNode tail = strategy.path("quantiles").get(3);
            assertThat(tail.path("beyondTheReplications").booleanValue()).isTrue();
            assertThat(tail.path("high").isNull()).isTrue();
        }
        assertThat(best).isEqualTo(1);
        JsonNode pair = result.path("pairs").get(0);
        assertThat(List.copyOf(fieldNames(pair)))
                .containsExactly(
                        "better",
                        "worse",
                        "metric",
                        "difference",
                        "medianDifference",
                        "conclusion",
                        "replications",
                        "varianceReduction",
                        "correlation");
        assertThat(fieldNames(pair.path("difference"))).containsExactly("value", "low", "high", "level");
        assertThat(result.path("pairs")).hasSize(3);
        assertThat(pair.path("conclusion").asText()).isEqualTo("better");
        assertThat(pair.at("/difference/level").doubleValue()).isEqualTo(0.95);
        assertThat(result.at("/together/intervals").intValue()).isEqualTo(3);
    }

    private static List<String> fieldNames(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void aStrategyIsRankedByTheRunsThatRunPredicts() throws IOException {
        JsonNode compared = json(compare("filter-first,virtio-only", "--replications", "25", "--json"));
        JsonNode run = new JsonMapper()
                .readTree(Ran.vfgap("run", "default", "--strategy", "filter-first", "--replications", "25", "--json")
                        .out());
        JsonNode strategy = compared.path("strategies").get(1);
        assertThat(strategy.path("fingerprint")).isEqualTo(run.path("fingerprint"));
        assertThat(strategy.at("/rx/lostFrames")).isEqualTo(run.at("/rx/lostFrames"));
        assertThat(strategy.at("/tx/longestOutageMs")).isEqualTo(run.at("/tx/longestOutageMs"));
        assertThat(strategy.at("/rx/causes")).isEqualTo(run.at("/rx/causes"));
    }

    @Test
    void strategiesThatLoseTheSameShareTheirPlaceAndTheirWins() throws IOException {
        JsonNode result =
                json(compare("plug-late-filter,filter-at-queues-on,filter-first", "--replications", "20", "--json"));
        assertThat(texts(result.path("strategies"), "rank")).containsExactly("1", "1", "3");
        assertThat(texts(result.path("strategies"), "probabilityBest")).containsExactly("0.5", "0.5", "0");
        assertThat(texts(result.path("couldBeBest"), "")).hasSize(2);
        assertThat(result.path("pairs").get(0).path("conclusion").asText()).isEqualTo("no difference found");
        String text = compare("plug-late-filter,filter-at-queues-on,filter-first", "--replications", "20")
                .out();
        assertThat(text)
                .contains("first: plug-late-filter; no difference found between it and filter-at-queues-on\n")
                .contains("no difference found (equal in all runs)")
                .contains(
                        "note: where a difference is the same in all of 20 runs, it may still be another in 14 % of all\n");
    }

    @Test
    void allOfTheLibraryAreThereAndThoseThatCannotBeComparedHaveAReason() throws IOException {
        JsonNode result = json(compare("all", "--replications", "6", "--json", "--set", "hotplug=acpi"));
        List<String> others = texts(result.path("notRanked"), "name");
        assertThat(others).contains("qemu-failover-pciehp", "bus-master-events", "failover-cancelled");
        assertThat(result.path("strategies").size() + others.size())
                .isEqualTo(Strategies.names().size());
        String reasons = String.join("\n", texts(result.path("notRanked"), "because"));
        assertThat(reasons)
                .contains(
                        "scenario default: has acpi hot-plug, but strategy qemu-failover-pciehp is about native hot-plug")
                .contains("0 of 6 runs migrate the guest and end the plan: 6 x cancelled")
                .contains("6 x none, given up at step 1: Cannot find device \"macvtap0\"");
    }

    @Test
    void withNobodyToCompareItAnswersNo() {
        Ran ran = compare("failover-cancelled,virtio-only", "--replications", "4");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.ANSWER_NO);
        assertThat(ran.out()).contains("note: fewer than two strategies can be ranked, so nothing is compared");
        Ran none = compare("failover-cancelled,destination-death", "--replications", "4", "--json");
        assertThat(none.exitCode()).isEqualTo(ExitCode.ANSWER_NO);
    }

    @Test
    void otherMetricsRankAndAreComparedToo() throws IOException {
        JsonNode result = json(compare(
                "virtio-only,qemu-failover-acpi",
                "--replications",
                "20",
                "--json",
                "--metric",
                "downtimeMs,rx.lostFrames.GUEST_STOPPED_QUEUE_FULL"));
        assertThat(result.path("metric").asText()).isEqualTo("downtimeMs");
        assertThat(texts(result.path("pairs"), "metric"))
                .containsExactly("downtimeMs", "rx.lostFrames.GUEST_STOPPED_QUEUE_FULL");
        assertThat(result.at("/together/levelOfEach").doubleValue()).isEqualTo(0.975);
    }

    @Test
    void runsUntilTheBestIsDecided() throws IOException {
        String[] options = {"--until-decided", "--indifference", "50frames", "--replications", "100", "--json"};
        JsonNode result = json(compare("order-announce-always,ordered-unplug-acpi,filter-first", options));
        JsonNode selection = result.path("selection");
        assertThat(selection.path("decided").booleanValue()).isTrue();
        assertThat(selection.path("selected").asText()).isEqualTo("ordered-unplug-acpi");
        assertThat(selection.path("indifferenceFrames").doubleValue()).isEqualTo(50);
        assertThat(texts(result.path("pairs"), "better")).containsOnly("ordered-unplug-acpi");
        long runs = 0;
        for (JsonNode strategy : result.path("strategies")) {
            runs += strategy.path("replications").longValue();
        }
        assertThat(selection.path("runs").longValue()).isEqualTo(runs);
    }

    @Test
    void saysThatTheBudgetEndedFirst() throws IOException {
        JsonNode result = json(compare(
                "qemu-failover-acpi,qemu-failover-pciehp,filter-first,surprise-removal",
                "--until-decided",
                "--indifference",
                "1frames",
                "--budget",
                "450",
                "--replications",
                "100",
                "--json"));
        assertThat(result.at("/selection/decided").booleanValue()).isFalse();
        assertThat(result.at("/selection/runs").longValue()).isLessThanOrEqualTo(450);
        assertThat(result.path("warnings").toString())
                .contains("the budget of 450 runs ended before the best was decided");
    }

    @Test
    void writesARowForEachRunAndAFigure(@TempDir Path folder) throws IOException {
        Ran ran = compare("filter-first,virtio-only", "--replications", "7", "--out", folder.toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        List<String> rows = Files.readAllLines(folder.resolve("runs.csv"));
        assertThat(rows).hasSize(15);
        assertThat(rows).allMatch(row -> row.split(",").length == rows.get(0).split(",").length);
        assertThat(rows.get(0))
                .contains(
                        ",plan_ns,migration_ns,downtime_ns,tcp_stall_ns,missed_pings_milli,bfd_down_ppm,voice_mute_ns,voice_score_milli,fingerprint");
        assertThat(rows.get(8)).startsWith("default,virtio-only,1,0,completed,");
        assertThat(Files.readString(folder.resolve("compare.svg")))
                .contains("default: lostFrames by strategy", "1  virtio-only", "2  filter-first");
    }

    @Test
    void whatIsReadStaysWithinTheWidthOfATerminal() {
        assertThat(compare(THREE, "--replications", "30").out().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(106));
    }

    // spotless:off
    static Stream<Arguments> brokenComparisons() {
        return Stream.of(
                Arguments.of("filter-frist,virtio-only", List.of(),
                        "filter-frist: there is no strategy of this name; did you mean \"filter-first\"?"),
                Arguments.of("filter-first", List.of(),
                        "--strategies filter-first: is one strategy, and a comparison needs two; add another after a comma,"
                                + " write all, or use \"vfgap run\""),
                Arguments.of("filter-first,lab-S5", List.of(),
                        "--strategies filter-first,lab-S5: has filter-first twice; a strategy has no difference from itself"),
                Arguments.of("all,filter-first", List.of(),
                        "--strategies all,filter-first: has \"all\" beside names; write one or the other"),
                Arguments.of("all", List.of("--replications", "1"),
                        "--replications 1: is not from 2 to 100000; an interval needs two runs at least; write for example 1000"),
                Arguments.of("filter-first,qemu-failover-pciehp", List.of("--set", "hotplug=acpi"),
                        "scenario default: has acpi hot-plug, but strategy qemu-failover-pciehp is about native hot-plug;"
                                + " remove \"hotplug\" from the scenario, or choose another strategy"),
                Arguments.of("all", List.of("--metric", "rx.lostFrame"),
                        "rx.lostFrame: is no metric of this scenario; did you mean \"rx.lostFrames\"?"),
                Arguments.of("all", List.of("--metric", "rx.reorderedFrames"),
                        "rx.reorderedFrames: cannot be compared: the models do not say in which order frames arrive; use another"),
                Arguments.of("all", List.of("--level", "95"),
                        "--level 95.0: is not from 0.5 to 0.9999; write for example 0.95"),
                Arguments.of("all", List.of("--until-decided"),
                        "--until-decided: needs --indifference, the least difference of lostFrames that matters to you;"
                                + " write for example --indifference 100frames"),
                Arguments.of("all", List.of("--until-decided", "--indifference", "100"),
                        "--indifference 100: '100' has no unit: write a number of frames such as 64frames (units: frames, frame)"),
                Arguments.of("all", List.of("--budget", "100"),
                        "--budget: has no meaning without --until-decided; add --until-decided or leave it out"),
                Arguments.of("all", List.of("--until-decided", "--indifference", "1frames", "--budget", "100"),
                        "--budget 100: is less than the first round needs, 6400 runs; write more, or fewer --replications"),
                Arguments.of("all", List.of("--until-decided", "--indifference", "1frames", "--replications", "55"),
                        "--replications 55: is no first round for --until-decided, which takes a multiple of 10 runs, 100 at"
                                + " least; write for example 200"));
    }

    // spotless:on

    @ParameterizedTest
    @MethodSource("brokenComparisons")
    void aBrokenComparisonIsToldInOneSentence(String strategies, List<String> more, String sentence) {
        Ran ran = compare(strategies, more.toArray(String[]::new));
        assertThat(ran.errLines()).containsExactly(sentence);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.out()).isEmpty();
    }
}
