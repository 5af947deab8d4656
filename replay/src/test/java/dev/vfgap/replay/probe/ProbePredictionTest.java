package dev.vfgap.replay.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.nic.family.NicFamilies;
import dev.vfgap.replay.Samples;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the commands of a probe's steps to the path of each stream, with no register dump read. */
class ProbePredictionTest {

    @TempDir
    private Path folder;

    static List<Path> probes() {
        return Samples.probes();
    }

    @ParameterizedTest
    @MethodSource("probes")
    void theTableOfIgbGivesEveryPathThatWasMeasured(Path sample) {
        ProbePrediction prediction = ProbePrediction.of(
                ProbeBundle.read(sample), NicFamilies.of("igb").orElseThrow());
        assertThat(prediction.findings()).isEmpty();
        assertThat(prediction.asProbed().cells()).hasSizeGreaterThan(17).allMatch(cell -> cell.measured()
                .equals(java.util.Optional.of(cell.predicted())));
        assertThat(prediction.asProbed().agreeing())
                .isEqualTo(prediction.asProbed().cells().size());
    }

    @Test
    void aVfWithAVlanTakesOnlyThatVlanFromAPromiscuousPf() {
        BuiltProbe probe = BuiltProbe.in(folder)
                .step("pf_promisc_on", "ip link set pf0 promisc on")
                .step("numvfs_1", BuiltProbe.NUMVFS)
                .step("vf_mac_vlan_set", BuiltProbe.VF_MAC + " && ip link set pf0 vf 0 vlan 100")
                .step("vf_bind", BuiltProbe.BIND)
                .step("vf_up", "ip link set vf0 up")
                .step("vf_down", "ip link set vf0 down")
                .step("vf_mac_vlan_clear", "ip link set pf0 vf 0 vlan 0 && ip link set pf0 vf 0 mac 00:00:00:00:00:00");
        assertThat(probe.paths("untagged"))
                .containsExactly(
                        "pf_promisc_on: PF",
                        "numvfs_1: PF",
                        "vf_mac_vlan_set: PF",
                        "vf_bind: PF",
                        "vf_up: PF",
                        "vf_down: PF",
                        "vf_mac_vlan_clear: PF");
        assertThat(probe.paths("vlan100"))
                .startsWith("pf_promisc_on: PF", "numvfs_1: PF", "vf_mac_vlan_set: none", "vf_bind: none", "vf_up: VF");
    }

    @Test
    void anEntryOfThePfsOwnEndsTheLossOnABridgeAndHandsOverWhenItGoes() {
        assertThat(BuiltProbe.in(folder)
                        .step("pf_to_bridge", "ip link add br0 type bridge && ip link set pf0 master br0")
                        .step("numvfs_1", BuiltProbe.NUMVFS)
                        .step("vf_mac_set", BuiltProbe.VF_MAC)
                        .step("pf_mac_add", "bridge fdb add " + BuiltProbe.M + " dev pf0 self")
                        .step("vf_bind", BuiltProbe.BIND)
                        .step("vf_up", "ip link set vf0 up")
                        .step("pf_mac_del", "bridge fdb del " + BuiltProbe.M + " dev pf0 self")
                        .step("vf_down", "ip link set vf0 down")
                        .paths("untagged"))
                .containsExactly(
                        "pf_to_bridge: PF",
                        "numvfs_1: PF",
                        "vf_mac_set: none",
                        "pf_mac_add: PF",
                        "vf_bind: PF",
                        "vf_up: PF+VF",
                        "pf_mac_del: VF",
                        "vf_down: none");
    }

    @Test
    void aCommandThatFailedChangesNothing() {
        BuiltProbe probe = BuiltProbe.in(folder)
                .step("pf_mac_add", BuiltProbe.MACVLAN)
                .step("numvfs_1", BuiltProbe.NUMVFS)
                .step("vf_mac_set", BuiltProbe.VF_MAC)
                .step("vf_link_disable", "ip link set pf0 vf 0 state disable", 2)
                .step("vf_bind", BuiltProbe.BIND)
                .step("vf_up", "ip link set vf0 up")
                .step("pf_mac_del", "ip link del mv0", 1);
        assertThat(probe.paths("untagged"))
                .containsExactly(
                        "pf_mac_add: PF",
                        "numvfs_1: PF",
                        "vf_mac_set: PF",
                        "vf_link_disable: PF",
                        "vf_bind: PF",
                        "vf_up: PF+VF",
                        "pf_mac_del: PF+VF");
        assertThat(probe.predict().findings())
                .allSatisfy(finding -> assertThat(finding.where()).isEqualTo("points"));
    }

    @Test
    void ofSeveralCommandsTheLastIsTheOneThatFailed() {
        assertThat(BuiltProbe.in(folder)
                        .step("half", BuiltProbe.MACVLAN + " && ip link set mv0 down", 1)
                        .step("refused_first", "ip link del nothing && ip link del mv0", 1)
                        .paths("untagged"))
                .containsExactly("half: PF", "refused_first: PF");
    }

    @Test
    void aMacThatComesLateMovesARunningVf() {
        assertThat(BuiltProbe.in(folder)
                        .step("pf_mac_add", BuiltProbe.MACVLAN)
                        .step("numvfs_1", BuiltProbe.NUMVFS)
                        .step("vf_bind", BuiltProbe.BIND)
                        .step("vf_up", "ip link set vf0 up")
                        .step("vf_mac_set", BuiltProbe.VF_MAC)
                        .step("vf_down", "ip link set vf0 down")
                        .step("vf_unbind", BuiltProbe.UNBIND)
                        .step("vf_bind_again", BuiltProbe.BIND)
                        .step("vf_up_again", "ip link set vf0 up")
                        .paths("untagged"))
                .containsExactly(
                        "pf_mac_add: PF",
                        "numvfs_1: PF",
                        "vf_bind: PF",
                        "vf_up: PF",
                        "vf_mac_set: PF+VF",
                        "vf_down: PF",
                        "vf_unbind: PF",
                        "vf_bind_again: PF",
                        "vf_up_again: PF+VF");
    }

    @Test
    void thePfsDownAndUpTakesTheFilterAwayUntilTheDriverBinds() {
        assertThat(BuiltProbe.in(folder)
                        .step("numvfs_1", BuiltProbe.NUMVFS)
                        .step("vf_mac_set", BuiltProbe.VF_MAC)
                        .step("pf_down", "ip link set pf0 down")
                        .step("pf_up_again", "ip link set pf0 up")
                        .step("vf_bind", BuiltProbe.BIND)
                        .step("vf_up", "ip link set vf0 up")
                        .paths("untagged"))
                .containsExactly(
                        "numvfs_1: PF",
                        "vf_mac_set: none",
                        "pf_down: none",
                        "pf_up_again: PF",
                        "vf_bind: none",
                        "vf_up: VF");
    }

    @Test
    void whatThePfHoldsForADeviceOnItIsThereAgainAfterItsDownAndUp() {
        assertThat(BuiltProbe.in(folder)
                        .step(
                                "pf_vlan_mac_add",
                                "ip link add link pf0 name pf0.100 type vlan id 100; ip link set pf0.100 up;"
                                        + " ip link add link pf0.100 name mv1 address " + BuiltProbe.M
                                        + " type macvlan; ip link set mv1 up")
                        .step("pf_down", "ip link set pf0 down")
                        .step("vlan_up", "ip link set pf0.100 up", 2)
                        .step("pf_up", "ip link set pf0 up")
                        .step("mv_down", "ip link set mv1 down")
                        .step("mv_up", "ip link set mv1 up")
                        .step("vlan_del", "ip link del pf0.100")
                        .paths("vlan100"))
                .containsExactly(
                        "pf_vlan_mac_add: PF",
                        "pf_down: none",
                        "vlan_up: none",
                        "pf_up: PF",
                        "mv_down: none",
                        "mv_up: PF",
                        "vlan_del: none");
    }

    @Test
    void thePfsOwnAddressIsAFilterToo() {
        assertThat(BuiltProbe.in(folder)
                        .step("baseline", "true")
                        .step("pf_address", "ip link set pf0 address " + BuiltProbe.M)
                        .step("numvfs_1", BuiltProbe.NUMVFS)
                        .step("vf_mac_set", BuiltProbe.VF_MAC)
                        .step("macvlan_of_the_same", BuiltProbe.MACVLAN, 2)
                        .step("vf_bind", BuiltProbe.BIND)
                        .step("vf_up", "ip link set vf0 up")
                        .step("pf_address_back", "ip link set pf0 address 02:00:00:00:00:10")
                        .paths("untagged"))
                .containsExactly(
                        "baseline: none",
                        "pf_address: PF",
                        "numvfs_1: PF",
                        "vf_mac_set: PF",
                        "macvlan_of_the_same: PF",
                        "vf_bind: PF",
                        "vf_up: PF+VF",
                        "pf_address_back: VF");
    }

    @Test
    void onTheEmulatedChipARunningVfTakesWhatAPromiscuousPfIsToHear() {
        ProbePrediction prediction = BuiltProbe.in(folder)
                .step("pf_promisc_on", "ip link set pf0 promisc on")
                .step("numvfs_1", BuiltProbe.NUMVFS)
                .step("vf_bind", BuiltProbe.BIND)
                .step("vf_up", "ip link set vf0 up")
                .predict();
        assertThat(prediction.asProbed().cells().stream()
                        .filter(cell -> cell.stream().equals("untagged"))
                        .map(ProbePrediction.Cell::predicted))
                .containsExactly(ProbePath.PF, ProbePath.PF, ProbePath.PF, ProbePath.VF);
    }

    @Test
    void aMacvtapInPassthruModeMakesThePfPromiscuous() {
        assertThat(BuiltProbe.in(folder)
                        .step(
                                "passthru",
                                "ip link add link pf0 name mt0 type macvtap mode passthru; ip link set mt0 up")
                        .step("gone", "ip link del mt0")
                        .step(
                                "vlan_on_bridge",
                                "ip link add br0 type bridge; ip link add link pf0 name v1 type vlan id 7;"
                                        + " ip link set v1 up master br0")
                        .step("bridge_gone", "ip link del br0")
                        .paths("untagged"))
                .containsExactly("passthru: PF", "gone: none", "vlan_on_bridge: PF", "bridge_gone: none");
    }

    @Test
    void aCommandThatIsNotKnownIsNamedAndTheRestGoesOn() {
        ProbePrediction prediction = BuiltProbe.in(folder)
                .step("strange", "tc qdisc add dev pf0 ingress; " + BuiltProbe.MACVLAN)
                .predict();
        assertThat(prediction.asProbed().cells().get(0).predicted()).isEqualTo(ProbePath.PF);
        assertThat(prediction.findings().get(3))
                .hasToString(
                        "step strange: \"tc qdisc add dev pf0 ingress\" is not known; it is taken to change nothing");
    }

    @Test
    void whatTheDriverIsSaidToRefuseButTheDeviceDidIsADoubt() {
        ProbePrediction prediction = BuiltProbe.in(folder)
                .step("numvfs_1", BuiltProbe.NUMVFS)
                .step("state", "ip link set pf0 vf 0 state disable")
                .predict();
        assertThat(prediction.findings()).anySatisfy(finding -> assertThat(finding)
                .hasToString("step state: the device did what the family's driver is said to refuse:"
                        + " ip link set pf0 vf 0 state disable"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ip link add link a name a type vlan id 5; ip link set a up; ip link set a promisc on",
                "ip link add link b name a type vlan id 5; ip link set a name b; ip link set b up; ip link del b",
                "ip link add link a name b type vlan id 5; ip link add link b name a type vlan id 6; ip link set a up;"
                        + " ip link set b up; ip link set a down; ip link del a",
                "echo 9999 > /x/sriov_numvfs; echo virtfn999 > /sys/bus/pci/drivers_probe; ip link set pf0 vf 999 mac "
                        + BuiltProbe.M,
                "bridge fdb del " + BuiltProbe.M + " dev pf0 self; ip link set vf0 down; ip link set pf0 nomaster",
                "ip link set",
                "ip",
                "ip link add",
                "ip link set pf0 vf",
                "echo >",
                "ip link set pf0 address x",
            })
    void noCommandBreaksAPrediction(String command) {
        assertThat(BuiltProbe.in(folder).step("odd", command).paths("untagged")).hasSize(1);
    }

    @Test
    void aStepBelongsToWhoWasOnTheWireInItAndSettlesInItsLastSecond() {
        ProbeBundle bundle = BuiltProbe.in(folder)
                .step("one", "true")
                .step("two", "sleep 1")
                .point("wire")
                .point("accepted")
                .point("pf")
                .point("vf")
                .frame(1, -5_000_000_000L, "wire", "accepted", "pf")
                .frame(2, BuiltProbe.STEP / 2 - 1, "wire", "accepted", "pf")
                .frame(3, BuiltProbe.STEP / 2, "wire", "accepted", "vf")
                .frame(4, BuiltProbe.STEP - 1, "wire")
                .frame(5, BuiltProbe.STEP, "wire", "accepted", "pf", "vf", "vf")
                .frame(6, 2 * BuiltProbe.STEP - 1, "wire", "accepted")
                .frame(7, 2 * BuiltProbe.STEP, "wire", "accepted", "pf")
                .frame(8, 3 * BuiltProbe.STEP, "accepted")
                .read();
        ProbeSightings sightings = ProbeSightings.of(bundle);
        assertThat(ProbeResults.counted(bundle).stream()
                        .filter(line -> line.stream().equals("untagged")))
                .containsExactly(
                        new ProbeResults.Line(
                                "one",
                                "untagged",
                                "sent 4, PF 2, VF 1, PF+VF 0, none 1 (1 not accepted)",
                                "[none 1, PF 0, VF 1, PF+VF 0]",
                                "none"),
                        new ProbeResults.Line(
                                "two",
                                "untagged",
                                "sent 3, PF 1, VF 0, PF+VF 1, none 1 (0 not accepted)",
                                "[none 1, PF 0, VF 0, PF+VF 0]",
                                "none"));
        assertThat(sightings.duplicates(ProbePoint.At.VF)).isEqualTo(1);
        assertThat(sightings.findings())
                .singleElement()
                .asString()
                .endsWith("accepted.pcap: 1 test frames were never seen on the wire; they are left out");
    }
}
