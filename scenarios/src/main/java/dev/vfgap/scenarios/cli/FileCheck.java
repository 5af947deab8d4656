package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.account.BundleCheck;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.capture.CaptureReader;
import dev.vfgap.replay.probe.ProbeCheck;
import dev.vfgap.scenarios.config.ConfigCheck;
import dev.vfgap.scenarios.config.FileKind;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.config.ScenarioFile;
import dev.vfgap.scenarios.config.Strategy;
import dev.vfgap.scenarios.config.Sweep;
import dev.vfgap.scenarios.device.DeviceCatalogue;
import dev.vfgap.scenarios.device.DeviceRecord;
import dev.vfgap.scenarios.expect.Expectation;
import dev.vfgap.scenarios.expect.Refusal;
import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.scenarios.library.Setups;
import dev.vfgap.scenarios.library.Strategies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Reads a file of any kind, or a bundle with all its files, for what is wrong with it. */
final class FileCheck {
    private static final List<String> CAPTURE_ENDINGS =
            List.of(".pcap", ".pcap.gz", ".pcapng", ".pcapng.gz", ".cap", ".cap.gz");

    private final Path path;
    private final List<InputProblem> problems = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private FileCheck(Path path) {
        this.path = path;
    }

    /**
     * What was found.
     *
     * @param kind what it is; empty when it could not be told
     * @param problems what is wrong, in the order in which a reader meets it
     * @param findings what is worth knowing although it is good
     */
    record Verdict(Path path, String kind, List<InputProblem> problems, List<Finding> findings) {
        boolean good() {
            return problems.isEmpty();
        }
    }

    /**
     * Checks a file.
     *
     * @throws dev.vfgap.replay.bundle.MachineRefusedException when the machine does not let it be read
     */
    static Verdict of(Path path) {
        FileCheck check = new FileCheck(path);
        String kind = check.kind();
        boolean readable = Files.isRegularFile(path) && !kind.endsWith("bundle") && !kind.equals("capture");
        if (readable) {
            ScenarioFile.expectedRefusal(path).ifPresent(check::expects);
            kind = check.problems.isEmpty() && kind.isEmpty() ? FileKind.SCENARIO.word() : kind;
        }
        return new Verdict(path, kind, check.problems, check.findings);
    }

    /** A scenario that is refused as it expects is good, and one that is not refused is not. */
    private void expects(Refusal refusal) {
        Expectation.Verdict verdict = refusal.refusedWith(
                problems.stream().map(InputProblem::sentence).toList());
        if (verdict.held()) {
            problems.clear();
            findings.add(Finding.note(path.toString(), "is refused as it expects: " + verdict.found()));
        } else if (problems.isEmpty()) {
            problems.add(ScenarioFile.problemAt(
                    path, "expect", "an error is expected, but there is none", "remove the expectation"));
        }
    }

    private String kind() {
        if (Bundles.named(path)) {
            boolean probe = Bundles.isProbe(path);
            BundleCheck bundle = probe ? ProbeCheck.of(Bundles.folder(path)) : BundleCheck.of(Bundles.folder(path));
            problems.addAll(bundle.problems());
            findings.addAll(bundle.findings());
            return probe ? "probe bundle" : "capture bundle";
        }
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (CAPTURE_ENDINGS.stream().anyMatch(name::endsWith) || CaptureReader.begins(path)) {
            findings.addAll(attempt(() -> CaptureReader.check(path, path.toString())));
            return "capture";
        }
        if (isPartOfBundle(name)) {
            problems.add(InputProblem.ofFile(
                    path.toString(), "is a part of a capture bundle", "check the bundle: " + path.resolveSibling("")));
            return "";
        }
        if (DeviceRecord.begins(path)) {
            attempt(() -> List.of(DeviceRecord.read(path)));
            return "device record";
        }
        List<FileKind> kind = attempt(() -> List.of(ConfigCheck.check(path, Catalogue.all())));
        if (kind.isEmpty()) {
            return "";
        }
        if (kind.get(0) == FileKind.SCENARIO) {
            Scenario scenario = ScenarioFile.read(path, List.of(), Catalogue.all());
            checkWhatItNames(scenario);
            if (problems.isEmpty() && scenario.sweep().isPresent()) {
                checkVariants(scenario.sweep().get());
            }
        }
        return kind.get(0).word();
    }

    /** A scenario is good when what it names is there, is good itself, and fits. */
    private void checkWhatItNames(Scenario scenario) {
        int before = problems.size();
        under("catalogue", () -> scenario.catalogue().map(DeviceCatalogue::read).stream()
                .toList());
        under("profiles", () -> List.of(Setups.values(scenario, Catalogue.all())));
        List<Strategy> strategy = under("strategy", () -> List.of(Strategies.of(scenario)));
        if (problems.size() == before) {
            under("hotplug", () -> List.of(Experiment.of(scenario, strategy.get(0), Catalogue.all())));
        }
    }

    /** Each value of each axis must make a scenario whose parts are there and fit. */
    private void checkVariants(Sweep sweep) {
        for (Sweep.Axis axis : sweep.axes()) {
            for (Sweep.Level level : axis.levels().checked()) {
                Scenario variant = ScenarioFile.read(path, level.settings(), Catalogue.all());
                under("sweep", () -> List.of(Experiment.of(variant, Strategies.of(variant), Catalogue.all())));
            }
        }
    }

    /** As {@link #attempt}; a problem without a line of its own is told at the line of this key. */
    private <T> List<T> under(String key, Supplier<List<T>> reader) {
        try {
            return reader.get();
        } catch (BadInputException e) {
            for (InputProblem problem : e.problems()) {
                String message = problem.file() + ": " + problem.message();
                problems.add(problem.line() > 0 ? problem : ScenarioFile.problemAt(path, key, message, problem.mend()));
            }
        }
        return List.of();
    }

    /** Whether a file that is no YAML lies beside a bundle's manifest. */
    private boolean isPartOfBundle(String name) {
        return !name.endsWith(".yaml")
                && !name.endsWith(".yml")
                && Files.isRegularFile(path)
                && Files.isRegularFile(path.resolveSibling(CaptureBundle.MANIFEST));
    }

    /** What a reader gives; nothing when it finds problems, which are kept. */
    private <T> List<T> attempt(Supplier<List<T>> reader) {
        try {
            return reader.get();
        } catch (BadInputException e) {
            problems.addAll(e.problems());
        }
        return List.of();
    }
}
