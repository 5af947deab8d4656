package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainVerbTest {
    private static final String S1 =
            Path.of("..", "replay", "samples", "migration", "S1-1").toString();

    @TempDir
    private Path folder;

    @Test
    void aLostFrameIsExplainedForPeople() {
        Ran ran = Ran.vfgap("explain", S1, "--lost", "first");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out())
                .startsWith("S1-1: frame rx:7137, from the peer to the guest")
                .contains("models and recording agree");
    }

    @Test
    void aFrameIsExplainedForPrograms() throws IOException {
        Ran ran = Ran.vfgap("explain", S1, "--frame", "tx:3947", "--json");
        JsonNode json = new ObjectMapper().readTree(ran.out());
        assertThat(json.get("schema").asText()).isEqualTo("vfgap/explain/1");
        assertThat(json.get("frame").asLong()).isEqualTo(3947);
        assertThat(json.get("direction").asText()).isEqualTo("tx");
        assertThat(json.get("captured").get("arrival").asText()).isEqualTo("lost");
    }

    @Test
    void aPitfallsNumberIsAScenarioToo() {
        Ran ran = Ran.vfgap("explain", "P3", "--lost", "first");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).startsWith("P03-standby-shadowed, strategy").contains("LINK_CUT on A");
    }

    @Test
    void aWrongNameOfAFrameIsToldHowToWrite() {
        Ran ran = Ran.vfgap("explain", S1, "--frame", "4711");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.err())
                .isEqualTo("vfgap explain: --frame is 4711; write for example --frame rx:4711"
                        + " (\"vfgap explain --help\" shows how)\n");
        assertThat(Ran.vfgap("explain", S1, "--lost", "some").err()).startsWith("vfgap explain: --lost is some; write");
        Ran none = Ran.vfgap("explain", S1, "--frame", "rx:1");
        assertThat(none.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(none.err()).contains("no frame rx:1 was sent in the window");
    }

    @Test
    void aNeighboursFrameIsFollowedToItsEnd() {
        Ran ran = Ran.vfgap("explain", "P1", "--frame", "neighbour:2000");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isEqualTo("""
                        P01-destination-filter-armed-early, strategy P01-destination-filter-armed-early, replication 0: frame\
                         neighbour:2000, from a neighbour to the guest, sent at 2.000043 s (2000043218 ns)

                          by the models: lost: FILTER_AHEAD_OF_DRIVER on B, led to a VF that its driver has not yet started

                                at (s)  where            what                                       because
                              2.000043  neighbour on B   sent
                              2.000043  NIC B            dropped: POOL_RX_DISABLED                  NIC B: the VF was reset, at\
                         1.662361 s
                        """);
    }

    @Test
    void theFirstLostFrameOfAStreamIsToldForProgramsWithItsStream() throws IOException {
        Ran ran = Ran.vfgap("explain", "P1", "--lost", "neighbour:first", "--json");
        JsonNode json = new ObjectMapper().readTree(ran.out());
        assertThat(json.get("direction").asText()).isEqualTo("rx");
        assertThat(json.get("stream").asText()).isEqualTo("neighbour");
        assertThat(json.get("frame").asLong()).isZero();
        assertThat(json.get("predicted").get("fate").asText()).isEqualTo("FILTER_AHEAD_OF_DRIVER");
        assertThat(json.get("hops")).hasSize(2);
        assertThat(json.has("captured")).isFalse();
    }

    @Test
    void whatTheGuestSendsBesideTheSteadyStreamsIsFollowedToo() throws IOException {
        String scenario = scenarioOfAllStreams();
        assertThat(Ran.vfgap("explain", scenario, "--frame", "answers:10").out())
                .isEqualTo("""
                        all-streams, strategy virtio-only, replication 0: frame answers:10, from the guest to the peer in\
                         answer to rx:10, sent at 0.010240 s (10240053 ns)

                          by the models: DELIVERED_BY_STANDBY on A, through the standby

                                at (s)  where            what                                       because
                              0.010240  guest A          sent: STANDBY                              the run begins, at 0.000000 s
                              0.010265  peer             received: DELIVERED_BY_STANDBY
                        """);
        assertThat(Ran.vfgap("explain", scenario, "--frame", "chatter:1").out())
                .startsWith(
                        "all-streams, strategy virtio-only, replication 0: frame chatter:1, from the guest by itself to"
                                + " the peer, sent at 0.172983 s (172982506 ns)\n");
    }

    @Test
    void aStreamOrAFrameThatThereIsNotIsToldInOneLine() throws IOException {
        String scenario = scenarioOfAllStreams();
        // spotless:off
        assertRefused("answers:5000: was never sent: the guest received no rx:5000 in this run; ask with --frame rx:5000 what"
                + " became of the request\n", scenario, "--frame", "answers:5000");
        assertRefused("neighbour:5000: is no frame of this run; take a smaller number\n", scenario, "--frame", "neighbour:5000");
        assertRefused("--lost: no frame of answers is lost in this run; name one with --frame\n", scenario, "--lost", "answers:last");
        assertRefused("chatter: is no stream of scenario P01-destination-filter-armed-early, which has rx, tx, neighbour; add it"
                + " under traffic\n", "P1", "--frame", "chatter:1");
        assertRefused("vfgap explain: --frame is chatter:1, but a bundle has only rx and tx; write one of them"
                + " (\"vfgap explain --help\" shows how)\n", S1, "--frame", "chatter:1");
        // spotless:on
    }

    private static void assertRefused(String sentence, String... arguments) {
        Ran ran = Ran.vfgap(
                Stream.concat(Stream.of("explain"), Stream.of(arguments)).toArray(String[]::new));
        assertThat(ran.err()).isEqualTo(sentence);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.out()).isEmpty();
    }

    private String scenarioOfAllStreams() throws IOException {
        return Files.writeString(folder.resolve("all.yaml"), """
                        format: vfgap-scenario/1
                        name: all-streams
                        title: every stream
                        strategy: virtio-only
                        primaryNic: ixgbevf
                        traffic:
                          rx: {rate: 1kpps, frameSize: 200B}
                          chatter: {every: 100ms}
                          answers: {think: 200us}
                          neighbour: {host: B, behind: pf, rate: 1kpps, frameSize: 200B}
                        migration: {memory: 256MiB, dirtyRate: 0B/s, maxBandwidth: 1GB/s}
                        before: 100ms
                        after: 500ms
                        seed: 1
                        replications: 10
                        """).toString();
    }
}
