package dev.vfgap.scenarios.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.replay.probe.ProbeDevice;
import dev.vfgap.replay.probe.ProbeJudgement.Usable;
import dev.vfgap.replay.probe.ProbeVerdict;
import dev.vfgap.scenarios.config.Strategy;
import dev.vfgap.scenarios.device.DevicePlan.Effect;
import dev.vfgap.scenarios.library.Runbook;
import dev.vfgap.scenarios.library.Strategies;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DevicePlanTest {
    private static final String SHA = "0123456789abcdef".repeat(4);
    private static final String MARK = " (mark some.json, sha256 0123456789abcdef)";
    private static final String HELD =
            "bridge fdb add M dev PF self before the VF's MAC is set, and bridge fdb del M dev PF self when the VF is up";

    private static DeviceMark mark(ProbeVerdict verdict, Usable usable, String remedy) {
        ProbeDevice device = new ProbeDevice(
                Optional.of("some"),
                Optional.of("1.0"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("1234:5678"),
                Optional.of(false));
        return new DeviceMark(
                "some.json",
                SHA,
                new DeviceRecord(
                        device,
                        "igb",
                        "early",
                        LocalDate.of(2026, 11, 30),
                        verdict,
                        usable,
                        "high",
                        Optional.ofNullable(remedy),
                        Optional.empty(),
                        List.of(),
                        List.of()));
    }

    private static DevicePlan plan(String strategy, DeviceMark... marks) {
        return DevicePlan.of(Strategies.find(strategy), "1234:5678", List.of(marks));
    }

    @Test
    void anEarlyFilterWithTheRemedyChangesTheSteps() {
        DevicePlan plan = plan("S1", mark(ProbeVerdict.EARLY, Usable.WITH_CARE, HELD));
        assertThat(plan.effect()).isEqualTo(Effect.CHANGED);
        EarlyFilterPlan early = EarlyFilterPlan.of(Strategies.find("S1"));
        assertThat(plan.strategy()).isEqualTo(early.strategy());
        assertThat(plan.changes()).isEqualTo(early.changes());
        assertThat(plan.nics()).isEqualTo(Runbook.Nics.LEGACY);
        assertThat(plan.reason()).endsWith(MARK);
        assertThat(plan.notes().keySet()).containsExactly("1", "2", "4.4", "7", "8");
    }

    @Test
    void aStrategyThatKeepsTheRuleStaysAsItIs() {
        Strategy ordered =
                EarlyFilterPlan.of(Strategies.find("order-standby-first")).strategy();
        DevicePlan plan =
                DevicePlan.of(ordered, "1234:5678", List.of(mark(ProbeVerdict.EARLY, Usable.WITH_CARE, HELD)));
        assertThat(plan.effect()).isEqualTo(Effect.KEEPS_THE_RULE);
        assertThat(plan.strategy()).isEqualTo(ordered);
        assertThat(plan.reason())
                .isEqualTo(
                        "The steps already keep the rule of the mark, and stay as they are: whenever the filter leads to"
                                + " the VF alone, the VF is up" + MARK);
    }

    @Test
    void aDeviceThatIsNotUsableIsSaidToBeSoAndChangesNothing() {
        DevicePlan plan = plan("S1", mark(ProbeVerdict.EARLY, Usable.NO, null));
        assertThat(plan.effect()).isEqualTo(Effect.NOT_USABLE);
        assertThat(plan.strategy()).isEqualTo(Strategies.find("S1"));
        assertThat(plan.reason())
                .isEqualTo(
                        "NOT USABLE with this device: some 1.0 on 1234:5678 (2026-11-30) is marked \"no\" for failover:"
                                + " EARLY, and no order of steps is known to avoid the loss" + MARK);
        assertThat(plan.fields())
                .containsEntry(
                        "usableStrategies",
                        List.of("detach-attach", "netvsc-switch", "virtio-only", "vfio-migration", "vdpa-migration"));
    }

    @Test
    void aRemedyThatIsNoOrderOfStepsIsNotMadeUp() {
        DevicePlan plan = plan("S1", mark(ProbeVerdict.EARLY, Usable.WITH_CARE, "another firmware"));
        assertThat(plan.effect()).isEqualTo(Effect.NOT_USABLE);
        assertThat(plan.reason()).contains("what its mark names against it is no order of steps: another firmware");
    }

    @Test
    void aStrategyWithoutAVfIsUsableWithAnyDevice() {
        DevicePlan plan = plan("virtio-only", mark(ProbeVerdict.EARLY, Usable.NO, null));
        assertThat(plan.effect()).isEqualTo(Effect.NO_DIFFERENCE);
        assertThat(plan.reason())
                .isEqualTo("The mark changes nothing in this strategy: the guest never has a VF" + MARK);
    }

    @Test
    void lateAndSwitchdevChangeNoStep() {
        DevicePlan late = plan("S1", mark(ProbeVerdict.LATE, Usable.YES, null));
        assertThat(late.effect()).isEqualTo(Effect.NO_DIFFERENCE);
        assertThat(late.reason())
                .isEqualTo("The mark changes no step: the filter leads to the VF only when the VF is up" + MARK);
        DevicePlan stays = plan("S1", mark(ProbeVerdict.LATE, Usable.WITH_CARE, "ip link set PF vf N mac 0"));
        assertThat(stays.reason())
                .contains(
                        "; after the VF is down: ip link set PF vf N mac 0. The plan takes the MAC from the VF on A in step 5;");
        assertThat(plan("S6", mark(ProbeVerdict.LATE, Usable.WITH_CARE, "ip link set PF vf N mac 0"))
                        .reason())
                .contains("No step of the plan takes the MAC from the VF on A");
        DevicePlan switchdev = plan("S1", mark(ProbeVerdict.SWITCHDEV, Usable.WITH_CARE, null));
        assertThat(switchdev.effect()).isEqualTo(Effect.NO_DIFFERENCE);
        assertThat(switchdev.nics()).isEqualTo(Runbook.Nics.SWITCHDEV);
        for (DevicePlan plan : List.of(late, stays, switchdev)) {
            assertThat(plan.strategy()).isEqualTo(Strategies.find("S1"));
        }
    }

    /** An open question is answered with the order that is right either way. */
    @Test
    void aDeviceOfWhichNothingIsDecidedIsTakenForEarly() {
        DevicePlan plan = plan("S1", mark(ProbeVerdict.UNDECIDED, Usable.WITH_CARE, null));
        assertThat(plan.effect()).isEqualTo(Effect.CHANGED);
        assertThat(plan.changes())
                .isEqualTo(EarlyFilterPlan.of(Strategies.find("S1")).changes());
        assertThat(plan.nics()).isEqualTo(Runbook.Nics.ANY);
        assertThat(plan.reason()).startsWith("It is not decided when the filter of this device leads to the VF");
    }

    @Test
    void aDeviceWithoutAMarkChangesNothing() {
        DevicePlan plan = plan("S1");
        assertThat(plan.effect()).isEqualTo(Effect.NOT_MARKED);
        assertThat(plan.reason())
                .isEqualTo("1234:5678 is not marked in the catalogue: the steps are the strategy's own");
        assertThat(plan.fields()).containsEntry("mark", null).containsEntry("changes", List.of());
    }
}
