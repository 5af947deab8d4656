package dev.vfgap.scenarios.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vfgap.scenarios.cli.BedProgram;
import dev.vfgap.scenarios.cli.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code probe run --apply} as a program of its own in a {@link ProbeBed}, to which the kernel's signals are sent at its steps: the host must be as
 * it was, to the last field that {@code ip}, {@code bridge} and {@code tc} show and the last setting of the NIC. Two beds work at a time.
 */
@Timeout(300)
class NamespaceKillTest {
    private static final int BY_SIGKILL = 137;

    @TempDir
    private Path temporary;

    private final List<ProbeBed> beds = new ArrayList<>();

    @BeforeEach
    void makeTheBeds() throws Exception {
        for (String name : List.of("killed", "interrupted")) {
            beds.add(ProbeBed.make(name, temporary));
            beds.get(beds.size() - 1).addressThePf();
        }
    }

    @AfterEach
    void removeTheBeds() {
        beds.forEach(ProbeBed::close);
    }

    /** A bridge's port at every step; the others at the steps that are their own, and when most is changed. */
    private static boolean isTried(ProbeVariant variant, ProbeStepPlan step) {
        boolean isCommon = ProbeSteps.of(ProbeVariant.BRIDGE, 0).stream()
                .anyMatch(other -> other.name().equals(step.name()));
        return variant == ProbeVariant.BRIDGE
                || !isCommon
                || step.name().equals("vf_up")
                || step.name().equals("control_unknown_mac");
    }

    /** The two in which the PF asks for the MAC itself, the two in which something on it does, and the VF in a VLAN. */
    @ParameterizedTest
    @EnumSource(names = {"EXPLICIT", "MACVLAN", "PROMISCUOUS", "BRIDGE", "VLAN", "REMEDY"})
    void endedAtAnyStepTheHostIsAsItWas(ProbeVariant variant) throws Exception {
        ended(variant, VfOrigin.MADE);
    }

    @ParameterizedTest
    @EnumSource(names = {"SPOOF_CHECK", "LINK_STATE", "TRUST"})
    void endedAtAnyStepAVfThatWasThereIsAsItWas(ProbeVariant variant) throws Exception {
        for (ProbeBed bed : beds) {
            bed.makeTheVf();
        }
        ended(variant, VfOrigin.THERE);
    }

    private void ended(ProbeVariant variant, VfOrigin vfs) throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Void>> both =
                    List.of(() -> killed(beds.get(0), variant, vfs), () -> interrupted(beds.get(1), variant, vfs));
            for (Future<Void> done : two.invokeAll(both)) {
                done.get();
            }
        } finally {
            two.shutdownNow();
        }
        if (variant == ProbeVariant.VLAN) {
            assumeTrue(
                    beds.get(0).hasVlans(),
                    "this kernel has no 8021q: all was done and held but for the VLAN device on the PF, which it refuses");
        }
    }

    /** Killed in the middle of each change, when its undo is in the journal, and taken back by the verb for it. */
    private static Void killed(ProbeBed bed, ProbeVariant variant, VfOrigin vfs) throws Exception {
        String before = bed.host();
        List<String> moments = moments(bed, variant, vfs);
        int last = -1;
        for (ProbeStepPlan step : ProbeSteps.of(variant, 0, vfs)) {
            last += made(bed, step);
        }
        for (String moment : moments) {
            Path out = bed.folder().resolve(moment.replace(':', '-'));
            Process process = bed.run(BedHost.Filter.EARLY, moment, variant, vfs, "1ms", out);
            assertThat(ProbeBed.says(errors(process), BedProgram.HELD))
                    .as(moment)
                    .isTrue();
            ProbeBed.signal(process, "KILL");
            assertThat(process.waitFor()).as(moment).isEqualTo(BY_SIGKILL);
            // Else nothing would be restored here.
            boolean isEnd = moment.equals(moments.get(0)) || moment.equals("after:" + last);
            assertThat(isEnd || !bed.host().equals(before)).as(moment).isTrue();
            assertThat(bed.restore(out))
                    .as(moment)
                    .isEqualTo(ExitCode.DONE + " " + out.resolve(variant.word()) + ": taken back");
            assertThat(bed.host()).as("killed " + moment).isEqualTo(before);
            assertThat(bed.restore(out)).as(moment).isEqualTo(ExitCode.DONE + " Nothing is left to take back.");
        }
        return null;
    }

    /** After every change of the steps that are tried; as a bridge's port also before it, which differs in the journal only, where it is the first of its step. */
    private static List<String> moments(ProbeBed bed, ProbeVariant variant, VfOrigin vfs) throws Exception {
        List<String> moments = new ArrayList<>(List.of("before:0"));
        int change = 0;
        for (ProbeStepPlan step : ProbeSteps.of(variant, 0, vfs)) {
            for (int i = 0; i < made(bed, step); i++, change++) {
                if (change > 0 && i == 0 && variant == ProbeVariant.BRIDGE) {
                    moments.add("before:" + change);
                }
                if (isTried(variant, step)) {
                    moments.add("after:" + change);
                }
            }
        }
        return moments;
    }

    /** Interrupted, as Ctrl-C does, in the last change of each step; the first step has none. */
    private static Void interrupted(ProbeBed bed, ProbeVariant variant, VfOrigin vfs) throws Exception {
        String before = bed.host();
        int changes = 0;
        for (ProbeStepPlan step : ProbeSteps.of(variant, 0, vfs)) {
            changes += made(bed, step);
            if (!isTried(variant, step) || step.leftOut().isPresent()) {
                continue;
            }
            Path out = bed.folder().resolve(step.name());
            boolean isChange = !step.changes().isEmpty();
            Process process = bed.run(
                    BedHost.Filter.LATE,
                    isChange ? "after:" + (changes - 1) : "never",
                    variant,
                    vfs,
                    isChange ? "1ms" : "200ms",
                    out);
            BufferedReader errors = errors(process);
            assertThat(ProbeBed.says(errors, isChange ? BedProgram.HELD : "vfgap probe run: " + step.name()))
                    .as(step.name())
                    .isTrue();
            ProbeBed.signal(process, "INT");
            String said = String.join("\n", errors.lines().toList());
            assertThat(process.waitFor()).as(step.name() + "\n" + said).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(bed.host())
                    .as("interrupted at " + step.name() + "\n" + said)
                    .isEqualTo(before);
            assertThat(bed.restore(out)).as(step.name()).isEqualTo(ExitCode.DONE + " Nothing is left to take back.");
            assertThat(out.resolve(variant.word()).resolve("bundle.json")).exists();
        }
        return null;
    }

    /** How many changes of a step are tried: of a row none after one that is refused. */
    private static int made(ProbeBed bed, ProbeStepPlan step) throws Exception {
        return step.name().equals("pf_vlan_add") && !bed.hasVlans()
                ? 1
                : step.changes().size();
    }

    private static BufferedReader errors(Process process) throws IOException {
        return process.errorReader(StandardCharsets.UTF_8);
    }
}
