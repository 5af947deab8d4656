package dev.vfgap.models.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.machine.FixedDelays;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.models.machine.StoppableClock;
import dev.vfgap.models.machine.Timeline;
import dev.vfgap.simcore.time.Simulation;
import org.junit.jupiter.api.Test;

class NetvscPathTest {
    private static final long MS = 1_000_000;

    private final Simulation simulation = new Simulation();
    private final Timeline timeline = new Timeline(simulation);
    private final NetvscPath path = new NetvscPath(
            new Phases(
                    "guest",
                    new StoppableClock(simulation),
                    new FixedDelays().with("netvsc.takeover", 100).with("netvsc.hostSwitch", 2)),
            new Noting());

    private final class Noting implements NetvscPath.Port {
        @Override
        public void open() {
            timeline.note("open");
        }

        @Override
        public void hostLeads(Member to) {
            timeline.note("host leads to " + to);
        }

        @Override
        public void sends(Member by) {
            timeline.note("sends by " + by);
        }

        @Override
        public void letGo() {
            timeline.note("let go");
        }
    }

    private void runTo(long millis) {
        simulation.runUntil(millis * MS);
    }

    @Test
    void theHostMovesAfterTheVfIsUpAndBeforeItStops() {
        path.fire(NetvscEvent.VF_REGISTERED);
        runTo(150);
        path.fire(NetvscEvent.VF_UP);
        runTo(1_000);
        path.fire(NetvscEvent.VF_GOING_DOWN);
        runTo(2_000);

        assertThat(timeline.take()).isEqualTo("""
                        100 ms open
                        152 ms host leads to PRIMARY
                        152 ms sends by PRIMARY
                        1000 ms sends by STANDBY
                        1002 ms host leads to STANDBY
                        1002 ms let go
                        """);
    }

    @Test
    void aVfThatGoesWhileTheHostIsBeingToldWaits() {
        path.fire(NetvscEvent.VF_REGISTERED);
        runTo(150);
        path.fire(NetvscEvent.VF_GOING_DOWN);
        path.fire(NetvscEvent.VF_UP);
        runTo(1_000);

        assertThat(timeline.take()).isEqualTo("""
                        100 ms open
                        152 ms host leads to PRIMARY
                        154 ms host leads to STANDBY
                        154 ms let go
                        """);
    }

    @Test
    void aVfThatGoesBeforeItsTakeOverIsLetGoAtOnce() {
        path.fire(NetvscEvent.VF_REGISTERED);
        runTo(50);
        path.fire(NetvscEvent.VF_GOING_DOWN);
        runTo(1_000);

        assertThat(timeline.take()).isEqualTo("50 ms let go\n");
    }
}
