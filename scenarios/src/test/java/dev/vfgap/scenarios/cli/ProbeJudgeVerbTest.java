package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeJudgeVerbTest {
    private static final Path SAMPLES = Path.of("..", "replay", "samples", "filter-probe");
    private static final String BRIDGE = SAMPLES.resolve("bridge-1").toString();
    private static final String FDB = SAMPLES.resolve("fdb-1").toString();

    @TempDir
    private Path folder;

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @Test
    void probesOfOneDeviceAreJudgedTogetherWithTheKeysOfTheContract() throws IOException {
        Ran ran = Ran.vfgap("probe", "judge", "--json", "--out", folder.toString(), BRIDGE, FDB);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(folder.resolve("judge.ndjson")).hasContent(ran.out());
        JsonNode result = new ObjectMapper().readTree(ran.out());
        assertThat(keys(result))
                .containsExactly(
                        "schema",
                        "device",
                        "verdict",
                        "usableForFailover",
                        "confidence",
                        "because",
                        "withRegisters",
                        "windows",
                        "remedy",
                        "wouldDecide",
                        "steps",
                        "bundles",
                        "assumed",
                        "version");
        assertThat(result.get("schema").asText()).isEqualTo("vfgap/probe-judge/1");
        assertThat(result.get("verdict").asText()).isEqualTo("EARLY");
        assertThat(result.get("usableForFailover").asText()).isEqualTo("with-care");
        assertThat(result.get("because")).hasSize(2);
        JsonNode step = result.get("steps").get(6);
        assertThat(step.get("step").asText()).isEqualTo("vf_mac_set");
        assertThat(step.get("path").asText()).isEqualTo("none");
        assertThat(keys(step))
                .startsWith(
                        "bundle",
                        "step",
                        "stream",
                        "sentFrames",
                        "pfFrames",
                        "vfFrames",
                        "bothFrames",
                        "nowhereFrames",
                        "notAcceptedFrames",
                        "path");
    }

    @Test
    void aDeviceThatIsNotUsableAndOneThatIsNotDecidedAreANo() {
        Ran alone = Ran.vfgap("probe", "judge", BRIDGE);
        assertThat(alone.exitCode()).isEqualTo(ExitCode.ANSWER_NO);
        assertThat(alone.out())
                .startsWith(
                        "igb 6.12.74+deb12-amd64 on emulated 8086:10c9\n\n  EARLY: frames for the VF's MAC stop reaching"
                                + " the PF before the VF can receive\n  usable for failover: no; confidence: medium\n")
                .contains("what would tell more: variant remedy");
        Ran open = Ran.vfgap("probe", "judge", FDB);
        assertThat(open.exitCode()).isEqualTo(ExitCode.ANSWER_NO);
        assertThat(open.out())
                .contains("  UNDECIDED: the frames do not tell\n"
                        + "  usable for failover: with-care (until it is decided, treat it as EARLY)\n")
                .contains("the register dumps, a second witness, say EARLY")
                .contains("what would tell more: variant bridge or promiscuous");
    }

    @Test
    void aBundleThatCannotBeReadDoesNotHideTheOthers() {
        Ran ran = Ran.vfgap("probe", "judge", "no-such-bundle", FDB, BRIDGE);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.err()).isEqualTo("no-such-bundle: there is no such file; check the name\n");
        assertThat(ran.out()).contains("  EARLY: ");
    }

    @Test
    void severalDevicesAreALineEach() throws IOException {
        Path other = copy("bridge-1", "mlx5_core");
        Ran ran = Ran.vfgap("probe", "judge", "--json", BRIDGE, other.toString());
        assertThat(ran.out().lines()).hasSize(2);
        Ran refused = Ran.vfgap("probe", "judge", "--write-profile", "x.yaml", BRIDGE, other.toString());
        assertThat(refused.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(refused.err()).contains("the probes are of 2 devices, and a profile is of one");
    }

    @Test
    void measuredAgainstModelIsADiffThatIsEmptyForTheDriversOwnFamily() throws IOException {
        Ran same = Ran.vfgap("probe", "judge", "--json", "--nic", "igb", BRIDGE, FDB);
        JsonNode model = new ObjectMapper().readTree(same.out()).get("model");
        assertThat(model.toString()).isEqualTo("{\"nic\":\"igb\",\"compared\":40,\"agreeing\":40,\"differences\":[]}");
        Ran other = Ran.vfgap("probe", "judge", "--nic", "mlx5", BRIDGE);
        assertThat(other.out())
                .contains("against the drivers of mlx5 as they are known to act: 16 of 20 paths equal\n")
                .contains("measured none, model PF: the family's drivers act otherwise at this step or before it");
    }

    @Test
    void theProfileOfADeviceIsTakenByRunAndPredict() throws IOException {
        Path profile = folder.resolve("probed nic.yaml");
        Ran judged = Ran.vfgap("probe", "judge", "--write-profile", profile.toString(), BRIDGE, FDB);
        assertThat(judged.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(profile)
                .hasContent("format: vfgap-profile/1\nname: \"probed-nic\"\n"
                        + "title: \"igb 6.12.74+deb12-amd64 on emulated 8086:10c9, probed 2026-11-22\"\nof: nic\nnic:\n"
                        + "  basedOn: igb\n  class: early\n  device:   # by which a catalogue is asked for its mark\n"
                        + "    driver: \"igb\"\n    version: \"6.12.74+deb12-amd64\"\n    firmware: \"2.1.0\"\n"
                        + "    kernel: \"6.12.74+deb12-amd64\"\n    pciId: \"8086:10c9\"\n    emulated: true\n  events:\n"
                        + "    set-admin-mac:   # ip link set PF vf N mac M\n      does: \"E=A\"\n      mark: measured\n"
                        + "      source: \"probe bridge-1, step vf_mac_set\"\n");
        assertThat(Ran.vfgap("check", profile.toString()).exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(Ran.vfgap("probe", "predict", "--nic", profile.toString(), BRIDGE)
                        .exitCode())
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void theMarkOfADeviceIsReadByRunAndCheck() throws IOException {
        Path catalogue = folder.resolve("catalogue");
        Ran judged =
                Ran.vfgap("probe", "judge", "--catalogue", catalogue.toString(), "--date", "2026-11-30", BRIDGE, FDB);
        Path record = catalogue.resolve("igb-8086-10c9-6.12.74-deb12-amd64-emulated.json");
        assertThat(judged.err()).isEqualTo("vfgap probe judge: wrote " + record + "\n");
        JsonNode mark = new ObjectMapper().readTree(record.toFile());
        assertThat(keys(mark))
                .containsExactly(
                        "format",
                        "device",
                        "nic",
                        "class",
                        "date",
                        "verdict",
                        "usableForFailover",
                        "confidence",
                        "remedy",
                        "wouldDecide",
                        "because",
                        "bundles",
                        "marks");
        assertThat(mark.get("date").asText()).isEqualTo("2026-11-30");
        assertThat(mark.get("bundles").get(0).get("sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(mark.get("marks").get("udevRule").asText())
                .isEqualTo("ACTION!=\"remove\", SUBSYSTEM==\"net\", DRIVERS==\"igb\", ATTRS{vendor}==\"0x8086\","
                        + " ATTRS{device}==\"0x10c9\", ENV{VFGAP_FILTER}=\"early\", ENV{VFGAP_FAILOVER}=\"with-care\"");
        assertThat(mark.get("marks").get("hwdb").asText())
                .isEqualTo("pci:v00008086d000010C9*\n VFGAP_FILTER=early\n VFGAP_FAILOVER=with-care");
        assertThat(mark.get("marks").get("libvirtMetadata").asText())
                .isEqualTo("<vfgap:device xmlns:vfgap=\"urn:vfgap:device:1\" driver=\"igb\" pciId=\"8086:10c9\""
                        + " filter=\"early\" failover=\"with-care\"/>");
        assertThat(mark.get("marks").get("nodeLabel").asText()).isEqualTo("vfgap.dev/failover-8086-10c9=with-care");

        String warning =
                "igb 6.12.74+deb12-amd64 on emulated 8086:10c9 (2026-11-30) is marked \"with-care\" for failover:"
                        + " EARLY; bridge fdb add 52:54:00:fa:11:0e dev PF self before the VF's MAC is set, and bridge fdb del"
                        + " 52:54:00:fa:11:0e dev PF self when the VF is up\n";
        Ran run = Ran.vfgap(
                "run", "default", "--set", "nic=igb", "--replications", "1", "--catalogue", catalogue.toString());
        assertThat(run.err()).contains("vfgap run: " + warning);
        Ran compare = Ran.vfgap(
                "compare",
                "default",
                "--strategies",
                "virtio-only,filter-first",
                "--set",
                "nic=igb",
                "--replications",
                "2",
                "--catalogue",
                catalogue.toString());
        assertThat(compare.err()).contains("vfgap compare: " + warning);
        Ran silent = Ran.vfgap(
                "run", "default", "--set", "nic=mlx5", "--replications", "1", "--catalogue", catalogue.toString());
        assertThat(silent.err()).doesNotContain("is marked");
        assertThat(Ran.vfgap("check", record.toString()).out())
                .isEqualTo(record + ": a device record without errors\n");
        Path scenario = Path.of("src/main/resources/dev/vfgap/scenarios/library/scenarios/claims/S5-early.yaml");
        Ran checked = Ran.vfgap("check", "--catalogue", catalogue.toString(), scenario.toString());
        assertThat(checked.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(checked.err()).isEqualTo("vfgap check: " + warning);
    }

    @Test
    void nothingIsMarkedWithoutAVerdict() {
        Path catalogue = folder.resolve("empty");
        Ran ran = Ran.vfgap("probe", "judge", "--catalogue", catalogue.toString(), FDB);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.ANSWER_NO);
        assertThat(ran.err())
                .isEqualTo("vfgap probe judge: nothing is decided, so no profile and no mark are written\n");
        assertThat(catalogue).doesNotExist();
    }

    @Test
    void aRecordThatIsNoneIsRefusedInOneSentence() throws IOException {
        Files.writeString(folder.resolve("a.json"), "{\"format\": \"vfgap-device/1\", \"nic\": \"igg\"}");
        Ran ran = Ran.vfgap("run", "default", "--replications", "1", "--catalogue", folder.toString());
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.err())
                .isEqualTo(folder.resolve("a.json")
                        + ":1:37: \"nic\" is \"igg\", which is no built-in NIC family; docs/probe.md says what a device's record"
                        + " holds\n");
        Files.writeString(folder.resolve("a.json"), "{\"format\": ");
        assertThat(Ran.vfgap("run", "default", "--catalogue", folder.toString()).err())
                .contains("a.json:1:", "is no JSON");
        assertThat(Ran.vfgap(
                                "run",
                                "default",
                                "--catalogue",
                                folder.resolve("none").toString())
                        .err())
                .contains("there is no such catalogue folder");
    }

    private Path copy(String name, String driver) throws IOException {
        Path to = folder.resolve(name);
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(SAMPLES.resolve(name))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        Path manifest = to.resolve("bundle.json");
        Files.writeString(
                manifest, Files.readString(manifest).replace("\"driver\": \"igb\"", "\"driver\": \"" + driver + "\""));
        return to;
    }
}
