package dev.vfgap.scenarios.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.models.nic.family.Cell;
import dev.vfgap.models.nic.family.Mark;
import dev.vfgap.models.nic.family.NicEvent;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.scenarios.config.NicText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NicsTest {
    @TempDir
    private Path folder;

    static List<NicFamily> families() {
        return Nics.all();
    }

    @ParameterizedTest
    @MethodSource("families")
    void aFamilyThatIsWrittenAsAProfileIsReadAgainAsTheSame(NicFamily family) throws IOException {
        assertThat(read(NicText.of(family))).isEqualTo(family);
    }

    @ParameterizedTest
    @MethodSource("families")
    void aProfileThatOnlyNamesItsBaseIsThatFamilyUnderAnotherName(NicFamily family) throws IOException {
        assertThat(read(profile("basedOn: " + family.name())))
                .isEqualTo(new NicFamily(
                        "mine",
                        "t",
                        family.filterClass(),
                        family.sizes(),
                        family.settings(),
                        family.portReset(),
                        family.refused(),
                        family.cells(),
                        family.facts()));
    }

    @Test
    void whatAProfileSaysGoesOverItsBase() throws IOException {
        NicFamily base = Nics.of("ixgbe");
        NicFamily mine = read(profile("""
                basedOn: ixgbe
                  class: early
                  sizes: {vfs: 31}
                  settings: {sourcePruning: true}
                  portReset: none
                  refused: {hwmode: "RTNETLINK answers: Operation not supported"}
                  events:
                    function-reset: {does: R=0 Q=0, mark: measured, source: our lab}
                  facts:
                    - {topic: our card, fact: It has its own firmware., mark: reported, source: the vendor}
                """));
        assertThat(mine.sizes().vfs()).isEqualTo(31);
        assertThat(mine.sizes().pools()).isEqualTo(base.sizes().pools());
        assertThat(mine.settings().sourcePruning()).isTrue();
        assertThat(mine.settings().sameMac()).isEqualTo(base.settings().sameMac());
        assertThat(mine.portReset()).isEmpty();
        assertThat(mine.refused()).hasSize(1).containsValue("RTNETLINK answers: Operation not supported");
        assertThat(mine.facts()).hasSize(base.facts().size() + 1);
        Map<NicEvent, Cell> cells = new EnumMap<>(base.cells());
        cells.put(NicEvent.FUNCTION_RESET, Cell.parse("R=0 Q=0", Mark.MEASURED, "our lab"));
        assertThat(mine.cells()).isEqualTo(cells);
    }

    @ParameterizedTest
    @CsvSource({
        "igb, igb",
        "82576, igb",
        "igbvf, igb",
        "i350, igb-i350",
        "I350, igb-i350",
        "82599, ixgbe",
        "x540, ixgbe",
        "x550, ixgbe",
        "ixgbevf, ixgbe",
        "X710, i40e",
        "xl710, i40e",
        "e810, ice",
        "connectx-3, mlx4",
        "connectx-6, mlx5",
        "mlx5_core, mlx5",
        "qede, qed",
        "bnxt_en, bnxt"
    })
    void aFamilyIsFoundByItsChipAndByItsDrivers(String typed, String family) {
        assertThat(Nics.of(typed).name()).isEqualTo(family);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ixgb | ixgb: there is no NIC of this name; did you mean \"igb\"?",
                "conectx-5 | conectx-5: there is no NIC of this name; did you mean \"connectx-5\"?",
                "realtek | realtek: there is no NIC of this name; \"vfgap describe nics\" lists them; a file's name ends in .yaml",
                "iavf | iavf: is of more than one family; write i40e or ice"
            })
    void anUnknownNameIsToldWithTheNearest(String typed, String message) {
        assertThatThrownBy(() -> Nics.of(typed))
                .isInstanceOf(BadInputException.class)
                .hasMessage(message);
    }

    @Test
    void aProfileOfOtherThingsIsNoFamily() throws IOException {
        Path file = Files.writeString(folder.resolve("hosts.yaml"), """
                format: vfgap-profile/1
                name: hosts
                title: t
                of: host
                parameters: {guest.vfProbe: 50ms}
                """);
        assertThatThrownBy(() -> Nics.of(file.toString()))
                .hasMessage(
                        file + ": is a profile without a NIC's family; add a section \"nic:\"; \"vfgap describe nic igb"
                                + " --yaml\" shows one");
    }

    @Test
    void everyDelayOfAFamilyIsAParameter() {
        assertThat(Nics.all().stream()
                        .flatMap(family -> family.cells().values().stream())
                        .flatMap(cell -> cell.steps().stream())
                        .flatMap(step -> step.delay().stream()))
                .isNotEmpty()
                .isSubsetOf(Catalogue.all().keys());
    }

    private static String profile(String nic) {
        return "format: vfgap-profile/1\nname: mine\ntitle: t\nof: nic\nnic:\n  " + nic + "\n";
    }

    private NicFamily read(String profile) throws IOException {
        return Nics.of(Files.writeString(folder.resolve("nic.yaml"), profile).toString());
    }
}
