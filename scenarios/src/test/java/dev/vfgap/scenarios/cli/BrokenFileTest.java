package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.vfgap.scenarios.library.Strategies;
import dev.vfgap.simcore.random.RandomStream;
import dev.vfgap.simcore.random.RandomStreams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Broken files, each with the exact words that the user reads; {@code file} stands for the path. */
class BrokenFileTest {
    private static final String UNITS = " (units: ns, us, ms, s, min, h)";

    private static final String STRATEGY = """
            format: vfgap-strategy/1
            name: mine
            title: t
            summary: s
            claim: c
            source: me
            requires: {standby: failover}
            initial: {filterA: primary, filterB: standby, primaryA: plugged, primaryB: hidden}
            plan:
              - do: migrate
            """;

    private static final String SCENARIO = """
            format: vfgap-scenario/1
            name: mine
            title: t
            strategy: qemu-failover-acpi
            primaryNic: ixgbevf
            traffic: {rx: {rate: 1kpps, frameSize: 100B}}
            migration: {memory: 1GiB, dirtyRate: 0B/s, maxBandwidth: 128MiB/s, downtimeLimit: 300ms}
            before: 1s
            after: 1s
            seed: 1
            replications: 10
            """;

    private static final String PROFILE = """
            format: vfgap-profile/1
            name: mine
            title: t
            of: nic
            parameters: {}
            """;

    @TempDir
    private Path folder;

    private static Arguments strategy(String name, String good, String broken, String... messages) {
        return row(name, STRATEGY, good, broken, messages);
    }

    private static Arguments plan(String name, String step, String... messages) {
        return row(name, STRATEGY, "  - do: migrate\n", step, messages);
    }

    private static Arguments scenario(String name, String good, String broken, String... messages) {
        return row(name, SCENARIO, good, broken, messages);
    }

    private static Arguments row(String name, String whole, String good, String broken, String... messages) {
        assertThat(whole).contains(good);
        return text(name, whole.replace(good, broken), messages);
    }

    private static Arguments text(String name, String text, String... messages) {
        return Arguments.of(name, text.getBytes(StandardCharsets.UTF_8), Arrays.asList(messages));
    }

    // spotless:off
    static Stream<Arguments> brokenFiles() {
        return Stream.of(
                strategy("unknown key", "title: t", "titel: t",
                        "file:1:1: this strategy has no key \"title\"; add it: one line that says what the strategy does",
                        "file:3:1: unknown key \"titel\" in this strategy; did you mean \"title\"?"),
                strategy("key twice", "title: t", "title: t\ntitle: u",
                        "file:4:1: key \"title\" is there twice (first in line 3); remove one of the two"),
                strategy("text is empty", "title: t", "title:",
                        "file:3:7: \"title\" is empty; write a text, or remove the key"),
                strategy("list instead of text", "claim: c", "claim: [c]",
                        "file:5:8: \"claim\" is a list, but must be a text; write it in one line after \"claim:\""),
                strategy("text instead of mapping", "requires: {standby: failover}", "requires: failover",
                        "file:7:11: \"requires\" is the value \"failover\", but must be a mapping; write under it the"
                                + " keys hotplug, standby, primary, busMaster"),
                strategy("name with a space", "name: mine", "name: my own",
                        "file:2:7: \"name\" is \"my own\", which is no name; use up to 64 letters, digits, dots and"
                                + " hyphens, the first a letter or digit"),
                strategy("word that is not one of the choice", "standby: failover", "standby: failovr",
                        "file:7:21: \"standby\" cannot be \"failovr\"; did you mean \"failover\"?"),
                strategy("hidden where a guest runs", "primaryA: plugged", "primaryA: hidden",
                        "file:8:57: \"primaryA\" cannot be \"hidden\"; use plugged or none"),
                strategy("primary beside a plain standby", "standby: failover", "standby: plain",
                        "file:8:57: a guest with a plain standby cannot have a primary; write \"primaryA: none\", or"
                                + " \"standby: failover\" under requires",
                        "file:8:76: a primary can only be hidden behind a failover standby; write \"primaryB: none\","
                                + " or \"standby: failover\" under requires"),
                strategy("hidden behind a bond", "standby: failover", "standby: bond",
                        "file:8:76: a primary can only be hidden behind a failover standby; write \"primaryB: none\","
                                + " or \"standby: failover\" under requires"),
                strategy("hidden behind nothing", "standby: failover", "standby: none",
                        "file:8:76: a primary can only be hidden behind a failover standby; write \"primaryB: none\","
                                + " or \"standby: failover\" under requires"),
                plan("unknown step", "  - {do: device-dell, host: A}\n",
                        "file:10:10: unknown step \"do: device-dell\"; did you mean \"device-del\"?"),
                plan("condition that is done", "  - do: migration\n",
                        "file:10:9: unknown step \"do: migration\"; write \"await: migration\""),
                plan("step without a keyword", "  - wiat: 5s\n",
                        "file:10:5: this step has none of do, await, wait; did you mean \"wait\"?"),
                plan("two steps in one", "  - {do: migrate, wait: 5s}\n",
                        "file:10:19: this step has both \"do\" and \"wait\"; write two steps, each with its own \"- \""),
                plan("step that is a text", "  - migrate\n",
                        "file:10:5: a step is the value \"migrate\", but must begin with a key; write \"do: …\","
                                + " \"await: …\" or \"wait: …\""),
                plan("host that there is not", "  - {do: device-del, host: C}\n",
                        "file:10:28: \"host\" cannot be \"C\"; use A or B"),
                plan("field that is missing", "  - {do: set-filter, host: A}\n",
                        "file:10:5: \"do: set-filter\" has no \"to\"; add \"to: primary, standby, both or none\""),
                plan("field too many", "  - {do: migrate, host: A}\n",
                        "file:10:19: unknown key \"host\" in \"do: migrate\"; remove it"),
                plan("await without limit", "  - {await: resume, host: B, otherwise: abort}\n",
                        "file:10:5: this await has no limit; add for example \"limit: 30s\""),
                plan("await without otherwise", "  - {await: resume, host: B, limit: 5s}\n",
                        "file:10:5: this await has no otherwise; say what to do when the limit has passed:"
                                + " \"otherwise: abort\", continue, migrate-cancel or a list of steps"),
                plan("limit without unit", "  - {await: resume, host: B, limit: 30, otherwise: abort}\n",
                        "file:10:37: \"limit\": '30' has no unit: write a duration such as 250ms" + UNITS),
                plan("negative limit", "  - {await: resume, host: B, limit: -5s, otherwise: abort}\n",
                        "file:10:37: \"limit\": '-5s' is negative: a duration is 0 or more"),
                plan("limit of nothing", "  - {await: resume, host: B, limit: 0s, otherwise: abort}\n",
                        "file:10:37: \"limit\" is \"0s\", which is no time at all; write a time of more than 0"),
                plan("unknown otherwise", "  - {await: resume, host: B, limit: 5s, otherwise: contine}\n",
                        "file:10:52: \"otherwise\" cannot be \"contine\"; did you mean \"continue\"?"),
                plan("otherwise that needs more", "  - {await: resume, host: B, limit: 5s, otherwise: device-add}\n",
                        "file:10:52: \"device-add\" needs more than its name; write it as a list of steps under"
                                + " \"otherwise:\", each with \"- do: …\""),
                plan("range that goes down", "  - wait: 200ms..100ms\n",
                        "file:10:11: \"wait\" is \"200ms..100ms\", whose second time is below the first; write the"
                                + " shorter time first"),
                plan("wait without unit", "  - wait: 5\n",
                        "file:10:11: \"wait\": '5' has no unit: write a duration such as 250ms" + UNITS),
                plan("link that is neither up nor down", "  - {do: set-link, host: A, up: no}\n",
                        "file:10:33: \"up\" cannot be \"no\"; use true or false"),
                strategy("plan without steps", "plan:\n  - do: migrate\n", "plan: []\n",
                        "file:9:7: \"plan\" has no steps; write at least one, like \"- do: migrate\""),
                plan("several errors at once", "  - do: migrat\n  - wait: 5\n  - {do: device-del}\n",
                        "file:10:9: unknown step \"do: migrat\"; did you mean \"migrate\"?",
                        "file:11:11: \"wait\": '5' has no unit: write a duration such as 250ms" + UNITS,
                        "file:12:5: \"do: device-del\" has no \"host\"; add \"host: A or B\""),
                scenario("rate without unit", "rate: 1kpps", "rate: 1000",
                        "file:6:22: \"rate\": '1000' has no unit: write a frame rate such as 1.488Mpps (units: pps,"
                                + " kpps, Mpps, Gpps)"),
                scenario("rate of bits for a rate of frames", "rate: 1kpps", "rate: 1Gbps",
                        "file:6:22: \"rate\": '1Gbps' is not a frame rate: write a number and a unit, such as 1.488Mpps"
                                + " (units: pps, kpps, Mpps, Gpps)"),
                scenario("frame that is none", "frameSize: 100B", "frameSize: 4B",
                        "file:6:40: \"frameSize\" is 4B, which is no frame; write a size from 14B to 65535B"),
                scenario("negative time", "before: 1s", "before: -1s",
                        "file:8:9: \"before\": '-1s' is negative: a duration is 0 or more"),
                scenario("longer than a day", "after: 1s", "after: 25h",
                        "file:9:8: \"after\" is 25h, which is longer than a day; write at most 24h"),
                scenario("seed that is no number", "seed: 1", "seed: 0x1",
                        "file:10:7: \"seed\" is \"0x1\", which is no whole number; write a whole number from 0 to"
                                + " 9223372036854775807"),
                scenario("no replications", "replications: 10", "replications: 0",
                        "file:11:15: \"replications\" is 0, which is out of range; write a whole number from 1 to"
                                + " 100000"),
                scenario("parameter that there is not", "seed: 1", "seed: 1\nparameters: {guest.vfProb: 1ms}",
                        "file:11:14: there is no parameter \"guest.vfProb\"; did you mean \"guest.vfProbe\"?"),
                scenario("parameter out of its range", "seed: 1", "seed: 1\nparameters: {guest.vfProbe: 1h}",
                        "file:11:29: \"guest.vfProbe\": guest.vfProbe cannot be 3600s: it must stay within 1ms and 25s"),
                scenario("parameter that is no distribution", "seed: 1", "seed: 1\nparameters: {guest.vfProbe: gauss(1ms)}",
                        "file:11:29: \"guest.vfProbe\": 'gauss(1ms)': there is no distribution 'gauss'; there are uniform(min,"
                                + " max), triangular(min, mode, max), lognormal(median, sigma, min, max), exponential(mean,"
                                + " min, max), empirical(q0, ..., qn), mixture(w0 of d0, ..., wn of dn)"),
                scenario("mixture whose weights are no whole", "seed: 1", "seed: 1\nparameters: {guest.vfProbe: \"mixture(0.5 of 5ms, 0.6 of 20ms)\"}",
                        "file:11:29: \"guest.vfProbe\": 'mixture(0.5 of 5ms, 0.6 of 20ms)': the weights of a mixture must add up"
                                + " to 1, but they add up to 1.1"),
                scenario("mixture that leaves the range", "seed: 1", "seed: 1\nparameters: {guest.vfProbe: \"mixture(0.5 of 5ms, 0.5 of 1h)\"}",
                        "file:11:29: \"guest.vfProbe\": guest.vfProbe cannot be mixture(0.5 of 5ms, 0.5 of 3600s): it must stay"
                                + " within 1ms and 25s"),
                scenario("memory without unit", "memory: 1GiB", "memory: 1024",
                        "file:7:21: \"memory\": '1024' has no unit: write a size such as 256MiB (units: B, kB, KiB, MB, MiB,"
                                + " GB, GiB)"),
                scenario("host side without a kind", "before: 1s", "hostSide: {stp: true}\nbefore: 1s",
                        "file:8:11: this hostSide has no key \"kind\"; add it: what leads from the PF to the tap: open"
                                + " decides nothing, as in the lab"),
                scenario("key of another kind of host side", "before: 1s", "hostSide: {kind: macvtap, mode: vepa, stp: true}\nbefore: 1s",
                        "file:8:39: \"stp\" is of kind bridge, not of macvtap; remove it"),
                scenario("macvtap without a mode", "before: 1s", "hostSide: {kind: macvtap}\nbefore: 1s",
                        "file:8:18: a macvtap needs a \"mode\"; use bridge, private, vepa or passthru"),
                scenario("switchdev beside another NIC", "before: 1s", "hostSide: {kind: switchdev, standbyNic: own}\nbefore: 1s",
                        "file:8:41: \"standbyNic\" cannot be \"own\" with switchdev, whose bridge joins the VF's NIC and"
                                + " the tap; remove it"),
                scenario("claim about a stream that is not there", "before: 1s", "expect: [{lost: tx, frames: 0}]\nbefore: 1s",
                        "file:8:17: \"lost\": the scenario has no stream \"tx\"; write \"tx\" under \"traffic\", or"
                                + " remove the expectation"),
                scenario("claim about a fate that is no loss", "before: 1s",
                        "expect: [{mainCause: rx, fate: DELIVERED}]\nbefore: 1s",
                        "file:8:32: \"fate\" cannot be \"DELIVERED\"; write a fate that is a loss; \"vfgap describe fates\""
                                + " lists them"),
                scenario("kind of no entry", "before: 1s", "hostSide: {kind: bridge, entryKind: sticky}\nbefore: 1s",
                        "file:8:37: \"entryKind\" says of what kind an \"entry\" at the tap or the uplink is, but there is"
                                + " none; write \"entry: tap\", or remove it"),
                row("unknown subject",
                        PROFILE,
                        "of: nic",
                        "of: nix",
                        "file:4:5: \"of\" cannot be \"nix\"; did you mean \"nic\"?"),
                row("unknown provenance",
                        PROFILE,
                        "{}",
                        "{a.b: {value: 1ms, provenance: guessed, where: x}}",
                        "file:5:44: \"provenance\" cannot be \"guessed\"; use measured, documented, derived or assumed"),
                text("no format", "name: x\n",
                        "file:1:1: has no \"format\", so its kind is not known; the first line of a file is"
                                + " \"format: vfgap-strategy/1, vfgap-scenario/1 or vfgap-profile/1\""),
                text("unknown format", "format: vfgap-stratgy/1\n",
                        "file:1:9: unknown format \"vfgap-stratgy/1\"; did you mean \"vfgap-strategy/1\"?"),
                text("empty file", "", "file: is empty; \"vfgap describe\" shows what can stand in it"),
                text("bad indentation", "plan:\n  - do: migrate\n host: A\n",
                        "file:3:2: is not YAML: expected <block end>, but found '<block mapping start>'; check the"
                                + " indentation and the colons near this place"),
                text("tab", "plan:\n\t- do: migrate\n",
                        "file:2:1: is not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use"
                                + " \\t(TAB) for indentation); indent with spaces"),
                text("alias", "a: &x [1]\nformat: *x\n",
                        "file:1:4: anchors and aliases are not supported; write the value out",
                        "file:2:9: anchors and aliases are not supported; write the value out",
                        "file:2:9: unknown format \"\"; the first line of a file is \"format: vfgap-strategy/1,"
                                + " vfgap-scenario/1 or vfgap-profile/1\""),
                text("tag", "format: !!java.net.URL [x]\n",
                        "file:1:9: tags like \"tag:yaml.org,2002:java.net.URL\" are not supported; write the value"
                                + " without it",
                        "file:1:9: unknown format \"\"; the first line of a file is \"format: vfgap-strategy/1,"
                                + " vfgap-scenario/1 or vfgap-profile/1\""),
                text("nested too deep", "a: " + "[".repeat(40) + "]".repeat(40) + "\n",
                        "file:1:36: is nested more than 32 deep; write it flatter"),
                row("number that fills a file", SCENARIO, "seed: 1", "seed: " + "9".repeat(200_000),
                        "file:10:7: \"seed\" is \"" + "9".repeat(189) + "…" + "9".repeat(73) + "\", which is no whole number;"
                                + " write a whole number from 0 to 9223372036854775807"),
                text("forbidden character", "format: a\u0007b\n",
                        "file:1:10: holds the character U+0007, which YAML forbids; remove it"),
                Arguments.of(
                        "not UTF-8",
                        new byte[] {'a', ':', (byte) 0xC3, '\n'},
                        List.of("file: is not text in UTF-8; check that this is the right file, or save it as UTF-8")),
                Arguments.of("larger than 256 KiB", new byte[(1 << 18) + 1],
                        List.of("file: is larger than 256 KiB, so it is not a file of this kind; check the name")),
                Arguments.of(
                        "larger than 1 MiB",
                        new byte[(1 << 20) + 1],
                        List.of("file: is larger than 1 MiB, so it is not a file of this kind; check the name")));
    }
    // spotless:on

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenFiles")
    void aBrokenFileIsToldInOneSentenceForEachError(String name, byte[] content, List<String> messages)
            throws IOException {
        Path file = folder.resolve("it.yaml");
        Files.write(file, content);
        Ran ran = assertTimeout(Duration.ofSeconds(2), () -> Ran.vfgap("check", file.toString()));
        assertThat(ran.errLines().stream()
                        .map(line -> line.replace(file.toString(), "file"))
                        .toList())
                .as(name)
                .isEqualTo(messages);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.showsStackTrace()).isFalse();
    }

    @Test
    void theFilesThatAreBrokenHereAreGoodBefore() throws IOException {
        for (String good : List.of(STRATEGY, SCENARIO, PROFILE)) {
            Path file = Files.writeString(folder.resolve("good.yaml"), good);
            assertThat(Ran.vfgap("check", file.toString()).errLines()).isEmpty();
        }
    }

    static Stream<Arguments> scenariosThatNameWhatIsNotThere() {
        return Stream.of(
                scenario(
                        "strategy that is not there",
                        "strategy: qemu-failover-acpi",
                        "strategy: qemu-failover-acpy",
                        "file:4:11: \"strategy\": qemu-failover-acpy: there is no strategy of this name; did you mean"
                                + " \"qemu-failover-acpi\"?"),
                scenario(
                        "strategy file that is not there",
                        "strategy: qemu-failover-acpi",
                        "strategy: not/there.yaml",
                        "file:4:11: \"strategy\": FOLDER/not/there.yaml: there is no such file; check the name"),
                scenario(
                        "profile that is not there",
                        "seed: 1",
                        "seed: 1\nprofiles: [lab-hosts]",
                        "file:11:11: \"profiles\": lab-hosts: there is no profile of this name; name a file:"
                                + " something that ends in .yaml"),
                scenario(
                        "strategy of another hot-plug",
                        "seed: 1",
                        "seed: 1\nhotplug: native",
                        "file:11:10: \"hotplug\": scenario mine: has native hot-plug, but strategy"
                                + " qemu-failover-acpi is about acpi hot-plug; remove \"hotplug\" from the scenario,"
                                + " or choose another strategy"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenariosThatNameWhatIsNotThere")
    void whatAScenarioNamesIsCheckedToo(String name, byte[] content, List<String> messages) throws IOException {
        Path file = Files.write(folder.resolve("it.yaml"), content);
        Ran ran = Ran.vfgap("check", file.toString());
        assertThat(ran.errLines().stream()
                        .map(line -> line.replace(file.toString(), "file").replace(folder.toString(), "FOLDER"))
                        .toList())
                .isEqualTo(messages);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void aFileOfAnotherKindIsNotToldLineByLine() throws IOException {
        Path file = Files.writeString(folder.resolve("long.yaml"), STRATEGY + "  - do: migrat\n".repeat(15_000));
        Ran ran = assertTimeout(Duration.ofSeconds(2), () -> Ran.vfgap("check", file.toString()));
        assertThat(ran.errLines())
                .hasSize(101)
                .last()
                .isEqualTo(file + ": has more problems than these; mend them first");
    }

    /** Mutates a good file at random; repeat one with {@code -Dtest=BrokenFileTest} and its seed. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aFileThatIsBrokenAtRandomIsGoodOrToldOfNeverAStackTrace(long seed) throws IOException {
        RandomStream random = new RandomStreams(seed, 0).stream("mutations");
        StringBuilder text = new StringBuilder(Strategies.text("qemu-failover-acpi"));
        for (int i = 0; i < 3; i++) {
            int at = (int) (random.nextUniform() * text.length());
            int end = Math.min(text.length(), at + (int) (random.nextUniform() * 12));
            String[] pieces = {
                "", ":", "- ", "{", "]", "\n", "\t", "é", "&a", "*a", "!!x ", "'", "\"", "|", "9", "-1s", "\u0001"
            };
            text.replace(at, end, pieces[(int) (random.nextUniform() * pieces.length)]);
        }
        Path file = Files.writeString(folder.resolve("random.yaml"), text);
        Ran ran = assertTimeout(Duration.ofSeconds(2), () -> Ran.vfgap("check", file.toString()));
        assertThat(ran.exitCode()).as("seed %d:%n%s", seed, text).isIn(ExitCode.DONE, ExitCode.BAD_INPUT);
        assertThat(ran.showsStackTrace()).as("seed %d:%n%s", seed, text).isFalse();
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }
}
