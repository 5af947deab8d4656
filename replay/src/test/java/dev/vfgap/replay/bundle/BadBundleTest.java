package dev.vfgap.replay.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.replay.Samples;
import dev.vfgap.replay.account.Account;
import dev.vfgap.replay.capture.PcapBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people hand over by mistake, and the sentence they get: {@code BUNDLE} stands for the folder. */
class BadBundleTest {

    @TempDir
    private Path temporary;

    private Path bundle;

    @BeforeEach
    void copyABundle() {
        bundle = Samples.copy(Samples.migration("S7-1"), temporary.resolve("bundle"));
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void aBadManifestIsToldWithItsPlace(String from, String to, String sentences) throws IOException {
        replace("bundle.json", from, to);

        assertThat(refusal()).isEqualTo(sentences);
    }

    static Stream<Arguments> manifests() {
        // spotless:off
        return Stream.of(
                Arguments.of("vfgap-capture-bundle/1", "vfgap-capture-bundle/2",
                        "BUNDLE/bundle.json:2:12: \"format\" is \"vfgap-capture-bundle/2\", not \"vfgap-capture-bundle/1\"; see docs/capture-bundle.md"),
                Arguments.of("vfgap-capture-bundle/1", "vfgap-probe-bundle/1",
                        "BUNDLE/bundle.json:2:12: \"format\" is \"vfgap-probe-bundle/1\": a probe bundle; use vfgap probe classify or vfgap probe predict"),
                Arguments.of("\"format\": \"vfgap-capture-bundle/1\",", "",
                        "BUNDLE/bundle.json:1:1: lacks \"format\"; add it"),
                Arguments.of("\"name\": \"S7-1\",", "\"name\": \"S7-1\"",
                        "BUNDLE/bundle.json:4:2: is not JSON here: Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries; mend the syntax"),
                Arguments.of("\"name\": \"S7-1\",", "\"name\": \"S7-1\", \"name\": \"S7-2\",",
                        "BUNDLE/bundle.json:3:24: is not JSON here: Duplicate field 'name'; mend the syntax"),
                Arguments.of("\"name\": \"S7-1\"", "\"name\": 7",
                        "BUNDLE/bundle.json:3:10: \"name\" must be a text in quotes, not 7"),
                Arguments.of("1795379540798225256", "1795379540",
                        "BUNDLE/bundle.json:131:11: \"window.toNs\" is before \"fromNs\"; exchange the two"),
                Arguments.of("1795379532467812219", "-5",
                        "BUNDLE/bundle.json:130:13: \"window.fromNs\" must be a whole number from 0 to 9223372036854775807, not -5"),
                Arguments.of("1795379532467812219", "17953795324678122190000",
                        "BUNDLE/bundle.json:130:13: \"window.fromNs\" must be a whole number from 0 to 9223372036854775807, not 17953795324678122190000"),
                Arguments.of("\"peer.pcap.gz\"", "\"../../etc/passwd\"",
                        "BUNDLE/bundle.json:68:12: \"points.0.file\": \"../../etc/passwd\" leads out of the bundle; a bundle names only files of its own folder"),
                Arguments.of("\"peer.pcap.gz\"", "\"/etc/passwd\"",
                        "BUNDLE/bundle.json:68:12: \"points.0.file\": \"/etc/passwd\" is an absolute path; a bundle names only files of its own folder"),
                Arguments.of("\"peer.pcap.gz\"", "\"a\\u0000b\"",
                        "BUNDLE/bundle.json:68:12: \"points.0.file\": \"a?b\" is not a file name: Nul character not allowed"),
                Arguments.of("\"packets.csv.gz\"", "\"../S1-1/packets.csv.gz\"",
                        "BUNDLE/bundle.json:108:16: \"deliveries\": \"../S1-1/packets.csv.gz\" leads out of the bundle; a bundle names only files of its own folder"),
                Arguments.of("\"at\": \"peer\"", "\"at\": \"switch\"",
                        "BUNDLE/bundle.json:69:10: \"points.0.at\": \"switch\" is not one of peer, uplink, standby, primary, guest"),
                Arguments.of("\"at\": \"peer\"", "\"at\": \"uplink\"",
                        "BUNDLE/bundle.json:66:3: a point at the uplink needs a \"host\"; add A or B"),
                Arguments.of("\"name\": \"uplinkA\"", "\"name\": \"peer\"",
                        "BUNDLE/bundle.json:72:12: \"points.1.name\" is \"peer\" a second time; give each point its own name"),
                Arguments.of("52:54:00:aa:bb:01", "52:54:00:aa:bb",
                        "BUNDLE/bundle.json:10:10: \"guest.mac\": \"52:54:00:aa:bb\" is no MAC; write for example 52:54:00:aa:bb:01"),
                Arguments.of("10.9.0.1", "10.9.0.256",
                        "BUNDLE/bundle.json:16:11: \"peer.ipv4\": \"10.9.0.256\" is no IPv4 address; write for example 10.9.0.2"),
                Arguments.of("\"do\": \"migrate\"", "\"do\": \"migrat\"",
                        "BUNDLE/bundle.json:118:10: \"plan.0.do\": \"migrat\" is not one of set-filter, device-del, device-add, set-link, netdev-del, migrate, migrate-cancel, kill-destination"),
                Arguments.of("\"do\": \"migrate\"", "\"do\": \"set-filter\", \"host\": \"C\"",
                        "BUNDLE/bundle.json:118:32: \"plan.0.host\" is \"C\", not one of A, B\nBUNDLE/bundle.json:117:3: lacks \"to\" in plan.0; add it"),
                Arguments.of("\"unit\": \"ns\"", "\"unit\": \"us\"",
                        "BUNDLE/bundle.json:7:11: \"clock.unit\": \"us\" is not one of ns"),
                Arguments.of("\"initial\": {", "\"initial\": 4, \"start\": {",
                        "BUNDLE/bundle.json:110:13: \"initial\" must be an object { … }"));
        // spotless:on
    }

    @Test
    void aQuantityWithoutItsUnitIsToldWithItsPlace() throws IOException {
        replace("bundle.json", "\"500pps\"", "\"500\"");
        replace("bundle.json", "\"40MiB/s\"", "\"40 parsecs\"");

        assertThat(refusal().lines())
                .hasSize(3)
                .allMatch(line -> line.matches("BUNDLE/bundle.json:\\d+:\\d+: \".*\": '(500|40 parsecs)' .*"));
    }

    @ParameterizedTest
    @MethodSource("wholes")
    void aManifestThatIsSomethingElseIsTold(String manifest, String sentence) throws IOException {
        Files.writeString(bundle.resolve("bundle.json"), manifest);

        assertThat(refusal()).isEqualTo(sentence);
    }

    static Stream<Arguments> wholes() {
        // spotless:off
        return Stream.of(
                Arguments.of("", "BUNDLE/bundle.json: is empty; see docs/capture-bundle.md"),
                Arguments.of("[]", "BUNDLE/bundle.json:1:1: must be an object { … }; see docs/capture-bundle.md"),
                Arguments.of("{}", "BUNDLE/bundle.json:1:1: lacks \"format\"; add it"),
                Arguments.of("{} {}", "BUNDLE/bundle.json:1:4: something follows the JSON value; remove it"),
                Arguments.of("format: x", "BUNDLE/bundle.json:1:1: is not JSON here: Unrecognized token 'format': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false'); mend the syntax"),
                Arguments.of("[".repeat(100_000), "BUNDLE/bundle.json: is not JSON: Document nesting depth (1001) exceeds the maximum allowed (1000, from `StreamReadConstraints.getMaxNestingDepth()`); mend the syntax"));
        // spotless:on
    }

    @Test
    void everythingThatLacksIsToldAtOnce() throws IOException {
        Files.writeString(bundle.resolve("bundle.json"), "{\"format\": \"vfgap-capture-bundle/1\"}");

        assertThat(refusal()).isEqualTo("""
                        BUNDLE/bundle.json:1:1: lacks "name"; add it
                        BUNDLE/bundle.json:1:1: lacks "guest"; add it
                        BUNDLE/bundle.json:1:1: lacks "peer"; add it""");
    }

    @Test
    void aFieldThatIsNotKnownIsNotedWithItsPlace() throws IOException {
        replace("bundle.json", "\"at\": \"peer\"", "\"at\": \"peer\", \"colour\": 1");

        assertThat(CaptureBundle.read(bundle).findings())
                .containsExactly(Finding.note(
                        bundle + "/bundle.json:69:28", "\"colour\" in points.0 is not known and was ignored"));
    }

    @Test
    void aFileThatIsNamedButNotThereOnlyLimits() throws IOException {
        Files.delete(bundle.resolve("tapB-virtio.pcap.gz"));
        Files.delete(bundle.resolve("events.jsonl"));

        assertThat(CaptureBundle.read(bundle).findings())
                .containsExactly(
                        Finding.limit(
                                bundle + "/tapB-virtio.pcap.gz",
                                "is named but not there: nothing can be said about what passed tapB-virtio"),
                        Finding.limit(
                                bundle + "/events.jsonl",
                                "is named but not there: nothing can be said about what caused a loss, and nothing"
                                        + " replayed"));
    }

    @Test
    void aFolderThatIsNoBundleIsTold() throws IOException {
        Path loop = temporary.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        Path empty = Files.createDirectory(temporary.resolve("empty"));

        assertThat(refusal(temporary.resolve("nowhere"))).isEqualTo("BUNDLE: there is no such file; check the name");
        assertThat(refusal(empty))
                .isEqualTo("BUNDLE: holds no bundle.json, so it is no capture bundle; give a bundle's folder");
        assertThat(refusal(bundle.resolve("events.jsonl")))
                .isEqualTo("BUNDLE: is a file, and a bundle is a folder; give the folder that holds bundle.json");
        assertThat(refusal(loop))
                .isEqualTo("BUNDLE: is a symbolic link that leads back to itself; replace it by the file");
    }

    @Test
    void aManifestOrACaptureThatLinksToItselfIsTold() throws IOException {
        link("peer.pcap.gz");
        assertThat(refusal())
                .isEqualTo("BUNDLE/peer.pcap.gz: is a symbolic link that leads back to itself; replace it by the file");

        link("bundle.json");
        assertThat(refusal())
                .isEqualTo("BUNDLE/bundle.json: is a symbolic link that leads back to itself; replace it by the file");
    }

    @Test
    void aManifestThatIsAFolderIsTold() throws IOException {
        Files.delete(bundle.resolve("bundle.json"));
        Files.createDirectory(bundle.resolve("bundle.json"));

        assertThat(refusal()).isEqualTo("BUNDLE/bundle.json: is a folder, not a file; name a file in it");
    }

    @Test
    void badLinesOfTheEventsAreToldByTheirNumber() throws IOException {
        Path file = bundle.resolve("events.jsonl");
        String good = Files.readAllLines(file).get(0);
        Files.writeString(
                file,
                String.join(
                        "\n",
                        good,
                        "",
                        "{\"t_ns\": 1, \"source\": \"guest\", \"name\"",
                        "{\"t_ns\": 1.5, \"source\": \"guest\", \"name\": \"x\"}",
                        "{\"t_ns\": 1, \"name\": \"x\"}",
                        "17",
                        good.substring(0, 40)));

        assertThat(refusal()).isEqualTo("""
                        BUNDLE/events.jsonl:3:38: is not JSON here: Unexpected end-of-input within/between Object entries; mend the syntax
                        BUNDLE/events.jsonl:4:1: "t_ns" must be nanoseconds since the epoch, not 1.5
                        BUNDLE/events.jsonl:5:1: lacks "source" or "name"; add it
                        BUNDLE/events.jsonl:6:1: is no event; write {"t_ns": …, "source": …, "name": …, "detail": {…}}
                        BUNDLE/events.jsonl:7:41: is not JSON here: Unexpected end-of-input within/between Object entries; mend the syntax""");
    }

    @Test
    void aLineWithoutAnEndIsRefusedBeforeItFillsTheMemory() throws IOException {
        byte[] endless = new byte[3 << 20];
        Arrays.fill(endless, (byte) 'x');
        Files.write(bundle.resolve("events.jsonl"), endless);

        assertThat(refusal())
                .isEqualTo(
                        "BUNDLE/events.jsonl:1: is longer than 1 MiB, so this is not a file of this kind; check the name");
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void aBadDeliveryFileIsToldByLine(String text, String sentence) throws IOException {
        Files.write(bundle.resolve("packets.csv.gz"), PcapBytes.gzip(text.getBytes(StandardCharsets.UTF_8)));

        assertThat(refusal()).isEqualTo(sentence);
    }

    static Stream<Arguments> deliveries() {
        String start = "# t0_ns=1795379532467812219\n";
        String header = start + "dir,seq,tx_us,rx_us,copies\n";
        // spotless:off
        return Stream.of(
                Arguments.of("", "BUNDLE/packets.csv.gz: is empty; copy the file again"),
                Arguments.of("dir,seq,tx_us,rx_us,copies\n",
                        "BUNDLE/packets.csv.gz:1:1: must be a comment with the start, # t0_ns=…; see docs/capture-bundle.md"),
                Arguments.of("# t0_ns=99999999999999999999\n",
                        "BUNDLE/packets.csv.gz:1:1: must be a comment with the start, # t0_ns=…; see docs/capture-bundle.md"),
                Arguments.of(start + "dir,seq,tx,rx_us,copies\n",
                        "BUNDLE/packets.csv.gz:2:1: lacks the column \"tx_us\"; write the header dir,seq,tx_us,rx_us,copies"),
                Arguments.of(start, "BUNDLE/packets.csv.gz:2:1: lacks the column \"dir\"; write the header dir,seq,tx_us,rx_us,copies"),
                Arguments.of(header + "0,1,2,3,1\n0,2,x,,0\n2,3,4,5,1\n0,4,5,6\n0,4,5,6,1,9\n0,,5,6,1\n0,5,123456789012345678,,0\n0,6,1234567890123456789,,0\n0,7,8,9,-1\n",
                        """
                        BUNDLE/packets.csv.gz:4:5: "tx_us" must be a whole number
                        BUNDLE/packets.csv.gz:5: "dir" must be 0 or 1
                        BUNDLE/packets.csv.gz:6: must have 5 fields
                        BUNDLE/packets.csv.gz:7: must have 5 fields
                        BUNDLE/packets.csv.gz:8: "seq" and "tx_us" must not be empty
                        BUNDLE/packets.csv.gz:9: a time is out of range
                        BUNDLE/packets.csv.gz:10:5: "tx_us" must be a whole number
                        BUNDLE/packets.csv.gz:11: "copies" must be 0 or more"""));
        // spotless:on
    }

    @Test
    void aDeliveryFileThatIsCutInHalfIsTold() throws IOException {
        Path file = bundle.resolve("packets.csv.gz");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThat(refusal())
                .isEqualTo("BUNDLE/packets.csv.gz: ends in the middle of its compressed data; copy the file again");

        Files.write(file, "no gzip".getBytes(StandardCharsets.UTF_8));
        assertThat(refusal())
                .isEqualTo("BUNDLE/packets.csv.gz: its compressed data is damaged (Not in GZIP format); copy the file"
                        + " again");
    }

    @Test
    void blankedReceptionsAreReadAsNeverReceived() throws IOException {
        Files.write(
                bundle.resolve("packets.csv.gz"),
                PcapBytes.gzip(
                        "# t0_ns=1795379532467812219\ndir,seq,tx_us,rx_us,copies\n0,2,1000,,\n0,1,1000,,1\n1,9,5,,\n"
                                .getBytes(StandardCharsets.UTF_8)));
        Deliveries.File deliveries = Deliveries.read(bundle.resolve("packets.csv.gz"), "packets.csv.gz");

        assertThat(deliveries.rx().frames()).isEqualTo(2);
        assertThat(deliveries.rx().sequence(0)).isEqualTo(1);
        assertThat(deliveries.rx().sentNanos(0)).isEqualTo(1795379532468812219L);
        assertThat(deliveries.rx().receivedNanos(1)).isEqualTo(Deliveries.NEVER);
        assertThat(deliveries.findings())
                .containsExactly(Finding.doubt(
                        "packets.csv.gz", "1 rows have copies but no rx_us; they are taken as never received"));
    }

    private void link(String name) throws IOException {
        Files.delete(bundle.resolve(name));
        Files.createSymbolicLink(bundle.resolve(name), bundle.resolve(name));
    }

    private void replace(String file, String from, String to) throws IOException {
        String text = Files.readString(bundle.resolve(file));
        assertThat(text).contains(from);
        int at = text.indexOf(from);
        boolean once = !from.equals("\"500pps\"");
        Files.writeString(
                bundle.resolve(file),
                once ? text.substring(0, at) + to + text.substring(at + from.length()) : text.replace(from, to));
    }

    private String refusal() {
        return refusal(bundle);
    }

    /** What a user is told who asks for the account of a folder. */
    private static String refusal(Path folder) {
        BadInputException bad =
                Assertions.catchThrowableOfType(BadInputException.class, () -> Account.of(CaptureBundle.read(folder)));
        assertThat(bad).as("refused").isNotNull();
        return bad.getMessage().replace(folder.toString(), "BUNDLE");
    }
}
