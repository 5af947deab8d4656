package dev.vfgap.models.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.simcore.time.Simulation;
import org.junit.jupiter.api.Test;

class StoppableClockTest {

    private static final long MS = 1_000_000;

    private final Simulation simulation = new Simulation();
    private final StoppableClock clock = new StoppableClock(simulation);
    private final Timeline timeline = new Timeline(simulation);

    @Test
    void timersStandStillWithTheirClock() {
        ClockTimer early = clock.timer("early", () -> timeline.note("early"));
        ClockTimer late = clock.timer("late", () -> timeline.note("late"));
        late.after(30 * MS);
        early.after(10 * MS);
        simulation.runUntil(4 * MS);
        clock.stop();
        simulation.runUntil(100 * MS);
        assertThat(clock.nowNanos()).isEqualTo(4 * MS);
        clock.resume();
        simulation.runUntil(200 * MS);

        assertThat(timeline.take()).isEqualTo("106 ms early\n126 ms late\n");
        assertThat(clock.nowNanos()).isEqualTo(104 * MS);
    }

    @Test
    void aTimerArmedWhileTheClockStandsWaitsForIt() {
        ClockTimer timer = clock.timer("timer", () -> timeline.note("fired"));
        clock.stop();
        timer.after(0);
        simulation.runUntil(50 * MS);
        assertThat(timer.armed()).isTrue();
        clock.resume();
        simulation.runUntil(51 * MS);

        assertThat(timeline.take()).isEqualTo("50 ms fired\n");
    }

    @Test
    void timersOfOneMomentKeepTheOrderOfTheirArmingOverAStop() {
        ClockTimer first = clock.timer("first", () -> timeline.note("first"));
        ClockTimer second = clock.timer("second", () -> timeline.note("second"));
        second.after(10 * MS);
        first.after(10 * MS);
        clock.stop();
        clock.resume();
        simulation.runUntil(20 * MS);

        assertThat(timeline.take()).isEqualTo("10 ms second\n10 ms first\n");
    }

    @Test
    void aTimerCancelledWhileTheClockStandsStaysSilent() {
        ClockTimer timer = clock.timer("timer", () -> timeline.note("fired"));
        timer.after(10 * MS);
        clock.stop();
        timer.cancel();
        clock.resume();
        simulation.runUntil(20 * MS);

        assertThat(timeline.take()).isEqualTo("\n");
    }

    @Test
    void anArmedTimerCannotBeArmed() {
        ClockTimer timer = clock.timer("timer", () -> {});
        timer.after(1);
        assertThatThrownBy(() -> timer.after(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("timer timer is armed already");
    }

    @Test
    void aPhaseThatNobodyTimesEndsWhenItIsTold() {
        Phase phase = new Phases("A", clock, key -> Delays.EXTERNAL).phase("guest.vfOpen", () -> timeline.note("open"));
        assertThat(phase.finish()).isFalse();
        phase.begin();
        simulation.runUntil(7 * MS);
        assertThat(phase.finish()).isTrue();
        assertThat(phase.finish()).isFalse();

        assertThat(timeline.take()).isEqualTo("7 ms open\n");
    }

    @Test
    void aTimedPhaseThatIsToldToEndDoesNotEndTwice() {
        Phase phase = new Phases("A", clock, key -> 10 * MS).phase("guest.vfOpen", () -> timeline.note("open"));
        phase.begin();
        simulation.runUntil(7 * MS);
        phase.finish();
        simulation.runUntil(20 * MS);

        assertThat(timeline.take()).isEqualTo("7 ms open\n");
    }
}
