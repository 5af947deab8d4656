package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs of a live probe where nothing is probed; {@code NamespaceProbeTest} has the others. */
class ProbeRunVerbTest {
    @TempDir
    private Path temporary;

    private static Ran probe(String verb, String... more) {
        List<String> args = new ArrayList<>(
                List.of("probe", verb, "--pf", "no-such-pf", "--vf", "0", "--mac", "52:54:00:fa:11:0e"));
        args.addAll(List.of(more));
        return Ran.vfgap(args.toArray(String[]::new));
    }

    @Test
    void aDryRunSaysEachCommandAndWhatStandsAgainstIt() throws IOException {
        Ran result = probe("run", "--from", "no-such-port", "--variant", "nothing", "--json");
        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
        JsonNode json = new JsonMapper().readTree(result.out());
        assertThat(json.path("applied").asBoolean(true)).isFalse();
        assertThat(json.path("problems").toString())
                .contains(
                        "no-such-pf: this machine has no such interface; vfgap capture --list shows those that it has",
                        "no-such-port: this machine has no such interface");
        List<String> steps = new ArrayList<>();
        json.path("steps")
                .forEach(step -> steps.add(step.path("step").asText() + ": "
                        + step.path("commands").asText()));
        String device = "/sys/class/net/no-such-pf/device/";
        assertThat(steps)
                .containsExactly(
                        "baseline: ",
                        "numvfs_1: echo 0 > " + device + "sriov_drivers_autoprobe && echo 1 > " + device
                                + "sriov_numvfs",
                        "vf_mac_set: ip link set no-such-pf vf 0 mac 52:54:00:fa:11:0e",
                        "vf_bind: echo 1 > " + device
                                + "sriov_drivers_autoprobe && echo $VFPCI > /sys/bus/pci/drivers_probe",
                        "vf_up: ip link set $VFDEV up",
                        "vf_down: ip link set $VFDEV down",
                        "vf_unbind: echo $VFPCI > " + device + "virtfn0/driver/unbind",
                        "vf_reset: echo 1 > " + device + "virtfn0/reset",
                        "vf_mac_clear: ip link set no-such-pf vf 0 mac 00:00:00:00:00:00",
                        "control_unknown_mac: ",
                        "numvfs_0: echo 0 > " + device + "sriov_numvfs");
    }

    @Test
    void aDryRunOnAVfThatIsThereNamesWhatIsLeftOut() throws IOException {
        Ran result = probe("run", "--from", "no-such-port", "--variant", "nothing", "--existing-vf", "--json");
        List<String> leftOut = new ArrayList<>();
        new JsonMapper().readTree(result.out()).path("steps").forEach(step -> {
            if (step.has("leftOut")) {
                leftOut.add(
                        step.path("step").asText() + ": " + step.path("leftOut").asText());
            }
        });
        assertThat(leftOut)
                .containsExactly(
                        "numvfs_1: the VFs were there before the probe and stay",
                        "numvfs_0: the VFs were there before the probe and stay");
        assertThat(result.out()).doesNotContain("sriov_numvfs");
        assertThat(probe("run", "--from", "no-such-port", "--variant", "nothing", "--existing-vf")
                        .out())
                .contains("numvfs_1             (left out: the VFs were there before the probe and stay)");
        assertThat(probe("plan", "--variant", "bridge,pf-cycle", "--existing-vf")
                        .err())
                .contains("--variant pf-cycle takes the link of every VF of the PF; leave it out, or --existing-vf");
    }

    @Test
    void appliedToAMachineThatCannotBeProbedItRefusesAndWritesNothing() {
        Path out = temporary.resolve("out");
        Ran result = probe("run", "--from", "no-such-port", "--apply", "--out", out.toString());
        assertThat(result.exitCode()).isEqualTo(ExitCode.MACHINE_REFUSED);
        assertThat(result.err()).startsWith("no-such-pf: cannot be probed: ").endsWith("; nothing was changed\n");
        assertThat(out).doesNotExist();
    }

    @Test
    void badOptionsAreToldInOneSentence() {
        assertThat(probe("run", "--from", "external").err()).contains("--from external is for probe plan");
        assertThat(probe("run", "--from", "eth0", "--settle", "20ms").err())
                .contains("--settle is 20ms; write 1s or more");
        assertThat(probe("run", "--from", "eth0", "--apply").err()).contains("say where to write: --out DIR");
        assertThat(probe("plan", "--variant", "vlan").err()).contains("--variant vlan needs a VLAN");
        assertThat(probe("plan", "--variant", "bonded").err())
                .contains("--variant is \"bonded\"; write one of explicit");
        assertThat(probe("plan", "--from", "x;reboot").err())
                .contains("--from is \"x;reboot\", which is no interface's name");
        assertThat(probe("plan", "--from", "no-such-pf").err()).contains("--from is the PF itself");
        assertThat(probe("plan", "--vlan", "4095").exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void aFolderInWhichNothingIsLeftNeedsNoRestoring() {
        Ran result = Ran.vfgap("probe", "restore", temporary.toString());
        assertThat(result).isEqualTo(new Ran(ExitCode.DONE, "Nothing is left to take back.\n", ""));
        Ran absent = Ran.vfgap("probe", "restore", temporary.resolve("none").toString());
        assertThat(absent.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    }
}
