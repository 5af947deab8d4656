package dev.vfgap.scenarios.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.Mac;
import dev.vfgap.replay.probe.ProbeBundle;
import dev.vfgap.scenarios.cli.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script of {@code probe plan --existing-vf} in a {@link ScriptBed}: what it gives back, in which order, and what it refuses. */
@Timeout(300)
class NamespaceExistingVfTest {
    private static final String TOLD = "[{\"ifname\":\"pf0\",\"address\":\"02:00:00:00:00:10\",\"vfinfo_list\":["
            + "{\"vf\":0,\"mac\":\"02:00:00:00:00:77\",\"vlan_list\":[{\"vlan\":7,\"qos\":3,\"protocol\":\"802.1ad\"}],"
            + "\"rate\":{\"max_tx\":0,\"min_tx\":0},\"spoofchk\":false,\"link_state\":\"enable\",\"trust\":true},"
            + "{\"vf\":1,\"mac\":\"02:00:00:00:00:78\",\"vlan_list\":[{}],\"spoofchk\":true,\"link_state\":\"auto\"}]}]\n";

    @TempDir
    private Path temporary;

    private ScriptBed bed;
    private String before;
    private Path out;

    @BeforeEach
    void makeTheBed() throws Exception {
        bed = ScriptBed.make("existing", temporary);
        bed.makeTheVf(TOLD);
        before = bed.bed().host();
        out = bed.folder().resolve("planned");
    }

    @AfterEach
    void removeTheBed() {
        if (bed != null) {
            bed.close();
        }
    }

    private ProbeBed.Ended run(int vf, ProbeVariant variant) throws Exception {
        ProbeRequest request = new ProbeRequest(
                BedHost.PF, vf, Mac.parse(BedHost.MAC), OptionalInt.of(100), BedHost.SENDER, VfOrigin.THERE);
        // No VLAN device on the sender: not every kernel has them.
        ProbeRequest plain = variant == ProbeVariant.VLAN
                ? request
                : new ProbeRequest(BedHost.PF, vf, request.mac(), OptionalInt.empty(), BedHost.SENDER, VfOrigin.THERE);
        ProbeBed.Ended ended = bed.end(bed.start(plain, List.of(variant), Map.of(), out.toString()));
        for (ProcessHandle program : bed.programs()) {
            program.onExit().get(10, TimeUnit.SECONDS);
        }
        assertThat(bed.bed().host()).as(ended.err()).isEqualTo(before);
        return ended;
    }

    private String told() throws Exception {
        return Files.readString(bed.folder().resolve("vf-commands"));
    }

    @Test
    void theVfGetsBackWhatItWasToldAndItsDriver() throws Exception {
        ProbeBed.Ended ended = run(0, ProbeVariant.LINK_STATE);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(told()).isEqualTo("""
                        link set pf0 vf 0 vlan 0
                        link set pf0 vf 0 mac 52:54:00:fa:11:0e
                        link set pf0 vf 0 state disable
                        link set pf0 vf 0 state enable
                        link set pf0 vf 0 state auto
                        link set pf0 vf 0 mac 00:00:00:00:00:00
                        link set pf0 vf 0 mac 02:00:00:00:00:77
                        link set pf0 vf 0 state enable
                        link set pf0 vf 0 mac 02:00:00:00:00:77
                        link set pf0 vf 0 vlan 7 qos 3 proto 802.1ad
                        """);
        assertThat(bed.sysfs("pf0/sriov_numvfs")).isEqualTo("2");
        assertThat(bed.sysfs("pf0/sriov_drivers_autoprobe")).isEqualTo("1");
        assertThat(bed.sysfs("pf0/virtfn0/driver_override")).isEqualTo("bed-vf");
        assertThat(bed.sysfs("bus/pci/drivers/bed-vf/bind")).isEqualTo("0000:01:10.0");
        assertThat(ended.out())
                .contains("link-state: numvfs_1: left out, since the VFs were there before the probe and stay\n");
        ProbeBundle bundle = ProbeBundle.read(out.resolve("link-state"));
        assertThat(bundle.existingVfs()).contains(new ProbeBundle.ExistingVfs(2, Optional.of("bed-vf")));
        assertThat(bundle.findings()).hasSize(3);
        assertThat(out.resolve("undo")).isEmptyDirectory();
    }

    @Test
    void whatTheHostDoesNotShowIsNotChanged() throws Exception {
        bed.makeTheVf(TOLD.replace(",\"trust\":true", ""));
        Files.writeString(bed.folder().resolve("sysfs/pf0/virtfn0/driver_override"), "(null)\n");
        ProbeBed.Ended ended = run(0, ProbeVariant.TRUST);
        assertThat(ended.out())
                .contains("trust: vf_trust_on: left out, since the host does not show whether the VF is trusted\n")
                .contains("trust: vf_override_clear: left out, since the VF has no driver_override\n");
        assertThat(told()).doesNotContain("trust");
    }

    @Test
    void aVfInUseIsRefusedBeforeAnythingIsChanged() throws Exception {
        bed.bed().in("ip", "link", "set", BedHost.VF, "up");
        before = bed.bed().host();
        assertThat(run(0, ProbeVariant.PROMISCUOUS))
                .isEqualTo(refused(
                        "pf0: VF 0 is in use: vf0 is up; if nobody needs it, switch it off first: ip link set vf0"
                                + " down"));
        bed.bed().in("ip", "link", "set", BedHost.VF, "down");
        bed.bed().in("ip", "link", "add", "br0", "type", "bridge");
        bed.bed().in("ip", "link", "set", BedHost.VF, "master", "br0");
        before = bed.bed().host();
        assertThat(run(0, ProbeVariant.PROMISCUOUS))
                .isEqualTo(refused(
                        "pf0: VF 0 is in use: vf0 is a port of br0; take it out first: ip link set vf0 nomaster"));
        assertThat(run(2, ProbeVariant.PROMISCUOUS))
                .isEqualTo(refused(
                        "pf0: has 2 VFs, and none with number 2; leave out --existing-vf to make it, or name one"
                                + " that is there"));
        assertThat(out).doesNotExist();
    }

    @Test
    void aMacThatAnotherVfHasIsRefused() throws Exception {
        bed.makeTheVf(TOLD.replace("02:00:00:00:00:78", BedHost.MAC));
        assertThat(run(0, ProbeVariant.PROMISCUOUS))
                .isEqualTo(refused("pf0: VF 1 has 52:54:00:fa:11:0e already; name an address that nobody has"));
    }

    private static ProbeBed.Ended refused(String sentence) {
        return new ProbeBed.Ended(ExitCode.MACHINE_REFUSED, "", sentence + "\n");
    }
}
