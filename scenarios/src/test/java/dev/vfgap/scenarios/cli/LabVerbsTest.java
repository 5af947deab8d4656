package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor} and {@code bundle}: a lab's own files, recognised and made a bundle of. */
class LabVerbsTest {
    private static final Path SAMPLE = Path.of("..", "replay", "samples", "migration", "S1-1");
    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    private Path temporary;

    /** The captures of a sample, a driver's notes as CSV, and a monitor's text. */
    private Path lab() throws IOException {
        Path lab = Files.createDirectories(temporary.resolve("lab"));
        try (Stream<Path> files = Files.list(SAMPLE)) {
            for (Path file :
                    files.filter(some -> some.toString().endsWith(".gz")).toList()) {
                Files.copy(file, lab.resolve(file.getFileName()));
            }
        }
        Files.writeString(lab.resolve("driver.csv"), """
                time_ns,source,event,key=value
                1795379568606363967,driver,begin
                1795379568867000000,driver,filterA_standby,done_ns=1795379568890000000
                1795379575288838437,driver,end
                """);
        Files.writeString(lab.resolve("qmp.log"), """
                {"timestamp": {"seconds": 1795379568, "microseconds": 611396}, "event": "UNPLUG_PRIMARY", "data": {"device-id": "primary"}}
                nonsense
                """);
        return lab;
    }

    @Test
    void doctorSaysWhatEachFileIsAndWhatIsMissing() throws IOException {
        Ran ran = Ran.vfgap("doctor", lab().toString());

        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out())
                .contains(
                        "tapA-virtio.pcap.gz: a capture at the standby of A\n",
                        "packets.csv.gz: a delivery file\n",
                        "driver.csv: events as CSV or JSON lines\n",
                        "qmp.log: a QMP monitor's text, of host A\n",
                        "  1 of 2 lines could not be read:\n    line 2 is no JSON object: nonsense\n",
                        "account: possible\n",
                        "replay: limited\n",
                        "No log of the destination's QEMU",
                        "validate: impossible\n");
    }

    @Test
    void doctorAnswersAsJson() throws IOException {
        Ran ran = Ran.vfgap("doctor", "--json", lab().toString());

        JsonNode json = MAPPER.readTree(ran.out());
        assertThat(json.path("schema").asText()).isEqualTo("vfgap/doctor/1");
        assertThat(json.path("files")).hasSize(10);
        JsonNode driver = json.path("files").get(0);
        assertThat(driver.toString())
                .isEqualTo("{\"file\":\"driver.csv\",\"kind\":\"log\",\"format\":\"generic\",\"machine\":\"host\","
                        + "\"clock\":\"declared\",\"resolutionNs\":1,\"fromNs\":1795379568606363967,"
                        + "\"toNs\":1795379575288838437,\"lines\":4,"
                        + "\"events\":{\"begin\":1,\"end\":1,\"filterA_standby\":1},\"unreadLines\":0,\"firstUnread\":[],"
                        + "\"findings\":[],\"problems\":[]}");
        assertThat(json.path("analyses"))
                .extracting(one -> one.path("analysis").asText())
                .containsExactly("account", "replay", "calibrate", "validate");
    }

    @Test
    void bundleMakesABundleThatTheOtherVerbsRead() throws IOException {
        Path made = temporary.resolve("made");
        Ran ran = Ran.vfgap("bundle", "--json", "--out", made.toString(), lab().toString());

        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        JsonNode json = MAPPER.readTree(ran.out());
        assertThat(json.path("schema").asText()).isEqualTo("vfgap/bundle/1");
        assertThat(json.path("points").asInt()).isEqualTo(7);
        assertThat(json.path("events").asInt()).isEqualTo(4);
        Ran account = Ran.vfgap("account", "--json", made.toString());
        Ran given = Ran.vfgap("account", "--json", SAMPLE.toString());
        assertThat(MAPPER.readTree(account.out()).path("rx"))
                .isEqualTo(MAPPER.readTree(given.out()).path("rx"));
    }

    @Test
    void bundleReplacesNothingUnlessItIsForcedTo() throws IOException {
        Path lab = lab();
        assertThat(Ran.vfgap("bundle", lab.toString()).exitCode()).isEqualTo(ExitCode.DONE);
        String first = Files.readString(lab.resolve("events.jsonl"));

        Ran again = Ran.vfgap("bundle", lab.toString());
        assertThat(again.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(again.errLines())
                .containsExactly(lab.resolve("bundle.json")
                        + ": is there already; give --force to replace it, or --out for another folder");
        assertThat(Ran.vfgap("bundle", "--force", lab.toString()).exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(lab.resolve("events.jsonl")).hasContent(first.strip());
    }

    @Test
    void theNotesSayWhatNoFileShows() throws IOException {
        Path lab = lab();
        Files.writeString(lab.resolve("capture.yaml"), """
                title: a migration by hand
                weather: fair
                clock: {kind: single-host-realtime}
                files:
                  - file: qmp.log
                    host: B
                environment:
                  hotplug: native
                  queues: {primaryFrames: 64}
                initial: {filterA: primary, filterB: standby, primaryA: plugged, primaryB: hidden}
                """);
        Ran ran = Ran.vfgap("bundle", lab.toString());
        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out()).contains("capture.yaml:2: \"weather\" is not known and was ignored\n");

        JsonNode manifest = MAPPER.readTree(lab.resolve("bundle.json").toFile());
        assertThat(manifest.path("environment").toString())
                .isEqualTo("{\"hotplug\":\"native\",\"queues\":{\"primaryFrames\":64},"
                        + "\"standby\":\"virtio-net-pci failover=on\"}");
        assertThat(manifest.path("title").asText()).isEqualTo("a migration by hand");
        assertThat(Files.readString(lab.resolve("events.jsonl")))
                .contains("\"source\":\"qmp-B\",\"name\":\"UNPLUG_PRIMARY\"");
    }

    @Test
    void wrongNotesAreToldAndLeaveNothingBehind() throws IOException {
        Path lab = lab();
        Files.writeString(lab.resolve("capture.yaml"), """
                initial: {filterA: nowhere, filterB: standby, primaryA: plugged, primaryB: hidden}
                """);
        Ran ran = Ran.vfgap("bundle", lab.toString());
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.err()).contains("\"initial.filterA\": \"nowhere\" is not one of");
        assertThat(ran.err()).contains(lab.resolve("bundle.json").toString());
        assertThat(lab.resolve("bundle.json")).doesNotExist();

        Files.writeString(lab.resolve("capture.yaml"), "files:\n- file: qmp.log\n  host: C\nzone: Nowhere/Land\n");
        assertThat(Ran.vfgap("doctor", lab.toString()).errLines())
                .containsExactly(
                        lab.resolve("capture.yaml")
                                + ":4: \"zone\": \"Nowhere/Land\" is no zone; write for example UTC,"
                                + " Europe/Prague or +01:00",
                        lab.resolve("capture.yaml") + ":3: \"files.0.host\": \"C\" is not one of A, B");
    }

    @Test
    void aFolderWithoutAStreamIsSaid() throws IOException {
        Path empty = Files.createDirectories(temporary.resolve("empty"));
        assertThat(Ran.vfgap("doctor", empty.toString()).out()).startsWith("The folder holds no file.\n");
        Ran ran = Ran.vfgap("bundle", empty.toString());
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.errLines())
                .containsExactly(
                        empty + ": no capture shows a UDP flow whose frames carry a number that counts up; send"
                                + " numbered frames, or say in capture.yaml what guest, peer and traffic are");
        assertThat(Ran.vfgap("doctor", empty.resolve("none").toString()).errLines())
                .containsExactly(empty.resolve("none") + ": there is no such file; check the name");
    }
}
