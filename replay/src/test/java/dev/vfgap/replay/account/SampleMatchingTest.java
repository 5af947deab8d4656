package dev.vfgap.replay.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.Samples;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.match.MatchedBundle;
import dev.vfgap.replay.match.Matching;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped bundles without the place of their sequence numbers: what is found, and what matching by content gives. */
class SampleMatchingTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    private Path folder;

    static Stream<Path> bundles() {
        return Samples.migrations().stream();
    }

    private CaptureBundle without(Path sample, boolean deliveries, boolean sequence) {
        return CaptureBundle.read(PoorBundle.of(sample, folder.resolve("poor" + deliveries + sequence))
                .with(manifest -> {
                    if (!deliveries) {
                        manifest.remove("deliveries");
                    }
                    if (!sequence) {
                        PoorBundle.withoutSequence(manifest);
                    }
                })
                .write());
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void theNumberIsFoundAndGivesTheSameAccount(Path sample) {
        for (boolean deliveries : List.of(true, false)) {
            Account given = Account.of(without(sample, deliveries, true));
            Account found = Account.of(without(sample, deliveries, false));

            for (Direction direction : Direction.values()) {
                assertThat(PoorBundle.counts(found.of(direction))).isEqualTo(PoorBundle.counts(given.of(direction)));
                assertThat(found.of(direction).matching().by()).isEqualTo(Matching.By.FOUND_SEQUENCE);
            }
            assertThat(found.findings()).extracting(Finding::text).anySatisfy(text -> assertThat(text)
                    .startsWith("a sequence number was found: 8 bytes at 8 of the payload, little-endian (100.0 % of"));
        }
    }

    /** The order in time is all that is left; what it says of one frame is uncertain, and it says so. */
    @ParameterizedTest
    @MethodSource("bundles")
    void framesThatAreAllAlikeAreStillCountedRightAtEachPoint(Path sample) {
        Account numbers = Account.of(without(sample, false, true));
        CaptureBundle bundle = CaptureBundle.read(PoorBundle.of(sample, folder.resolve("alike"))
                .with(manifest -> manifest.remove("deliveries"))
                .with(PoorBundle::withoutSequence)
                .withoutPayloads()
                .write());
        Account alike = Account.of(bundle);

        assertThat(alike.rx().matching().by()).isEqualTo(Matching.By.CONTENT);
        assertThat(alike.rx().matching().confidence()).isZero();
        assertThat(alike.rx().sent()).isEqualTo(numbers.rx().sent());
        assertThat(alike.rx().openLastSeen()).isEqualTo(numbers.rx().openLastSeen());
        assertThat(alike.rx().lastSeen()).isEqualTo(numbers.rx().lastSeen());
        assertThat(alike.tx().delivered()).isEqualTo(numbers.tx().delivered());
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void contentAloneShowsTheSameFramesAtTheSamePoints(Path sample) throws IOException {
        Account numbers = Account.of(without(sample, false, true));
        CaptureBundle bundle = without(sample, false, false);
        Account content = Account.of(PreparedBundle.of(bundle, MatchedBundle.Choice.CONTENT));

        assertThat(content.rx().matching().by()).isEqualTo(Matching.By.CONTENT);
        assertThat(content.rx().matching().confidence()).isEqualTo(1);
        assertThat(content.tx().matching().confidence()).isEqualTo(1);
        assertThat(PoorBundle.counts(content.rx())).isEqualTo(PoorBundle.counts(numbers.rx()));
        assertThat(content.tx().delivered()).isEqualTo(numbers.tx().delivered());
        assertThat(content.tx().duplicated()).isEqualTo(numbers.tx().duplicated());
        assertThat(content.tx().reordered()).isEqualTo(numbers.tx().reordered());
        // Frames that died inside the guest left no trace that is not a number.
        JsonNode truth = MAPPER.readTree(sample.resolve("truth.json").toFile()).path("guest_to_peer");
        Map<String, Long> seen = new LinkedHashMap<>();
        truth.path("lost_last_seen").properties().forEach(entry -> {
            if (!entry.getKey().equals("guest")) {
                seen.put(entry.getKey(), entry.getValue().longValue());
            }
        });
        assertThat(content.tx().lastSeen()).isEqualTo(seen);
        assertThat(content.tx().lost().low())
                .isEqualTo(seen.values().stream().mapToLong(Long::longValue).sum());
        assertThat(content.tx().lost().isBounded()).isFalse();
    }
}
