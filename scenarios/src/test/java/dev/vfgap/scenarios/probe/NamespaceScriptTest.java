package dev.vfgap.scenarios.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.replay.probe.ProbeBundle;
import dev.vfgap.replay.probe.ProbeEvidence;
import dev.vfgap.replay.probe.ProbeStep;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The script of {@code probe plan} in a {@link ScriptBed}: what it leaves, and how it leaves the host when signals end it or commands fail. No program
 * that it began may go on.
 */
@Timeout(300)
class NamespaceScriptTest {
    /** It waits twice before its first step, and once in each. */
    private static final int WAITS_BEFORE = 2;

    private static final int REFUSED = 4;
    private static final int BY_SIGKILL = 137;
    private static final int BEDS = 4;

    @TempDir
    private Path temporary;

    private ScriptBed bed;
    private String before;

    @BeforeEach
    void makeTheBed() throws Exception {
        bed = ScriptBed.make("script", temporary);
        before = bed.host();
    }

    @AfterEach
    void removeTheBed() {
        if (bed != null) {
            bed.close();
        }
    }

    private static int waits(ProbeVariant variant) {
        return WAITS_BEFORE + ProbeSteps.of(variant, 0).size();
    }

    private static void isAsItWas(ScriptBed bed, String before, String when) throws Exception {
        for (ProcessHandle program : bed.programs()) {
            // One that was told to end may still be at it.
            program.onExit().get(10, TimeUnit.SECONDS);
        }
        assertThat(bed.host()).as(when).isEqualTo(before);
    }

    @Test
    void itLeavesAReadableBundleAndTheHostAsItWas() throws Exception {
        Path out = bed.folder().resolve("planned");
        ProbeBed.Ended ended = bed.end(bed.start(ProbeVariant.BRIDGE, Map.of("WAIT", "0.5"), out.toString()));
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        isAsItWas(bed, before, ended.err());
        ProbeBundle bundle = ProbeBundle.read(out.resolve("bridge"));
        assertThat(bundle.findings()).isEmpty();
        assertThat(bundle.device().emulated()).contains(true);
        assertThat(bundle.steps().stream()
                        .filter(step -> step.event().detail().path("rc").asInt() == 0)
                        .map(ProbeStep::name))
                .as(ended.err())
                .containsExactlyElementsOf(ProbeSteps.of(ProbeVariant.BRIDGE, 0).stream()
                        .map(ProbeStepPlan::name)
                        .toList());
        assertThat(ProbeEvidence.of(bundle).counts().cell(0, 0).sentFrames()).isPositive();
        assertThat(out.resolve("undo")).isEmptyDirectory();
    }

    /** What is done with one run of the script, which is held at one of its waits. */
    private interface AtWait {
        void run(ScriptBed bed, String before, int wait) throws Exception;
    }

    /** At every wait, on several beds at once: most of the time goes to ends that are waited for. */
    private void atEachWait(ProbeVariant variant, AtWait one) throws Exception {
        ExecutorService beds = Executors.newFixedThreadPool(BEDS);
        try {
            List<Callable<Void>> shares = new ArrayList<>();
            for (int share = 0; share < BEDS; share++) {
                int first = 1 + share;
                shares.add(() -> {
                    try (ScriptBed own = ScriptBed.make("wait" + first, temporary)) {
                        String untouched = own.host();
                        for (int wait = first; wait <= waits(variant); wait += BEDS) {
                            one.run(own, untouched, wait);
                        }
                    }
                    return null;
                });
            }
            for (Future<Void> done : beds.invokeAll(shares)) {
                done.get();
            }
        } finally {
            beds.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource({"BRIDGE, INT, 130", "PROMISCUOUS, TERM, 143", "MACVLAN, HUP, 129"})
    void endedByASignalAtAnyStepItTakesEverythingBackItself(ProbeVariant variant, String signal, int exitCode)
            throws Exception {
        atEachWait(variant, (own, untouched, wait) -> {
            String when = "SIG" + signal + " at wait " + wait;
            Path out = own.folder().resolve(signal + wait);
            Process process = own.start(variant, Map.of("HOLD", String.valueOf(wait)), out.toString());
            BufferedReader errors = ScriptBed.errors(process);
            assertThat(ProbeBed.says(errors, ScriptBed.HELD)).as(when).isTrue();
            ProbeBed.signal(process, signal);
            String said = ScriptBed.rest(errors);
            assertThat(process.waitFor()).as(when + "\n" + said).isEqualTo(exitCode);
            isAsItWas(own, untouched, when + "\n" + said);
            assertThat(out.resolve("undo")).as(when).isEmptyDirectory();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"BRIDGE", "EXPLICIT"})
    void killedAtAnyStepItIsTakenBackByItsRestore(ProbeVariant variant) throws Exception {
        atEachWait(variant, (own, untouched, wait) -> {
            String when = "killed at wait " + wait;
            Path out = own.folder().resolve("killed-" + wait);
            Process process = own.start(variant, Map.of("HOLD", String.valueOf(wait)), out.toString());
            assertThat(ProbeBed.says(ScriptBed.errors(process), ScriptBed.HELD))
                    .as(when)
                    .isTrue();
            // The shell alone: what it began to send and to capture goes on.
            process.destroyForcibly();
            assertThat(process.waitFor()).isEqualTo(BY_SIGKILL);
            assertThat(own.programs()).as(when).isNotEmpty();
            ProbeBed.Ended restored = own.end(own.start(variant, Map.of(), "restore", out.toString()));
            assertThat(restored).as(when).isEqualTo(new ProbeBed.Ended(0, "", ""));
            isAsItWas(own, untouched, when);
            assertThat(out.resolve("undo")).as(when).isEmptyDirectory();
        });
    }

    @Test
    void aChangeThatIsRefusedIsToldAndTheRestIsTakenBack() throws Exception {
        long changes = ProbeSteps.of(ProbeVariant.BRIDGE, 0).stream()
                .flatMap(step -> step.changes().stream())
                .filter(change -> change.command().startsWith("ip "))
                .count();
        for (int refused = 1; refused <= changes; refused++) {
            Path out = bed.folder().resolve("refused-" + refused);
            ProbeBed.Ended ended =
                    bed.end(bed.start(ProbeVariant.BRIDGE, Map.of("REFUSE", String.valueOf(refused)), out.toString()));
            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(ended.err()).contains("failed with 2: RTNETLINK answers: Operation not permitted");
            isAsItWas(bed, before, "change " + refused + " was refused");
        }
    }

    @Test
    void aPortThatTakesNoVlanDeviceEndsItWithTheHostAsItWas() throws Exception {
        Path out = bed.folder().resolve("no-vlan");
        ProbeBed.Ended ended = bed.end(bed.start(ProbeVariant.VLAN, Map.of("REFUSE", "1"), out.toString()));
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(REFUSED);
        assertThat(ended.err()).contains("s0: takes no VLAN device");
        isAsItWas(bed, before, ended.err());
    }

    @Test
    void aSecondInterruptDoesNotKeepItFromTakingBack() throws Exception {
        Path out = bed.folder().resolve("twice");
        Process process =
                bed.start(ProbeVariant.PROMISCUOUS, Map.of("HOLD", "link set pf0 promisc off"), out.toString());
        BufferedReader errors = ScriptBed.errors(process);
        List<String> said = new ArrayList<>();
        // Its own step is the first to come to the command; then the command that takes it back does.
        assertThat(ProbeBed.says(errors, ScriptBed.HELD)).isTrue();
        ProbeBed.signal(process, "INT");
        assertThat(ProbeBed.says(errors, ScriptBed.HELD)).isTrue();
        ProbeBed.signal(process, "INT");
        Files.createFile(bed.folder().resolve("go"));
        said.addAll(errors.lines().toList());
        assertThat(process.waitFor()).as("%s", said).isEqualTo(130);
        assertThat(said).isEmpty();
        isAsItWas(bed, before, "interrupted twice");
    }
}
