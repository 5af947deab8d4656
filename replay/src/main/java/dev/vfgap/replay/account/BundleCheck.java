package dev.vfgap.replay.account;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.CapturePoint;
import dev.vfgap.replay.bundle.Deliveries;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.capture.CaptureRing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a bundle, file by file: every file is read to its end, and all problems are told, not the first.
 *
 * @param problems why the bundle cannot be used; empty when it can
 * @param findings what it lacks, and what is doubtful in it
 */
public record BundleCheck(List<InputProblem> problems, List<Finding> findings) {

    public BundleCheck {
        problems = List.copyOf(problems);
        findings = List.copyOf(findings);
    }

    /**
     * Checks a bundle.
     *
     * @param folder the bundle's folder
     * @throws dev.vfgap.replay.bundle.MachineRefusedException when the machine does not let a file be read
     */
    public static BundleCheck of(Path folder) {
        List<InputProblem> problems = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        CaptureBundle bundle;
        try {
            bundle = CaptureBundle.read(folder);
        } catch (BadInputException e) {
            return new BundleCheck(e.problems(), findings);
        }
        findings.addAll(bundle.findings());
        for (CapturePoint point : bundle.points()) {
            point.file().ifPresent(file -> collect(problems, () -> findings.addAll(CaptureRing.check(point))));
        }
        bundle.deliveries()
                .ifPresent(file -> collect(
                        problems,
                        () -> findings.addAll(
                                Deliveries.read(file, file.toString()).findings())));
        if (problems.isEmpty()) {
            findings.clear();
            findings.addAll(Account.of(bundle).findings());
        }
        return new BundleCheck(problems, findings);
    }

    private static void collect(List<InputProblem> problems, Runnable reading) {
        try {
            reading.run();
        } catch (BadInputException e) {
            problems.addAll(e.problems());
        }
    }
}
