package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.scenarios.config.NicText;
import dev.vfgap.scenarios.library.Nics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Broken {@code nic:} sections, each with the words that the user reads first; {@code file} stands for the path. */
class BrokenNicProfileTest {
    private static final String PROFILE = """
            format: vfgap-profile/1
            name: mine
            title: t
            of: nic
            nic:
              basedOn: ixgbe
              sizes: {pools: 64, vfs: 63}
              settings: {sameMac: all, hwMode: veb}
              events:
                function-reset: {does: R=0 Q=0, mark: measured, source: our lab}
            """;

    @TempDir
    private Path folder;

    private static Arguments row(String name, String good, String broken, String... messages) {
        assertThat(PROFILE).contains(good);
        return Arguments.of(name, PROFILE.replace(good, broken), List.of(messages));
    }

    // spotless:off
    static Stream<Arguments> brokenSections() {
        return Stream.of(
                row("unknown base", "basedOn: ixgbe", "basedOn: ixgb",
                        "file:6:12: \"basedOn\" cannot be \"ixgb\"; did you mean \"igb\"?"),
                row("unknown event", "function-reset:", "function-rest:",
                        "file:10:5: unknown key \"function-rest\" in this list of events; did you mean \"function-reset\"?"),
                row("no source", ", source: our lab", "",
                        "file:10:21: this event has no key \"source\"; add it: where it is from: file and function, document"
                                + " or measurement"),
                row("unknown mark", "mark: measured", "mark: mesured",
                        "file:10:43: \"mark\" cannot be \"mesured\"; did you mean \"measured\"?"),
                row("word that is no change", "does: R=0 Q=0", "does: R=0 Q=2",
                        "file:10:28: \"does\": \"Q=2\" in \"R=0 Q=2\" is no change: write "),
                row("letter twice", "does: R=0 Q=0", "does: R=0 R=1",
                        "file:10:28: \"does\": \"R=1\" in \"R=0 R=1\" is no change: write "),
                row("several errors at once", "function-reset: {does: R=0 Q=0", "driver-opn: {}\n    function-reset: {does: Q=7",
                        "file:10:5: unknown key \"driver-opn\" in this list of events; did you mean \"driver-open\"?",
                        "file:11:28: \"does\": \"Q=7\" in \"Q=7\" is no change: write "),
                row("does nothing at all", "does: R=0 Q=0", "does: \"\"",
                        "file:10:28: \"does\": "),
                row("condition that there is not", "does: R=0 Q=0", "does: if opened R=0",
                        "file:10:28: \"does\": \"opened\" is no condition on a VF"),
                row("delay that is no parameter", "does: R=0 Q=0", "does: \"R=0, after nic.vfResetI40 E=A\"",
                        "file:10:28: there is no parameter \"nic.vfResetI40\"; did you mean \"nic.vfResetI40e\"?"),
                row("reset that is no parameter", "sizes:", "portReset: nic.pfRest\n  sizes:",
                        "file:7:14: there is no parameter \"nic.pfRest\"; did you mean \"nic.pfReset\"?"),
                row("reset that is no time", "sizes:", "portReset: mig.ram\n  sizes:",
                        "file:7:14: \"mig.ram\" is no duration; name a parameter of time, like nic.pfReset"),
                row("delay that is no time", "does: R=0 Q=0", "does: \"R=0, after mig.ram E=A\"",
                        "file:10:28: \"mig.ram\" is no duration; name a parameter of time, like nic.pfReset"),
                row("no VLAN table", "vfs: 63", "vfs: 63, vlanEntries: 0",
                        "file:7:44: \"vlanEntries\" is 0, which is out of range; write a whole number from 1 to "),
                row("too many pools", "pools: 64", "pools: 65",
                        "file:7:18: \"pools\" is 65, which is out of range; write a whole number from 2 to 64"),
                row("no pool for the PF", "vfs: 63", "vfs: 63, reservedForPf: 200",
                        "file:7:46: \"reservedForPf\" is 200, but the table has 128 entries; write at most 128"),
                row("more VFs than pools", "pools: 64, vfs: 63", "pools: 8",
                        "file:7:18: \"vfs\" is 63, but of 8 pools one is the PF's; write at most 7, or more pools"),
                row("unknown policy", "sameMac: all", "sameMac: both",
                        "file:8:23: \"sameMac\" cannot be \"both\"; use all, first or last"),
                row("unknown setting", "hwMode: veb", "hwmode: veb",
                        "file:8:28: unknown key \"hwmode\" in this group of settings; did you mean \"hwMode\"?"),
                row("command that is none", "sizes:", "refused: {vf-spoofcheck: no}\n  sizes:",
                        "file:7:13: unknown key \"vf-spoofcheck\" in this list of refused commands; did you mean \"vf-spoofchk\"?"),
                row("neither whole nor based on another", "  basedOn: ixgbe\n", "",
                        "file:6:3: this nic has no key \"class\"; add it: when the filter leads a VF's MAC to the VF, for people:"
                                + " the events decide; or name a built-in family under \"basedOn\""),
                row("family under a host", "of: nic", "of: host",
                        "file:4:5: a profile of host has no key \"nic\"; write \"of: nic\", or move \"nic\" to a profile of its own"),
                row("nothing at all", PROFILE.substring(PROFILE.indexOf("nic:\n")), "",
                        "file:1:9: this profile has neither \"parameters\" nor \"nic\", so it says nothing; add one of them"));
    }
    // spotless:on

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenSections")
    void aBrokenSectionIsToldAtItsPlace(String name, String text, List<String> messages) throws IOException {
        Path file = Files.writeString(folder.resolve("it.yaml"), text);
        Ran ran = Ran.vfgap("check", file.toString());
        for (int i = 0; i < messages.size(); i++) {
            assertThat(ran.errLines().get(i).replace(file.toString(), "file"))
                    .as(name)
                    .startsWith(messages.get(i));
        }
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.showsStackTrace()).isFalse();
    }

    @Test
    void aWholeFamilyMissesNoEventAndNoSize() throws IOException {
        String whole = NicText.of(Nics.of("igb"));
        String events = whole.substring(whole.indexOf("    pf-up:"), whole.indexOf("    pf-reset:"));
        Path file = Files.writeString(
                folder.resolve("it.yaml"), whole.replace(events, "").replace("    vlanEntries: 32\n", ""));
        Ran ran = Ran.vfgap("check", file.toString());
        assertThat(ran.errLines())
                .containsExactly(
                        file
                                + ":8:5: this group of sizes has no key \"vlanEntries\"; add it: entries of the table that leads VLANs to"
                                + " pools; or name a built-in family under \"basedOn\"",
                        file
                                + ":26:5: this list of events has no key \"pf-up\"; add it: what is done at: ip link set PF up;"
                                + " or name a built-in family under \"basedOn\"");
    }

    @Test
    void theSectionThatIsBrokenHereIsGoodBefore() throws IOException {
        Path file = Files.writeString(folder.resolve("good.yaml"), PROFILE);
        assertThat(Ran.vfgap("check", file.toString()).errLines()).isEmpty();
    }
}
