package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.models.lab.MigrationSetup;
import dev.vfgap.replay.capture.PcapngWriter;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.config.ScenarioFile;
import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.scenarios.library.Strategies;
import dev.vfgap.simcore.random.RandomStreams;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The patterns by which a scenario's streams are sent. */
class TrafficPatternTest {
    private static final String SCENARIO = """
            format: vfgap-scenario/1
            name: mine
            title: t
            strategy: virtio-only
            primaryNic: ixgbevf
            traffic:
              rx: {%s}
            before: 100ms
            after: 1s
            seed: 1
            replications: 3
            """;

    private static final long BEGIN = 1_700_000_000_123_456_789L;
    private static final long[] SENT = {0, 7, 100, 100, 250_000_001, 900_000_000};

    @TempDir
    private Path folder;

    private Path scenario(String rx) throws IOException {
        return Files.writeString(folder.resolve("it.yaml"), SCENARIO.formatted(rx));
    }

    private Experiment experiment(String rx) throws IOException {
        Scenario scenario = ScenarioFile.read(scenario(rx), List.of(), Catalogue.all());
        return Experiment.of(scenario, Strategies.of(scenario), Catalogue.all());
    }

    private static void capture(OutputStream file, long... sentNanos) throws IOException {
        try (OutputStream out = file;
                PcapngWriter writer = new PcapngWriter(out, "test")) {
            int port = writer.add("eth0", "", 1, 64);
            for (long at : sentNanos) {
                writer.write(port, BEGIN + at, new byte[60], 60, "");
            }
        }
    }

    /** Captures of frames at {@link #SENT}: one with the third and the first the other way round, as of two queues, one packed. */
    private void captures() throws IOException {
        long[] unordered = SENT.clone();
        unordered[0] = SENT[2];
        unordered[2] = SENT[0];
        capture(Files.newOutputStream(folder.resolve("rx.pcapng")), unordered);
        capture(new GZIPOutputStream(Files.newOutputStream(folder.resolve("rx.pcapng.gz"))), SENT);
        capture(Files.newOutputStream(folder.resolve("one.pcapng")), 5);
        capture(Files.newOutputStream(folder.resolve("none.pcapng")));
        Files.writeString(folder.resolve("text.pcap"), "no capture");
    }

    private static long[] sent(MigrationSetup setup, long untilNanos) {
        SendTimes times = setup.rx().times(untilNanos, new RandomStreams(1, 0).stream("traffic/RX"));
        return LongStream.range(0, times.size()).map(times::at).toArray();
    }

    @Test
    void recordedFramesAreSentAtTheTimesOfTheCaptureFromTheBeginOfTheRunOn() throws IOException {
        captures();
        MigrationSetup once = experiment("recorded: rx.pcapng").setup();
        assertThat(sent(once, 900_000_001)).isEqualTo(SENT);
        assertThat(sent(once, 900_000_000))
                .isEqualTo(LongStream.of(SENT).limit(5).toArray());
        assertThat(sent(once, 5_000_000_000L)).isEqualTo(SENT);
        // The last frame is followed by the first one after the mean gap, 180 ms.
        MigrationSetup again = experiment("recorded: rx.pcapng, repeat: true").setup();
        assertThat(sent(again, 1_080_000_100L))
                .isEqualTo(LongStream.concat(LongStream.of(SENT), LongStream.of(1_080_000_000L, 1_080_000_007L))
                        .toArray());
    }

    @Test
    void theDigestOfAnExperimentIsThatOfWhatIsSentAndNotOfTheFile() throws IOException {
        captures();
        String plain = experiment("recorded: rx.pcapng").digest();
        assertThat(experiment("recorded: rx.pcapng.gz, frameSize: 60B").digest())
                .isEqualTo(plain);
        capture(Files.newOutputStream(folder.resolve("rx.pcapng")), 0, 7, 100, 101, 250_000_001, 900_000_000);
        assertThat(experiment("recorded: rx.pcapng").digest()).isNotEqualTo(plain);
        String steady = "rate: 1kpps, frameSize: 60B";
        assertThat(List.of(
                        plain,
                        experiment(steady).digest(),
                        experiment(steady + ", arrivals: poisson").digest(),
                        experiment(steady + ", on: 1ms, off: 9ms").digest(),
                        experiment(steady + ", on: 1ms, off: 8ms").digest(),
                        experiment(steady + ", on: 1ms, off: 9ms, durations: exponential")
                                .digest(),
                        experiment("recorded: rx.pcapng.gz, repeat: true").digest()))
                .doesNotHaveDuplicates();
        assertThat(experiment(steady + ", arrivals: steady").digest())
                .isEqualTo(experiment(steady).digest());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                rate: 1kpps, frameSize: 60B                                            | 1kpps
                rate: 1kpps, frameSize: 60B, arrivals: poisson                         | 1kpps, poisson
                rate: 1kpps, frameSize: 60B, on: 10ms, off: 90ms                       | 1kpps for 10ms, nothing for 90ms
                rate: 1kpps, frameSize: 60B, on: 10ms, off: 9ms, durations: exponential| 1kpps for 10ms, nothing for 9ms, exponential
                recorded: rx.pcapng                                                    | 6 frames recorded in rx.pcapng (digest eae5d71aaee68b73)
                recorded: rx.pcapng, repeat: true                                      | 6 frames recorded in rx.pcapng (digest eae5d71aaee68b73), repeated
                """)
    void aResultNamesThePatternAndIsTheSameOnOneAndTwoJobs(String rx, String pattern) throws IOException {
        captures();
        String path = scenario(rx).toString();
        assertThat(Ran.vfgap("check", path).exitCode()).isEqualTo(ExitCode.DONE);
        Ran one = Ran.vfgap("run", path, "--json", "--jobs", "1");
        Ran two = Ran.vfgap("run", path, "--json", "--jobs", "2");
        assertThat(one.exitCode()).as(one.err()).isEqualTo(ExitCode.DONE);
        assertThat(two.out()).isEqualTo(one.out());
        JsonNode result = new JsonMapper().readTree(one.out());
        assertThat(result.path("rx").path("pattern").textValue()).isEqualTo(pattern);
        assertThat(result.path("tx").path("pattern").textValue()).isEqualTo("nothing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                rate: 1kpps                                                   | 7:7: this flow has no key "frameSize"; add it: the length of a frame without its checksum, like 1514B
                frameSize: 60B, arrivals: poisson                             | 7:7: this flow has no key "rate"; add it: frames per second, like 1kpps; of an on-off stream within a burst
                rate: 1kpps, frameSize: 60B, arrivals: bursty                 | 7:47: "arrivals" cannot be "bursty"; use steady or poisson
                rate: 1kpps, frameSize: 60B, on: 10ms                         | 7:7: this flow has a burst or a pause, but no "off"; add it, like "off: 10ms", or remove the other
                rate: 1kpps, frameSize: 60B, on: 0s, off: 1s                  | 7:41: "on" is 0s, which is too small; write a time above 0, like 10ms
                rate: 1kpps, frameSize: 60B, durations: fixed                 | 7:48: "durations" are those of bursts and pauses, and there are none; remove it
                rate: 1kpps, frameSize: 60B, on: 1ms, off: 1ms, arrivals: poisson | 7:66: Poisson arrivals within bursts are not modelled; remove it
                rate: 1kpps, frameSize: 60B, repeat: true                     | 7:45: "repeat" is of a recording, and there is none; remove it
                recorded: rx.pcapng, rate: 1kpps                              | 7:35: "rate" stands beside "recorded", which says when frames are sent; remove it
                recorded: gone.pcap                                           | 7:18: "recorded": DIR/gone.pcap: there is no such file; check the name
                recorded: none.pcapng                                         | 7:18: "recorded": DIR/none.pcapng has no frames; name a capture of the traffic
                recorded: one.pcapng, repeat: true                            | 7:18: "recorded": DIR/one.pcapng has no two frames at different times, so it cannot be repeated; remove "repeat"
                """)
    void whatContradictsItselfIsToldAtItsPlace(String rx, String sentence) throws IOException {
        captures();
        String path = scenario(rx).toString();
        String expected = path + ":" + sentence.replace("DIR", folder.toString());
        for (String verb : List.of("run", "check")) {
            Ran ran = Ran.vfgap(verb, path);
            assertThat(ran.exitCode()).as(verb).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(ran.errLines()).as(verb).containsExactly(expected);
        }
    }

    @Test
    void whatNeedsAbsurdMemoryIsRefusedInOneSentence() throws IOException {
        String most = "\"%s\" is more than 20 million send times in a run, one by one in memory;"
                + " lower the rate, shorten the run, or send it steadily";
        Ran never = Ran.vfgap(
                "run",
                scenario("rate: 1Gpps, frameSize: 60B, arrivals: poisson").toString());
        assertThat(never.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(never.errLines()).containsExactly("scenario mine: its traffic " + most.formatted("1Gpps, poisson"));
        // Less than the limit without the migration, which nobody knows before a run.
        Ran begun = Ran.vfgap(
                "run",
                scenario("rate: 15Mpps, frameSize: 60B, arrivals: poisson").toString(),
                "-q");
        assertThat(begun.exitCode()).as(begun.out()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(begun.errLines()).containsExactly("traffic: " + most.formatted("15Mpps, poisson"));
    }

    @Test
    void aNeighbourHasPatternsToo() throws IOException {
        captures();
        String path = scenario("rate: 1kpps, frameSize: 60B").toString();
        Files.writeString(
                Path.of(path),
                Files.readString(Path.of(path))
                        .replace(
                                "before:",
                                "  neighbour: {host: B, behind: vf, recorded: rx.pcapng, repeat: true}\nbefore:"));
        JsonNode neighbour = new JsonMapper()
                .readTree(Ran.vfgap("run", path, "--json").out())
                .path("neighbour");
        assertThat(neighbour.path("pattern").textValue()).startsWith("6 frames recorded in rx.pcapng");
        assertThat(neighbour.path("sentFrames").path("median").doubleValue()).isGreaterThan(12);
    }

    @Test
    void aBroadcastIsAStreamOfItsOwnThatNoFilterLeadsAstray() throws IOException {
        String path = scenario("rate: 1kpps, frameSize: 60B").toString();
        Files.writeString(
                Path.of(path),
                Files.readString(Path.of(path))
                        .replace("strategy: virtio-only", "strategy: filter-first")
                        .replace("before:", "  broadcast: {rate: 1kpps, frameSize: 60B}\nbefore:"));
        assertThat(Ran.vfgap("check", path).exitCode()).isEqualTo(ExitCode.DONE);
        Ran ran = Ran.vfgap("run", path, "--json");
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCode.DONE);
        JsonNode result = new JsonMapper().readTree(ran.out());
        assertThat(result.path("broadcast").path("pattern").textValue()).isEqualTo("1kpps");
        assertThat(result.path("broadcast").path("sentFrames").path("median"))
                .isEqualTo(result.path("rx").path("sentFrames").path("median"));
        assertThat(result.path("broadcast").path("causes"))
                .extracting(cause -> cause.path("fate").textValue())
                .doesNotContain("FILTER_AHEAD_OF_DRIVER", "FILTER_BEHIND_DRIVER", "STALE_FABRIC_ENTRY");
        Ran life = Ran.vfgap("explain", path, "--frame", "broadcast:12");
        assertThat(life.exitCode()).as(life.err()).isEqualTo(ExitCode.DONE);
        assertThat(life.out()).contains("from the peer to everybody").contains("broadcast");
    }
}
