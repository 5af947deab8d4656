package dev.vfgap.scenarios.library;

import static dev.vfgap.models.frame.FrameFate.DELIVERED_BY_STANDBY;
import static dev.vfgap.models.frame.FrameFate.FILTER_AHEAD_OF_DRIVER;
import static dev.vfgap.models.frame.FrameFate.FILTER_BEHIND_DRIVER;
import static dev.vfgap.models.frame.FrameFate.NO_DEVICE;
import static dev.vfgap.models.frame.FrameFate.SPOOFED;
import static dev.vfgap.models.frame.FrameFate.STANDBY_SHADOWED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.lab.ControlLog.Milestone.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the built-in strategies claim of themselves, held against runs: loss = rate x window of the run's own moments. */
class StrategyClaimsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String SWITCHDEV = "nic=mlx5-switchdev";

    /** What mlx5 takes from the open of the VF to the rule for it. */
    private static final long RULE = 1_000_000;

    /** Early NICs lose everything from the driver's stop on A until B's driver has opened the VF. */
    @ParameterizedTest
    @CsvSource({"S1, igb, 1", "S1, i40e, 2", "S1, ice, 3", "S2, igb, 4", "S2, i40e, 5"})
    void anEarlyFilterThatNobodyMovesLeavesNothingToTheStandby(String strategy, String nic, long seed) {
        ClaimRun run = ClaimRun.of(strategy, seed, "nic=" + nic);
        run.requireWindow(
                run.lostRx(), run.at(Kind.REMOVE_STARTED, Host.A), run.queuesOn(), "lost from A's stop to B's open");
        run.frames(run.received(DELIVERED_BY_STANDBY), "delivered by the standby")
                .isZero();
        run.frames(run.lostTx(), "lost transmit").isZero();
    }

    /** With ACPI nothing resets the VF on A; on B VFIO's reset clears the entry until the driver is probed. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aResetClearsTheFilterOfAnIxgbeOnBButNotOnA(long seed) {
        ClaimRun run = ClaimRun.of("S1", seed, "nic=ixgbe");
        run.requireWindow(run.received(FILTER_AHEAD_OF_DRIVER), run.probed(), run.queuesOn(), "lost on B");
        long behind = run.at(Kind.REMOVE_STARTED, Host.A);
        run.frames(run.received(FILTER_BEHIND_DRIVER), "lost on A")
                .isGreaterThanOrEqualTo((run.at(Kind.STOP, Host.A) - behind) * 2 / 1_000_000);
        run.frames(run.received(DELIVERED_BY_STANDBY), "delivered by B's standby")
                .isPositive();
    }

    /** The power-off of the slot resets the VF: the standby receives from then on. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aSlotsPowerOffCuresTheIxgbeOnA(long seed) {
        ClaimRun run = ClaimRun.of("S2", seed, "nic=ixgbe");
        long stop = run.at(Kind.REMOVE_STARTED, Host.A);
        run.requireWindow(run.received(FILTER_BEHIND_DRIVER), stop, run.poweredOff(), "lost on A");
        run.requireWindow(run.received(FILTER_AHEAD_OF_DRIVER), run.probed(), run.queuesOn(), "lost on B");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nativeHotplugCopiesNoMemoryBeforeSixSecondsAndAQuarter(long seed) {
        ClaimRun run = ClaimRun.of("S2", seed, "nic=ixgbe");
        assertThat(run.status("active") - run.status("setup")).isGreaterThanOrEqualTo(6 * SECOND + SECOND / 4);
        assertThat(run.at(Kind.REMOVE_STARTED, Host.A) - run.at(Kind.UNPLUG_REQUESTED, Host.A))
                .isGreaterThanOrEqualTo(5 * SECOND);
    }

    /** A late NIC loses while the driver goes, while no guest runs, and while the rule for the opened VF is made. */
    @ParameterizedTest
    @CsvSource({"S1, mlx5, 1", "S1, bnxt, 2", "S2, mlx5, 3", "S2, bnxt, 4"})
    void aLateFilterLosesOnlyAroundTheDriverAndTheSwitchover(String strategy, String nic, long seed) {
        ClaimRun run = ClaimRun.of(strategy, seed, "nic=" + nic);
        long removal = run.at(Kind.GONE, Host.A) - run.at(Kind.REMOVE_STARTED, Host.A);
        run.requireLasting(
                run.received(FILTER_BEHIND_DRIVER, STANDBY_SHADOWED),
                removal + ruleAfterPointer(nic),
                2,
                "lost around the driver");
        run.frames(run.received(FILTER_AHEAD_OF_DRIVER), "ahead of the driver").isZero();
        run.frames(run.lostAtNeitherDriverNorSwitchover(), "all others").isZero();
    }

    /** With both functions fed, only the time in which the guest has neither is lost. */
    @ParameterizedTest
    @CsvSource({"igb, 1", "ixgbe, 2", "mlx5, 3", "igb, 4"})
    void deliveryToBothLosesOnlyWhatTheGuestCannotTake(String nic, long seed) {
        ClaimRun run = ClaimRun.of("S10", seed, "nic=" + nic);
        long removal = run.at(Kind.GONE, Host.A) - run.at(Kind.REMOVE_STARTED, Host.A);
        run.requireLasting(
                run.received(FILTER_BEHIND_DRIVER, STANDBY_SHADOWED),
                removal + ruleAfterPointer(nic),
                2,
                "lost around the driver");
        run.frames(run.lostAtNeitherDriverNorSwitchover(), "all others").isZero();
        run.frames(run.run.rx().outcome().duplicatedFrames(), "seen twice").isLessThanOrEqualTo(1);
    }

    /** The filter leaves a primary that the guest still has; where sources are checked it may no longer send either. */
    @ParameterizedTest
    @CsvSource({"igb, acpi, 1", "igb, native, 2", "ixgbe, acpi, 3", "bridge, native, 4"})
    void aFilterThatMovesFirstLosesUntilTheGuestHasLetGo(String nic, String hotplug, long seed) {
        ClaimRun run = ClaimRun.of("S11", seed, "nic=" + nic, "hotplug=" + hotplug);
        long moved = run.at(Kind.FILTER_MOVED, Host.A);
        long shadowedOnB =
                nic.equals("bridge") ? run.at(Kind.FILTER_MOVED, Host.B) - run.queuesOn() - ClaimRun.POINTER : 0;
        run.requireLasting(
                run.received(STANDBY_SHADOWED), run.at(Kind.GONE, Host.A) - moved + shadowedOnB, 2, "shadowed");
        if (nic.equals("bridge")) {
            run.frames(run.lostTx(), "lost transmit").isZero();
        } else {
            run.requireWindow(run.sent(SPOOFED), moved, run.at(Kind.REMOVE_STARTED, Host.A), "refused as spoofed");
        }
    }

    /** A late NIC's rule is its driver's: the host's command does not take it away from a driver that runs. */
    @ParameterizedTest
    @CsvSource({"mlx5, 1", "bnxt, 2"})
    void aFilterThatMovesFirstCostsALateNicNothing(String nic, long seed) {
        ClaimRun run = ClaimRun.of("S11", seed, "nic=" + nic);
        run.requireLasting(
                run.received(FILTER_BEHIND_DRIVER, STANDBY_SHADOWED),
                run.at(Kind.GONE, Host.A) - run.at(Kind.REMOVE_STARTED, Host.A) + ruleAfterPointer(nic),
                2,
                "lost around the driver");
        run.frames(run.lostTx(), "lost transmit").isZero();
    }

    /** The guest's own frames move the entry: on A to the tap at once, on B to the representor when the VF has carrier. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aLearnedEntryFollowsAGuestThatTalks(long seed) {
        ClaimRun run = ClaimRun.of("S6", seed, SWITCHDEV, "hostSide.kind=switchdev", "hostSide.entries=dynamic");
        long removal = run.at(Kind.GONE, Host.A) - run.at(Kind.REMOVE_STARTED, Host.A);
        long shadowedOnB = run.at(Kind.LINK_UP, Host.B) - run.queuesOn() - ClaimRun.POINTER;
        // On each host the entry waits for the guest's next frame, and the NIC for hw.fdbMove.
        run.requireLasting(
                run.received(FILTER_BEHIND_DRIVER, STANDBY_SHADOWED),
                removal + shadowedOnB,
                4,
                "lost around the driver");
        run.frames(run.lostAtNeitherDriverNorSwitchover(), "all others").isZero();
    }

    /**
     * Management moves a sticky entry: late on A by the whole removal, late on B by the registration. What the NIC takes to
     * follow is lost on A only: there its old entry still hits, and leads to the closed VF. On B it has none for the tap, so
     * frames miss, come up to the bridge, and leave through the representor from the bridge's change on.
     */
    @ParameterizedTest
    @CsvSource({"50us, 50000, 1", "500us, 500000, 2", "5ms, 5000000, 3"})
    void aStickyEntryFollowsManagement(String fdbMove, long fdbMoveNanos, long seed) {
        ClaimRun run = ClaimRun.of(
                "S7", seed, SWITCHDEV, "hostSide.kind=switchdev", "hostSide.entries=sticky", "hw.fdbMove=" + fdbMove);
        run.requireWindow(
                run.received(FILTER_BEHIND_DRIVER),
                run.at(Kind.REMOVE_STARTED, Host.A),
                run.at(Kind.FILTER_MOVED, Host.A) + fdbMoveNanos,
                "lost on A");
        run.requireWindow(
                run.received(STANDBY_SHADOWED),
                run.queuesOn() + ClaimRun.POINTER,
                run.at(Kind.FILTER_MOVED, Host.B),
                "lost on B");
    }

    /** Led to the VF in the preparation, a sticky entry is an early filter; a static one goes with QEMU's announcement. */
    @ParameterizedTest
    @CsvSource({"sticky, 1", "static, 2"})
    void aSwitchdevEntryThatIsSetInThePreparationIsAnEarlyFilterIfItStays(String kind, long seed) {
        ClaimRun run = ClaimRun.of(
                "qemu-failover-early-filter", seed, SWITCHDEV, "hostSide.kind=switchdev", "hostSide.entries=" + kind);
        if (kind.equals("sticky")) {
            run.frames(run.received(FILTER_AHEAD_OF_DRIVER), "lost on B")
                    .isGreaterThanOrEqualTo((run.queuesOn() - run.at(Kind.RESUME, Host.B)) * 2 / 1_000_000 - 1);
        } else {
            run.frames(run.received(FILTER_AHEAD_OF_DRIVER), "lost on B").isLessThanOrEqualTo(2);
        }
    }

    /** Rule 1: however slow management is, nothing is lost for its sake. */
    @ParameterizedTest
    @CsvSource({"1ms, 1", "100ms, 2", "1s, 3"})
    void aStandbyThatIsReachableFirstMakesManagementsDelayHarmless(String delay, long seed) {
        ClaimRun run = ClaimRun.of("order-standby-first", seed, "nic=igb", "mgmt.eventToNetlink=" + delay);
        run.requireWindow(
                run.received(FILTER_BEHIND_DRIVER, STANDBY_SHADOWED),
                run.at(Kind.REMOVE_STARTED, Host.A),
                run.at(Kind.GONE, Host.A),
                "lost while the driver goes");
    }

    /** Rule 2: a filter that moves between stop and release costs nothing; a later one its delay. */
    @ParameterizedTest
    @CsvSource({"1ms, 1", "5ms, 2", "200ms, 3"})
    void aFilterThatMovesWhileTheDriverGoesCostsNothing(String delay, long seed) {
        ClaimRun run = ClaimRun.of(
                "order-filter-between", seed, "nic=igb", "guest.vfUnregister=40ms", "mgmt.eventToNetlink=" + delay);
        run.requireWindow(
                run.received(FILTER_BEHIND_DRIVER, STANDBY_SHADOWED),
                run.at(Kind.REMOVE_STARTED, Host.A),
                Math.max(run.at(Kind.FILTER_MOVED, Host.A), run.at(Kind.GONE, Host.A)),
                "lost on A");
    }

    /** Rule 3, and the four instants: too early is lost at the VF, too late at the standby. */
    @ParameterizedTest
    @CsvSource({
        "filter-at-bus-master, 1",
        "filter-at-reset, 2",
        "filter-at-registration, 3",
        "filter-at-queues-on, 4",
        "filter-at-link-up, 5",
        "plug-early-filter, 6"
    })
    void theInstantOfTheMoveDecidesWhatIsLostAtThePlug(String strategy, long seed) {
        ClaimRun run = ClaimRun.of(strategy, seed, "nic=bridge", "mgmt.eventToNetlink=10ms");
        long moved = run.at(Kind.FILTER_MOVED, Host.B);
        run.requireLasting(
                run.received(FILTER_AHEAD_OF_DRIVER, NO_DEVICE), Math.max(0, run.queuesOn() - moved), 1, "at the VF");
        run.requireLasting(
                run.received(STANDBY_SHADOWED),
                Math.max(0, moved - run.queuesOn() - ClaimRun.POINTER),
                1,
                "at the standby");
    }

    /** The first conclusion of the literature: with a management about as slow as the open, registration is best. */
    @Test
    void movingAtTheRegistrationLosesTheLeast() {
        List<String> instants = List.of(
                "filter-at-registration",
                "filter-at-queues-on",
                "filter-at-link-up",
                "filter-at-bus-master",
                "plug-early-filter");
        List<Long> lost = instants.stream()
                .map(strategy -> ClaimRun.of(strategy, 1, "nic=bridge", "mgmt.eventToNetlink=20ms"))
                .map(run -> run.received(FILTER_AHEAD_OF_DRIVER, NO_DEVICE, STANDBY_SHADOWED))
                .toList();
        assertThat(lost).as("%s", instants).isSorted();
    }

    /** How long the standby is shadowed before a NIC leads to the opened VF. */
    private static long ruleAfterPointer(String nic) {
        return nic.equals("mlx5") ? RULE - ClaimRun.POINTER : 0;
    }
}
