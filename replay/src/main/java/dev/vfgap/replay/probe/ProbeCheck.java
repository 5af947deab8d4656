package dev.vfgap.replay.probe;

import dev.vfgap.replay.account.BundleCheck;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.capture.CaptureRing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a probe bundle, file by file: every file is read to its end, and all problems are told. */
public final class ProbeCheck {

    private ProbeCheck() {}

    /**
     * Checks a probe bundle.
     *
     * @param folder the bundle's folder
     * @throws dev.vfgap.replay.bundle.MachineRefusedException when the machine does not let a file be read
     */
    public static BundleCheck of(Path folder) {
        List<InputProblem> problems = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        ProbeBundle bundle;
        try {
            bundle = ProbeBundle.read(folder);
        } catch (BadInputException e) {
            return new BundleCheck(e.problems(), findings);
        }
        findings.addAll(bundle.findings());
        for (ProbePoint point : bundle.points()) {
            if (point.file().isPresent()) {
                try {
                    findings.addAll(CaptureRing.check(point.file().get(), point.shownFile()));
                } catch (BadInputException e) {
                    problems.addAll(e.problems());
                }
            }
        }
        if (problems.isEmpty()) {
            findings.clear();
            findings.addAll(ProbeClassification.of(bundle).findings());
        }
        return new BundleCheck(problems, findings);
    }
}
