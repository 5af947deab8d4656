package dev.vfgap.models.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.models.machine.Delays;
import dev.vfgap.models.machine.FixedDelays;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.models.machine.StoppableClock;
import dev.vfgap.models.machine.Timeline;
import dev.vfgap.simcore.table.IllegalTransitionException;
import dev.vfgap.simcore.time.Simulation;
import org.junit.jupiter.api.Test;

class VfDriverTest {

    private static final long MS = 1_000_000;

    private final Simulation simulation = new Simulation();
    private final Timeline timeline = new Timeline(simulation);

    private VfDriver driver(DriverProfile profile, Delays delays) {
        VfDriver[] self = new VfDriver[1];
        self[0] = new VfDriver(
                new Phases("A", new StoppableClock(simulation), delays),
                profile,
                command -> timeline.note(command + ", " + self[0].state()));
        return self[0];
    }

    private VfDriver e1000e(Delays delays) {
        return driver(DriverProfile.carrierAfterNegotiation("e1000e"), delays);
    }

    @Test
    void aDriverWithCarrierAtOpenIsReadyWithItsPointer() {
        VfDriver driver = driver(DriverProfile.carrierAtOpen("vmxnet3"), FixedDelays.round());
        driver.probe();
        simulation.runUntil(1_000 * MS);

        assertThat(timeline.take()).isEqualTo("""
                        0 ms BUS_MASTER_ON, PROBING
                        0 ms RESET_MAILBOX, PROBING
                        100 ms LINKED_TO_FAILOVER, OPENING
                        130 ms RECEIVE_ON, OPENED
                        131 ms LOWER_DEVICE_CHANGED, READY
                        131 ms LINK_UP, READY
                        131 ms BOUND, READY
                        """);
    }

    @Test
    void everyPhaseOfPlugAndUnplugCanBeToldToEnd() {
        VfDriver driver = e1000e(key -> Delays.EXTERNAL);
        driver.probe();
        driver.finish(VfPhase.PROBE);
        driver.finish(VfPhase.OPEN);
        driver.finish(VfPhase.POINTER);
        driver.finish(VfPhase.CARRIER);
        driver.remove();
        driver.finish(VfPhase.STOP);
        driver.finish(VfPhase.UNREGISTER);
        driver.finish(VfPhase.RELEASE);

        assertThat(timeline.take()).isEqualTo("""
                        0 ms BUS_MASTER_ON, PROBING
                        0 ms RESET_MAILBOX, PROBING
                        0 ms LINKED_TO_FAILOVER, OPENING
                        0 ms RECEIVE_ON, OPENED
                        0 ms LOWER_DEVICE_CHANGED, REGISTERED
                        0 ms BOUND, REGISTERED
                        0 ms LOWER_DEVICE_CHANGED, READY
                        0 ms LINK_UP, READY
                        0 ms RECEIVE_OFF, STOPPING
                        0 ms LOWER_DEVICE_CHANGED, STOPPING
                        0 ms CLOSE_MAILBOX, UNREGISTERING
                        0 ms LOWER_DEVICE_CHANGED, RELEASING
                        0 ms GONE, RELEASING
                        0 ms BUS_MASTER_OFF, UNBOUND
                        0 ms REMOVED, UNBOUND
                        """);
    }

    @Test
    void aCutLineTakesTheCarrierAndAGivenOneNegotiatesAgain() {
        VfDriver driver = e1000e(FixedDelays.round().with("guest.vfCarrierLoss", 2));
        driver.foundAtBoot();
        timeline.take();
        driver.lineDown();
        simulation.runUntil(1_000 * MS);
        driver.lineUp();
        simulation.runUntil(2_000 * MS);

        assertThat(timeline.take()).isEqualTo("""
                        2 ms LOWER_DEVICE_CHANGED, REGISTERED
                        2 ms LINK_DOWN, REGISTERED
                        1500 ms LOWER_DEVICE_CHANGED, READY
                        1500 ms LINK_UP, READY
                        """);
    }

    @Test
    void aBlinkOfTheLineThatTheDriverDoesNotNoticeChangesNothing() {
        VfDriver driver = e1000e(FixedDelays.round().with("guest.vfCarrierLoss", 2));
        driver.foundAtBoot();
        timeline.take();
        driver.lineDown();
        simulation.runUntil(1 * MS);
        driver.lineUp();
        simulation.runUntil(1_000 * MS);

        assertThat(timeline.take()).isEqualTo("\n");
        assertThat(driver.state()).isEqualTo(VfState.READY);
    }

    @Test
    void aDeviceOpenedOnACutLineWaitsForIt() {
        VfDriver driver = e1000e(FixedDelays.round());
        driver.lineDown();
        driver.probe();
        simulation.runUntil(5_000 * MS);
        assertThat(driver.state()).isEqualTo(VfState.REGISTERED);
        driver.lineUp();
        simulation.runUntil(5_500 * MS);

        assertThat(timeline.take()).endsWith("5500 ms LINK_UP, READY\n");
    }

    @Test
    void aLineLostWhileTheCarrierIsNegotiatedStartsItAnew() {
        VfDriver driver = e1000e(FixedDelays.round());
        driver.probe();
        simulation.runUntil(400 * MS);
        driver.lineDown();
        simulation.runUntil(450 * MS);
        driver.lineUp();
        simulation.runUntil(2_000 * MS);

        assertThat(timeline.take()).endsWith("950 ms LINK_UP, READY\n");
    }

    @Test
    void carrierBeforeThePointerDoesNotTransmitYet() {
        VfDriver driver = e1000e(FixedDelays.round().with("guest.vfPointer", 600));
        driver.probe();
        simulation.runUntil(700 * MS);
        assertThat(driver.state()).isEqualTo(VfState.OPENED_WITH_CARRIER);
        assertThat(driver.state().lowerDevice()).isEqualTo(LowerDevice.ABSENT);
        driver.lineDown();
        simulation.runUntil(800 * MS);

        assertThat(driver.state()).isEqualTo(VfState.REGISTERED);
    }

    @Test
    void aRemovalDuringTheProbeIsABugOfTheModel() {
        VfDriver driver = e1000e(FixedDelays.round());
        driver.probe();
        assertThatThrownBy(driver::remove).isInstanceOf(IllegalTransitionException.class);
    }

    @Test
    void aDeviceWithoutDriverIsRemovedAtOnce() {
        e1000e(FixedDelays.round()).remove();

        assertThat(timeline.take()).isEqualTo("0 ms REMOVED, UNBOUND\n");
    }

    private VfDriver driver(DriverProfile profile, VfDriver.Opener opener, VfTrouble trouble, Delays delays) {
        VfDriver[] self = new VfDriver[1];
        self[0] = new VfDriver(
                new Phases("A", new StoppableClock(simulation), delays),
                profile,
                opener,
                trouble,
                command -> timeline.note(command + ", " + self[0].state()));
        return self[0];
    }

    @Test
    void aVfThatUdevRenamesShadowsTheStandbyBeforeItIsOpen() {
        VfDriver driver = e1000e(FixedDelays.round().with("guest.udevRenameBusy", 300));
        driver.probe();
        simulation.runUntil(2_000 * MS);

        assertThat(timeline.take()).isEqualTo("""
                        0 ms BUS_MASTER_ON, PROBING
                        0 ms RESET_MAILBOX, PROBING
                        100 ms LINKED_TO_FAILOVER, UNOPENED
                        100 ms LOWER_DEVICE_CHANGED, UNOPENED
                        100 ms BOUND, UNOPENED
                        430 ms RECEIVE_ON, REGISTERED
                        930 ms LOWER_DEVICE_CHANGED, READY
                        930 ms LINK_UP, READY
                        """);
        assertThat(VfState.UNOPENED.lowerDevice()).isEqualTo(LowerDevice.REGISTERED);
    }

    @Test
    void aFailoverDeviceThatIsDownOpensNothing() {
        VfDriver driver = driver(
                DriverProfile.carrierAfterNegotiation("iavf"),
                VfDriver.Opener.FAILOVER_DOWN,
                VfTrouble.NONE,
                FixedDelays.round());
        driver.probe();
        simulation.runUntil(50_000 * MS);
        assertThat(driver.state()).isEqualTo(VfState.UNOPENED);
        driver.remove();
        simulation.runUntil(60_000 * MS);

        assertThat(driver.state()).isEqualTo(VfState.UNBOUND);
    }

    @Test
    void aProbeThatFailsLeavesADeviceWithoutDriver() {
        VfDriver driver = driver(
                DriverProfile.carrierByTimer("igbvf"),
                VfDriver.Opener.FAILOVER,
                new VfTrouble(VfTrouble.Probe.FAILS, VfTrouble.LinkNotice.BY_MESSAGE),
                FixedDelays.round());
        driver.probe();
        simulation.runUntil(1_000 * MS);

        assertThat(timeline.take()).isEqualTo("""
                        0 ms BUS_MASTER_ON, PROBING
                        0 ms RESET_MAILBOX, PROBING
                        100 ms PROBE_GAVE_UP, UNBOUND
                        100 ms BUS_MASTER_OFF, UNBOUND
                        100 ms BOUND, UNBOUND
                        """);
    }

    @Test
    void aDriverWithATimerLooksAgainTwoSecondsAfterALookInVain() {
        FixedDelays delays =
                FixedDelays.round().with("guest.vfCarrierFirst", 10).with("guest.vfCarrierRetry", 2_000);
        Delays twiceInVain = key -> key.equals("guest.vfLooksInVain") ? 2 : delays.next(key);
        VfDriver driver = driver(DriverProfile.carrierByTimer("ixgbevf"), twiceInVain);
        driver.probe();
        simulation.runUntil(10_000 * MS);

        assertThat(timeline.take()).endsWith("4140 ms LOWER_DEVICE_CHANGED, READY\n4140 ms LINK_UP, READY\n");
    }

    @Test
    void withoutTheMessageATimerFindsTheLinkAtItsNextLook() {
        VfDriver driver = driver(
                DriverProfile.carrierByTimer("igbvf"),
                VfDriver.Opener.FAILOVER,
                new VfTrouble(VfTrouble.Probe.WORKS, VfTrouble.LinkNotice.BY_TIMER),
                FixedDelays.round().with("guest.vfCarrierRetry", 2_000));
        driver.foundAtBoot();
        timeline.take();
        simulation.runUntil(2_500 * MS);
        driver.lineDown();
        simulation.runUntil(7_100 * MS);
        driver.lineUp();
        simulation.runUntil(20_000 * MS);

        assertThat(timeline.take()).isEqualTo("""
                        4000 ms LOWER_DEVICE_CHANGED, REGISTERED
                        4000 ms LINK_DOWN, REGISTERED
                        8000 ms LOWER_DEVICE_CHANGED, READY
                        8000 ms LINK_UP, READY
                        """);
    }

    @Test
    void aResetByThePfCostsQueuesAndCarrier() {
        VfDriver driver = driver(DriverProfile.carrierAfterNegotiation("iavf"), FixedDelays.round());
        driver.foundAtBoot();
        timeline.take();
        driver.reset();
        simulation.runUntil(200 * MS);
        driver.resetDone();
        simulation.runUntil(2_000 * MS);

        assertThat(timeline.take()).isEqualTo("""
                        0 ms RESET_BEGUN, RESETTING
                        0 ms LOWER_DEVICE_CHANGED, RESETTING
                        0 ms LINK_DOWN, RESETTING
                        200 ms RESET_OVER, REGISTERED
                        700 ms LOWER_DEVICE_CHANGED, READY
                        700 ms LINK_UP, READY
                        """);
    }

    @Test
    void aRemovalWaitsForAnOpenThatHasBegunAndAnOpenForAClose() {
        VfDriver driver = driver(
                DriverProfile.carrierAtOpen("mlx5_core"), VfDriver.Opener.OTHER, VfTrouble.NONE, FixedDelays.round());
        driver.probe();
        simulation.runUntil(200 * MS);
        driver.open();
        simulation.runUntil(300 * MS);
        driver.close();
        driver.open();
        simulation.runUntil(330 * MS);
        driver.remove();
        simulation.runUntil(1_000 * MS);

        assertThat(timeline.take()).isEqualTo("""
                        0 ms BUS_MASTER_ON, PROBING
                        0 ms RESET_MAILBOX, PROBING
                        100 ms NETDEV_THERE, CLOSED
                        100 ms BOUND, CLOSED
                        230 ms RECEIVE_ON, READY
                        230 ms LOWER_DEVICE_CHANGED, READY
                        230 ms LINK_UP, READY
                        300 ms RECEIVE_OFF, CLOSING
                        300 ms LOWER_DEVICE_CHANGED, CLOSING
                        320 ms CLOSE_MAILBOX, JOINING
                        370 ms CLOSE_MAILBOX, UNREGISTERING
                        420 ms LOWER_DEVICE_CHANGED, RELEASING
                        420 ms GONE, RELEASING
                        430 ms BUS_MASTER_OFF, UNBOUND
                        430 ms REMOVED, UNBOUND
                        """);
    }
}
