package dev.vfgap.scenarios.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.lab.ControlLog.Milestone;
import dev.vfgap.models.lab.ControlLog.Milestone.Kind;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.config.ScenarioFile;
import dev.vfgap.scenarios.config.Strategy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractLongAssert;

/**
 * One run of a strategy in a small scenario, in which frames come at equal distances and what the guest's driver takes
 * is fixed: so what is lost between two moments is rate times window.
 */
final class ClaimRun {
    private static final long FRAMES_PER_SECOND = 2_000;
    private static final long MILLISECOND = 1_000_000;

    /** What the driver takes in these runs. */
    static final long PROBE = 100 * MILLISECOND;

    static final long OPEN = 20 * MILLISECOND;

    /** From queues on to the pointer. */
    static final long POINTER = MILLISECOND / 10;

    private static final String SCENARIO = """
            format: vfgap-scenario/1
            name: claim
            title: a small guest
            strategy: S1
            primaryNic: ixgbevf
            traffic:
              rx: {rate: 2kpps, frameSize: 128B}
              tx: {rate: 2kpps, frameSize: 128B}
            migration:
              memory: 256MiB
              dirtyRate: 5MiB/s
              workingSet: 64MiB
              linkBandwidth: 10Gbps
            parameters:
              guest.vfProbe: 100ms
              guest.vfOpen: 20ms
              guest.vfPointer: 100us
              guest.vfCarrierFirst: 50ms
              mgmt.filterMove: 1ms
              mgmt.filterReturn: 1ms
            before: 500ms
            after: 500ms
            seed: 1
            replications: 1
            """;

    final MigrationRun run;
    private final String what;

    private ClaimRun(MigrationRun run, String what) {
        this.run = run;
        this.what = what;
    }

    /**
     * A run of a strategy.
     *
     * @param seed of the run
     * @param settings {@code path=value}, as on the command line
     */
    static ClaimRun of(String strategy, long seed, String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        Scenario scenario =
                ScenarioFile.parse("claim", SCENARIO.getBytes(StandardCharsets.UTF_8), all, Catalogue.all());
        Strategy found = Strategies.find(strategy);
        MigrationRun run = MigrationRun.of(Setups.of(scenario, found, Catalogue.all()), seed, 0);
        return new ClaimRun(run, strategy + " " + all + " seed " + seed);
    }

    /** When something was first seen on a host, after a moment. */
    long at(Kind kind, Host host, long fromNanos) {
        return run.log().milestones().stream()
                .filter(milestone -> milestone.kind() == kind && milestone.host() == host)
                .mapToLong(Milestone::atNanos)
                .filter(at -> at >= fromNanos)
                .findFirst()
                .orElseThrow(() -> new AssertionError(what + ": no " + kind + " on " + host));
    }

    long at(Kind kind, Host host) {
        return at(kind, host, 0);
    }

    /** When B's driver switched its queues on. */
    long queuesOn() {
        return at(Kind.REGISTERED, Host.B) + OPEN;
    }

    /** When B's driver was probed. */
    long probed() {
        return at(Kind.REGISTERED, Host.B) - PROBE;
    }

    /** How many frames of the peer ended in one of these ways. */
    long received(FrameFate... fates) {
        return count(run.rx(), fates);
    }

    /** How many frames of the guest ended in one of these ways. */
    long sent(FrameFate... fates) {
        return count(run.tx(), fates);
    }

    private static long count(MigrationRun.Sent sent, FrameFate... fates) {
        long frames = 0;
        for (FrameFate fate : fates) {
            frames += sent.outcome().byFate().getOrDefault(fate, 0L);
        }
        return frames;
    }

    long lostRx() {
        return run.rx().outcome().lostFrames();
    }

    /** Frames of the peer that were lost neither because the guest's driver comes or goes, nor while no guest runs. */
    long lostAtNeitherDriverNorSwitchover() {
        return lostRx()
                - received(
                        FrameFate.FILTER_BEHIND_DRIVER,
                        FrameFate.STANDBY_SHADOWED,
                        FrameFate.LEFT_AT_SOURCE,
                        FrameFate.GUEST_STOPPED_QUEUE_FULL);
    }

    long lostTx() {
        return run.tx().outcome().lostFrames();
    }

    /** A count of frames, described by the run. */
    AbstractLongAssert<?> frames(long frames, String meaning) {
        return assertThat(frames)
                .as("%s: %s; rx %s", what, meaning, run.rx().outcome().byFate());
    }

    /** When QEMU's migration reached a status. */
    long status(String word) {
        return named(Kind.MIGRATION, word);
    }

    /** When the primary's function was reset by its slot. */
    long poweredOff() {
        return named(Kind.TROUBLE, "function reset of the primary");
    }

    private long named(Kind kind, String text) {
        return run.log().milestones().stream()
                .filter(milestone ->
                        milestone.kind() == kind && milestone.text().equals(text))
                .mapToLong(Milestone::atNanos)
                .findFirst()
                .orElseThrow(() -> new AssertionError(what + ": no " + text));
    }

    /** Requires as many frames as are sent between two moments; their edges may each cut one off, or add one. */
    void requireWindow(long frames, long fromNanos, long untilNanos, String meaning) {
        requireLasting(frames, untilNanos - fromNanos, 1, meaning);
    }

    /** Requires as many frames as are sent in so many windows that last so long together. */
    void requireLasting(long frames, long nanos, int windows, String meaning) {
        double window = nanos * (double) FRAMES_PER_SECOND / (1_000 * MILLISECOND);
        assertThat((double) frames)
                .as(
                        "%s: %s; rx %s, tx %s",
                        what,
                        meaning,
                        run.rx().outcome().byFate(),
                        run.tx().outcome().byFate())
                .isBetween(window - 1.1 * windows, window + 1.1 * windows);
    }
}
