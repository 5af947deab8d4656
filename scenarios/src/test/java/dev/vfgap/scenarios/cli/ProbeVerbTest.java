package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeVerbTest {
    private static final Path SAMPLES = Path.of("..", "replay", "samples", "filter-probe");
    private static final String FDB = SAMPLES.resolve("fdb-1").toString();
    private static final String NO_PF_MAC = SAMPLES.resolve("no-pf-mac-1").toString();

    @TempDir
    private Path folder;

    @Test
    void aProbeIsClassifiedForPeople() {
        Ran ran = Ran.vfgap("probe", "classify", NO_PF_MAC);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .startsWith("no-pf-mac-1: the frames that the NIC accepted in the settled second")
                .contains("  vf_mac_set           untagged         150   none         none         POOL_RX_DISABLED\n")
                .contains("  2707 of 2707 frames went where the registers say\n")
                .contains("with nic.defaultPoolNeedsPromisc = true, as silicon is assumed to be:\n"
                        + "  2407 of 2707 frames went where the registers say\n")
                .contains("<-- differs NO_POOL");
    }

    @Test
    void severalProbesAreOneLineOfJsonEachWithTheKeysOfTheContract() throws IOException {
        Ran ran = Ran.vfgap("probe", "classify", "--json", NO_PF_MAC, FDB);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        List<String> lines = ran.out().lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        List<String> keys = new ArrayList<>();
        first.fieldNames().forEachRemaining(keys::add);
        assertThat(keys)
                .containsExactly(
                        "schema",
                        "bundle",
                        "frames",
                        "agreeing",
                        "agreement",
                        "confusion",
                        "undecidedFrames",
                        "basis",
                        "chip",
                        "emulated",
                        "silicon",
                        "findings",
                        "assumed",
                        "version");
        assertThat(first.get("schema").asText()).isEqualTo("vfgap/probe-classify/1");
        assertThat(first.get("bundle").asText()).isEqualTo("no-pf-mac-1");
        assertThat(first.get("frames").asLong()).isEqualTo(2707);
        assertThat(first.get("agreement").asDouble()).isEqualTo(1);
        assertThat(first.get("confusion").get(2).toString())
                .isEqualTo("{\"step\":\"numvfs_1\",\"stream\":\"untagged\",\"measured\":\"PF\",\"predicted\":\"PF\","
                        + "\"frames\":150}");
        assertThat(first.get("emulated").get("agreeing").asLong()).isEqualTo(2707);
        assertThat(first.get("silicon").get("agreeing").asLong()).isEqualTo(2407);
        assertThat(first.get("silicon").get("nic.defaultPoolNeedsPromisc").asBoolean())
                .isTrue();
        assertThat(first.get("silicon").get("disagreeing")).hasSize(2);
    }

    @Test
    void aProbeIsPredictedFromItsCommandsForPeople() {
        Ran ran = Ran.vfgap("probe", "predict", "--nic", "igb", NO_PF_MAC);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains("  step                 untagged    vlan100\n")
                .contains("  vf_up                VF          none\n")
                .contains("  18 of 18 paths as predicted\n")
                .contains("  numvfs_1             untagged: none, measured PF\n");
    }

    @Test
    void everyCellOfEveryProbeIsPredictedByTheTableOfIgb() throws IOException {
        Ran ran = Ran.vfgap("probe", "predict", "--nic", "igb", "--json", "--out", folder.toString(), NO_PF_MAC, FDB);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(folder.resolve("predict.ndjson")).hasContent(ran.out());
        for (String line : ran.out().lines().toList()) {
            JsonNode result = new ObjectMapper().readTree(line);
            assertThat(result.get("schema").asText()).isEqualTo("vfgap/probe-predict/1");
            assertThat(result.get("nic").asText()).isEqualTo("igb");
            assertThat(result.get("agreeing").asInt())
                    .isEqualTo(result.get("compared").asInt())
                    .isEqualTo(result.get("cells").size());
            assertThat(result.get("cells").get(2).get("measured"))
                    .isEqualTo(result.get("cells").get(2).get("predicted"));
        }
    }

    @Test
    void whereNothingCouldBeComparedTheAnswerIsNo() throws IOException {
        Path copy = copy(SAMPLES.resolve("no-pf-mac-1"));
        Files.delete(copy.resolve("pf.pcap.gz"));
        Files.delete(copy.resolve("vf.pcap.gz"));
        Ran classified = Ran.vfgap("probe", "classify", copy.toString());
        assertThat(classified.exitCode()).isEqualTo(ExitCode.ANSWER_NO);
        assertThat(classified.out()).contains("no frame could be classified");
        Ran predicted = Ran.vfgap("probe", "predict", "--nic", "igb", copy.toString());
        assertThat(predicted.exitCode()).isEqualTo(ExitCode.ANSWER_NO);
        assertThat(predicted.out()).contains("no path could be compared");
    }

    @Test
    void aFamilyThatActsOtherwiseIsANo() {
        Ran ran = Ran.vfgap("probe", "predict", "--nic", "mlx5", NO_PF_MAC);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.ANSWER_NO);
        assertThat(ran.out()).contains("PF, measured none").contains("<-- differs");
    }

    @Test
    void aFamilyIsAlsoKnownByItsChipAndByAProfile() throws IOException {
        Path profile = folder.resolve("mine.yaml");
        Files.writeString(
                profile, "format: vfgap-profile/1\nname: my-82576\ntitle: mine\nof: nic\nnic:\n  basedOn: igb\n");
        String byFamily = Ran.vfgap("probe", "predict", "--nic", "igb", FDB).out();
        assertThat(Ran.vfgap("probe", "predict", "--nic", "82576", FDB).out()).isEqualTo(byFamily);
        assertThat(Ran.vfgap("probe", "predict", "--nic", profile.toString(), FDB))
                .isEqualTo(
                        new Ran(ExitCode.DONE, byFamily.replace("drivers of igb are", "drivers of my-82576 are"), ""));
    }

    @Test
    void aFamilyThatIsNotKnownIsToldWithTheNearest() {
        Ran ran = Ran.vfgap("probe", "predict", "--nic", "igbb", NO_PF_MAC);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.err()).isEqualTo("igbb: there is no NIC of this name; did you mean \"igb\"?\n");
    }

    @Test
    void aProbeOfSiliconIsHeldToSiliconAndAFrameThatWentElsewhereIsANo() throws IOException {
        Path copy = copy(SAMPLES.resolve("no-pf-mac-1"));
        Path manifest = copy.resolve("bundle.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"emulated\": true", "\"emulated\": false"));
        Ran ran = Ran.vfgap("probe", "classify", "--json", copy.toString());
        assertThat(ran.exitCode()).isEqualTo(ExitCode.ANSWER_NO);
        JsonNode result = new ObjectMapper().readTree(ran.out());
        assertThat(result.get("chip").asText()).isEqualTo("silicon");
        assertThat(result.get("agreeing").asLong()).isEqualTo(2407);
        assertThat(result.get("assumed").toString()).isEqualTo("[\"nic.defaultPoolNeedsPromisc\"]");
    }

    @Test
    void aProbeThatCannotBeReadDoesNotHideTheOthers() {
        Ran ran = Ran.vfgap("probe", "classify", "--json", "no-such-bundle", FDB);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.err()).isEqualTo("no-such-bundle: there is no such file; check the name\n");
        assertThat(ran.out().lines()).hasSize(1);
    }

    @Test
    void outHoldsTheSameLinesAsStandardOutput() {
        Path out = folder.resolve("results");
        Ran ran = Ran.vfgap("probe", "classify", "--json", "--out", out.toString(), FDB);
        assertThat(ran.err()).isEqualTo("vfgap probe classify: wrote " + out.resolve("classify.ndjson") + "\n");
        assertThat(out.resolve("classify.ndjson")).hasContent(ran.out());
    }

    @Test
    void checkKnowsProbes() {
        Ran ran = Ran.vfgap("check", FDB, NO_PF_MAC + "/bundle.json");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .isEqualTo(FDB + ": a probe bundle without errors\n" + NO_PF_MAC
                        + "/bundle.json: a probe bundle without errors\n");
    }

    @Test
    void aBundleOfTheOtherKindIsSentToItsVerb() {
        for (String verb : List.of("account", "replay")) {
            Ran ran = Ran.vfgap(verb, FDB);
            assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(ran.err())
                    .isEqualTo(FDB + "/bundle.json:2:12: \"format\" is \"vfgap-probe-bundle/1\": a probe bundle;"
                            + " use vfgap probe classify or vfgap probe predict\n");
        }
        Ran ran = Ran.vfgap(
                "probe",
                "classify",
                Path.of("..", "replay", "samples", "migration", "S7-1").toString());
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.err()).contains("a capture bundle; use vfgap account or vfgap replay");
    }

    @Test
    void withoutAVerbOfItsOwnItSaysWhichThereAre() {
        Ran ran = Ran.vfgap("probe");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.err()).startsWith("vfgap probe: say what to do: judge, classify, predict");
    }

    private Path copy(Path from) throws IOException {
        Path to = Files.createDirectory(folder.resolve(from.getFileName()));
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }
}
