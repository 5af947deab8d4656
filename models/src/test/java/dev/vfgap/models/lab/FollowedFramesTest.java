package dev.vfgap.models.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.fabric.UnknownUnicast;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.guest.GuestParameters;
import dev.vfgap.models.host.HostSide;
import dev.vfgap.models.host.NeighbourSeat;
import dev.vfgap.models.migration.MigrationParameters;
import dev.vfgap.models.migration.Switchover;
import dev.vfgap.models.nic.family.NicFamilies;
import dev.vfgap.models.nic.family.NicParameters;
import dev.vfgap.models.operate.Action;
import dev.vfgap.models.operate.Await;
import dev.vfgap.models.operate.AwaitedStatus;
import dev.vfgap.models.operate.Condition;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.Hotplug;
import dev.vfgap.models.operate.Initial;
import dev.vfgap.models.operate.OperateParameters;
import dev.vfgap.models.operate.Plan;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.models.operate.Standby;
import dev.vfgap.models.pci.PciParameters;
import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import dev.vfgap.simcore.parameter.ParameterValues;
import dev.vfgap.simcore.parameter.Provenance;
import dev.vfgap.simcore.time.Period;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames of each stream followed one after the other, against the run that counts them all. */
class FollowedFramesTest {
    private static final Provenance HERE = new Provenance(Provenance.Kind.ASSUMED, "this test");
    private static final ParameterValues VALUES = ParameterCatalog.of(
                    LabParameters.ALL,
                    NicParameters.ALL,
                    OperateParameters.ALL,
                    GuestParameters.ALL,
                    PciParameters.ALL,
                    MigrationParameters.ALL)
            .defaults()
            .with("mig.ram", new Constant(256L << 20), HERE)
            .with("mig.dirtyRate", new Constant(0), HERE)
            .with("mig.maxBandwidth", new Constant(1e9), HERE);
    private static final Sending EACH_5_MS = Sending.steady(Period.ofNanos(5_000_000));

    /** All streams at once: the guest moves, the neighbour stays on B behind the bridge. */
    private static MigrationSetup setup() {
        TrafficOptions traffic = new TrafficOptions(
                Optional.of(Period.ofNanos(20_000_000)),
                200_000,
                new Neighbour(Host.B, NeighbourSeat.PF),
                EACH_5_MS,
                EACH_5_MS);
        return new MigrationSetup(
                new Plan(List.of(
                        new Action.Migrate(),
                        Await.unlimited(new Condition.MigrationReached(AwaitedStatus.COMPLETED)))),
                new Initial(
                        FilterTarget.PRIMARY, FilterTarget.STANDBY, PrimaryPresence.PLUGGED, PrimaryPresence.HIDDEN),
                Hotplug.ACPI,
                Standby.FAILOVER,
                GuestNic.of("ixgbevf"),
                NicFamilies.of("ixgbe"),
                HostSide.OPEN,
                UnknownUnicast.FLOOD,
                Switchover.PAUSE_FIRST,
                EACH_5_MS,
                EACH_5_MS,
                100_000_000L,
                500_000_000L,
                VALUES,
                World.USUAL.with(traffic));
    }

    @ParameterizedTest
    @EnumSource(TrafficStream.class)
    void endAsTheRunCountsThem(TrafficStream stream) {
        MigrationRun.Sent counted = MigrationRun.of(setup(), 1, 0).of(stream);
        Map<FrameFate, Long> fates = new EnumMap<>(FrameFate.class);
        long followed = 0;
        for (long index = 0; index < 1000; index++) {
            Optional<MigrationRun.FrameLife> life = MigrationRun.follow(setup(), 1, 0, stream, index);
            if (life.isPresent()) {
                followed++;
                fates.merge(Ledger.fateOf(life.get().fate()), 1L, Long::sum);
                assertThat(life.get().hops())
                        .as("%s:%d", stream.word(), index)
                        .extracting(hop -> hop.atNanos() >= life.get().sentNanos())
                        .containsOnly(true);
            }
        }
        assertThat(followed).isEqualTo(counted.sentFrames()).isBetween(10L, 999L);
        assertThat(fates).isEqualTo(counted.outcome().byFate());
    }

    @Test
    void anAnswerIsSentWhenTheGuestHasThought() {
        MigrationRun.FrameLife request = follow(TrafficStream.RX, 0);
        MigrationRun.FrameLife answer = follow(TrafficStream.ANSWERS, 0);
        long receivedNanos = request.hops().get(request.hops().size() - 1).atNanos();
        assertThat(answer.sentNanos()).isEqualTo(receivedNanos + 200_000);
    }

    private static MigrationRun.FrameLife follow(TrafficStream stream, long index) {
        return MigrationRun.follow(setup(), 1, 0, stream, index).orElseThrow();
    }
}
