package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vfgap.replay.capture.CaptureReader;
import dev.vfgap.scenarios.library.Strategies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunVerbTest {

    static List<String> strategies() {
        return Strategies.names();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void givesTheSameBytesOnOneAndTwoJobsAndAccountsForEachFrame(String strategy) throws IOException {
        Ran one = run(strategy, "--jobs", "1");
        Ran two = run(strategy, "--jobs", "2");
        assertThat(one.exitCode()).as(one.err()).isZero();
        assertThat(two.out()).isEqualTo(one.out());
        JsonNode result = new JsonMapper().readTree(one.out());
        for (String direction : List.of("rx", "tx")) {
            JsonNode side = result.path(direction);
            double ended = 0;
            for (String list : List.of("causes", "deliveries")) {
                for (JsonNode fate : side.path(list)) {
                    ended += fate.path("meanFrames").doubleValue();
                }
            }
            double sent = side.path("sentFrames").path("mean").doubleValue();
            assertThat(ended).as("%s frames of %s", direction, strategy).isCloseTo(sent, within(sent));
        }
    }

    /** Numbers are written with 12 digits. */
    private static Offset<Double> within(double value) {
        return Offset.offset(1e-9 * Math.max(1, value));
    }

    private static Ran run(String strategy, String... more) {
        List<String> args =
                new ArrayList<>(List.of("run", "default", "--strategy", strategy, "--replications", "12", "--json"));
        args.addAll(List.of(more));
        if (strategy.startsWith("bus-master")) {
            args.addAll(List.of("--set", "hostSide.kind=macvtap", "--set", "hostSide.mode=bridge"));
        }
        return Ran.vfgap(args.toArray(new String[0]));
    }

    @Test
    void aPlanThatIsGivenUpIsSaidOnTopAndIsNoTableOfZeros() throws IOException {
        String[] args = {"run", "default", "--strategy", "bus-master-events", "--replications", "3"};
        Ran ran = Ran.vfgap(args);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.ANSWER_NO);
        assertThat(ran.out())
                .contains(
                        "\nNOT CARRIED OUT in 3 of 3 runs: the plan is given up at step 1 (do: set-macvtap, host: A, up:")
                .contains("No migration was started")
                .contains("hostSide: {kind: macvtap, mode: bridge}")
                .doesNotContain("median 0 frames lost");
        List<String> json = new ArrayList<>(List.of(args));
        json.add("--json");
        JsonNode not = new JsonMapper()
                .readTree(Ran.vfgap(json.toArray(new String[0])).out())
                .path("notCarriedOut");
        assertThat(not.path("headline").asText()).startsWith("NOT CARRIED OUT in 3 of 3 runs");
        assertThat(List.of(
                        not.path("runs").asInt(),
                        not.path("of").asInt(),
                        not.path("withoutMigration").asInt()))
                .containsExactly(3, 3, 3);
    }

    @Test
    void aMigrationThatAnOtherwiseCancelsIsNotCarriedOut() {
        Ran ran = Ran.vfgap("run", "default", "--replications", "2", "--set", "mig.maxBandwidth=10MB/s");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.ANSWER_NO);
        assertThat(ran.out())
                .contains("\nNOT CARRIED OUT in 2 of 2 runs: the plan is at its end, with the migration cancelled. ");
    }

    @Test
    void aPlanThatComesToItsEndHasNoSuchHeadline() throws IOException {
        Ran ran = run("qemu-failover-acpi");
        assertThat(new JsonMapper().readTree(ran.out()).has("notCarriedOut")).isFalse();
    }

    @Test
    void whatIsReadStaysWithinAHundredColumnsAndSaysWhatNoneMeans() {
        Ran ran = Ran.vfgap("run", "P3");
        assertThat(ran.out()).contains("runs: none\n  (none: no migration was started)\n");
        String assumed = ran.out()
                .substring(ran.out().indexOf("rests on assumed"), ran.out().indexOf("scenario digest"));
        assertThat(assumed.lines()).hasSizeGreaterThan(1).allSatisfy(line -> assertThat(line)
                .hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void writesARowForEachRun(@TempDir Path folder) throws IOException {
        Ran ran = run("virtio-only", "--out", folder.toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        List<String> rows = Files.readAllLines(folder.resolve("runs.csv"));
        assertThat(rows).hasSize(13);
        assertThat(rows.get(0)).startsWith("scenario,strategy,seed,replication,outcome,rx_sent_frames,");
        assertThat(rows.get(1)).startsWith("default,virtio-only,1,0,completed,");
        assertThat(rows).allMatch(row -> row.split(",").length == rows.get(0).split(",").length);
        assertThat(Files.readString(folder.resolve("run.json"))).contains("\"schema\": \"vfgap/run/1\"");
    }

    @Test
    void writesARunAsATimeLineThatKeepsTheRulesOfItsFormat(@TempDir Path folder) throws IOException {
        Ran ran = run("qemu-failover-acpi", "--out", folder.toString(), "--trace", "3");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        JsonNode trace =
                new JsonMapper().readTree(folder.resolve("trace-3.json").toFile());
        assertThat(trace.path("otherData").path("replication").asInt()).isEqualTo(3);
        Map<String, Double> open = new HashMap<>();
        Map<String, Double> reached = new HashMap<>();
        Map<String, Integer> kinds = new TreeMap<>();
        for (JsonNode event : trace.path("traceEvents")) {
            String track = event.path("pid").asInt() + "/" + event.path("tid").asInt();
            String id = event.path("cat").asText()
                    + event.path("id").asInt()
                    + event.path("name").asText();
            double at = event.path("ts").asDouble();
            kinds.merge(event.path("ph").asText(), 1, Integer::sum);
            switch (event.path("ph").asText()) {
                case "b" ->
                    assertThat(open.put(id, at)).as("begun twice: %s", id).isNull();
                case "e" -> assertThat(at).as(id).isGreaterThanOrEqualTo(open.remove(id));
                case "X" -> {
                    assertThat(at)
                            .as("after the one before on %s", track)
                            .isGreaterThanOrEqualTo(reached.getOrDefault(track, 0.0));
                    assertThat(event.path("dur").asDouble()).isNotNegative();
                    reached.put(track, at + event.path("dur").asDouble());
                }
                case "i" -> assertThat(event.path("s").asText()).isEqualTo("t");
                default -> assertThat(event.path("args").path("name").asText()).isNotEmpty();
            }
        }
        assertThat(open).as("begun and not ended").isEmpty();
        assertThat(kinds).containsOnlyKeys("M", "X", "b", "e", "i");
        assertThat(kinds.get("b")).isEqualTo(kinds.get("e")).isGreaterThan(8);
    }

    @Test
    void aCaptureOfARunShowsOfEachFrameWhatExplainTells(@TempDir Path folder) throws IOException {
        Ran ran = run("filter-first", "--out", folder.toString(), "--capture", "0", "--set", "traffic.rx.rate=2kpps");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        JsonNode life = new JsonMapper()
                .readTree(Ran.vfgap(
                                "explain",
                                "default",
                                "--strategy",
                                "filter-first",
                                "--lost",
                                "first",
                                "--json",
                                "--set",
                                "traffic.rx.rate=2kpps")
                        .out());
        String frame = "rx " + life.path("frame").asLong() + ": ";
        List<String> told = new ArrayList<>();
        for (JsonNode hop : life.path("hops")) {
            told.add(hop.path("place").asText() + " " + frame
                    + hop.path("decision").asText());
        }
        List<String> captured = new ArrayList<>();
        long reached = 0;
        Path file = folder.resolve("capture-0.pcapng");
        try (CaptureReader reader = CaptureReader.open(file, "capture")) {
            while (reader.next()) {
                String comment = reader.comments().get(0);
                String place = reader.interfaces().get(reader.interfaceIndex()).name();
                if (comment.startsWith(frame)) {
                    captured.add(place + " " + comment.replaceAll("; because .*", ""));
                    assertThat(reader.frame().payloadBigEndian(0, 8))
                            .isEqualTo(life.path("frame").asLong());
                }
                assertThat(reader.atNanos()).isGreaterThanOrEqualTo(reached);
                reached = reader.atNanos();
            }
            assertThat(reader.findings()).isEmpty();
            assertThat(reader.packets()).isGreaterThan(1_000);
        }
        assertThat(captured).hasSizeGreaterThan(3).isEqualTo(told);
    }

    @Test
    void aCaptureNeedsAPartThatIsNotTooLong(@TempDir Path folder) {
        String out = folder.toString();
        assertThat(run("virtio-only", "--out", out, "--window", "1s..2s").errLines())
                .containsExactly("--window 1s..2s: belongs to --capture; add --capture N");
        assertThat(run("virtio-only", "--out", out, "--capture", "0", "--window", "2")
                        .errLines())
                .singleElement()
                .asString()
                .startsWith("--window 2: is no part of a run (")
                .endsWith("; write as 1.2s..1.4s");
        Ran tooLong = run("virtio-only", "--out", out, "--capture", "0", "--window", "0s..10s");
        assertThat(tooLong.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(tooLong.errLines())
                .contains("--window 0s..10s: has more than 1000000 frames at places; name a shorter part with"
                        + " --window FROM..UNTIL");
        assertThat(folder.resolve("capture-0.pcapng")).doesNotExist();
    }

    @Test
    void aTimeLineNeedsARunAndAFolder(@TempDir Path folder) {
        assertThat(run("virtio-only", "--trace", "0").errLines())
                .containsExactly("--trace 0: has no folder to write to; add --out DIR");
        assertThat(run("virtio-only", "--out", folder.toString(), "--trace", "12")
                        .errLines())
                .containsExactly("--trace 12: is not from 0 to 11; name one of the 12 runs");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void explainsALostFrameOfARunByTheEventsThatDecidedIt() throws IOException {
        Ran ran = Ran.vfgap("explain", "default", "--strategy", "filter-first", "--lost", "first", "--json");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        JsonNode life = new JsonMapper().readTree(ran.out());
        assertThat(life.path("predicted").path("fate").asText()).isEqualTo("STANDBY_SHADOWED");
        assertThat(life.path("hops").findValuesAsText("place"))
                .containsExactly("peer", "switch", "NIC A", "standby queue A", "guest A");
        Ran none = Ran.vfgap("explain", "default", "--strategy", "virtio-only", "--lost", "tx:first");
        assertThat(none.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(none.errLines())
                .containsExactly("--lost: no frame of tx is lost in this run; name one with --frame");
    }

    @Test
    void anotherSeedGivesAnotherFingerprint() throws IOException {
        JsonMapper mapper = new JsonMapper();
        JsonNode first = mapper.readTree(run("filter-first").out());
        JsonNode other = mapper.readTree(run("filter-first", "--seed", "2").out());
        assertThat(other.path("fingerprint")).isNotEqualTo(first.path("fingerprint"));
        assertThat(other.path("scenarioDigest")).isEqualTo(first.path("scenarioDigest"));
    }

    @Test
    void aSettingChangesTheDigestAndTheLoss() throws IOException {
        JsonMapper mapper = new JsonMapper();
        JsonNode first =
                mapper.readTree(run("plug-late-filter", "--set", "nic=bridge").out());
        JsonNode slower =
                mapper.readTree(run("plug-late-filter", "--set", "nic=bridge", "--set", "guest.vfCarrierFirst=2s")
                        .out());
        assertThat(slower.path("scenarioDigest")).isNotEqualTo(first.path("scenarioDigest"));
        assertThat(slower.path("rx").path("lostFrames").path("median").doubleValue())
                .isGreaterThan(
                        first.path("rx").path("lostFrames").path("median").doubleValue() + 100_000);
    }

    @Test
    void theNicDecidesWhatAnEarlyFilterCosts() throws IOException {
        JsonMapper mapper = new JsonMapper();
        JsonNode early =
                mapper.readTree(run("plug-early-filter", "--set", "nic=igb").out());
        JsonNode late =
                mapper.readTree(run("plug-early-filter", "--set", "nic=mlx5").out());
        assertThat(early.path("nic"))
                .isEqualTo(mapper.readTree("{\"family\":\"igb\",\"filterClass\":\"EARLY\",\"notVerified\":[]}"));
        assertThat(late.path("nic").path("filterClass").textValue()).isEqualTo("LATE");
        assertThat(early.path("scenarioDigest")).isNotEqualTo(late.path("scenarioDigest"));
        assertThat(early.path("rx").path("causes").findValuesAsText("fate")).contains("FILTER_AHEAD_OF_DRIVER");
        assertThat(late.path("rx").path("causes").findValuesAsText("fate")).doesNotContain("FILTER_AHEAD_OF_DRIVER");
    }

    @Test
    void refusesAStrategyThatTheScenarioContradicts() {
        Ran ran = Ran.vfgap(
                "run", "default", "--strategy", "qemu-failover-pciehp", "--set", "hotplug=acpi", "--replications", "1");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.errLines())
                .containsExactly(
                        "scenario default: has acpi hot-plug, but strategy qemu-failover-pciehp is about native "
                                + "hot-plug; remove \"hotplug\" from the scenario, or choose another strategy");
    }
}
