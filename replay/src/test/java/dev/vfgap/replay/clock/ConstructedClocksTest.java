package dev.vfgap.replay.clock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.replay.bundle.BundleClock;
import dev.vfgap.replay.bundle.BundleFolder;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Constructed bundles whose clocks are known to the test: what is told of each. */
class ConstructedClocksTest {

    private static final long MILLI = 1_000_000;
    private static final long HOUR = 3_600_000 * MILLI;

    @TempDir
    private Path folder;

    private static void perHost(ObjectNode manifest) {
        manifest.putObject("clock").put("kind", "per-host").put("unit", "ns");
    }

    private BundleFolder bundle() {
        return BundleFolder.in(folder.resolve("bundle")).with(ConstructedClocksTest::perHost);
    }

    /** A frame each way at a moment, seen by the peer and by a point whose clock is ahead. */
    private static void pair(BundleFolder bundle, String point, long frame, long ahead) {
        long at = frame * MILLI;
        bundle.rx("peer", frame, at).rx(point, frame, at + 100_000 + ahead);
        bundle.tx(point, frame, at + 300_000 + ahead).tx("peer", frame, at + 400_000);
    }

    private static CaptureBundle resolved(BundleFolder bundle) {
        return ClockEstimates.resolve(CaptureBundle.read(bundle.write()));
    }

    /** The clock's name, its offset in ms and its uncertainty in tenths of it, for each course. */
    private static List<String> told(CaptureBundle bundle) {
        return bundle.clock().courses().stream()
                .map(course -> course.clock() + " " + Math.round(course.offsetNanos() / 1e6) + " ms "
                        + (course.uncertaintyNanos().isPresent()
                                ? Math.round(course.uncertaintyNanos().getAsLong() / 1e5) / 10.0 + " ms"
                                : "unbounded"))
                .toList();
    }

    private static List<String> doubts(CaptureBundle bundle) {
        return bundle.findings().stream()
                .filter(finding -> finding.kind() == Finding.Kind.DOUBT)
                .map(Finding::text)
                .toList();
    }

    /** The guest stands still from 3000 to 3300 ms and from 7000 to 7200 ms. */
    private static final LongUnaryOperator STOPPED_TWICE =
            at -> (at < 3000 * MILLI ? 0 : at < 7000 * MILLI ? -300 : -500) * MILLI;

    private static boolean runs(long frame) {
        return (frame < 3000 || frame >= 3300) && (frame < 7000 || frame >= 7200);
    }

    private BundleFolder stoppedTwice() {
        BundleFolder bundle = bundle().point("peer", "peer", "");
        return bundle.point("eth0", "guest", "");
    }

    @Test
    void aGuestThatWasStoppedTwiceHasThreeLines() {
        BundleFolder bundle = stoppedTwice().point("tapA", "standby", "A");
        for (long frame = 0; frame < 10_000; frame++) {
            pair(bundle, "tapA", frame, HOUR);
            if (runs(frame)) {
                long at = frame * MILLI;
                bundle.rx("eth0", frame, at + 150_000 + STOPPED_TWICE.applyAsLong(at));
                bundle.tx("eth0", frame, at + 250_000 + STOPPED_TWICE.applyAsLong(at));
            }
        }
        bundle.event("qmp-A", "STOP", 3000 * MILLI + HOUR).event("qmp-A", "STOP", 7000 * MILLI + HOUR);

        CaptureBundle found = resolved(bundle);

        assertThat(told(found))
                .containsExactly(
                        "A 3600000 ms 0.1 ms", "guest 0 ms 0.2 ms", "guest -300 ms 0.2 ms", "guest -500 ms 0.2 ms");
        assertThat(doubts(found)).isEmpty();
    }

    /** A's clock is 20 s ahead, and no capture tells so. */
    @Test
    void aStopOfAClockThatIsNotKnownSplitsNothing() {
        BundleFolder bundle = stoppedTwice();
        for (long frame = 0; frame < 10_000; frame++) {
            if (runs(frame)) {
                pair(bundle, "eth0", frame, frame < 7200 ? 0 : -200 * MILLI);
            }
        }
        bundle.event("qmp-A", "STOP", 27_000 * MILLI);

        CaptureBundle found = resolved(bundle);

        assertThat(told(found)).containsExactly("guest 0 ms 200.0 ms");
        assertThat(doubts(found))
                .containsExactly(
                        "the clock of guest was apart from its line by 200.000 ms for a part of the run: it was set, or stood still");
    }

    /** Five frames came after the stop: its clock is then known by nothing. */
    @Test
    void aPartWithTooFewFramesHasTheLineOfAnotherWithoutBound() {
        BundleFolder bundle = stoppedTwice().point("tapA", "standby", "A");
        for (long frame = 0; frame < 5000; frame++) {
            pair(bundle, "tapA", frame, 0);
            if (frame < 4000) {
                bundle.rx("eth0", frame, frame * MILLI + 150_000 - 2 * HOUR);
                bundle.tx("eth0", frame, frame * MILLI + 250_000 - 2 * HOUR);
            } else if (frame >= 4995) {
                bundle.rx("eth0", frame, frame * MILLI + 150_000 - 2 * HOUR - 300 * MILLI);
            }
        }
        bundle.event("qmp-A", "STOP", 4000 * MILLI);

        assertThat(told(resolved(bundle)))
                .containsExactly("A 0 ms 0.1 ms", "guest -7200000 ms 0.2 ms", "guest -7200000 ms unbounded");
    }

    /** Nothing was captured at the peer: A and B see different frames, the guest those of both. */
    @Test
    void aClockThatSharesNoFramesIsKnownOverAnother() {
        BundleFolder bundle = bundle().point("tapA", "standby", "A")
                .point("tapB", "standby", "B")
                .point("eth0", "guest", "");
        for (long frame = 0; frame < 4000; frame++) {
            String tap = frame < 2000 ? "tapA" : "tapB";
            long ahead = frame < 2000 ? 0 : -HOUR;
            bundle.rx(tap, frame, frame * MILLI + ahead).rx("eth0", frame, frame * MILLI + 100_000 + 2 * HOUR);
            bundle.tx("eth0", frame, frame * MILLI + 300_000 + 2 * HOUR)
                    .tx(tap, frame, frame * MILLI + 400_000 + ahead);
        }

        CaptureBundle found = resolved(bundle);

        assertThat(told(found)).containsExactly("guest 7200000 ms 0.1 ms", "B -3600000 ms 0.2 ms");
        assertThat(found.clock().unknown()).isEmpty();
    }

    @Test
    void theHostsClocksAreComparedWhereThePeerRanOnOneOfThem() {
        BundleFolder bundle = bundle().point("peer", "peer", "A").point("tapA", "standby", "A");
        bundle.point("tapB", "standby", "B");
        for (long frame = 0; frame < 2000; frame++) {
            pair(bundle, "tapB", frame, -HOUR);
            bundle.tx("tapA", frame, frame * MILLI + 250_000);
        }

        assertThat(told(resolved(bundle))).containsExactly("B -3600000 ms 0.1 ms");
    }

    @Test
    void aClockThatStampedFewFramesIsUnknownAndItsTimesHaveNoBound() {
        BundleFolder bundle = stoppedTwice();
        for (long frame = 0; frame < 1000; frame++) {
            bundle.rx("peer", frame, frame * MILLI);
        }
        for (long frame = 0; frame < 5; frame++) {
            bundle.rx("eth0", frame, frame * MILLI - 2 * HOUR);
        }

        CaptureBundle found = resolved(bundle);

        assertThat(found.clock().unknown()).containsExactly("guest");
        assertThat(found.clock().uncertaintyNanos("guest")).isEqualTo(BundleClock.UNBOUNDED);
    }
}
