package dev.vfgap.replay.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.replay.bundle.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a probe has tried against the loss, and what it doubts of itself. */
class ProbeRemedyTest {
    private static final String PROMISC = "ip link set pf0 promisc on";
    private static final String ENTRY = "bridge fdb add " + BuiltProbe.M + " dev pf0 self";
    private static final String NO_ENTRY = "bridge fdb del " + BuiltProbe.M + " dev pf0 self";

    @TempDir
    private Path folder;

    private BuiltProbe probe(String name) {
        return BuiltProbe.in(folder.resolve(name))
                .points("wire", "accepted", "pf", "vf")
                .step("pf_promisc_on", PROMISC)
                .goes("pf")
                .step("numvfs_1", BuiltProbe.NUMVFS)
                .goes("pf");
    }

    /** The VF's MAC first, then the PF's entry: as the variant reversed does it. */
    private BuiltProbe vfFirst(String name, String... withBoth) {
        return probe(name)
                .step("vf_mac_set", BuiltProbe.VF_MAC)
                .goes()
                .step("pf_mac_add", ENTRY)
                .goes(withBoth);
    }

    /** The PF's entry first: as the variant fdb does it. */
    private BuiltProbe pfFirst(String name, String... withBoth) {
        return probe(name)
                .step("pf_mac_add", ENTRY)
                .goes("pf")
                .step("vf_mac_set", BuiltProbe.VF_MAC)
                .goes(withBoth)
                .step("pf_mac_del", NO_ENTRY)
                .goes();
    }

    private static BuiltProbe up(BuiltProbe probe, String... goes) {
        return probe.step("vf_bind", BuiltProbe.BIND)
                .goes()
                .step("vf_up", "ip link set vf0 up")
                .goes(goes);
    }

    @Test
    void anEntryThatIsMadeAfterTheVfsMacShowsNothingOfOneThatIsMadeBefore() {
        ProbeJudgement judgement = vfFirst("reversed", "pf").judge();
        assertThat(judgement.verdict()).isEqualTo(ProbeVerdict.EARLY);
        assertThat(judgement.remedy()).isEmpty();
        assertThat(judgement.usable()).isEqualTo(ProbeJudgement.Usable.NO);
        assertThat(judgement.wouldDecide())
                .contains(
                        "variant remedy: whether the PF's own entry, made before the VF's MAC is set, keeps the frames with the PF"
                                + " until the VF receives");
    }

    @Test
    void anEntryThatIsMadeBeforeIsTheRemedyWhereTheFramesStayAtThePf() {
        ProbeJudgement judgement = up(pfFirst("first", "pf"), "vf").judge();
        assertThat(judgement.verdict()).isEqualTo(ProbeVerdict.EARLY);
        assertThat(judgement.usable()).isEqualTo(ProbeJudgement.Usable.WITH_CARE);
        assertThat(judgement.remedy()).get().asString().startsWith("bridge fdb add");
        assertThat(judgement.wouldDecide()).isEmpty();
    }

    @Test
    void anEntryWithWhichTheVfNeverReceivesIsNoRemedy() {
        ProbeJudgement judgement = up(pfFirst("deaf", "pf")).judge();
        assertThat(judgement.verdict()).isEqualTo(ProbeVerdict.EARLY);
        assertThat(judgement.remedy()).isEmpty();
        assertThat(judgement.wouldDecide()).get().asString().startsWith("variant remedy: ");
    }

    /** A NIC that serves whoever asked last: the entry of before is of no use, that of after is. */
    @Test
    void aNicThatServesTheLastHasNoRemedyInThisOrder() {
        ProbeJudgement judgement = ProbeJudgement.of(
                List.of(vfFirst("last-1", "pf").evidence(), pfFirst("last-2").evidence()));
        assertThat(judgement.verdict()).isEqualTo(ProbeVerdict.EARLY);
        assertThat(judgement.remedy()).isEmpty();
        assertThat(judgement.wouldDecide()).isEmpty();
        assertThat(judgement.because())
                .contains(
                        "built: the PF's own entry does not keep them: in step vf_mac_set it has one, made before the VF had the"
                                + " address");
    }

    @Test
    void stepsThatTheCommandsMakeEqualAndTheFramesDoNotContradictEachOther() {
        ProbeJudgement judgement = probe("blind")
                .step("vf_mac_set", BuiltProbe.VF_MAC)
                .goes()
                .step("vf_trust", "ip link set pf0 vf 0 trust on")
                .goes("pf")
                .step("vf_mac_clear", "ip link set pf0 vf 0 mac 00:00:00:00:00:00")
                .goes("pf")
                .judge();
        assertThat(judgement.verdict()).isEqualTo(ProbeVerdict.UNDECIDED);
        assertThat(judgement.because())
                .containsExactly(
                        "built: in step vf_mac_set the VF has the address and cannot receive, and the frames of untagged are"
                                + " nowhere; in step vf_trust, in which PF and VF are the same by the commands, they are at the PF: the"
                                + " PF's capture was blind for a while, or a command between them moves the filter",
                        "built: frames came to the PF while the VF could not receive, but the VF was never up: nothing shows that its"
                                + " filter works");
        assertThat(judgement.wouldDecide())
                .contains("the same probe again: a driver does the same each time, a capture is not blind twice");
    }

    @Test
    void aDriverThatSetsItsFilterAsItIsBoundContradictsNothing() {
        assertThat(probe("at-bind")
                        .step("vf_mac_set", BuiltProbe.VF_MAC)
                        .goes("pf")
                        .step("vf_bind", BuiltProbe.BIND)
                        .goes()
                        .step("vf_up", "ip link set vf0 up")
                        .goes("vf")
                        .step("vf_mac_clear", "ip link set pf0 vf 0 mac 00:00:00:00:00:00")
                        .goes("pf")
                        .judge()
                        .verdict())
                .isEqualTo(ProbeVerdict.EARLY);
    }

    /** As igb's PF does, which sets up its filters anew. */
    @Test
    void aPfThatGoesDownAndUpBetweenThemMayLoseTheFilter() {
        assertThat(probe("pf-cycle")
                        .step("vf_mac_set", BuiltProbe.VF_MAC)
                        .goes()
                        .step("pf_down", "ip link set pf0 down")
                        .goes()
                        .step("pf_up_again", "ip link set pf0 up")
                        .goes("pf")
                        .judge()
                        .verdict())
                .isEqualTo(ProbeVerdict.EARLY);
    }

    @Test
    void eventsThatAreEarlyByLessThanAVerdictMindsAreDoubted() {
        BuiltProbe probe = BuiltProbe.in(folder.resolve("early-events"))
                .points("wire", "accepted", "pf", "vf")
                .eventsLateBy(-400_000_000L)
                .step("pf_promisc_on", PROMISC)
                .goes("pf")
                .step("vf_mac_set", BuiltProbe.VF_MAC)
                .goes()
                .step("vf_mac_clear", "ip link set pf0 vf 0 mac 00:00:00:00:00:00")
                .goes("pf");
        assertThat(probe.evidence().findings())
                .contains(Finding.doubt(
                        "events",
                        "each of the 2 changes of a path comes 500.0 ms or more after its command began: the clocks of events and"
                                + " captures may differ by as much, and the times from a command on with them"));
    }

    @Test
    void aCaptureOfTheVfWithoutAPacketIsTheReason() {
        ProbeJudgement judgement = probe("empty")
                .step("vf_mac_set", BuiltProbe.VF_MAC)
                .goes("pf")
                .step("vf_bind", BuiltProbe.BIND)
                .goes("pf")
                .step("vf_up", "ip link set vf0 up")
                .goes()
                .judge();
        assertThat(judgement.verdict()).isEqualTo(ProbeVerdict.UNDECIDED);
        assertThat(judgement.because())
                .containsExactly(
                        "built: frames came to the PF while the VF could not receive, but not to the VF when it was up: its"
                                + " filter does not work, or the NIC is in switchdev mode; its capture holds no packet at all, so"
                                + " nothing shows that it ran");
    }

    @Test
    void aStepThatTheEventsCallOtherwiseIsNamedWithTheNearestOfThem() throws IOException {
        ProbeBundle bundle =
                probe("misspelt").step("vf_mac_set", BuiltProbe.VF_MAC).goes().read();
        Path events = bundle.folder().resolve("events.jsonl");
        Files.writeString(events, Files.readString(events).replace("vf_mac_set", "vf_mac_sett"));
        assertThat(ProbeBundle.read(bundle.folder()).findings())
                .contains(Finding.doubt(
                        "events",
                        "tell no step \"vf_mac_set\", which the manifest names; it is left out, and did you mean"
                                + " \"vf_mac_sett\"?"));
    }
}
