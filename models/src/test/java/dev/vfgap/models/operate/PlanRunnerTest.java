package dev.vfgap.models.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.machine.FixedDelays;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.models.machine.StoppableClock;
import dev.vfgap.models.machine.Timeline;
import dev.vfgap.models.operate.Condition.DeviceDeleted;
import dev.vfgap.models.operate.Condition.GuestPrimaryDown;
import dev.vfgap.models.operate.Condition.GuestPrimaryGone;
import dev.vfgap.models.operate.Condition.GuestPrimaryLinkUp;
import dev.vfgap.models.operate.Condition.MigrationReached;
import dev.vfgap.models.operate.Condition.Resumed;
import dev.vfgap.simcore.random.RandomStreams;
import dev.vfgap.simcore.time.EventOrder;
import dev.vfgap.simcore.time.Simulation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanRunnerTest {

    private static final long MS = 1_000_000;
    private static final long LIMIT = 1_000 * MS;

    private final Simulation simulation = new Simulation();
    private final Timeline timeline = new Timeline(simulation);
    private Optional<String> refusal = Optional.empty();
    private PlanRunner runner;

    private void start(Step... steps) {
        runner = new PlanRunner(
                simulation,
                new Phases("mgmt", new StoppableClock(simulation), FixedDelays.round()),
                new Plan(List.of(steps)),
                new NotingOperator(),
                new RandomStreams(1, 0).stream("operate/wait"));
        runner.start();
    }

    private void happens(long atMillis, Condition condition) {
        observed(atMillis, new Observation.BecameTrue(condition));
    }

    private void observed(long atMillis, Observation observation) {
        simulation
                .event("observation", EventOrder.CONTROL, () -> runner.observed(observation))
                .at(atMillis * MS);
    }

    private PlanOutcome run() {
        simulation.runUntil(100_000 * MS);
        return runner.outcome();
    }

    @Test
    void actionsAreDoneAtOnceAndAFilterMovesBeforeItsStepEnds() {
        start(
                new Action.Migrate(),
                new Action.SetFilter(Host.A, FilterTarget.STANDBY),
                new Action.SetLink(Host.A, LinkSetting.DOWN),
                new Action.NetdevDel(Host.A),
                new Action.KillDestination());

        assertThat(run()).isEqualTo(new PlanOutcome.Completed(11 * MS));
        assertThat(timeline.take()).isEqualTo("""
                        0 ms migrate
                        8 ms set-filter A STANDBY
                        11 ms set-link A DOWN
                        11 ms netdev-del A
                        11 ms kill-destination
                        """);
    }

    @Test
    void anAwaitEndsAReactionAfterItsEvent() {
        start(new Action.DeviceDel(Host.A), Await.unlimited(new DeviceDeleted(Host.A)), new Action.Migrate());
        happens(100, new DeviceDeleted(Host.A));

        assertThat(run()).isEqualTo(new PlanOutcome.Completed(105 * MS));
        assertThat(timeline.take()).isEqualTo("0 ms device-del A\n105 ms migrate\n");
    }

    @Test
    void anAwaitOfWhatHoldsAlreadyIsDoneAtOnce() {
        start(
                new Action.Migrate(),
                Await.unlimited(new Resumed(Host.B)),
                Await.unlimited(new MigrationReached(AwaitedStatus.COMPLETED)),
                new Action.DeviceAdd(Host.B));
        happens(90, new MigrationReached(AwaitedStatus.COMPLETED));
        happens(100, new Resumed(Host.B));

        assertThat(run()).isEqualTo(new PlanOutcome.Completed(105 * MS));
    }

    @Test
    void aLaterStatusOfTheSameAttemptDoesNotUndoAnEarlierOne() {
        start(new Action.Migrate(), new Wait(500 * MS, 500 * MS), Await.unlimited(reached(AwaitedStatus.ACTIVE)));
        happens(100, reached(AwaitedStatus.WAIT_UNPLUG));
        happens(200, reached(AwaitedStatus.ACTIVE));
        happens(300, reached(AwaitedStatus.COMPLETED));

        assertThat(run()).isEqualTo(new PlanOutcome.Completed(500 * MS));
    }

    @Test
    void aFailureUndoesTheStatusesBeforeIt() {
        start(new Action.Migrate(), new Wait(500 * MS, 500 * MS), Await.unlimited(reached(AwaitedStatus.ACTIVE)));
        happens(200, reached(AwaitedStatus.ACTIVE));
        happens(300, reached(AwaitedStatus.FAILED));

        assertThat(run())
                .isEqualTo(new PlanOutcome.Waiting("3", Await.unlimited(reached(AwaitedStatus.ACTIVE)), 500 * MS));
    }

    @Test
    void aNewMigrationUndoesTheStatusesOfTheOneBefore() {
        start(
                new Action.Migrate(),
                Await.unlimited(reached(AwaitedStatus.CANCELLED)),
                new Action.Migrate(),
                Await.unlimited(reached(AwaitedStatus.CANCELLED)));
        happens(100, reached(AwaitedStatus.CANCELLED));
        happens(200, reached(AwaitedStatus.CANCELLED));

        assertThat(run()).isEqualTo(new PlanOutcome.Completed(205 * MS));
    }

    @Test
    void aLinkUpAfterAnAwaitedRemovalIsANewOne() {
        start(
                new Wait(300 * MS, 300 * MS),
                Await.unlimited(new GuestPrimaryGone(Host.A)),
                Await.unlimited(new GuestPrimaryLinkUp(Host.A)),
                new Action.SetFilter(Host.A, FilterTarget.PRIMARY));
        happens(50, new GuestPrimaryLinkUp(Host.A));
        happens(100, new GuestPrimaryGone(Host.A));
        happens(1_000, new GuestPrimaryLinkUp(Host.A));

        run();
        assertThat(timeline.take()).isEqualTo("1013 ms set-filter A PRIMARY\n");
    }

    @Test
    void aSecondRemovalIsAwaitedAnew() {
        start(
                Await.unlimited(new GuestPrimaryGone(Host.A)),
                Await.unlimited(new GuestPrimaryLinkUp(Host.A)),
                Await.unlimited(new GuestPrimaryGone(Host.A)));
        happens(100, new GuestPrimaryGone(Host.A));
        happens(200, new GuestPrimaryLinkUp(Host.A));
        happens(300, new GuestPrimaryGone(Host.A));

        assertThat(run()).isEqualTo(new PlanOutcome.Completed(305 * MS));
    }

    @Test
    void aPrimaryThatIsDownHasNoLinkAndIsNotDownOnceItIsRegisteredAgain() {
        start(new Wait(300 * MS, 300 * MS), Await.unlimited(new GuestPrimaryDown(Host.A)), new Action.Migrate());
        happens(100, new GuestPrimaryLinkUp(Host.A));
        happens(110, new GuestPrimaryDown(Host.A));
        happens(200, new Condition.GuestPrimaryRegistered(Host.A));
        happens(400, new GuestPrimaryDown(Host.A));

        assertThat(run()).isEqualTo(new PlanOutcome.Completed(405 * MS));
    }

    @Test
    void aLinkThatIsLostAgainIsNotUp() {
        start(new Wait(300 * MS, 300 * MS), Await.unlimited(new GuestPrimaryLinkUp(Host.B)));
        happens(100, new GuestPrimaryLinkUp(Host.B));
        observed(200, new Observation.PrimaryLinkLost(Host.B));

        assertThat(run()).isInstanceOf(PlanOutcome.Waiting.class);
    }

    @Test
    void aGuestThatIsStoppedAgainIsNotResumed() {
        start(new Wait(300 * MS, 300 * MS), Await.unlimited(new Resumed(Host.A)));
        happens(100, new Resumed(Host.A));
        observed(200, new Observation.GuestStopped(Host.A));

        assertThat(run()).isInstanceOf(PlanOutcome.Waiting.class);
    }

    @Test
    void anAddedDeviceIsNotDeletedAnyMore() {
        start(
                Await.unlimited(new DeviceDeleted(Host.A)),
                new Action.DeviceAdd(Host.A),
                Await.unlimited(new DeviceDeleted(Host.A)));
        happens(100, new DeviceDeleted(Host.A));

        assertThat(run()).isInstanceOf(PlanOutcome.Waiting.class);
    }

    @Test
    void hostsAreToldApart() {
        start(Await.unlimited(new GuestPrimaryGone(Host.A)));
        happens(100, new GuestPrimaryGone(Host.B));

        assertThat(run()).isInstanceOf(PlanOutcome.Waiting.class);
    }

    @Test
    void aPassedLimitAborts() {
        Step await = Await.limited(new Resumed(Host.B), LIMIT, new Otherwise.Abort());
        start(await, new Action.Migrate());

        assertThat(run()).isEqualTo(new PlanOutcome.Aborted("1", await, "its limit passed", LIMIT));
        assertThat(timeline.take()).isEqualTo("\n");
    }

    @Test
    void aPassedLimitContinues() {
        start(Await.limited(new Resumed(Host.B), LIMIT, new Otherwise.Continue()), new Action.Migrate());

        assertThat(run()).isEqualTo(new PlanOutcome.Completed(LIMIT));
        assertThat(timeline.take()).isEqualTo("1000 ms migrate\n");
    }

    @Test
    void aPassedLimitDoesSomethingInsteadOfTheRest() {
        Step last = Await.limited(reached(AwaitedStatus.CANCELLED), LIMIT, new Otherwise.Abort());
        start(
                Await.limited(
                        new Resumed(Host.B), LIMIT, new Otherwise.Instead(List.of(new Action.MigrateCancel(), last))),
                new Action.Migrate());

        assertThat(run()).isEqualTo(new PlanOutcome.Aborted("1.2", last, "its limit passed", 2 * LIMIT));
        assertThat(timeline.take()).isEqualTo("1000 ms migrate-cancel\n");
    }

    @Test
    void anEventAtTheMomentOfTheLimitStillCounts() {
        start(Await.limited(new Resumed(Host.B), LIMIT, new Otherwise.Abort()));
        simulation
                .event("late", EventOrder.TIMER, () -> runner.observed(new Observation.BecameTrue(new Resumed(Host.B))))
                .at(LIMIT);

        assertThat(run()).isEqualTo(new PlanOutcome.Completed(LIMIT + 5 * MS));
    }

    @Test
    void aRefusedActionEndsThePlan() {
        refusal = Optional.of("Device 'primary' not found");
        Step deviceDel = new Action.DeviceDel(Host.A);
        start(new Wait(10 * MS, 10 * MS), deviceDel, new Action.Migrate());

        assertThat(run()).isEqualTo(new PlanOutcome.Aborted("2", deviceDel, "Device 'primary' not found", 10 * MS));
        assertThat(timeline.take()).isEqualTo("10 ms device-del A\n");
    }

    @Test
    void aPauseIsDrawnWithinItsBounds() {
        start(new Wait(100 * MS, 200 * MS), new Action.Migrate());
        PlanOutcome.Completed completed = (PlanOutcome.Completed) run();

        assertThat(completed.atNanos()).isBetween(100 * MS, 200 * MS);
    }

    @Test
    void anEmptyPlanIsCompleted() {
        start();

        assertThat(run()).isEqualTo(new PlanOutcome.Completed(0));
    }

    private static Condition reached(AwaitedStatus status) {
        return new MigrationReached(status);
    }

    private final class NotingOperator implements Operator {

        @Override
        public void setFilter(Host host, FilterTarget to) {
            timeline.note("set-filter " + host + " " + to);
        }

        @Override
        public void deviceDel(Host host) {
            timeline.note("device-del " + host);
            refusal.ifPresent(runner::refused);
        }

        @Override
        public void deviceAdd(Host host) {
            timeline.note("device-add " + host);
        }

        @Override
        public void setLink(Host host, LinkSetting link) {
            timeline.note("set-link " + host + " " + link);
        }

        @Override
        public void netdevDel(Host host) {
            timeline.note("netdev-del " + host);
        }

        @Override
        public void migrate() {
            timeline.note("migrate");
        }

        @Override
        public void migrateCancel() {
            timeline.note("migrate-cancel");
        }

        @Override
        public void killDestination() {
            timeline.note("kill-destination");
        }

        @Override
        public void setStandbyLink(Host host, LinkSetting link) {
            timeline.note("set-standby-link " + host + " " + link);
        }

        @Override
        public void setMacvtap(Host host, LinkSetting link) {
            timeline.note("set-macvtap " + host + " " + link);
        }

        @Override
        public void setPf(Host host, LinkSetting link) {
            timeline.note("set-pf " + host + " " + link);
        }

        @Override
        public void surpriseRemove(Host host) {
            timeline.note("surprise-remove " + host);
        }

        @Override
        public void pressButton(Host host) {
            timeline.note("press-button " + host);
        }

        @Override
        public void announce(Host host) {
            timeline.note("announce " + host);
        }

        @Override
        public void releaseVcpu(Host host) {
            timeline.note("release-vcpu " + host);
        }

        @Override
        public void guestDetach(Host host) {
            timeline.note("guest-detach " + host);
        }

        @Override
        public void guestAttach(Host host) {
            timeline.note("guest-attach " + host);
        }

        @Override
        public void migrateStartPostcopy() {
            timeline.note("migrate-start-postcopy");
        }
    }
}
