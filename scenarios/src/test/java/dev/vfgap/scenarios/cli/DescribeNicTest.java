package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vfgap.models.nic.family.NicEvent;
import dev.vfgap.scenarios.library.Nics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DescribeNicTest {
    @TempDir
    private Path folder;

    static List<String> families() {
        return Nics.names();
    }

    private static JsonNode json(String... args) throws IOException {
        Ran ran = Ran.vfgap(args);
        assertThat(ran.out().lines()).hasSize(1);
        return new ObjectMapper().readTree(ran.out());
    }

    @Test
    void everyFamilyIsOneLineWithItsClassAndWhatThePfsDriverDoesAtOnce() {
        assertThat(Ran.vfgap("describe", "nics").out().lines().limit(4))
                .containsExactly(
                        "family          class             at once           not verified  chips (drivers)",
                        "igb             early             E=A               0 of 15       82576 (igb, igbvf)",
                        "igb-i350        early             E=A               0 of 15       I350 (igb, igbvf)",
                        "ixgbe           early-flr-clears  E=A               0 of 15       82599, X540, X550 (ixgbe, ixgbevf)");
    }

    @Test
    void theListAsJsonHasEveryFamily() throws IOException {
        JsonNode result = json("describe", "nics", "--json");
        assertThat(result.get("schema").asText()).isEqualTo("vfgap/describe/1");
        assertThat(result.get("nics").findValuesAsText("name")).isEqualTo(Nics.names());
    }

    @ParameterizedTest
    @MethodSource("families")
    void aFamilyPrintsAsTextAsPageAndAsJson(String name) throws IOException {
        Ran text = Ran.vfgap("describe", "nic", name);
        assertThat(text.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(text.err()).isEmpty();
        assertThat(text.out())
                .startsWith(name + ": ")
                .contains(
                        "\nWhere a frame to the guest's MAC M goes",
                        "\nBlackhole windows, ",
                        "\nFor failover, ",
                        "\n  set-admin-mac ",
                        "\nSizes and settings\n",
                        "\nNot verified: ");
        assertThat(Ran.vfgap("describe", "nic", name, "--markdown").out()).startsWith("# NIC family: " + name + "\n");

        JsonNode nic = json("describe", "nic", name, "--json").get("nic");
        assertThat(nic.get("name").asText()).isEqualTo(name);
        assertThat(nic.get("events")).hasSize(NicEvent.values().length);
        assertThat(nic.get("orders").get(0).get("rows")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("families")
    void theProfileOfAFamilyCanBeTheStartOfOnesOwn(String name) throws IOException {
        Path file = Files.writeString(
                folder.resolve("mine.yaml"),
                Ran.vfgap("describe", "nic", name, "--yaml").out());
        assertThat(Ran.vfgap("check", file.toString()).out()).isEqualTo(file + ": a profile without errors\n");
        assertThat(Ran.vfgap("describe", "nic", file.toString(), "--yaml").out())
                .isEqualTo(Ran.vfgap("describe", "nic", name, "--yaml").out());
    }

    @Test
    void theJsonTellsTheBlackholeWindowsAndWhatIsLostInEachOrder() throws IOException {
        JsonNode windows = json("describe", "nic", "mlx5", "--json").get("nic").get("blackholeWindows");
        assertThat(windows.toString())
                .isEqualTo(
                        "{\"bridge\":[{\"from\":\"driver-close\",\"until\":[\"mlx5.eventToRule after driver-close\"],"
                                + "\"reasons\":[\"QUEUE_DISABLED\"]}],\"ownFilter\":[]}");
        JsonNode orders = json("describe", "nic", "82576", "--json").get("nic").get("orders");
        assertThat(orders.get(0).toString())
                .isEqualTo(
                        "{\"title\":\"the VF's MAC first, as libvirt does\",\"way\":\"comes\",\"rows\":["
                                + "{\"step\":\"ip link set PF vf N mac M\",\"after\":null,\"refused\":null,\"bridge\":\"none\",\"ownFilter\":\"PF\"},"
                                + "{\"step\":\"echo 1 > reset\",\"after\":null,\"refused\":null,\"bridge\":\"none\",\"ownFilter\":\"PF\"},"
                                + "{\"step\":\"echo VF > drivers_probe\",\"after\":null,\"refused\":null,\"bridge\":\"none\",\"ownFilter\":\"PF\"},"
                                + "{\"step\":\"ip link set VF up\",\"after\":null,\"refused\":null,\"bridge\":\"VF\",\"ownFilter\":\"PF+VF\"}],"
                                + "\"lost\":{\"bridge\":[{\"from\":\"the VF's MAC is set\",\"until\":\"the VF is up\"}],\"ownFilter\":[]}}");
    }

    @Test
    void anUnknownNicIsToldWithTheNearestName() {
        Ran ran = Ran.vfgap("describe", "nic", "82598");
        assertThat(ran.err()).isEqualTo("82598: there is no NIC of this name; did you mean \"82599\"?\n");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void aPageAndAProfileAtOnceIsBadUsage() {
        assertThat(Ran.vfgap("describe", "nic", "igb", "--yaml", "--markdown").exitCode())
                .isEqualTo(ExitCode.BAD_INPUT);
    }
}
