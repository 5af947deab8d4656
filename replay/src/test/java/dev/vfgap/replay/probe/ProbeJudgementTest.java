package dev.vfgap.replay.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The verdict on a driver, of built probes for every kind of driver and every obstacle. */
class ProbeJudgementTest {

    private static final String PROMISC = "ip link set pf0 promisc on";
    private static final String RESET =
            "echo 1 > /sys/bus/pci/devices/$(basename $(readlink /sys/bus/pci/devices/$(cat /run/pf)/virtfn0))/reset";
    private static final String CLEAR = "ip link set pf0 vf 0 mac 00:00:00:00:00:00";

    @TempDir
    private Path folder;

    private BuiltProbe probe(String name) {
        return BuiltProbe.in(folder.resolve(name)).points("wire", "accepted", "pf", "vf");
    }

    /** A probe with the PF promiscuous, of a driver that leads frames like this in the steps with the address at the VF. */
    private static BuiltProbe promiscuous(
            BuiltProbe probe, String[] set, String[] bound, String[] up, String[] down, String[] unbound) {
        return probe.step("pf_promisc_on", PROMISC)
                .goes("pf")
                .step("numvfs_1", BuiltProbe.NUMVFS)
                .goes("pf")
                .step("vf_mac_set", BuiltProbe.VF_MAC)
                .goes(set)
                .step("vf_bind", BuiltProbe.BIND)
                .goes(bound)
                .step("vf_up", "ip link set vf0 up")
                .goes(up)
                .step("vf_down", "ip link set vf0 down")
                .goes(down)
                .step("vf_unbind", BuiltProbe.UNBIND)
                .goes(unbound)
                .step("vf_mac_clear", CLEAR)
                .goes("pf");
    }

    private static final String[] PF = {"pf"};
    private static final String[] VF = {"vf"};
    private static final String[] NOWHERE = {};

    private static BuiltProbe late(BuiltProbe probe) {
        return promiscuous(probe, PF, PF, VF, PF, PF);
    }

    private static BuiltProbe early(BuiltProbe probe) {
        return promiscuous(probe, NOWHERE, NOWHERE, VF, NOWHERE, NOWHERE);
    }

    @Test
    void aDriverWhoseFramesComeToThePfUntilTheVfIsUpIsLate() {
        ProbeJudgement judgement = late(probe("late")).judge();
        assertThat(judgement.verdict()).isEqualTo(ProbeVerdict.LATE);
        assertThat(judgement.usable()).isEqualTo(ProbeJudgement.Usable.YES);
        assertThat(judgement.because())
                .containsExactly(
                        "built: frames came to the PF, which is promiscuous or a bridge's port, in all 4 steps in"
                                + " which the VF had the address and could not receive (vf_mac_set, vf_bind, vf_down, vf_unbind), and"
                                + " to the VF when it could");
        assertThat(judgement.windows()).isEmpty();
    }

    @Test
    void aDriverWhoseFramesAreLostUntilTheVfIsUpIsEarlyAndTheWindowsSayFromWhenToWhen() {
        ProbeJudgement judgement = early(probe("early")).judge();
        assertThat(judgement.verdict()).isEqualTo(ProbeVerdict.EARLY);
        assertThat(judgement.usable()).isEqualTo(ProbeJudgement.Usable.NO);
        assertThat(judgement.windows())
                .extracting(
                        ProbeJudgement.LossWindow::fromStep,
                        window -> window.untilStep().orElseThrow(),
                        window -> window.beganNanos().orElseThrow(),
                        ProbeJudgement.LossWindow::lostFrames)
                .containsExactly(
                        tuple("vf_mac_set", "vf_up", 100_000_000L, 200),
                        tuple("vf_down", "vf_mac_clear", 100_000_000L, 200));
    }

    @Test
    void aResetThatRemovesAnEarlyFilterIsTold() {
        ProbeJudgement judgement = probe("flr")
                .step("pf_promisc_on", PROMISC)
                .goes("pf")
                .step("numvfs_1", BuiltProbe.NUMVFS)
                .goes("pf")
                .step("vf_mac_set", BuiltProbe.VF_MAC)
                .goes()
                .step("vf_reset", RESET)
                .goes("pf")
                .judge();
        assertThat(judgement.verdict()).isEqualTo(ProbeVerdict.EARLY);
        assertThat(judgement.because().get(1))
                .isEqualTo(
                        "built: after a function reset, in step vf_reset, they are at the PF again: the reset removes the"
                                + " filter");
    }

    @Test
    void aFilterThatStaysBehindADriverThatIsElseLateIsLateWithCare() {
        ProbeJudgement judgement =
                promiscuous(probe("stays"), PF, PF, VF, NOWHERE, NOWHERE).judge();
        assertThat(judgement.verdict()).isEqualTo(ProbeVerdict.LATE);
        assertThat(judgement.usable()).isEqualTo(ProbeJudgement.Usable.WITH_CARE);
        assertThat(judgement.remedy()).contains("ip link set PF vf N mac 00:00:00:00:00:00 once the VF is down");
        assertThat(judgement.windows()).hasSize(1);
    }

    @Test
    void inSwitchdevModeRulesDecide() {
        BuiltProbe probe = probe("switchdev")
                .step("switchdev", "devlink dev eswitch set pci/0000:03:00.0 mode switchdev")
                .goes();
        ProbeJudgement judgement = promiscuous(probe, PF, PF, PF, PF, PF)
                .step("legacy", "devlink dev eswitch set pci/0000:03:00.0 mode legacy")
                .goes("pf")
                .judge();
        assertThat(judgement.verdict()).isEqualTo(ProbeVerdict.SWITCHDEV);
        assertThat(judgement.usable()).isEqualTo(ProbeJudgement.Usable.WITH_CARE);
    }

    @Test
    void aSwitchToSwitchdevModeThatFailedIsNone() {
        BuiltProbe probe = probe("failed")
                .step("switchdev", "devlink dev eswitch set pci/0000:03:00.0 mode switchdev", 1)
                .goes();
        assertThat(late(probe).judge().verdict()).isEqualTo(ProbeVerdict.LATE);
    }

    @Test
    void framesThatComeToThePfEvenWhenTheVfIsUpDecideNothing() {
        ProbeJudgement judgement =
                promiscuous(probe("deaf"), PF, PF, PF, PF, PF).judge();
        undecided(
                judgement,
                "built: frames came to the PF while the VF could not receive, but not to the VF when it was up: its filter does"
                        + " not work, or the NIC is in switchdev mode; its capture holds no packet at all, so nothing shows that it"
                        + " ran");
        assertThat(judgement.wouldDecide()).get().asString().startsWith("variant bridge or promiscuous");
    }

    @Test
    void aVfThatWasNeverUpDecidesNothingForALateDriverButAllForAnEarlyOne() {
        BuiltProbe late = probe("never-late")
                .step("pf_promisc_on", PROMISC)
                .goes("pf")
                .step("numvfs_1", BuiltProbe.NUMVFS)
                .goes("pf")
                .step("vf_mac_set", BuiltProbe.VF_MAC)
                .goes("pf");
        undecided(
                late.judge(),
                "built: frames came to the PF while the VF could not receive, but the VF was never up: nothing shows that its"
                        + " filter works");
        BuiltProbe early = probe("never-early")
                .step("pf_promisc_on", PROMISC)
                .goes("pf")
                .step("numvfs_1", BuiltProbe.NUMVFS)
                .goes("pf")
                .step("vf_mac_set", BuiltProbe.VF_MAC)
                .goes();
        assertThat(early.judge().verdict()).isEqualTo(ProbeVerdict.EARLY);
    }

    @Test
    void withoutAControlNothingIsDecided() {
        undecided(
                probe("control")
                        .step("numvfs_1", BuiltProbe.NUMVFS)
                        .goes()
                        .step("vf_mac_set", BuiltProbe.VF_MAC)
                        .goes()
                        .step("vf_mac_clear", CLEAR)
                        .goes()
                        .step("pf_promisc_on", PROMISC)
                        .goes("pf")
                        .judge(),
                "built: the control fails: without the address at the VF no frame comes to the PF either, so that none does in"
                        + " step vf_mac_set shows nothing");
    }

    @Test
    void framesOfThisHostDecideNothing() {
        undecided(
                late(probe("local").sender("local")).judge(),
                "built: the frames were sent on this host: inside the NIC they take another way than frames from outside");
    }

    @ParameterizedTest
    @CsvSource({"wire accepted vf, there is no capture of the PF", "wire accepted pf, there is no capture of the VF"})
    void withoutACaptureOfOneSideNothingIsDecided(String points, String reason) {
        undecided(
                early(BuiltProbe.in(folder.resolve("missing")).points(points.split(" ")))
                        .judge(),
                "built: " + reason);
    }

    @Test
    void withoutACaptureInFrontOfTheNicLostFramesAreNotKnown() {
        undecided(
                early(BuiltProbe.in(folder.resolve("no-wire")).points("pf", "vf"))
                        .judge(),
                "built: there is no capture of the wire, so that frames that nobody received are not known");
        assertThat(early(BuiltProbe.in(folder.resolve("accepted")).points("accepted", "pf", "vf"))
                        .judge()
                        .verdict())
                .isEqualTo(ProbeVerdict.EARLY);
    }

    @Test
    void aSenderThatStoppedInTheStepThatWouldDecideIsAnInterruption() {
        BuiltProbe probe = probe("stopped")
                .step("pf_promisc_on", PROMISC)
                .goes("pf")
                .step("numvfs_1", BuiltProbe.NUMVFS)
                .goes("pf")
                .step("vf_mac_set", BuiltProbe.VF_MAC)
                .frames(1_000_000_000L, "pf")
                .step("vf_bind", BuiltProbe.BIND)
                .goes("pf")
                .step("vf_up", "ip link set vf0 up")
                .goes("vf");
        undecided(probe.judge(), "built: the stream was interrupted in the settled second of step vf_mac_set");
    }

    @Test
    void framesThatTheNicDidNotTakeAreNoSignOfAnEarlyFilter() {
        BuiltProbe probe = probe("not-taken")
                .step("pf_promisc_on", PROMISC)
                .goes("pf")
                .step("numvfs_1", BuiltProbe.NUMVFS)
                .goes("pf")
                .step("vf_mac_set", BuiltProbe.VF_MAC);
        for (int i = 0; i < 100; i++) {
            probe.frame(10_000 + i, 2 * BuiltProbe.STEP + i * 20_000_000L, "wire");
        }
        undecided(
                probe.step("vf_mac_clear", CLEAR).goes("pf").judge(),
                "built: the stream was interrupted in the settled second of step vf_mac_set");
    }

    @Test
    void aCaptureOfThePfThatEndedIsNoSignOfAnEarlyFilter() {
        undecided(
                probe("ended")
                        .step("pf_promisc_on", PROMISC)
                        .goes("pf")
                        .step("numvfs_1", BuiltProbe.NUMVFS)
                        .goes("pf")
                        .step("pf_down", "ip link set pf0 down")
                        .goes()
                        .step("pf_up", "ip link set pf0 up")
                        .goes()
                        .step("vf_mac_set", BuiltProbe.VF_MAC)
                        .goes()
                        .judge(),
                "built: whether the PF's capture ran in step vf_mac_set is not known: it lacks the frames that should have come to the"
                        + " PF before it or after it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400   | the path of untagged changed 300.0 ms before the command of step vf_mac_set: the clocks of events and"
                        + " captures differ",
                "-1200 | the path of untagged changed in the settled second of step vf_mac_set, 800.0 ms after its command had"
                        + " returned: the clocks of events and captures differ, or the step is too short",
                "1200  | in step vf_bind frames came to the VF, which by the commands is not up: a driver that no command"
                        + " brought up receives them, or the clocks of events and captures differ",
                "90000 | in the settled second of 8 of 8 steps no frame was on the wire: the clocks of events and captures"
                        + " differ, or the sender stopped"
            })
    void eventsOnAnotherClockThanTheCapturesDecideNothing(long lateMs, String reason) {
        undecided(early(probe("clocks").eventsLateBy(lateMs * 1_000_000L)).judge(), "built: " + reason);
    }

    @ParameterizedTest
    @ValueSource(longs = {-200, 0, 140})
    void aSmallDifferenceDoesNotMatter(long lateMs) {
        assertThat(early(probe("near").eventsLateBy(lateMs * 1_000_000L))
                        .judge()
                        .verdict())
                .isEqualTo(ProbeVerdict.EARLY);
    }

    @ParameterizedTest
    @CsvSource({
        "-5,  a frame is at the PF up to 5.0 ms before it was on the wire",
        "300, no frame is at the PF less than 300.0 ms after it was on the wire"
    })
    void capturesOnDifferentClocksDecideNothing(long laterMs, String reason) {
        undecided(
                late(probe("captures").receivedLaterBy(laterMs * 1_000_000L)).judge(),
                "built: the captures' clocks differ: " + reason);
    }

    @Test
    void probesThatContradictEachOtherDecideNothing() {
        ProbeJudgement judgement = ProbeJudgement.of(
                List.of(late(probe("one")).evidence(), early(probe("other")).evidence()));
        assertThat(judgement.verdict()).isEqualTo(ProbeVerdict.UNDECIDED);
        assertThat(judgement.because())
                .last()
                .isEqualTo("the probes contradict each other: is it one device and one driver?");
        assertThat(judgement.wouldDecide()).get().asString().startsWith("variant bridge again, on one device");
    }

    @Test
    void aVfThatIsBoundAsItIsMadeIsFollowed() {
        BuiltProbe probe = probe("autoprobe")
                .step("pf_promisc_on", PROMISC)
                .goes("pf")
                .step("numvfs_1", BuiltProbe.NUMVFS)
                .goes("pf")
                .step("vf_mac_set", BuiltProbe.VF_MAC)
                .goes("pf")
                .step("vf_up", "ip link set enp1s0f0v0 up")
                .goes("vf")
                .step("vf_down", "ip link set enp1s0f0v0 down")
                .goes("pf");
        assertThat(probe.judge().verdict()).isEqualTo(ProbeVerdict.LATE);
    }

    @Test
    void framesAtAVfThatNoCommandBroughtUpDecideNothing() {
        undecided(
                probe("guest")
                        .step("pf_promisc_on", PROMISC)
                        .goes("pf")
                        .step("numvfs_1", BuiltProbe.NUMVFS)
                        .goes("pf")
                        .step("vf_mac_set", BuiltProbe.VF_MAC)
                        .goes("pf")
                        .step("guest_starts", "true")
                        .goes("vf")
                        .judge(),
                "built: in step guest_starts frames came to the VF, which by the commands is not up: a driver that no command"
                        + " brought up receives them, or the clocks of events and captures differ");
    }

    @Test
    void manyVfsAndCommandsThatAnotherDriverRefusesAreNoHindrance() {
        BuiltProbe probe = probe("many")
                .step("pf_promisc_on", PROMISC)
                .goes("pf")
                .step("numvfs_16", BuiltProbe.NUMVFS.replace("echo 1", "echo 16"))
                .goes("pf")
                .step("vf_mac_set", "ip link set pf0 vf 0 state enable && " + BuiltProbe.VF_MAC)
                .goes()
                .step("vf_mac_clear", CLEAR)
                .goes("pf");
        ProbeJudgement judgement = probe.judge();
        assertThat(judgement.verdict()).isEqualTo(ProbeVerdict.EARLY);
        assertThat(judgement.evidence().get(0).findings()).isEmpty();
    }

    @Test
    void aProbeWithoutStepsOrFramesSaysSo() {
        assertThat(probe("nothing").judge().because())
                .containsExactly("built: no step is told", "built: no test frame was captured");
    }

    private static void undecided(ProbeJudgement judgement, String reason) {
        assertThat(judgement.verdict()).isEqualTo(ProbeVerdict.UNDECIDED);
        assertThat(judgement.usable()).isEqualTo(ProbeJudgement.Usable.WITH_CARE);
        assertThat(judgement.confidence()).isEqualTo(ProbeJudgement.Confidence.NONE);
        assertThat(judgement.because()).contains(reason);
        assertThat(judgement.wouldDecide()).isPresent();
    }
}
