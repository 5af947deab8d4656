package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.CapturePoint;
import dev.vfgap.replay.bundle.Deliveries;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.bundle.MachineRefusedException;
import dev.vfgap.replay.capture.CaptureReader;
import dev.vfgap.scenarios.config.ConfigCheck;
import dev.vfgap.scenarios.library.Catalogue;
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

    static Verdict of(Path path) {
        FileCheck check = new FileCheck(path);
        String kind = check.kind();
        return new Verdict(path, kind, check.problems, check.findings);
    }

    private String kind() {
        if (Bundles.named(path)) {
            bundle();
            return "capture bundle";
        }
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (CAPTURE_ENDINGS.stream().anyMatch(name::endsWith)) {
            attempt(() -> capture(path));
            return "capture";
        }
        List<String> kind =
                attempt(() -> List.of(ConfigCheck.check(path, Catalogue.all()).word()));
        return kind.isEmpty() ? "" : kind.get(0);
    }

    private void bundle() {
        List<CaptureBundle> read = attempt(() -> List.of(Bundles.read(path)));
        for (CaptureBundle bundle : read) {
            findings.addAll(bundle.findings());
            for (CapturePoint point : bundle.points()) {
                point.file().ifPresent(file -> findings.addAll(attempt(() -> capture(file))));
            }
            bundle.deliveries()
                    .ifPresent(file -> findings.addAll(
                            attempt(() -> Deliveries.read(file, file.toString()).findings())));
        }
    }

    private static List<Finding> capture(Path file) {
        try (CaptureReader reader = CaptureReader.open(file, file.toString())) {
            while (reader.next()) {
                // Reading is the check.
            }
            return reader.findings();
        }
    }

    /** What a reader gives; nothing when it finds problems, which are kept. */
    private <T> List<T> attempt(Supplier<List<T>> reader) {
        try {
            return reader.get();
        } catch (BadInputException e) {
            problems.addAll(e.problems());
        } catch (MachineRefusedException e) {
            problems.add(e.problem());
        }
        return List.of();
    }
}
