package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The marks of devices on the command line: made from the sample probes, and read by run, check and the runbooks. */
class DeviceVerbsTest {
    private static final Path SAMPLES = Path.of("..", "replay", "samples");
    private static final Path PROBES = SAMPLES.resolve("filter-probe");
    private static final String CATALOGUE = SAMPLES.resolve("catalogue").toString();
    private static final String RECORD = "igb-8086-10c9-6.12.74-deb12-amd64-emulated.json";
    private static final String SCENARIO =
            "src/main/resources/dev/vfgap/scenarios/library/scenarios/claims/S1-early.yaml";

    @TempDir
    private Path folder;

    private static Ran judge(String... options) throws IOException {
        List<String> args = new ArrayList<>(List.of("probe", "judge"));
        args.addAll(List.of(options));
        try (Stream<Path> probes = Files.list(PROBES)) {
            probes.sorted().map(Path::toString).forEach(args::add);
        }
        return Ran.vfgap(args.toArray(String[]::new));
    }

    private static JsonNode json(Ran ran) throws IOException {
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCode.DONE);
        return new ObjectMapper().readTree(ran.out());
    }

    @Test
    void theSampleCatalogueIsWhatTheSampleProbesMake() throws IOException {
        assertThat(judge("--catalogue", folder.toString()).exitCode()).isEqualTo(ExitCode.DONE);
        try (Stream<Path> files = Files.list(Path.of(CATALOGUE))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly(RECORD);
        }
        assertThat(Path.of(CATALOGUE, RECORD))
                .as(
                        "write it again: ./vfgap probe judge --catalogue replay/samples/catalogue replay/samples/filter-probe/*")
                .hasSameBinaryContentAs(folder.resolve(RECORD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bridge-1", "no-pf-mac-1", "bridge-1 fdb-1", "vlan-1 bridge-1 fdb-1 no-pf-mac-1"})
    void whatIsWrittenIsAsTheSchemaSays(String probes) throws IOException {
        List<String> args = new ArrayList<>(List.of("probe", "judge", "--catalogue", folder.toString()));
        for (String probe : probes.split(" ")) {
            args.add(PROBES.resolve(probe).toString());
        }
        Ran.vfgap(args.toArray(String[]::new));
        ObjectMapper mapper = new ObjectMapper();
        JsonNode schema =
                mapper.readTree(Path.of("..", "docs", "schema", "device.json").toFile());
        JsonNode record = mapper.readTree(folder.resolve(RECORD).toFile());
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(schema)
                        .validate(record))
                .isEmpty();
        List<String> keys = new ArrayList<>();
        record.fieldNames().forEachRemaining(keys::add);
        List<String> described = new ArrayList<>();
        schema.get("properties").fieldNames().forEachRemaining(described::add);
        assertThat(keys).isEqualTo(described);
    }

    /** From the probe to the prediction: the measured NIC acts as the built-in family of its driver. */
    @Test
    void aMeasuredProfileRunsAsItsFamilyDoesAndIsFoundInTheCatalogue() throws IOException {
        Path profile = folder.resolve("measured.yaml");
        assertThat(judge("--write-profile", profile.toString()).exitCode()).isEqualTo(ExitCode.DONE);
        Ran measured = run("nic=" + profile, "--catalogue", CATALOGUE);
        JsonNode result = json(measured);
        assertThat(result.at("/nic/family").asText()).isEqualTo("measured");
        assertThat(measured.err())
                .contains("vfgap run: igb 6.12.74+deb12-amd64 on emulated 8086:10c9 (2026-11-22) is marked");
        ObjectNode family = (ObjectNode) json(run("nic=igb"));
        for (ObjectNode one : List.of((ObjectNode) result, family)) {
            one.remove(List.of("nic", "scenarioDigest"));
        }
        assertThat(result).isEqualTo(family);
    }

    @Test
    void aComparisonTellsTheMarkOfTheNicToo() {
        Ran ran = Ran.vfgap(
                "compare",
                "default",
                "--strategies",
                "virtio-only,filter-first",
                "--replications",
                "2",
                "--set",
                "primaryNic=igbvf",
                "--set",
                "nic=igb",
                "--catalogue",
                CATALOGUE);
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCode.DONE);
        assertThat(ran.err())
                .contains("vfgap compare: igb 6.12.74+deb12-amd64 on emulated 8086:10c9 (2026-11-22) is marked");
    }

    private static Ran run(String nic, String... more) {
        List<String> args = new ArrayList<>(List.of("run", "default", "--json", "--replications", "2"));
        args.addAll(List.of("--set", "primaryNic=igbvf", "--set", nic));
        args.addAll(List.of(more));
        return Ran.vfgap(args.toArray(String[]::new));
    }

    @Test
    void runWithTheRemedySaysWhatItChangedAndByWhichRecordAndLosesLess() throws IOException {
        JsonNode plain = json(run("nic=igb", "--catalogue", CATALOGUE));
        JsonNode changed = json(run("nic=igb", "--catalogue", CATALOGUE, "--remedy"));
        assertThat(plain.has("forDevice")).isFalse();
        JsonNode device = changed.get("forDevice");
        assertThat(device.get("effect").asText()).isEqualTo("changed");
        assertThat(device.at("/mark/record").asText()).isEqualTo(RECORD);
        assertThat(device.at("/mark/sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(device.get("changes").toString())
                .startsWith("[{\"number\":\"1\",\"change\":\"inserted\",\"step\":{\"do\":\"set-filter\",\"host\":\"A\","
                        + "\"to\":\"both\"},\"why\":\"");
        assertThat(changed.at("/rx/lostFrames/mean").asDouble())
                .isLessThan(plain.at("/rx/lostFrames/mean").asDouble());
        assertThat(changed.get("scenarioDigest")).isNotEqualTo(plain.get("scenarioDigest"));
        Ran text = Ran.vfgap(
                "run", "default", "--set", "nic=igb", "--replications", "1", "--catalogue", CATALOGUE, "--remedy");
        assertThat(text.out())
                .startsWith("The steps are changed for this device")
                .contains("(mark " + RECORD.substring(0, 20))
                .contains("\n  1      inserted   {do=set-filter, host=A, to=both}\n");
    }

    @Test
    void theRemedyIsNeverTakenForSomethingElse() throws IOException {
        Ran without = run("nic=igb", "--remedy");
        assertThat(without.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(without.err())
                .isEqualTo(
                        "--remedy: is of a device's mark, and there is no catalogue of marks; add --catalogue DIR\n");
        JsonNode other = json(run("nic=mlx5", "--catalogue", CATALOGUE, "--remedy"));
        assertThat(other.at("/forDevice/effect").asText()).isEqualTo("not-marked");
        Ran.vfgap(
                "probe",
                "judge",
                "--catalogue",
                folder.toString(),
                PROBES.resolve("bridge-1").toString());
        Ran unusable = run("nic=igb", "--catalogue", folder.toString(), "--remedy");
        assertThat(unusable.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(unusable.err())
                .contains("--remedy: NOT TO BE USED YET with this device: igb")
                .endsWith("run it without --remedy to see what is lost, or one of these: detach-attach, netvsc-switch,"
                        + " virtio-only, vfio-migration, vdpa-migration\n");
    }

    @Test
    void aRunbookIsOrderedForTheDeviceWithTheReasonsBesideTheSteps() {
        Ran ran = Ran.vfgap("describe", "strategy", "lab-S2", "--catalogue", CATALOGUE, "--device", "8086:10c9");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out())
                .startsWith(
                        "WARNING: igb 6.12.74+deb12-amd64 on emulated 8086:10c9 (2026-11-22) is marked \"with-care\" for\n")
                .contains("""

                        1. Lead the guest's MAC on B to both, the primary and the standby
                             > changed: the NIC leads the MAC to the VF before the VF can receive; until the VF is up the PF
                             > has it too
                             shell B  bridge fdb replace $MAC dev $PF_B self && ip link set $PF_B vf $VF_B mac $MAC   # legacy NIC (igb, ixgbe)
                        2. Lead the guest's MAC on A to both, the primary and the standby
                             > inserted: the NIC leads the MAC to the VF whether a driver runs or not; with the MAC on the
                             > PF too, the standby has the frames as soon as the guest lets the primary go
                             shell A  bridge fdb replace $MAC dev $PF_A self   # legacy NIC (igb, ixgbe)
                        3. Start the migration from A to B
                        """)
                .contains("""
                        9. Lead the guest's MAC on B to the primary
                             > inserted: the VF is up: the PF lets the MAC go, and frames come once
                             shell B  bridge fdb del $MAC dev $PF_B self   # legacy NIC (igb, ixgbe)
                        """)
                .doesNotContain("master static");
    }

    @Test
    void aRunbookForADeviceThatIsNotUsableSaysSoFirst() {
        Ran.vfgap(
                "probe",
                "judge",
                "--catalogue",
                folder.toString(),
                PROBES.resolve("bridge-1").toString());
        Ran ran = Ran.vfgap("describe", "strategy", "S1", "--catalogue", folder.toString(), "--nic", "igb");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out())
                .startsWith(
                        "NOT TO BE USED YET with this device: igb 6.12.74+deb12-amd64 on emulated 8086:10c9 (2026-11-22) is\n"
                                + "marked \"no\" for failover: EARLY, and no probe has tried whether an order of steps avoids the loss")
                .contains("\n  virtio-only       Plain virtio-net without a primary, the baseline\n");
    }

    @Test
    void aRunbookInJsonHasTheSameForPrograms() throws IOException {
        JsonNode result = json(Ran.vfgap(
                "describe", "strategy", "lab-S1", "--json", "--catalogue", CATALOGUE, "--device", "8086:10c9"));
        assertThat(result.at("/forDevice/effect").asText()).isEqualTo("changed");
        assertThat(result.at("/strategy/plan/0").toString())
                .isEqualTo("{\"do\":\"set-filter\",\"host\":\"A\",\"to\":\"both\"}");
        assertThat(result.at("/strategy/runbook/0/note").asText()).startsWith("inserted: ");
        assertThat(result.at("/strategy/runbook/1/note").asText()).startsWith("inserted: a VF without the MAC");
        assertThat(result.at("/strategy/runbook/2").has("note")).isFalse();
    }

    @Test
    void aDeviceWithoutACatalogueAndACatalogueWithoutADeviceAreRefused() {
        assertThat(Ran.vfgap("describe", "strategy", "S1", "--nic", "igb").err())
                .isEqualTo("--nic: names a device, and nothing says where its mark is; add --catalogue DIR\n");
        assertThat(Ran.vfgap("describe", "strategy", "S1", "--catalogue", CATALOGUE)
                        .err())
                .endsWith("does not say which device it is; add --nic NAME, or --device with one of 8086:10c9\n");
        assertThat(Ran.vfgap("describe", "strategy", "S1", "--catalogue", CATALOGUE, "--device", "igb")
                        .err())
                .isEqualTo("--device igb: is no PCI id; write vendor and device as lspci -n shows them: 8086:10c9\n");
        Ran yaml = Ran.vfgap("describe", "strategy", "S1", "--yaml", "--catalogue", CATALOGUE, "--device", "8086:10c9");
        assertThat(yaml.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void aScenarioNamesItsCatalogueFromItsOwnFolder() throws IOException {
        assertThat(judge("--catalogue", folder.resolve("marks").toString()).exitCode())
                .isEqualTo(ExitCode.DONE);
        Path scenario = scenario("marks");
        String warning = ": igb 6.12.74+deb12-amd64 on emulated 8086:10c9 (2026-11-22) is marked \"with-care\"";
        Ran run = Ran.vfgap("run", scenario.toString(), "--replications", "1", "--remedy", "--json");
        assertThat(run.err()).startsWith("vfgap run" + warning);
        assertThat(new ObjectMapper()
                        .readTree(run.out())
                        .at("/forDevice/effect")
                        .asText())
                .isEqualTo("changed");
        Ran check = Ran.vfgap("check", scenario.toString());
        assertThat(check.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(check.err()).startsWith("vfgap check" + warning);
    }

    @Test
    void aCatalogueThatIsNotThereIsToldAtTheLineThatNamesIt() throws IOException {
        Path scenario = scenario("nowhere");
        int line = Files.readAllLines(scenario).indexOf("catalogue: nowhere") + 1;
        String told = scenario + ":" + line + ":12: " + folder.resolve("nowhere")
                + ": there is no such catalogue folder; \"vfgap probe judge --catalogue DIR\" makes one\n";
        for (String verb : List.of("run", "check")) {
            Ran ran = Ran.vfgap(verb, scenario.toString());
            assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(ran.err()).isEqualTo(told);
        }
    }

    @Test
    void aBrokenRecordIsToldAtItsOwnLineByWhoeverReadsTheScenario() throws IOException {
        Files.createDirectories(folder.resolve("marks"));
        Files.writeString(folder.resolve("marks").resolve("a.json"), "{\n  \"format\": \"vfgap-device/9\"\n}\n");
        Path scenario = scenario("marks");
        for (String verb : List.of("run", "check")) {
            Ran ran = Ran.vfgap(verb, scenario.toString());
            assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(ran.err())
                    .isEqualTo(folder.resolve("marks").resolve("a.json")
                            + ":2:13: \"format\" is \"vfgap-device/9\" instead of \"vfgap-device/1\"; docs/probe.md says"
                            + " what a device's record holds\n");
        }
    }

    private Path scenario(String catalogue) throws IOException {
        Path scenario = folder.resolve("scenario.yaml");
        Files.writeString(scenario, Files.readString(Path.of(SCENARIO)) + "catalogue: " + catalogue + "\n");
        return scenario;
    }
}
