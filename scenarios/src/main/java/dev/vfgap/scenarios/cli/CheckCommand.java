package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.bundle.MachineRefusedException;
import dev.vfgap.scenarios.config.FileKind;
import dev.vfgap.scenarios.config.ScenarioFile;
import dev.vfgap.scenarios.library.Catalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code check}: what is wrong with files, without running anything. */
@Command(
        name = "check",
        description = "Checks files of every kind and tells every error with its line and column.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap check my-strategy.yaml my-scenario.yaml",
            "  vfgap check replay/samples/migration/S1-1",
            "  vfgap check --json my-scenario.yaml"
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Strategies, scenarios, profiles, bundle folders, captures.")
    private List<Path> files;

    @Mixin
    private CatalogueOption catalogue;

    @Override
    public Integer call() {
        Session session = options.sessionUsing();
        int exitCode = ExitCode.DONE;
        for (Path file : files) {
            exitCode = Math.max(exitCode, check(file, session));
        }
        return exitCode;
    }

    /** One file's exit code: a file that the machine does not let be read does not hide the others. */
    private int check(Path file, Session session) {
        FileCheck.Verdict verdict;
        try {
            verdict = FileCheck.of(file);
        } catch (MachineRefusedException e) {
            session.problem(e.problem().sentence());
            return ExitCode.MACHINE_REFUSED;
        }
        session.result(() -> json(verdict), () -> text(verdict));
        verdict.problems().forEach(problem -> session.problem(problem.sentence()));
        verdict.findings().forEach(finding -> tell(session, finding));
        boolean runs = verdict.good()
                && verdict.kind().equals(FileKind.SCENARIO.word())
                && ScenarioFile.expectedRefusal(file).isEmpty();
        if (runs) {
            catalogue.warn(ScenarioFile.read(file, List.of(), Catalogue.all()), session);
        }
        return verdict.good() ? ExitCode.DONE : ExitCode.BAD_INPUT;
    }

    /** A doubt is no error, since the file can be used, but everybody is told; the rest is for the curious. */
    private static void tell(Session session, Finding finding) {
        if (finding.kind() == Finding.Kind.DOUBT) {
            session.note(finding.toString());
        } else {
            session.detail(finding::toString);
        }
    }

    private static String text(FileCheck.Verdict verdict) {
        return verdict.good() ? verdict.path() + ": a " + verdict.kind() + " without errors\n" : "";
    }

    private static Map<String, Object> json(FileCheck.Verdict verdict) {
        Map<String, Object> result = JsonResult.of("check", OptionalLong.empty(), List.of());
        result.put("file", verdict.path().toString());
        result.put("kind", verdict.kind().isEmpty() ? null : verdict.kind());
        result.put("good", verdict.good());
        List<Object> problems = new ArrayList<>();
        for (InputProblem problem : verdict.problems()) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("file", problem.file());
            if (problem.line() > 0) {
                shown.put("line", problem.line());
                shown.put("column", problem.column());
            }
            if (problem.byteOffset() >= 0) {
                shown.put("byteOffset", problem.byteOffset());
            }
            shown.put("message", problem.message());
            shown.put("mend", problem.mend());
            problems.add(shown);
        }
        result.put("problems", problems);
        List<Object> findings = new ArrayList<>();
        for (Finding finding : verdict.findings()) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("kind", finding.kind().name().toLowerCase(Locale.ROOT));
            shown.put("where", finding.where());
            shown.put("text", finding.text());
            findings.add(shown);
        }
        result.put("findings", findings);
        return result;
    }
}
