package dev.vfgap.simcore.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private final Simulation simulation = new Simulation();
    private final List<String> story = new ArrayList<>();

    private Event logged(String name, EventOrder order) {
        return simulation.event(name, order, () -> story.add(simulation.nowNanos() + " " + name));
    }

    @Test
    void firesByTimeThenRankThenArming() {
        logged("second sample", EventOrder.OBSERVATION).at(7);
        logged("poll", EventOrder.TIMER).at(7);
        logged("later filter", EventOrder.CONTROL).at(8);
        logged("first filter", EventOrder.CONTROL).at(7);
        logged("other filter", EventOrder.CONTROL).at(7);
        logged("early sample", EventOrder.OBSERVATION).at(6);

        simulation.runUntil(10);

        assertThat(story)
                .containsExactly(
                        "6 early sample",
                        "7 first filter",
                        "7 other filter",
                        "7 poll",
                        "7 second sample",
                        "8 later filter");
    }

    @Test
    void anEventArmedForThePresentMomentFiresInItAheadOfPendingEventsOfAHigherRank() {
        Event control = logged("control", EventOrder.CONTROL);
        simulation
                .event("first sample", EventOrder.OBSERVATION, () -> {
                    story.add("first sample");
                    control.at(simulation.nowNanos());
                })
                .at(5);
        logged("second sample", EventOrder.OBSERVATION).at(5);

        simulation.runUntil(5);

        assertThat(story).containsExactly("first sample", "5 control", "5 second sample");
    }

    @Test
    void anEventMayArmItselfAgainInItsOwnAction() {
        Event[] tick = new Event[1];
        tick[0] = simulation.event("tick", EventOrder.TIMER, () -> {
            story.add(simulation.nowNanos() + " armed " + tick[0].armed());
            tick[0].after(250);
        });
        tick[0].after(250);

        simulation.runUntil(750);

        assertThat(story).containsExactly("250 armed false", "500 armed false", "750 armed false");
        assertThat(tick[0].atNanos()).isEqualTo(1000);
    }

    @Test
    void aCancelledEventDoesNotFireAndGoesToTheEndWhenArmedAgain() {
        Event first = logged("first", EventOrder.TIMER);
        Event second = logged("second", EventOrder.TIMER);
        Event dropped = logged("dropped", EventOrder.TIMER);
        first.at(9);
        second.at(9);
        dropped.at(9);
        first.cancel();
        first.at(9);
        dropped.cancel();

        simulation.runUntil(20);

        assertThat(story).containsExactly("9 second", "9 first");
        assertThat(dropped.armed()).isFalse();
    }

    @Test
    void anEventCanCancelAnotherOneOfItsOwnMoment() {
        Event timeout = logged("timeout", EventOrder.TIMER);
        simulation.event("answer", EventOrder.CONTROL, timeout::cancel).at(3);
        timeout.at(3);

        simulation.runUntil(3);

        assertThat(story).isEmpty();
        assertThat(simulation.firedEvents()).isEqualTo(1);
        assertThat(simulation.pendingEvents()).isZero();
    }

    @Test
    void cancellingWhatIsNotArmedDoesNothing() {
        Event event = logged("event", EventOrder.CONTROL);
        event.cancel();
        logged("other", EventOrder.CONTROL).at(1);
        event.cancel();
        assertThat(simulation.pendingEvents()).isEqualTo(1);
    }

    @Test
    void runUntilFiresWhatIsDueByThenAndMovesTheClockThere() {
        logged("at", EventOrder.TIMER).at(10);
        logged("beyond", EventOrder.TIMER).at(11);

        simulation.runUntil(9);
        assertThat(story).isEmpty();
        assertThat(simulation.nowNanos()).isEqualTo(9);

        simulation.runUntil(10);
        assertThat(story).containsExactly("10 at");

        simulation.runUntil(10);
        assertThat(simulation.nowNanos()).isEqualTo(10);
        assertThat(simulation.pendingEvents()).isEqualTo(1);
    }

    @Test
    void runNextMovesTheClockToTheNextEventAndStandsStillWithoutOne() {
        logged("b", EventOrder.TIMER).at(20);
        logged("a", EventOrder.TIMER).at(10);

        assertThat(simulation.runNext()).isTrue();
        assertThat(simulation.nowNanos()).isEqualTo(10);
        assertThat(simulation.runNext()).isTrue();
        assertThat(simulation.runNext()).isFalse();
        assertThat(simulation.nowNanos()).isEqualTo(20);
        assertThat(story).containsExactly("10 a", "20 b");
        assertThat(simulation.firedEvents()).isEqualTo(2);
    }

    @Test
    void rejectsThePast() {
        simulation.runUntil(100);
        Event event = logged("poll", EventOrder.TIMER);

        assertThatThrownBy(() -> event.at(99))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("event 'poll' cannot be armed for 99 ns: it is already 100 ns");
        assertThatThrownBy(() -> event.after(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "event 'poll' cannot be armed -1 ns after 100 ns: the delay must be 0 or more and end before"
                                + " 9223372036854775807 ns");
        assertThatThrownBy(() -> event.after(Long.MAX_VALUE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulation.runUntil(99))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot run until 99 ns: it is already 100 ns");
        assertThat(event.armed()).isFalse();
        event.at(100);
        assertThat(event.atNanos()).isEqualTo(100);
        event.cancel();
        event.after(0);
        assertThat(event.atNanos()).isEqualTo(100);
        event.cancel();
        event.after(Long.MAX_VALUE - 100);
        assertThat(event.atNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void rejectsArmingTwice() {
        Event event = logged("poll", EventOrder.TIMER);
        event.at(5);
        assertThatThrownBy(() -> event.at(6))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("event 'poll' is armed already, for 5 ns; cancel it first");
        assertThat(event.atNanos()).isEqualTo(5);
        assertThat(simulation.pendingEvents()).isEqualTo(1);
    }

    @Test
    void anEventThatIsNotArmedHasNoMoment() {
        Event event = logged("poll", EventOrder.TIMER);
        assertThatThrownBy(event::atNanos)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("event 'poll' is not armed");
        assertThat(event).hasToString("poll");
        event.at(4);
        assertThat(event).hasToString("poll at 4 ns");
    }

    @Test
    void rejectsAnEventWithoutAName() {
        assertThatThrownBy(() -> simulation.event(" ", EventOrder.TIMER, () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an event needs a name");
    }

    @Test
    void anEventMustNotRunTheSimulationThatFiresIt() {
        simulation
                .event("nested", EventOrder.CONTROL, () -> simulation.runUntil(10))
                .at(1);
        simulation.event("also nested", EventOrder.CONTROL, simulation::runNext).at(2);
        logged("after", EventOrder.CONTROL).at(3);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> simulation.runUntil(10))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("an event must not run the simulation that fires it");
        }
        simulation.runUntil(10);
        assertThat(story).containsExactly("3 after");
    }

    @Test
    void equalRunsHaveEqualFingerprintsAndOtherOrdersNamesOrTimesHaveOthers() {
        String base = fingerprintOf("a", 1, "b", 1);
        assertThat(fingerprintOf("a", 1, "b", 1)).isEqualTo(base);
        assertThat(List.of(
                        fingerprintOf("b", 1, "a", 1),
                        fingerprintOf("a", 1, "b", 2),
                        fingerprintOf("a", 1, "c", 1),
                        fingerprintOf("a", 0, "b", 1)))
                .doesNotContain(base)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsArmedButDoesNotFireLeavesNoTraceInTheFingerprint() {
        logged("never", EventOrder.TIMER).at(50);
        logged("a", EventOrder.TIMER).at(1);
        logged("b", EventOrder.TIMER).at(1);
        simulation.runUntil(10);
        assertThat(simulation.fingerprint().hex()).isEqualTo(fingerprintOf("a", 1, "b", 1));
    }

    private static String fingerprintOf(String first, long firstAt, String second, long secondAt) {
        Simulation run = new Simulation();
        run.event(first, EventOrder.TIMER, () -> {}).at(firstAt);
        run.event(second, EventOrder.TIMER, () -> {}).at(secondAt);
        run.runUntil(10);
        return run.fingerprint().hex();
    }

    @Test
    void allocatesNothingForAnEventOnceWarm() {
        Event cancelled = simulation.event("cancelled", EventOrder.TIMER, () -> {});
        for (int i = 0; i < 100; i++) {
            Event[] self = new Event[1];
            long periodNanos = 10 + i;
            self[0] = simulation.event("tick", EventOrder.TIMER, () -> {
                cancelled.cancel();
                cancelled.after(5);
                self[0].after(periodNanos);
            });
            self[0].after(periodNanos);
        }
        simulation.runUntil(100_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        simulation.runUntil(1_000_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(simulation.firedEvents()).isGreaterThan(1_000_000);
        assertThat(allocated).as("bytes for about a million events").isLessThan(100_000);
    }
}
