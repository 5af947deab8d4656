package dev.vfgap.models.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.models.machine.StoppableClock;
import dev.vfgap.models.machine.Timeline;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import dev.vfgap.simcore.parameter.ParameterValues;
import dev.vfgap.simcore.time.Simulation;
import org.junit.jupiter.api.Test;

class AnnounceTest {

    private static final long MS = 1_000_000;

    private static AnnounceSchedule schedule(long initialMs, long stepMs, long maxMs, int rounds) {
        return new AnnounceSchedule(initialMs * MS, stepMs * MS, maxMs * MS, rounds);
    }

    @Test
    void qemusDefaultsSendFiveFramesInEightHundredMilliseconds() {
        ParameterValues values = ParameterCatalog.of(MigrationParameters.ALL).defaults();

        assertThat(MigrationParameters.announcement(values::constant)).isEqualTo(schedule(50, 100, 550, 5));
        assertThat(schedule(50, 100, 550, 5).momentsNanos()).containsExactly(0, 50 * MS, 200 * MS, 450 * MS, 800 * MS);
    }

    @Test
    void noDelayIsLongerThanTheMaximum() {
        assertThat(schedule(50, 100, 120, 5).momentsNanos()).containsExactly(0, 50 * MS, 170 * MS, 290 * MS, 410 * MS);
    }

    @Test
    void noRoundsAnnounceNothing() {
        assertThat(schedule(50, 100, 550, 0).momentsNanos()).isEmpty();
    }

    @Test
    void aStepOfZeroIsRefused() {
        assertThatThrownBy(() -> schedule(50, 0, 550, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFramesLeaveAtTheMomentsOfTheScheduleAndANewStartBeginsAnew() {
        Simulation simulation = new Simulation();
        Timeline timeline = new Timeline(simulation);
        Announce announce = new Announce(
                "B",
                new StoppableClock(simulation),
                schedule(50, 100, 550, 3),
                round -> timeline.note("RARP " + round));
        announce.start();
        simulation.runUntil(60 * MS);
        announce.start();
        simulation.runUntil(1_000 * MS);

        assertThat(timeline.take()).isEqualTo("""
                        0 ms RARP 0
                        50 ms RARP 1
                        60 ms RARP 0
                        110 ms RARP 1
                        260 ms RARP 2
                        """);
    }
}
