package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.config.ConfigCheck;
import dev.vfgap.scenarios.library.Catalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
        footer = {"  vfgap check my-strategy.yaml my-scenario.yaml", "  vfgap check --json my-scenario.yaml"})
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Strategies, scenarios, profiles.")
    private List<Path> files;

    /** What was found in one file. */
    private record Verdict(Path file, String kind, List<InputProblem> problems) {}

    @Override
    public Integer call() {
        Session session = options.session();
        int exitCode = ExitCode.DONE;
        for (Path file : files) {
            Verdict verdict = check(file);
            session.result(() -> json(verdict), () -> text(verdict));
            verdict.problems().forEach(problem -> session.problem(problem.sentence()));
            exitCode = verdict.problems().isEmpty() ? exitCode : ExitCode.BAD_INPUT;
        }
        return exitCode;
    }

    private static Verdict check(Path file) {
        try {
            return new Verdict(file, ConfigCheck.check(file, Catalogue.all()).word(), List.of());
        } catch (BadInputException e) {
            return new Verdict(file, "", e.problems());
        }
    }

    private static String text(Verdict verdict) {
        return verdict.problems().isEmpty() ? verdict.file() + ": a " + verdict.kind() + " without errors\n" : "";
    }

    private static Map<String, Object> json(Verdict verdict) {
        Map<String, Object> result = JsonResult.of("check", OptionalLong.empty(), List.of());
        result.put("file", verdict.file().toString());
        result.put("kind", verdict.kind().isEmpty() ? null : verdict.kind());
        result.put("good", verdict.problems().isEmpty());
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
        return result;
    }
}
