package dev.vfgap.replay.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vfgap.replay.Samples;
import dev.vfgap.replay.account.BundleCheck;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Probe bundles that are broken in one place, and the sentence they get: {@code BUNDLE} stands for the folder. */
class BadProbeBundleTest {

    @TempDir
    private Path temporary;

    private Path bundle;

    @BeforeEach
    void copyABundle() {
        bundle = Samples.copy(Samples.probe("no-pf-mac-1"), temporary.resolve("bundle"));
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void aBadManifestIsToldWithItsPlace(String from, String to, String sentences) throws IOException {
        replace("bundle.json", from, to);

        BadInputException refused = catchThrowableOfType(BadInputException.class, () -> ProbeBundle.read(bundle));
        assertThat(refused.getMessage().replace(bundle.toString(), "BUNDLE")).isEqualTo(sentences);
    }

    static Stream<Arguments> manifests() {
        // spotless:off
        return Stream.of(
                Arguments.of("vfgap-probe-bundle/1", "vfgap-probe-bundle/2",
                        "BUNDLE/bundle.json:2:12: \"format\" is \"vfgap-probe-bundle/2\", not \"vfgap-probe-bundle/1\"; see docs/probe.md"),
                Arguments.of("vfgap-probe-bundle/1", "vfgap-capture-bundle/1",
                        "BUNDLE/bundle.json:2:12: \"format\" is \"vfgap-capture-bundle/1\": a capture bundle; use vfgap account or vfgap replay"),
                Arguments.of("\"format\": \"vfgap-probe-bundle/1\",", "",
                        "BUNDLE/bundle.json:1:1: lacks \"format\"; add it"),
                Arguments.of("\"name\": \"no-pf-mac-1\",", "\"name\": [],",
                        "BUNDLE/bundle.json:3:10: \"name\" must be a text in quotes, not []"),
                Arguments.of("52:54:00:fa:11:0e", "52:54:00:fa:11",
                        "BUNDLE/bundle.json:17:13: \"testMac\": \"52:54:00:fa:11\" is no MAC; write for example 52:54:00:aa:bb:01"),
                Arguments.of("52:54:00:fa:11:0e", "01:00:5e:00:00:01",
                        "BUNDLE/bundle.json:17:13: \"testMac\": \"01:00:5e:00:00:01\" is a group's address; a probe is about one station's"),
                Arguments.of("\"id\": 1,", "\"id\": 0,",
                        "BUNDLE/bundle.json:26:10: \"streams.1.id\" is 0 a second time; give each stream its own number"),
                Arguments.of("\"id\": 1,", "\"id\": 256,",
                        "BUNDLE/bundle.json:26:10: \"streams.1.id\" must be a whole number from 0 to 255, not 256"),
                Arguments.of("\"0x88b5\"", "\"88b5\"",
                        "BUNDLE/bundle.json:31:16: \"frames.etherType\": \"88b5\" is no EtherType; write for example 0x88b5"),
                Arguments.of("\"external\"", "\"somebody\"",
                        "BUNDLE/bundle.json:46:12: \"sender\": \"somebody\" is not one of external, local"),
                Arguments.of("\"at\": \"wire\"", "\"at\": \"tap\"",
                        "BUNDLE/bundle.json:51:10: \"points.0.at\": \"tap\" is not one of wire, accepted, pf, vf, pf-upper, pf-control"),
                Arguments.of("\"wire.pcap.gz\"", "\"../../etc/passwd\"",
                        "BUNDLE/bundle.json:50:12: \"points.0.file\": \"../../etc/passwd\" leads out of the bundle; a bundle names only files of its own folder"),
                Arguments.of("\"numvfs_1\",", "7,",
                        "BUNDLE/bundle.json:73:3: \"steps.1\" must be a text in quotes, not 7"),
                Arguments.of("\"emulated\": true", "\"emulated\": \"yes\"",
                        "BUNDLE/bundle.json:15:15: \"device.emulated\" must be true or false, not \"yes\""));
        // spotless:on
    }

    @Test
    void aLineThatIsNoEventIsToldWithItsLine() throws IOException {
        Path events = bundle.resolve("events.jsonl");
        Files.writeString(events, "{\"t_ns\": 1}\n" + Files.readString(events));
        assertThat(refusal()).isEqualTo("BUNDLE/events.jsonl:1:1: lacks \"name\"; add it");
    }

    @Test
    void aCaptureThatIsCutIsToldWithItsByte() throws IOException {
        byte[] whole = Files.readAllBytes(bundle.resolve("pf.pcap.gz"));
        Files.write(bundle.resolve("pf.pcap.gz"), java.util.Arrays.copyOf(whole, 3000));
        assertThat(ProbeCheck.of(bundle).problems()).singleElement().satisfies(problem -> assertThat(problem.sentence())
                .contains("pf.pcap.gz: byte ")
                .contains("ends in the middle of its compressed data"));
        assertThat(refusal()).contains("pf.pcap.gz: byte ");
    }

    @Test
    void aDumpThatCannotBeReadLeavesItsStepOutAndTheRestStands() throws IOException {
        replace("events.jsonl", "\\nRAR00 02:00:00:00:00:10 pools=01", "\\nRAR00 02:00:00:00:00 pools=01");
        ProbeClassification result = ProbeClassification.of(ProbeBundle.read(bundle));
        assertThat(result.findings())
                .containsExactly(
                        Finding.doubt(
                                "step baseline",
                                "\"RAR00 02:00:00:00:00 pools=01\" is no line of a register dump; its frames are not classified"));
        assertThat(result.asProbed().rows()).noneMatch(row -> row.step().equals("baseline"));
        assertThat(result.asProbed().agreeing()).isEqualTo(2407);
    }

    @Test
    void aStepThatIsNamedTwiceOrTooLateIsLeftOut() throws IOException {
        replace("bundle.json", "\"numvfs_1\",", "\"numvfs_1\", \"baseline\",");
        assertThat(ProbeBundle.read(bundle).findings())
                .containsExactly(Finding.doubt(
                        "steps", "name \"baseline\" twice, or later than the event file has it; it is left out"));
    }

    @Test
    void stepsThatTheEventsDoNotTellAreADoubt() throws IOException {
        replace("bundle.json", "\"numvfs_1\",", "\"numvfs_1\", \"vf_danced\",");
        assertThat(ProbeBundle.read(bundle).findings())
                .containsExactly(Finding.doubt(
                        "events", "tell no step \"vf_danced\", which the manifest names; it is left out"));
    }

    @Test
    void aBundleWithoutCapturesStepsOrStreamsIsStillRead() throws IOException {
        replace("bundle.json", "\"streams\": [", "\"streams\": [], \"other\": [");
        Files.writeString(bundle.resolve("events.jsonl"), "");
        BundleCheck check = ProbeCheck.of(bundle);
        assertThat(check.problems()).isEmpty();
        assertThat(ProbeClassification.of(ProbeBundle.read(bundle)).asProbed().frames())
                .isZero();
    }

    private String refusal() {
        BadInputException refused =
                catchThrowableOfType(BadInputException.class, () -> ProbeClassification.of(ProbeBundle.read(bundle)));
        return refused.getMessage().replace(bundle.toString(), "BUNDLE");
    }

    private void replace(String file, String from, String to) throws IOException {
        String text = Files.readString(bundle.resolve(file));
        assertThat(text).contains(from);
        int at = text.indexOf(from);
        Files.writeString(bundle.resolve(file), text.substring(0, at) + to + text.substring(at + from.length()));
    }
}
