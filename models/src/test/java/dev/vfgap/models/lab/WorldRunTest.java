package dev.vfgap.models.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vfgap.models.fabric.EntryKind;
import dev.vfgap.models.fabric.UnknownUnicast;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.guest.GuestParameters;
import dev.vfgap.models.host.FlowMemory;
import dev.vfgap.models.host.HostSide;
import dev.vfgap.models.host.MacvtapMode;
import dev.vfgap.models.host.NeighbourSeat;
import dev.vfgap.models.host.SoftSwitch;
import dev.vfgap.models.host.StandbyNic;
import dev.vfgap.models.migration.MigrationParameters;
import dev.vfgap.models.migration.Switchover;
import dev.vfgap.models.nic.family.LinkState;
import dev.vfgap.models.nic.family.NicFamilies;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.models.nic.family.NicParameters;
import dev.vfgap.models.nic.family.Setting;
import dev.vfgap.models.operate.Action;
import dev.vfgap.models.operate.Await;
import dev.vfgap.models.operate.AwaitedStatus;
import dev.vfgap.models.operate.Condition;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.Hotplug;
import dev.vfgap.models.operate.Initial;
import dev.vfgap.models.operate.LinkSetting;
import dev.vfgap.models.operate.OperateParameters;
import dev.vfgap.models.operate.Plan;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.models.operate.Standby;
import dev.vfgap.models.operate.Step;
import dev.vfgap.models.operate.Wait;
import dev.vfgap.models.pci.PciParameters;
import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import dev.vfgap.simcore.parameter.ParameterValues;
import dev.vfgap.simcore.parameter.Provenance;
import dev.vfgap.simcore.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs whose loss follows from one window: rate × window, 10,000 frames a second. */
class WorldRunTest {
    private static final long RATE = 10_000;
    private static final Sending STEADY = Sending.steady(Period.ofFramesPerSecond(RATE));
    private static final Provenance HERE = new Provenance(Provenance.Kind.ASSUMED, "this test");
    private static final Step SECOND = new Wait(1_000_000_000L, 1_000_000_000L);

    private static final ParameterCatalog CATALOG = ParameterCatalog.of(
            LabParameters.ALL,
            NicParameters.ALL,
            OperateParameters.ALL,
            GuestParameters.ALL,
            PciParameters.ALL,
            MigrationParameters.ALL);

    private Optional<NicFamily> family = NicFamilies.of("igb");
    private HostSide side = new HostSide(SoftSwitch.Bridge.USUAL, StandbyNic.SHARED);
    private FilterTarget filterA = FilterTarget.STANDBY;
    private FilterTarget filterB = FilterTarget.NONE;
    private PrimaryPresence primaryA = PrimaryPresence.NONE;
    private Sending tx = STEADY;
    private World world = World.USUAL;
    private ParameterValues values = CATALOG.defaults();

    private MigrationRun run(Step... steps) {
        return MigrationRun.of(setup(steps), 1, 0);
    }

    private MigrationSetup setup(Step... steps) {
        return new MigrationSetup(
                new Plan(List.of(steps)),
                new Initial(filterA, filterB, primaryA, PrimaryPresence.NONE),
                Hotplug.ACPI,
                Standby.FAILOVER,
                GuestNic.of("ixgbevf"),
                family,
                side,
                UnknownUnicast.FLOOD,
                Switchover.PAUSE_FIRST,
                STEADY,
                tx,
                1_000_000_000L,
                1_000_000_000L,
                values,
                world);
    }

    private static Step lead(Host host, FilterTarget to) {
        return new Action.SetFilter(host, to);
    }

    private static List<Step> migration() {
        return List.of(new Action.Migrate(), Await.unlimited(new Condition.MigrationReached(AwaitedStatus.COMPLETED)));
    }

    private static Map<FrameFate, Long> fates(MigrationRun.Sent sent) {
        return sent.outcome().byFate();
    }

    private static long frames(MigrationRun.Sent sent, FrameFate fate) {
        return fates(sent).getOrDefault(fate, 0L);
    }

    private static List<String> trouble(MigrationRun run) {
        return run.log().milestones().stream()
                .filter(milestone -> milestone.kind() == ControlLog.Milestone.Kind.TROUBLE)
                .map(ControlLog.Milestone::text)
                .toList();
    }

    private void neighbour(Host host, NeighbourSeat seat) {
        world = world.with(new TrafficOptions(Optional.empty(), 0, new Neighbour(host, seat), STEADY));
    }

    private void nic(LinkState vfLink, Setting jumbo, int occupied, Setting promiscuous, Setting spoofCheck) {
        world = world.with(new NicOptions(vfLink, jumbo, occupied, promiscuous, spoofCheck));
    }

    @Test
    void aNeighbourOnTheDestinationLosesAllFromAnEarlyFilterOnAndNothingWithALateOne() {
        neighbour(Host.B, NeighbourSeat.VF);
        List<Long> lost = NicFamilies.all().stream()
                .filter(each -> List.of("igb", "ixgbe", "mlx5", "bnxt").contains(each.name()))
                .map(each -> {
                    family = Optional.of(each);
                    MigrationRun run = run(lead(Host.B, FilterTarget.PRIMARY), SECOND);
                    assertThat(run.rx().outcome().lostFrames()).isZero();
                    return run.of(TrafficStream.NEIGHBOUR).outcome().lostFrames();
                })
                .toList();
        assertThat(lost.get(0))
                .as("igb: the second in the plan and the one after")
                .isCloseTo(2 * RATE, within(100L));
        assertThat(lost.get(1)).as("ixgbe").isCloseTo(2 * RATE, within(100L));
        assertThat(lost.subList(2, 4)).as("mlx5, bnxt").containsExactly(0L, 0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"igb", "ixgbe", "i40e", "ice", "mlx5", "bnxt", "ice-switchdev"})
    void aNeighboursVfReachesTheGuestOnTheOtherHost(String name) {
        family = NicFamilies.of(name);
        neighbour(Host.B, NeighbourSeat.VF);
        MigrationRun.Sent sent = run(SECOND).of(TrafficStream.NEIGHBOUR);
        assertThat(fates(sent)).isEqualTo(Map.of(FrameFate.DELIVERED_BY_STANDBY, sent.sentFrames()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"igb", "ixgbe", "i40e", "ice"})
    void aSpoofCheckOnTheUplinkVfSilencesTheStandby(String name) {
        family = NicFamilies.of(name);
        side = new HostSide(SoftSwitch.Bridge.USUAL, StandbyNic.VF);
        MigrationRun unchecked = run(SECOND);
        assertThat(unchecked.rx().outcome().lostFrames()
                        + unchecked.tx().outcome().lostFrames())
                .isZero();
        nic(LinkState.AUTO, Setting.OFF, 0, Setting.OFF, Setting.ON);
        MigrationRun checked = run(lead(Host.A, FilterTarget.NONE), SECOND);
        assertThat(frames(checked.tx(), FrameFate.SPOOFED))
                .as("with the guest's MAC as a further address the check passes, without it all is dropped")
                .isCloseTo(2 * RATE, within(100L));
        assertThat(checked.rx().outcome().lostFrames())
                .as("nothing leads the MAC to that VF: see `bridge fdb add M dev VF`")
                .isCloseTo(2 * RATE, within(100L));
    }

    @Test
    void aMacvtapThatIsDownReceivesNothingAndItsAddressLeavesThePf() {
        side = new HostSide(new SoftSwitch.Macvtap(MacvtapMode.BRIDGE), StandbyNic.SHARED);
        MigrationRun run = run(
                new Action.SetMacvtap(Host.A, LinkSetting.DOWN), SECOND, new Action.SetMacvtap(Host.A, LinkSetting.UP));
        assertThat(run.rx().outcome().lostFrames()).isCloseTo(RATE, within(100L));
        assertThat(frames(run.tx(), FrameFate.MACVTAP_DOWN)).isCloseTo(RATE, within(100L));
        assertThat(fates(run.rx()).keySet())
                .contains(FrameFate.DELIVERED_BY_STANDBY)
                .containsAnyOf(FrameFate.MACVTAP_DOWN, FrameFate.NO_POOL);
    }

    @Test
    void whatIsSetTwiceIsSetOnce() {
        for (MacvtapMode mode : MacvtapMode.values()) {
            side = new HostSide(new SoftSwitch.Macvtap(mode), StandbyNic.SHARED);
            Step down = new Action.SetMacvtap(Host.A, LinkSetting.DOWN);
            Step up = new Action.SetMacvtap(Host.A, LinkSetting.UP);
            Step pfDown = new Action.SetPf(Host.A, LinkSetting.DOWN);
            Step pfUp = new Action.SetPf(Host.A, LinkSetting.UP);
            MigrationRun once = run(down, pfDown, SECOND, pfUp, up, SECOND);
            MigrationRun twice = run(down, down, pfDown, pfDown, SECOND, pfUp, pfUp, up, up, SECOND);
            assertThat(fates(twice.rx())).as(mode.word()).isEqualTo(fates(once.rx()));
            assertThat(fates(twice.rx())).as(mode.word()).containsKey(FrameFate.DELIVERED_BY_STANDBY);
        }
    }

    @Test
    void withoutAMacvtapItCannotBeSet() {
        assertThat(trouble(run(new Action.SetMacvtap(Host.A, LinkSetting.DOWN))))
                .singleElement()
                .asString()
                .contains("Cannot find device");
    }

    @Test
    void aPfThatIsDownTakesTheVfsEntryAndTheLink() {
        values = values.with("nic.pfReset", new Constant(500_000_000), HERE)
                .with("nic.vfDriverRecovery", new Constant(100_000_000), HERE);
        primaryA = PrimaryPresence.PLUGGED;
        filterA = FilterTarget.PRIMARY;
        MigrationRun run =
                run(new Action.SetPf(Host.A, LinkSetting.DOWN), SECOND, new Action.SetPf(Host.A, LinkSetting.UP));
        assertThat(frames(run.rx(), FrameFate.RX_DISABLED))
                .as("a second down, and half a second until the port receives again")
                .isCloseTo(RATE * 3 / 2, within(200L));
        assertThat(frames(run.rx(), FrameFate.DELIVERED_BY_PRIMARY))
                .as("the VF's driver has had its entry written again")
                .isGreaterThan(RATE);
    }

    @Test
    void aVfWhoseLinkIsDisabledRegistersAndShadowsTheStandby() {
        family = NicFamilies.of("ixgbe");
        nic(LinkState.DISABLE, Setting.OFF, 0, Setting.OFF, Setting.OFF);
        MigrationRun run = run(lead(Host.A, FilterTarget.BOTH), new Action.DeviceAdd(Host.A), SECOND, SECOND);
        assertThat(frames(run.rx(), FrameFate.STANDBY_SHADOWED)).isGreaterThan(RATE);
        assertThat(frames(run.rx(), FrameFate.DELIVERED_BY_PRIMARY)).isZero();
        assertThat(run.tx().outcome().lostFrames())
                .as("what the guest sends leaves by the standby")
                .isZero();
    }

    @Test
    void anEightyTwo599WithAJumboPfLetsNoVfReceive() {
        family = NicFamilies.of("ixgbe");
        nic(LinkState.AUTO, Setting.ON, 0, Setting.OFF, Setting.OFF);
        MigrationRun run = run(lead(Host.A, FilterTarget.PRIMARY), new Action.DeviceAdd(Host.A), SECOND, SECOND);
        assertThat(frames(run.rx(), FrameFate.DELIVERED_BY_PRIMARY)).isZero();
        assertThat(frames(run.rx(), FrameFate.POOL_RX_DISABLED)).isGreaterThan(RATE);
        family = NicFamilies.of("igb");
        assertThat(frames(
                        run(lead(Host.A, FilterTarget.PRIMARY), new Action.DeviceAdd(Host.A), SECOND, SECOND)
                                .rx(),
                        FrameFate.DELIVERED_BY_PRIMARY))
                .as("igb does not mind")
                .isGreaterThan(RATE);
    }

    @Test
    void aFullAddressTableRefusesThePfTheGuestsMac() {
        nic(LinkState.AUTO, Setting.OFF, 22, Setting.OFF, Setting.OFF);
        assertThat(trouble(run(SECOND)))
                .as("24 entries: the PF's own, one for a VF, 22 of others")
                .anyMatch(text -> text.contains("Cannot allocate memory"));
        nic(LinkState.AUTO, Setting.OFF, 21, Setting.OFF, Setting.OFF);
        assertThat(trouble(run(SECOND))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlx4", "be2net", "qed"})
    void aDriverThatDoesNotClearAMacIsGivenAnother(String name) {
        family = NicFamilies.of(name);
        filterA = FilterTarget.PRIMARY;
        if (name.equals("mlx4")) {
            // ConnectX-3 has no spoof check at first; it clears the MAC then.
            assertThat(trouble(run(lead(Host.A, FilterTarget.STANDBY), SECOND))).isEmpty();
            return;
        }
        assertThat(trouble(run(lead(Host.A, FilterTarget.STANDBY), SECOND)))
                .anyMatch(text -> text.contains("02:00:00:00:00:00"));
    }

    @Test
    void aMacThatIsSetUnderALiveVfCostsItsReset() {
        family = NicFamilies.of("i40e");
        values = values.with("nic.vfResetI40e", new Constant(200_000_000), HERE)
                .with("nic.iavfReinit", new Constant(100_000_000), HERE);
        primaryA = PrimaryPresence.PLUGGED;
        filterA = FilterTarget.PRIMARY;
        MigrationRun run = run(lead(Host.A, FilterTarget.NONE), lead(Host.A, FilterTarget.PRIMARY), SECOND);
        assertThat(run.rx().outcome().lostFrames())
                .as("cleared, then set again at once: 200 ms of reset, 100 ms of the driver's, at least")
                .isBetween(RATE * 3 / 10, RATE * 8 / 10);
    }

    @Test
    void aPromiscuousVfSeesWhatComesFromOutsideNotWhatASiblingSends() {
        family = NicFamilies.of("ixgbe");
        primaryA = PrimaryPresence.PLUGGED;
        filterA = FilterTarget.PRIMARY;
        nic(LinkState.AUTO, Setting.OFF, 0, Setting.ON, Setting.OFF);
        neighbour(Host.A, NeighbourSeat.VF);
        MigrationRun run = run(lead(Host.A, FilterTarget.NONE), SECOND);
        assertThat(fates(run.rx()))
                .isEqualTo(Map.of(FrameFate.DELIVERED_BY_PRIMARY, run.rx().sentFrames()));
        MigrationRun.Sent sibling = run.of(TrafficStream.NEIGHBOUR);
        assertThat(frames(sibling, FrameFate.DELIVERED_BY_PRIMARY))
                .as("while the filter has the MAC")
                .isCloseTo(RATE, within(100L));
        assertThat(frames(sibling, FrameFate.SWITCH_ENTRY_AT_INGRESS)).isCloseTo(2 * RATE, within(100L));
    }

    @Test
    void noFrameIsMissingAtAnyMomentWithAllTrafficOnEveryFamily() {
        world = world.with(new TrafficOptions(
                Optional.of(Period.ofNanos(50_000_000)), 200_000, new Neighbour(Host.B, NeighbourSeat.PF), STEADY));
        for (NicFamily each : NicFamilies.all()) {
            family = Optional.of(each);
            MigrationSetup setup = setup(migration().toArray(Step[]::new));
            assertThat(MigrationRun.mostUnaccounted(setup, 1, 0))
                    .as(each.name())
                    .isZero();
        }
    }

    /** One frame a millisecond of ten; what the full queue keeps at the end is read for half a second more. */
    @Test
    void aSlowReaderTakesWhatItsQueueKeepsAfterTheLastFrame() {
        values = values.with("guest.standbyService", new Constant(1e6), HERE);
        MigrationRun.Sent rx = run(SECOND).rx();
        assertThat(rx.outcome().byFate())
                .containsOnlyKeys(FrameFate.STANDBY_QUEUE_FULL, FrameFate.DELIVERED_BY_STANDBY);
        assertThat(rx.outcome().deliveredFrames()).isCloseTo(3 * RATE / 10 + 500, within(2L));
    }

    @Test
    void aControlPlaneLosesFromTheResumeToTheBinding() {
        family = Optional.empty();
        side = HostSide.OPEN;
        values = values.with("fabric.portBinding", new Constant(700_000_000), HERE);
        world = world.with(new FabricOptions(FabricOptions.Control.CONTROL_PLANE, EntryKind.DYNAMIC, FlowMemory.NONE));
        filterB = FilterTarget.STANDBY;
        MigrationRun run = run(migration().toArray(Step[]::new));
        assertThat(frames(run.rx(), FrameFate.STALE_FABRIC_ENTRY)).isCloseTo(RATE * 7 / 10, within(10L));
        assertThat(run.tx().outcome().lostFrames()).isZero();
    }

    @Test
    void aStickyEntryNeverLetsTheGuestGo() {
        family = Optional.empty();
        side = HostSide.OPEN;
        world = world.with(new FabricOptions(FabricOptions.Control.LEARNING, EntryKind.STICKY, FlowMemory.NONE));
        filterB = FilterTarget.STANDBY;
        MigrationRun run = run(migration().toArray(Step[]::new));
        assertThat(frames(run.rx(), FrameFate.STALE_FABRIC_ENTRY)).isGreaterThan(RATE / 2);
    }

    @Test
    void aFlowTableKeepsASteadyStreamAtTheSourceForGood() {
        family = Optional.empty();
        side = HostSide.OPEN;
        world = world.with(new FabricOptions(FabricOptions.Control.LEARNING, EntryKind.DYNAMIC, FlowMemory.KEPT));
        filterB = FilterTarget.STANDBY;
        MigrationRun run = run(migration().toArray(Step[]::new));
        assertThat(frames(run.rx(), FrameFate.STALE_FABRIC_ENTRY))
                .as("the second after the migration is lost whole")
                .isCloseTo(RATE, within(RATE / 5));
    }

    @Test
    void theGuestAnswersExactlyWhatItReceived() {
        world = world.with(new TrafficOptions(Optional.empty(), 200_000, Neighbour.NOBODY, Sending.NOTHING));
        tx = Sending.NOTHING;
        filterB = FilterTarget.STANDBY;
        MigrationRun run = run(migration().toArray(Step[]::new));
        MigrationRun.Sent answers = run.of(TrafficStream.ANSWERS);
        assertThat(answers.sentFrames())
                .isEqualTo(run.rx().sentFrames() - run.rx().outcome().lostFrames());
        assertThat(run.rx().outcome().lostFrames()).isPositive();
    }

    @Test
    void aSilentGuestIsFoundAgainWithItsNextFrame() {
        family = Optional.empty();
        side = new HostSide(SoftSwitch.Bridge.USUAL, StandbyNic.OWN);
        filterA = FilterTarget.PRIMARY;
        primaryA = PrimaryPresence.PLUGGED;
        tx = Sending.NOTHING;
        Step[] unplug = {
            new Action.DeviceDel(Host.A), Await.unlimited(new Condition.DeviceDeleted(Host.A)), SECOND, SECOND
        };
        long silent = run(unplug).rx().outcome().lostFrames();
        world = world.with(
                new TrafficOptions(Optional.of(Period.ofNanos(500_000_000)), 0, Neighbour.NOBODY, Sending.NOTHING));
        MigrationRun chatty = run(unplug);
        assertThat(silent).as("to the end of the run").isGreaterThan(3 * RATE);
        assertThat(chatty.rx().outcome().lostFrames()).isLessThan(RATE);
        assertThat(chatty.of(TrafficStream.CHATTER).sentFrames()).isGreaterThan(5);
    }
}
