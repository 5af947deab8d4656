package dev.vfgap.scenarios.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.vfgap.replay.bundle.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceCatalogueTest {
    private static final Path SAMPLE = Path.of("..", "replay", "samples", "catalogue");
    private static final Path SCHEMA = Path.of("..", "docs", "schema", "device.json");

    @TempDir
    private Path folder;

    private static String sample() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLE)) {
            return Files.readString(files.findFirst().orElseThrow());
        }
    }

    private void write(String name, String... replacements) throws IOException {
        String text = sample();
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(text).contains(replacements[i]);
            text = text.replace(replacements[i], replacements[i + 1]);
        }
        Files.writeString(folder.resolve(name), text);
    }

    private List<String> files(SoughtNic nic) {
        return DeviceCatalogue.read(folder).marks(nic).stream()
                .map(DeviceMark::file)
                .toList();
    }

    @Test
    void ofSeveralMarksTheSeverestComesFirstAndOfEqualOnesTheNewest() throws IOException {
        write("a.json", "\"with-care\"", "\"yes\"");
        write("b.json");
        write("c.json", "2026-11-22", "2026-11-23");
        write("d.json", "\"with-care\"", "\"no\"", "2026-11-22", "2020-01-01");
        write("e.json", "8086:10c9", "8086:1520", "\"nic\": \"igb\"", "\"nic\": \"igb-i350\"");
        assertThat(files(SoughtNic.device("8086:10C9"))).containsExactly("d.json", "c.json", "b.json", "a.json");
        assertThat(files(SoughtNic.named("82576"))).containsExactly("d.json", "c.json", "b.json", "a.json");
        assertThat(files(SoughtNic.named("i350"))).containsExactly("e.json");
        assertThat(files(SoughtNic.device("15b3:1017"))).isEmpty();
    }

    @Test
    void aProfileIsLookedUpByItsDeviceAndNotByItsName() throws IOException {
        write("emulated.json");
        write("silicon.json", "\"emulated\": true", "\"emulated\": false");
        write("newer.json", "\"version\": \"6.12.74+deb12-amd64\"", "\"version\": \"7.0\"", "2026-11-22", "2027-01-01");
        assertThat(files(profile("{driver: igb, pciId: '8086:10c9', emulated: true, version: 6.12.74+deb12-amd64}")))
                .containsExactly("emulated.json");
        assertThat(files(profile("{driver: igb, pciId: '8086:10c9', emulated: true, version: 5.0}")))
                .containsExactly("newer.json", "emulated.json");
        assertThat(files(profile("{pciId: '8086:10C9', emulated: false}"))).containsExactly("silicon.json");
        assertThat(files(profile("{driver: ixgbe, pciId: '8086:10c9'}"))).isEmpty();
        assertThat(files(profile("{kernel: '6.12'}"))).isEmpty();
        Files.writeString(folder.resolve("igb.yaml"), text(""));
        SoughtNic withoutDevice = SoughtNic.named(folder.resolve("igb.yaml").toString());
        assertThat(withoutDevice.isKnown()).isFalse();
        assertThat(files(withoutDevice)).isEmpty();
    }

    private SoughtNic profile(String device) throws IOException {
        Files.writeString(folder.resolve("igb.yaml"), text("  device: " + device + "\n"));
        return SoughtNic.named(folder.resolve("igb.yaml").toString());
    }

    private static String text(String device) {
        return "format: vfgap-profile/1\nname: igb\ntitle: an own one\nof: nic\nnic:\n  basedOn: igb\n" + device;
    }

    @Test
    void theDigestOfAMarkIsThatOfItsFile() throws Exception {
        write("a.json");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(folder.resolve("a.json")));
        assertThat(DeviceCatalogue.read(folder)
                        .marks(SoughtNic.named("igb"))
                        .get(0)
                        .sha256())
                .isEqualTo(HexFormat.of().formatHex(hash));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"vfgap-device/1\" | \"vfgap-device/2\" | 2:13: \"format\" is \"vfgap-device/2\" instead of",
                "\"nic\": \"igb\" | \"nic\": \"igg\" | 11:10: \"nic\" is \"igg\", which is no built-in NIC family",
                "\"class\": \"early\" | \"class\": \"soon\" | 12:12: \"class\" is \"soon\", not one of early, early-flr-clears",
                "\"2026-11-22\" | \"yesterday\" | 13:11: \"date\" is \"yesterday\", not a day as 2026-11-30",
                "\"EARLY\" | \"UNDECIDED\" | 14:14: \"verdict\" is \"UNDECIDED\", not one of EARLY, LATE, SWITCHDEV",
                "\"with-care\", | \"maybe\", | 15:24: \"usableForFailover\" is \"maybe\", not one of yes, no, with-care",
                "\"high\" | \"none\" | 16:17: \"confidence\" is \"none\", not one of low, medium, high",
                "\"verdict\": | \"verdikt\": | 1:1: has no text \"verdict\"",
                "\"marks\": { | \"marks\" { | is no JSON"
            })
    void aBrokenRecordIsToldWithItsLine(String was, String is, String problem) throws IOException {
        write("a.json", was, is);
        assertThatThrownBy(() -> DeviceCatalogue.read(folder))
                .isInstanceOfSatisfying(BadInputException.class, refused -> assertThat(
                                refused.problems().get(0).sentence())
                        .startsWith(folder.resolve("a.json") + ":")
                        .contains(problem));
    }

    @Test
    void anIndependentValidatorAcceptsTheSampleAndRefusesWhatTheReaderRefuses() throws IOException {
        assertThat(schema().validate(json(sample()))).isEmpty();
        for (String bad : List.of(
                sample().replace("\"vfgap-device/1\"", "\"vfgap-device/2\""),
                sample().replace("\"class\": \"early\"", "\"class\": \"soon\""),
                sample().replace("\"EARLY\"", "\"UNDECIDED\""),
                sample().replace("\"with-care\",", "\"maybe\","),
                sample().replace("\"high\"", "\"none\""),
                sample().replace("\"verdict\":", "\"verdikt\":"),
                sample().replace("\"sha256\": \"", "\"sha256\": \"x"),
                sample().replace("\"nodeLabel\"", "\"podLabel\""))) {
            assertThat(bad).isNotEqualTo(sample());
            assertThat(schema().validate(json(bad))).isNotEmpty();
        }
    }

    static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(json(Files.readString(SCHEMA, StandardCharsets.UTF_8)));
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
