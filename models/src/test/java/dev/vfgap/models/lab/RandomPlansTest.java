package dev.vfgap.models.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.fabric.EntryKind;
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
import dev.vfgap.models.operate.Await;
import dev.vfgap.models.operate.BusMasterEvents;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.Hotplug;
import dev.vfgap.models.operate.Initial;
import dev.vfgap.models.operate.OperateParameters;
import dev.vfgap.models.operate.Otherwise;
import dev.vfgap.models.operate.Plan;
import dev.vfgap.models.operate.PlanOutcome;
import dev.vfgap.models.operate.PrimaryDevice;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.models.operate.PrimaryUse;
import dev.vfgap.models.operate.Standby;
import dev.vfgap.models.operate.Step;
import dev.vfgap.models.operate.StepForm;
import dev.vfgap.models.operate.StepForm.Field;
import dev.vfgap.models.operate.StepForm.Keyword;
import dev.vfgap.models.operate.StepText;
import dev.vfgap.models.operate.Wait;
import dev.vfgap.models.pci.PciParameters;
import dev.vfgap.models.pci.SlotOptions;
import dev.vfgap.models.pci.SlotOptions.Feature;
import dev.vfgap.models.pci.SlotOptions.GuestAtStart;
import dev.vfgap.models.pci.SlotOptions.Interlock;
import dev.vfgap.models.pci.SlotOptions.Notification;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import dev.vfgap.simcore.time.Period;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans of any steps in any order, on any host: a run ends, loses sight of no frame, and gives each frame one fate. */
class RandomPlansTest {
    private static final long MS = 1_000_000;
    private static final long[] RATES = {1, 7, 1_000, 333_333, 1_488_095, 14_880_952, 148_800_000};

    /** Two overloaded queues with copies of the same frames are looked at frame by frame: up to this rate only. */
    private static final int RATES_FOR_BOTH = 4;

    private static final ParameterCatalog CATALOG = ParameterCatalog.of(
            LabParameters.ALL,
            NicParameters.ALL,
            OperateParameters.ALL,
            GuestParameters.ALL,
            PciParameters.ALL,
            MigrationParameters.ALL);

    static LongStream seeds() {
        return LongStream.range(0, 250);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyPlanEndsAndGivesEachFrameOneFate(long seed) {
        MigrationSetup setup = setup(new SplittableRandom(seed));

        MigrationRun run = MigrationRun.of(setup, seed, 0);

        String what = "seed " + seed + ", plan " + StepText.of(setup.plan());
        assertThat(run.log().outcome()).as(what).isNotInstanceOf(PlanOutcome.Waiting.class);
        for (TrafficStream stream : TrafficStream.values()) {
            MigrationRun.Sent sent = run.of(stream);
            long fates = sent.outcome().byFate().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            assertThat(fates).as(what).isEqualTo(sent.sentFrames());
            assertThat(sent.outcome().deliveredFrames() + sent.outcome().lostFrames())
                    .as(what)
                    .isEqualTo(sent.sentFrames());
        }
        assertThat(run.rx().outcome().byFate().keySet())
                .as(what)
                .doesNotContainAnyElementsOf(foreignTo(setup.standby()));
        MigrationRun again = MigrationRun.of(setup, seed, 0);
        assertThat(again.streams()).as(what).isEqualTo(run.streams());
    }

    /** Fates that frames do not have where the guest's NICs are joined so. */
    private static Set<FrameFate> foreignTo(Standby standby) {
        Set<FrameFate> foreign = EnumSet.of(
                FrameFate.NO_STANDBY, FrameFate.NOT_POLLED, FrameFate.INACTIVE_SLAVE, FrameFate.STANDBY_SHADOWED);
        switch (standby) {
            case FAILOVER -> foreign.remove(FrameFate.STANDBY_SHADOWED);
            case BOND -> foreign.remove(FrameFate.INACTIVE_SLAVE);
            case DPDK_BOND -> foreign.remove(FrameFate.NOT_POLLED);
            case NONE -> {
                foreign.remove(FrameFate.NO_STANDBY);
                foreign.addAll(Set.of(
                        FrameFate.DELIVERED_BY_STANDBY, FrameFate.STANDBY_QUEUE_FULL, FrameFate.STANDBY_LINK_DOWN));
            }
            case PLAIN, NETVSC -> {
                // Neither has a fate of its own.
            }
        }
        return foreign;
    }

    private static MigrationSetup setup(SplittableRandom random) {
        Plan plan = new Plan(steps(random, 1 + random.nextInt(14), 0));
        FilterTarget filterA = one(random, FilterTarget.values());
        FilterTarget filterB = one(random, FilterTarget.values());
        Optional<NicFamily> family = family(random);
        boolean both = family.isPresent()
                || filterA == FilterTarget.BOTH
                || filterB == FilterTarget.BOTH
                || plan.toString().contains("BOTH");
        int rates = both ? RATES_FOR_BOTH : RATES.length;
        MigrationSetup usual = new MigrationSetup(
                plan,
                new Initial(
                        filterA,
                        filterB,
                        one(random, PrimaryPresence.PLUGGED, PrimaryPresence.PLUGGED, PrimaryPresence.NONE),
                        one(random, PrimaryPresence.HIDDEN, PrimaryPresence.HIDDEN, PrimaryPresence.NONE)),
                one(random, Hotplug.values()),
                one(random, Standby.values()),
                GuestNic.of(GuestNic.names().get(random.nextInt(GuestNic.names().size()))),
                family,
                one(random, Switchover.values()),
                sending(random, rates),
                sending(random, rates),
                random.nextBoolean() ? 0 : random.nextLong(1_000 * MS),
                random.nextBoolean() ? 0 : random.nextLong(3_000 * MS),
                CATALOG.defaults());
        MigrationSetup setup = random.nextInt(3) > 0 ? usual : on(usual.in(world(random)), side(random));
        // A primary that is never unplugged has no standby.
        return setup.standby() == Standby.NONE
                ? setup.with(new PrimaryUse(one(random, PrimaryDevice.values()), BusMasterEvents.NONE))
                : setup;
    }

    private static MigrationSetup on(MigrationSetup setup, HostSide side) {
        return new MigrationSetup(
                setup.plan(),
                setup.initial(),
                setup.hotplug(),
                setup.standby(),
                setup.nic(),
                setup.nicFamily(),
                side,
                setup.unknownUnicast(),
                setup.switchover(),
                setup.rx(),
                setup.tx(),
                setup.beforeNanos(),
                setup.afterNanos(),
                setup.values(),
                setup.world());
    }

    private static HostSide side(SplittableRandom random) {
        SoftSwitch kind = one(
                random,
                SoftSwitch.Bridge.USUAL,
                new SoftSwitch.Open(),
                new SoftSwitch.Macvtap(one(random, MacvtapMode.values())));
        return new HostSide(kind, one(random, StandbyNic.values()));
    }

    private static TrafficOptions traffic(SplittableRandom random) {
        Period seldom = Period.ofNanos(10 * MS);
        NeighbourSeat seat = one(random, NeighbourSeat.values());
        Neighbour neighbour =
                seat == NeighbourSeat.NONE ? Neighbour.NOBODY : new Neighbour(one(random, Host.values()), seat);
        return new TrafficOptions(
                random.nextBoolean() ? Optional.of(seldom) : Optional.empty(),
                random.nextBoolean() ? 0 : MS,
                neighbour,
                seat == NeighbourSeat.NONE ? Sending.NOTHING : pattern(random, seldom),
                random.nextBoolean() ? Sending.NOTHING : pattern(random, seldom));
    }

    private static World world(SplittableRandom random) {
        SlotOptions slot = SlotOptions.USUAL;
        for (Feature feature : Feature.values()) {
            slot = random.nextInt(5) == 0 ? slot.without(feature) : slot;
        }
        return World.USUAL
                .with(slot.with(one(random, Interlock.values()))
                        .with(one(random, Notification.values()))
                        .with(one(random, GuestAtStart.values())))
                .with(traffic(random))
                .with(new FabricOptions(
                        one(random, FabricOptions.Control.values()),
                        one(random, EntryKind.DYNAMIC, EntryKind.STICKY),
                        one(random, FlowMemory.values())))
                .with(new NicOptions(
                        one(random, LinkState.values()),
                        one(random, Setting.values()),
                        one(random, 0, 22, 200),
                        one(random, Setting.values()),
                        one(random, Setting.values())));
    }

    private static Optional<NicFamily> family(SplittableRandom random) {
        int choice = random.nextInt(NicFamilies.all().size() + 3);
        return choice < NicFamilies.all().size() ? Optional.of(NicFamilies.all().get(choice)) : Optional.empty();
    }

    private static Sending sending(SplittableRandom random, int rates) {
        int choice = random.nextInt(rates + 1);
        return choice == rates ? Sending.NOTHING : pattern(random, Period.ofFramesPerSecond(RATES[choice]));
    }

    private static Sending pattern(SplittableRandom random, Period period) {
        return switch (random.nextInt(6)) {
            // One by one in memory, so not at every rate.
            case 0 -> period.offsetNanos(1) < 10_000 ? Sending.steady(period) : new Sending.Poisson(period);
            case 1 -> new Sending.OnOff(period, 10 * MS, 90 * MS, one(random, Sending.Durations.values()));
            default -> Sending.steady(period);
        };
    }

    private static List<Step> steps(SplittableRandom random, int count, int depth) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add(step(random, depth));
        }
        return steps;
    }

    private static Step step(SplittableRandom random, int depth) {
        StepForm form = StepForm.values()[random.nextInt(StepForm.values().length)];
        Map<Field, String> values = new EnumMap<>(Field.class);
        for (Field field : form.fields()) {
            values.put(field, field.choices().get(random.nextInt(field.choices().size())));
        }
        if (random.nextInt(5) == 0) {
            long low = random.nextLong(random.nextBoolean() ? 50 * MS : 8_000 * MS);
            return new Wait(low, low + random.nextLong(100 * MS));
        }
        if (form.keyword() == Keyword.DO) {
            return form.action(values);
        }
        long limit = 1 + random.nextLong(random.nextBoolean() ? 300 * MS : 20_000 * MS);
        return Await.limited(form.condition(values), limit, otherwise(random, depth));
    }

    private static Otherwise otherwise(SplittableRandom random, int depth) {
        int choice = random.nextInt(6);
        if (choice == 0 && depth < 3) {
            return new Otherwise.Instead(steps(random, 1 + random.nextInt(5), depth + 1));
        }
        return choice == 1 ? new Otherwise.Abort() : new Otherwise.Continue();
    }

    @SafeVarargs
    private static <T> T one(SplittableRandom random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
