package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.replay.calibrate.Calibration;
import dev.vfgap.scenarios.calibrate.Calibrations;
import dev.vfgap.scenarios.config.ProfileFile;
import dev.vfgap.scenarios.library.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code calibrate} and {@code validate} on the ten migrations that come with the project, one of each strategy. */
class CalibrateVerbTest {
    private static final Path SAMPLES = Path.of("..", "replay", "samples", "migration");
    private static final List<String> BUNDLES = Stream.of(
                    "F1-1", "S1-1", "S1n-1", "S2-1", "S3-1", "S4-1", "S5-1", "S7-1", "S8a-1", "S8b-1")
            .map(name -> SAMPLES.resolve(name).toString())
            .toList();

    @TempDir
    private Path folder;

    @Test
    void theDelaysOfAllSamplesAreReadOffTheirEvents() {
        Ran ran = vfgap(List.of("calibrate"), BUNDLES);

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isEqualTo("""
                10 bundles; primaries: e1000e; hot-plug: acpi, native
                lab: QEMU 10.0.2, Linux 6.12.95, tcg

                parameter              read       median  9 of 10 for the median
                mgmt.eventToNetlink      13     0.852 ms  0.564 .. 1.300 ms
                mgmt.filterMove          16     8.243 ms  6.679 .. 12.017 ms         no narrower than assumed before
                mgmt.filterReturn        16     4.543 ms  3.451 .. 6.116 ms          no narrower than assumed before
                guest.vfProbe             9   189.030 ms  161.769 .. 212.070 ms
                guest.vfOpen              9    76.280 ms  74.046 .. 96.606 ms
                guest.vfPointer           6     2.800 ms  2.800 .. 2.800 ms
                guest.vfCarrierFirst      9   491.925 ms  470.914 .. 510.958 ms
                guest.vfRemoveStop        7    71.497 ms  66.359 .. 84.186 ms
                guest.vfUnregister        5    10.917 ms  9.011 .. 27.961 ms
                guest.vfRemoveTail        7     8.741 ms  4.544 .. 15.843 ms
                pciehp.buttonDelay        2  5153.228 ms  5120.170 .. 5186.287 ms
                pciehp.powerOffSleep      2  1034.709 ms  1011.774 .. 1086.400 ms
                acpi.notify               5    17.735 ms  8.573 .. 24.018 ms         no narrower than assumed before
                acpi.ejectOverhead        5    99.047 ms  53.896 .. 123.931 ms       no narrower than assumed before
                pci.enumerate             9    93.353 ms  66.108 .. 223.428 ms
                mig.setup                10     2.968 ms  1.664 .. 6.008 ms
                mig.deviceState           9    37.725 ms  14.425 .. 39.750 ms
                mig.libvirtResume         9     6.244 ms  1.943 .. 9.711 ms
                """);
    }

    @Test
    void theMomentsOfABundleAreToldInTheirOrderEachAsFarAsItIsKnown() {
        Ran ran = Ran.vfgap("calibrate", "--landmarks", BUNDLES.get(7));

        assertThat(ran.out()).startsWith("""
                S7-1
                        +0.0 ms  migrate             -0.1 +0.1 ms  migrate (qmp-A)
                        +2.7 ms  setup               -0.1 +0.1 ms  MIGRATION setup
                        +1.7 ms  set up              -0.1 +0.1 ms  MIGRATION active
                        +0.0 ms  active              -0.1 +0.1 ms  MIGRATION active
                     +2234.5 ms  stop                -0.1 +0.1 ms  STOP (qmp-A)
                       +33.9 ms  completed           -0.1 +0.1 ms  MIGRATION completed
                        +6.3 ms  resume              -0.1 +0.1 ms  RESUME (qmp-B)
                        +0.0 ms  announced           -0.1 +0.4 ms  RESUME (qmp-B) + 0.04 ms (qemu.resumeToAnnouncement)

                1 bundle; primaries: none named; hot-plug: acpi
                lab: QEMU 10.0.2, Linux 6.12.95, tcg
                """);
    }

    @Test
    void aWrittenProfileIsReadAgainAsItWasFitted() {
        Path file = folder.resolve("lab.yaml");
        Ran ran = vfgap(List.of("calibrate", "--write-profile", file.toString()), BUNDLES);
        List<Calibration.Recorded> recorded =
                Calibrations.read(BUNDLES.stream().map(Path::of).toList());
        Calibration calibration = Calibration.of(recorded, Catalogue.all());

        assertThat(ran.err()).isEqualTo("vfgap calibrate: wrote " + file + "\n");
        assertThat(ProfileFile.read(file, Catalogue.all()))
                .isEqualTo(Calibrations.profile(calibration, "lab", Optional.empty(), Optional.empty()));
        assertThat(Ran.vfgap("check", file.toString()).exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void eachStrategyIsPredictedFromTheOthersAndMostLossesLieInside() throws IOException {
        JsonNode result = json(vfgap(List.of("validate", "--json", "--leave-out", "strategy"), BUNDLES));

        assertThat(result.get("schema").asText()).isEqualTo("vfgap/validate/1");
        assertThat(result.get("assumed"))
                .extracting(JsonNode::asText)
                .contains("pciehp.interrupt")
                .doesNotContain("mig.deviceState");
        assertThat(result.get("coverage").get("n").asInt()).isEqualTo(20);
        assertThat(result.get("coverage").get("inside").asDouble()).isBetween(0.8, 1.0);
        assertThat(result.get("medianAbsoluteRelativeError").asDouble()).isLessThan(0.15);
        assertThat(result.get("strategyPairs").asInt()).isGreaterThan(20);
        assertThat(result.get("rankCorrelation").asDouble()).isGreaterThan(0.9);
        JsonNode phases = result.get("baselines").get("rateTimesMeanPhases");
        assertThat(phases.get("modelMeanCrpsMs").asDouble())
                .isLessThan(phases.get("meanCrpsMs").asDouble());
    }

    @Test
    void theSameBytesComeOutOfOneJobAndOfTwo() {
        List<String> two = BUNDLES.subList(0, 2);
        Ran one = vfgap(List.of("validate", "--json", "--leave-out", "run", "--jobs", "1"), two);

        assertThat(vfgap(List.of("validate", "--json", "--leave-out", "run", "--jobs", "2"), two)
                        .out())
                .isEqualTo(one.out());
    }

    @Test
    void whatIsFittedToLossesIsToldByTheResultTheProfileAndAValidationWithIt() throws IOException {
        Path profile = folder.resolve("fitted.yaml");
        List<String> two = List.of(BUNDLES.get(1), BUNDLES.get(3));
        Ran ran = vfgap(
                List.of(
                        "calibrate",
                        "--json",
                        "--fit",
                        "guest.udevRenameBusy",
                        "--budget",
                        "100",
                        "--write-profile",
                        profile.toString()),
                two);
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCode.DONE);
        JsonNode fitted = new ObjectMapper().readTree(ran.out()).path("fittedToLosses");
        assertThat(fitted.path("bundles"))
                .extracting(name -> name.asText().split(" ")[0])
                .containsExactly("S1-1", "S2-1");
        JsonNode parameter = fitted.path("parameters").get(0);
        assertThat(parameter.path("parameter").asText()).isEqualTo("guest.udevRenameBusy");
        assertThat(parameter.path("identified").asBoolean()).isTrue();
        assertThat(parameter.path("low").asDouble())
                .isLessThan(parameter.path("high").asDouble());
        assertThat(Files.readString(profile)).contains("  fittedToLosses:\n    - S1-1 ");

        Ran validated = vfgap(List.of("validate", "--replications", "2", "--profile", profile.toString()), two);
        assertThat(validated.err())
                .contains(
                        "profile fitted was fitted to the losses of 2 of these 2 bundles, so they are no independent test of"
                                + " it\n");
        assertThat(vfgap(List.of("validate", "--leave-out", "run", "--fit", "guest.vfDeaf"), two)
                        .err())
                .startsWith("--fit: would fit anew for each bundle left out");
    }

    @Test
    void aNicThatNoCalibrationHadIsSaidToBeExtrapolated() throws IOException {
        Path profile = folder.resolve("lab.yaml");
        vfgap(List.of("calibrate", "--write-profile", profile.toString()), BUNDLES);
        Path other =
                copyOf("S8b-1", manifest -> ((ObjectNode) manifest.get("environment")).put("primaryNic", "vmxnet3"));
        JsonNode result = json(Ran.vfgap("validate", "--json", "--profile", profile.toString(), other.toString()));
        JsonNode known = json(Ran.vfgap("validate", "--json", "--profile", profile.toString(), BUNDLES.get(9)));

        assertThat(result.get("bundles").get(0).get("extrapolated").asBoolean()).isTrue();
        assertThat(known.get("bundles").get(0).get("extrapolated").asBoolean()).isFalse();
    }

    @Test
    void aBundleThatDoesNotTellWhatWasDoneIsLeftWithAReason() throws IOException {
        Path other = copyOf("S7-1", manifest -> ((ObjectNode) manifest).remove("plan"));
        JsonNode result = json(Ran.vfgap("validate", "--json", "--leave-out", "run", other.toString(), BUNDLES.get(1)));

        assertThat(result.get("left").get(0).asText())
                .isEqualTo("bundle S7-1: does not tell what was done, so it cannot be predicted; give \"plan\" and"
                        + " \"initial\" in its bundle.json");
    }

    @Test
    void whatIsAskedWronglyIsRefusedInOneSentence() {
        assertThat(Ran.vfgap("validate", BUNDLES.get(0)).err())
                .isEqualTo("validate: needs one of --profile and --leave-out; name a profile, or write --leave-out"
                        + " strategy\n");
        assertThat(Ran.vfgap("validate", BUNDLES.get(0), "--leave-out", "nic").err())
                .isEqualTo("--leave-out nic: is not run or strategy; write --leave-out strategy\n");
        assertThat(Ran.vfgap("calibrate", "no-such-bundle", "nor-this").err())
                .isEqualTo("no-such-bundle: there is no such file; check the name\n"
                        + "nor-this: there is no such file; check the name\n");
        assertThat(Ran.vfgap("calibrate", "no-such-bundle").exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    }

    private Path copyOf(String name, Consumer<JsonNode> change) throws IOException {
        Path copy = Files.createDirectories(folder.resolve(name));
        try (Stream<Path> files = Files.list(SAMPLES.resolve(name))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName().toString()));
            }
        }
        Path manifest = copy.resolve("bundle.json");
        JsonNode changed = new ObjectMapper().readTree(Files.readString(manifest));
        change.accept(changed);
        Files.writeString(manifest, changed.toString());
        return copy;
    }

    private static Ran vfgap(List<String> first, List<String> then) {
        List<String> all = new ArrayList<>(first);
        all.addAll(then);
        return Ran.vfgap(all.toArray(String[]::new));
    }

    private static JsonNode json(Ran ran) throws IOException {
        assertThat(ran.err()).isEmpty();
        return new ObjectMapper().readTree(ran.out());
    }
}
