package dev.vfgap.models.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Outage;
import dev.vfgap.models.guest.GuestOptions;
import dev.vfgap.models.guest.GuestParameters;
import dev.vfgap.models.lab.ControlLog.Effect;
import dev.vfgap.models.lab.ControlLog.Milestone.Kind;
import dev.vfgap.models.migration.HypervisorOptions;
import dev.vfgap.models.migration.MigrationParameters;
import dev.vfgap.models.migration.Switchover;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.models.nic.family.NicParameters;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.Hotplug;
import dev.vfgap.models.operate.Initial;
import dev.vfgap.models.operate.OperateParameters;
import dev.vfgap.models.operate.Plan;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.models.operate.Standby;
import dev.vfgap.models.operate.Step;
import dev.vfgap.models.pci.PciParameters;
import dev.vfgap.models.pci.SlotOptions;
import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import dev.vfgap.simcore.parameter.ParameterValues;
import dev.vfgap.simcore.parameter.Provenance;
import dev.vfgap.simcore.random.RandomStreams;
import dev.vfgap.simcore.time.Period;
import dev.vfgap.simcore.unit.Quantity;
import java.util.List;
import java.util.Optional;

/** A guest with a primary on A, a stack of its own, and what a test asks of its runs. */
final class GuestLab {
    static final long MS = 1_000_000;
    static final long SECOND = 1_000 * MS;

    /** From the peer to the VF's ring, and to the standby's tap, by the paths' defaults. */
    static final long TO_RING_NANOS = 8_000;

    static final long TO_TAP_NANOS = 22_000;

    private static final ParameterCatalog CATALOG = ParameterCatalog.of(
            LabParameters.ALL,
            NicParameters.ALL,
            OperateParameters.ALL,
            GuestParameters.ALL,
            PciParameters.ALL,
            MigrationParameters.ALL);

    /** A guest with a primary on A, and what a test wants otherwise. */
    record Lab(
            Standby standby,
            FilterTarget filterA,
            GuestOptions options,
            Optional<NicFamily> family,
            String driver,
            long framesPerSecond,
            ParameterValues values) {

        static Lab of(Standby standby, FilterTarget filterA) {
            return new Lab(
                    standby, filterA, GuestOptions.USUAL, Optional.empty(), "ixgbevf", 1_000, CATALOG.defaults());
        }

        Lab with(String key, String time) {
            Provenance test = new Provenance(Provenance.Kind.ASSUMED, "the test");
            Constant value = new Constant(Quantity.parseNanos(time));
            return new Lab(standby, filterA, options, family, driver, framesPerSecond, values.with(key, value, test));
        }

        Lab with(GuestOptions now) {
            return new Lab(standby, filterA, now, family, driver, framesPerSecond, values);
        }

        Lab with(NicFamily nic, String vfDriver) {
            return new Lab(standby, filterA, options, Optional.of(nic), vfDriver, framesPerSecond, values);
        }

        Lab at(long rate) {
            return new Lab(standby, filterA, options, family, driver, rate, values);
        }

        MigrationSetup setup(Step... steps) {
            Sending period = Sending.steady(Period.ofFramesPerSecond(framesPerSecond));
            MigrationSetup usual = new MigrationSetup(
                    new Plan(List.of(steps)),
                    new Initial(filterA, FilterTarget.STANDBY, PrimaryPresence.PLUGGED, PrimaryPresence.NONE),
                    Hotplug.ACPI,
                    standby,
                    GuestNic.of(driver),
                    family,
                    Switchover.DIRECT,
                    period,
                    period,
                    SECOND,
                    SECOND,
                    values);
            return new MigrationSetup(
                    usual.plan(),
                    usual.initial(),
                    usual.hotplug(),
                    standby,
                    usual.nic(),
                    family,
                    usual.hostSide(),
                    usual.unknownUnicast(),
                    usual.switchover(),
                    period,
                    period,
                    SECOND,
                    SECOND,
                    values,
                    new World(
                            options,
                            SlotOptions.USUAL,
                            HypervisorOptions.USUAL,
                            TrafficOptions.USUAL,
                            FabricOptions.USUAL,
                            NicOptions.USUAL));
        }
    }

    static long effect(MigrationSetup setup, int replication, String what) {
        ControlLog log = ControlPlane.run(setup, new RandomStreams(1, replication));
        return log.effects().stream()
                .map(Effect::cause)
                .filter(cause -> cause.what().equals(what))
                .reduce((first, second) -> second)
                .orElseThrow()
                .atNanos();
    }

    static long milestone(MigrationRun run, Kind kind, Host host) {
        return run.log().milestones().stream()
                .filter(one -> one.kind() == kind && one.host() == host)
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError(kind + " in " + run.log().milestones()))
                .atNanos();
    }

    /** One outage: every frame that reaches a place from one moment on and another before another one. */
    static void assertLost(MigrationRun.Sent sent, long fromNanos, long untilNanos, long everyNanos) {
        List<Outage> outages = sent.outcome().outages();
        assertThat(outages).as("outages").hasSize(1);
        Outage lost = outages.get(0);
        assertThat(lost.fromNanos()).isBetween(fromNanos, fromNanos + everyNanos - 1);
        assertThat(lost.untilNanos()).isBetween(untilNanos - everyNanos, untilNanos - 1);
        assertThat(lost.lostFrames()).isEqualTo((lost.untilNanos() - lost.fromNanos()) / everyNanos + 1);
    }

    private GuestLab() {}
}
