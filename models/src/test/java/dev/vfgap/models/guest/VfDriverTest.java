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
}
