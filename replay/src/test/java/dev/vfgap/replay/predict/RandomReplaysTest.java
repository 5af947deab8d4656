package dev.vfgap.replay.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.replay.Samples;
import dev.vfgap.replay.bundle.CaptureBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bundles of any events in any order: whatever was recorded, replay answers, and gives each frame one fate. */
class RandomReplaysTest {
    private static final int FRAMES = 400;

    private static final List<String> QMP = List.of(
            "STOP",
            "RESUME",
            "FAILOVER_NEGOTIATED",
            "UNPLUG_PRIMARY",
            "DEVICE_DELETED",
            "cmd:device_add",
            "cmd:device_del",
            "cmd:set_link",
            "cmd:netdev_del",
            "cmd:migrate",
            "cmd:migrate_cancel");

    private static final List<String> DETAILS = List.of(
            "{}",
            "{\"data\": {\"device\": \"primary\", \"device-id\": \"primary\"}}",
            "{\"args\": {\"id\": \"primary\", \"name\": \"primary\", \"up\": false}}",
            "{\"args\": {\"id\": \"np\", \"name\": \"np\", \"up\": true}}");

    private static final List<String> LINES = List.of(
            "virtio_net virtio1 eth0: failover primary slave:eth2 registered",
            "virtio_net virtio1 eth0: failover primary slave:eth2 unregistered",
            "e1000e 0000:02:00.0 eth2: NIC Link is Up 1000 Mbps",
            "e1000e 0000:02:00.0 eth2: NIC Link is Down",
            "e1000e 0000:02:00.0: removed PHC on eth2",
            "e1000e 0000:02:00.0: enabling device (0000 -> 0002)",
            "e1000e 0000:02:00.0: Interrupt Throttling Rate");

    @TempDir
    private Path folder;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderOfEventsGivesEachFrameOneFate(long seed) {
        CaptureBundle bundle = random(seed);
        for (Without without : Without.values()) {
            CaptureBundle told = without.of(bundle);
            Offered offered = SampleReplaysTest.sent(told);
            Prediction prediction = Prediction.of(told, offered);
            for (Direction direction : Direction.values()) {
                byte[] fates = prediction.fates(direction);
                assertThat(fates).doesNotContain(Ledger.OPEN);
                assertThat(fates).isEqualTo(Prediction.of(told, offered).fates(direction));
            }
            ReplayResult result = ReplayResult.of(told);
            Comparison.Bounds bounds = result.rx().predicted();
            assertThat(bounds.value()).isBetween(bounds.low(), bounds.high());
            assertThat(ReplayText.of(result)).isNotEmpty();
            assertThat(ReplayFigure.of(result)).endsWith("</svg>\n");
        }
    }

    private CaptureBundle random(long seed) {
        Random random = new Random(seed);
        String nic = pick(random, List.of("e1000e", "vmxnet3", "igbvf"));
        BuiltMigration bundle = BuiltMigration.of(folder.resolve("seed" + seed), nic, FRAMES)
                .initial(
                        pick(random, List.of("primary", "standby")),
                        pick(random, List.of("primary", "standby")),
                        pick(random, List.of("plugged", "none")),
                        pick(random, List.of("hidden", "none")));
        for (int i = 0; i < 3 + random.nextInt(25); i++) {
            double at = random.nextInt(FRAMES + 50) + random.nextInt(1000) / 1e3;
            String host = pick(random, List.of("A", "B"));
            switch (random.nextInt(6)) {
                case 0, 1 -> bundle.qmp(host, pick(random, QMP), at, pick(random, DETAILS));
                case 2 ->
                    bundle.filter(
                            host, pick(random, List.of("primary", "standby", "both")), at, at + random.nextInt(30));
                case 3 -> bundle.link(host, pick(random, List.of("linked", "up", "carrier", "closed", "gone")), at);
                case 4 -> bundle.kernel(host, pick(random, LINES), at);
                default -> {
                    String status = pick(random, List.of("wait-unplug", "active", "completed", "failed", "cancelled"));
                    bundle.qmp("A", "MIGRATION", at, "{\"data\": {\"status\": \"" + status + "\"}}");
                    if (random.nextInt(8) == 0) {
                        bundle.driver("kill_dest", at);
                    }
                }
            }
        }
        return bundle.read();
    }

    private static <T> T pick(Random random, List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    @Test
    void theOrderOfTheLinesInTheFileDoesNotMatter() throws IOException {
        Path shuffled = Samples.copy(Samples.migration("S2-1"), folder.resolve("shuffled"));
        List<String> lines = new ArrayList<>(Files.readAllLines(shuffled.resolve("events.jsonl")));
        Collections.shuffle(lines, new Random(7));
        Files.write(shuffled.resolve("events.jsonl"), lines);

        assertThat(ReplayResult.of(CaptureBundle.read(shuffled)).rx())
                .isEqualTo(ReplayResult.of(CaptureBundle.read(Samples.migration("S2-1")))
                        .rx());
    }

    @Test
    void aMoveWithoutItsEndIsStillShownByTheCaptures() throws IOException {
        Path cut = Samples.copy(Samples.migration("S1-1"), folder.resolve("cut"));
        Path events = cut.resolve("events.jsonl");
        Files.writeString(events, Files.readString(events).replaceAll(",? *\"done_ns\": *\\d+", ""));

        ReplayResult result = ReplayResult.of(CaptureBundle.read(cut));
        assertThat(result.moves()).isNotEmpty().allMatch(FilterMove::shownByCapture);
        assertThat(result.rx().predicted().value()).isEqualTo(391);
        assertThat(ReplayResult.of(Without.CAPTURES.of(CaptureBundle.read(cut))).moves())
                .allMatch(move -> move.moment().latestNanos() - move.moment().earliestNanos() == 26_000_000);
    }

    @Test
    void eventsOfAnotherTimeAreLeftOutAndSaid() {
        long[] far = {0, 1, 1_000_000_000_000_000_000L, Long.MAX_VALUE - 1, Long.MAX_VALUE};
        BuiltMigration bundle = BuiltMigration.of(folder.resolve("far"), "e1000e", FRAMES)
                .initial("primary", "standby", "plugged", "none");
        for (long at : far) {
            bundle.line("{\"t_ns\": " + at + ", \"source\": \"qmp-A\", \"name\": \"STOP\", \"detail\": {}}");
            bundle.line("{\"t_ns\": 1795000000100000000, \"source\": \"guest\", \"name\": \"link\", \"detail\":"
                    + " {\"via\": \"A\", \"dev\": \"eth2\", \"op\": \"dellink\", \"mono_ns\": " + at
                    + ", \"t_guest_est_ns\": " + at + "}}");
        }
        bundle.kernel("A", "e1000e 0000:02:00.0: removed PHC on eth2", 50);

        ReplayResult result = bundle.replay();
        assertThat(result.rx().frames()).isEqualTo(FRAMES);
        assertThat(result.findings())
                .anyMatch(finding -> finding.text().contains("stamped more than a day from all frames"));
    }

    @Test
    void aGapOfHoursBetweenFramesAndEventsCostsNothing() {
        BuiltMigration bundle = BuiltMigration.of(folder.resolve("gap"), "e1000e", FRAMES)
                .initial("standby", "standby", "none", "none")
                .qmp("A", "STOP", 3_600_000)
                .qmp("B", "RESUME", 36_000_000);
        assertThatCode(bundle::replay).doesNotThrowAnyException();
        assertThat(bundle.replay().rx().predicted()).isEqualTo(new Comparison.Bounds(0, 0, 0));
    }

    @Test
    void thousandsOfEventsDoNotTakeForEver() {
        BuiltMigration bundle = BuiltMigration.of(folder.resolve("many"), "e1000e", FRAMES)
                .initial("primary", "standby", "plugged", "none");
        for (int i = 0; i < 1000; i++) {
            double at = i * FRAMES / 1000.0;
            bundle.filter(i % 2 == 0 ? "A" : "B", i % 3 == 0 ? "primary" : "standby", at, at + 5);
            bundle.link("A", i % 2 == 0 ? "linked" : "gone", at);
            bundle.kernel("A", "e1000e 0000:02:00.0 eth2: NIC Link is Up 1000 Mbps", at);
        }
        ReplayResult result = assertTimeout(Duration.ofMinutes(5), bundle::replay);
        assertThat(ReplayFigure.of(result)).doesNotContain("filter A").hasSizeLessThan(2_000_000);
    }

    @Test
    void withoutFramesAndWithoutEventsNothingIsPredicted() {
        ReplayResult nothing =
                BuiltMigration.of(folder.resolve("none"), "e1000e", 0).replay();
        assertThat(nothing.rx().frames()).isZero();
        assertThat(nothing.findings()).anyMatch(finding -> finding.where().equals("frames"));
        assertThat(ReplayFigure.of(nothing)).endsWith("</svg>\n");
        assertThat(Arrays.asList(ReplayText.of(nothing).split("\n"))).isNotEmpty();
    }
}
