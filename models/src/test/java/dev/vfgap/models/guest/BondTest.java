package dev.vfgap.models.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.guest.ActiveBackup.InactiveFrames;
import dev.vfgap.models.machine.FixedDelays;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.models.machine.StoppableClock;
import dev.vfgap.models.machine.Timeline;
import dev.vfgap.simcore.time.Simulation;
import org.junit.jupiter.api.Test;

class BondTest {
    private static final long MS = 1_000_000;

    private final Simulation simulation = new Simulation();
    private final Timeline timeline = new Timeline(simulation);
    private final StoppableClock clock = new StoppableClock(simulation);

    /** A bond that polls at 30 ms, 130 ms, … and has both slaves since boot. */
    private Bond bond(BondSettings settings) {
        Bond bond = new Bond(
                new Phases("guest", clock, new FixedDelays().with("bond.enslave", 200)),
                settings,
                30 * MS,
                new Noting());
        bond.startAtBoot(LowerDevice.READY);
        timeline.take();
        return bond;
    }

    private static BondSettings settings(long upPolls, long downPolls, int arps) {
        return new BondSettings(100 * MS, upPolls, downPolls, arps, Member.PRIMARY, InactiveFrames.DROPPED);
    }

    private final class Noting implements Bond.Port {
        @Override
        public void open() {
            timeline.note("open");
        }

        @Override
        public void close() {
            timeline.note("close");
        }

        @Override
        public void active(Member member) {
            timeline.note("active " + member);
        }

        @Override
        public void announce() {
            timeline.note("announce");
        }
    }

    private void runTo(long millis) {
        simulation.runUntil(millis * MS);
    }

    @Test
    void aLostCarrierIsNoticedAtTheNextPollAndAReturnedOneToo() {
        Bond bond = bond(settings(0, 0, 1));
        runTo(50);
        bond.primaryIs(LowerDevice.REGISTERED);
        runTo(340);
        bond.primaryIs(LowerDevice.READY);
        runTo(1_000);

        assertThat(timeline.take()).isEqualTo("""
                        130 ms active STANDBY
                        130 ms announce
                        430 ms active PRIMARY
                        430 ms announce
                        """);
        assertThat(simulation.firedEvents())
                .as("no poll without something to find")
                .isEqualTo(2);
    }

    @Test
    void aCarrierThatIsBackBeforeThePollWasNeverLost() {
        Bond bond = bond(settings(0, 0, 1));
        runTo(50);
        bond.primaryIs(LowerDevice.REGISTERED);
        runTo(129);
        bond.primaryIs(LowerDevice.READY);
        runTo(1_000);

        assertThat(timeline.take()).isEqualTo("\n");
    }

    @Test
    void delaysLastWholePollsAndArpsAreRepeatedAtPolls() {
        Bond bond = bond(settings(2, 3, 3));
        runTo(50);
        bond.primaryIs(LowerDevice.REGISTERED);
        runTo(700);
        bond.primaryIs(LowerDevice.READY);
        runTo(2_000);

        assertThat(timeline.take()).isEqualTo("""
                        430 ms active STANDBY
                        430 ms announce
                        530 ms announce
                        630 ms announce
                        930 ms active PRIMARY
                        930 ms announce
                        1030 ms announce
                        1130 ms announce
                        """);
    }

    @Test
    void aReleasedSlaveIsGoneAtOnceAndANewOneIsEnslavedWhenTheToolsGetToIt() {
        Bond bond = bond(settings(0, 0, 1));
        runTo(40);
        bond.primaryIs(LowerDevice.REGISTERED);
        runTo(80);
        bond.primaryIs(LowerDevice.ABSENT);
        bond.primaryGone();
        runTo(1_000);
        bond.netdevThere();
        runTo(1_250);
        bond.primaryIs(LowerDevice.REGISTERED);
        runTo(1_260);
        bond.primaryIs(LowerDevice.READY);
        runTo(2_000);

        assertThat(timeline.take()).isEqualTo("""
                        80 ms active STANDBY
                        80 ms announce
                        1200 ms open
                        1330 ms active PRIMARY
                        1330 ms announce
                        """);
    }

    @Test
    void aSlaveWithCarrierIsUpOnceItIsEnslaved() {
        Bond bond = bond(settings(0, 0, 1));
        bond.primaryGone();
        bond.netdevThere();
        runTo(250);
        timeline.take();
        bond.primaryIs(LowerDevice.READY);

        assertThat(timeline.take()).isEqualTo("250 ms active PRIMARY\n250 ms announce\n");
    }

    @Test
    void anotherIsActiveBeforeASlaveIsClosed() {
        Bond bond = bond(settings(0, 0, 1));
        assertThat(bond.detach().isAccepted()).isTrue();
        bond.primaryIs(LowerDevice.ABSENT);
        runTo(500);
        assertThat(bond.attach().isAccepted()).isTrue();
        runTo(600);
        bond.primaryIs(LowerDevice.READY);

        assertThat(timeline.take()).isEqualTo("""
                        0 ms active STANDBY
                        0 ms announce
                        0 ms close
                        500 ms open
                        600 ms active PRIMARY
                        600 ms announce
                        """);
    }

    @Test
    void withoutPollsOnlyAReleaseMovesIt() {
        Bond bond = bond(new BondSettings(0, 0, 0, 2, Member.PRIMARY, InactiveFrames.DROPPED));
        bond.primaryIs(LowerDevice.REGISTERED);
        runTo(5_000);
        bond.primaryGone();
        runTo(9_000);

        assertThat(timeline.take()).isEqualTo("5000 ms active STANDBY\n5000 ms announce\n");
    }

    @Test
    void withoutAPreferredSlaveTheActiveOneStays() {
        Bond bond = bond(new BondSettings(100 * MS, 0, 0, 1, Member.NONE, InactiveFrames.DROPPED));
        assertThat(bond.active()).isEqualTo(Member.STANDBY);
        bond.standbyIs(LowerDevice.REGISTERED);
        runTo(200);
        bond.standbyIs(LowerDevice.READY);
        runTo(1_000);

        assertThat(timeline.take()).isEqualTo("30 ms active PRIMARY\n30 ms announce\n");
    }

    @Test
    void noSlaveIsActiveWhenNoneHasCarrier() {
        Bond bond = bond(settings(0, 0, 1));
        bond.primaryIs(LowerDevice.REGISTERED);
        bond.standbyIs(LowerDevice.REGISTERED);
        runTo(100);

        assertThat(timeline.take()).isEqualTo("30 ms active STANDBY\n30 ms announce\n30 ms active NONE\n");
    }

    @Test
    void pollsStandStillWithTheGuest() {
        Bond bond = bond(settings(0, 0, 1));
        runTo(50);
        bond.primaryIs(LowerDevice.REGISTERED);
        clock.stop();
        runTo(10_000);
        clock.resume();
        runTo(20_000);

        assertThat(timeline.take()).isEqualTo("10080 ms active STANDBY\n10080 ms announce\n");
    }
}
