package dev.vfgap.replay.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vfgap.replay.Samples;
import dev.vfgap.replay.bundle.CaptureBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The account of every shipped bundle against what the lab's own, independent script made of the same data. */
class SampleAccountsTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** Both ends' records are in µs, the script's in ns. */
    private static final long RECORD_RESOLUTION_NANOS = 1_000;

    static Stream<Path> bundles() {
        return Samples.migrations().stream();
    }

    @Test
    void thereIsOneBundleOfEachOfTheTenStrategies() {
        assertThat(Samples.migrations())
                .map(folder -> CaptureBundle.read(folder).strategy().orElse(""))
                .containsExactlyInAnyOrder("S1", "S1n", "S2", "S3", "S4", "S5", "S7", "S8a", "S8b", "F1");
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void equalsTheTruth(Path folder) throws IOException {
        CaptureBundle bundle = CaptureBundle.read(folder);
        Account account = Account.of(bundle);
        long start = bundle.window().fromNanos();
        JsonNode truth = MAPPER.readTree(folder.resolve("truth.json").toFile());

        assertThat(account.findings()).isEmpty();
        assertThat(told(account.rx(), start)).isEqualTo(told(truth.path("peer_to_guest"), start));
        assertThat(told(account.tx(), start)).isEqualTo(told(truth.path("guest_to_peer"), start));
        assertThat(account.rx().duplicated()).isEqualTo(Count.exactly(0));
        assertThat(account.tx().duplicated()).isEqualTo(Count.exactly(0));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void withoutTheDeliveryFileTheTruthLiesWithinWhatTheCapturesShow(Path folder, @TempDir Path temporary)
            throws IOException {
        Path blind = Samples.copy(folder, temporary.resolve("blind"));
        Files.delete(blind.resolve("packets.csv.gz"));
        JsonNode truth = MAPPER.readTree(folder.resolve("truth.json").toFile());
        Account account = Account.of(CaptureBundle.read(blind));

        JsonNode rx = truth.path("peer_to_guest");
        assertThat(account.rx().lost().low())
                .isLessThanOrEqualTo(rx.path("lost").longValue());
        assertThat(account.rx().lost().high())
                .isGreaterThanOrEqualTo(rx.path("lost").longValue());
        JsonNode tx = truth.path("guest_to_peer");
        assertThat(account.tx().lost()).isEqualTo(Count.exactly(tx.path("lost").longValue()));
        assertThat(account.tx().lastSeen()).isEqualTo(frames(tx.path("lost_last_seen")));
        assertThat(account.tx().late().high())
                .isGreaterThanOrEqualTo(tx.path("late_over_50ms").longValue());
        for (DirectionAccount direction : List.of(account.rx(), account.tx())) {
            long sent = (direction == account.rx() ? rx : tx).path("sent").longValue();
            assertThat(direction.sent().low()).isBetween(sent - 1, sent + 1);
        }
    }

    private static List<Object> told(DirectionAccount account, long start) {
        List<Object> told = new ArrayList<>();
        told.add(counts(
                account.sent().low(),
                account.delivered().low(),
                account.lost().low(),
                account.duplicated().low(),
                account.late().low(),
                account.reordered().low()));
        told.add(Map.copyOf(account.lastSeen()));
        for (AccountedOutage outage : account.outages()) {
            told.add(interval(
                    outage.outage().fromNanos() - start,
                    outage.outage().untilNanos() - start,
                    outage.outage().lostFrames(),
                    outage.lastSeen()));
        }
        return told;
    }

    private static List<Object> told(JsonNode truth, long start) {
        List<Object> told = new ArrayList<>();
        told.add(counts(
                truth.path("sent").longValue(),
                truth.path("received").longValue(),
                truth.path("lost").longValue(),
                truth.path("duplicated").longValue(),
                truth.path("late_over_50ms").longValue(),
                truth.path("reordered").longValue()));
        told.add(frames(truth.path("lost_last_seen")));
        for (JsonNode loss : truth.path("loss_intervals")) {
            told.add(interval(
                    loss.path("start_ns").longValue() - start,
                    loss.path("end_ns").longValue() - start,
                    loss.path("count").longValue(),
                    frames(loss.path("last_seen"))));
        }
        return told;
    }

    private static String counts(long sent, long received, long lost, long duplicated, long late, long reordered) {
        return "sent %d received %d lost %d duplicated %d late %d reordered %d"
                .formatted(sent, received, lost, duplicated, late, reordered);
    }

    /** An interval whose ends, after the window's start, are told to the resolution of the coarser side. */
    private static String interval(long fromNanos, long untilNanos, long frames, Map<String, Long> lastSeen) {
        return "from %d until %d µs lost %d at %s"
                .formatted(
                        Math.floorDiv(fromNanos, RECORD_RESOLUTION_NANOS),
                        Math.floorDiv(untilNanos, RECORD_RESOLUTION_NANOS),
                        frames,
                        new TreeMap<>(lastSeen));
    }

    private static Map<String, Long> frames(JsonNode counts) {
        Map<String, Long> frames = new LinkedHashMap<>();
        counts.properties()
                .forEach(entry -> frames.put(entry.getKey(), entry.getValue().longValue()));
        return Map.copyOf(frames);
    }
}
