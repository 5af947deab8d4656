package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.validation.PublishedNumbers;
import dev.vfgap.scenarios.validation.PublishedRow;
import dev.vfgap.scenarios.validation.Validation;
import dev.vfgap.scenarios.validation.ValidationPage;
import dev.vfgap.scenarios.validation.ValidationReport;
import dev.vfgap.scenarios.validation.ValidationText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code describe validation}: published numbers beside what the models make of them. */
@Command(
        name = "validation",
        description = {
            "Holds the models against published numbers: published, accepted, predicted, inside or not.",
            "An input was given to the model, so only outputs count. Ends with 0 whatever comes out."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap describe validation",
            "  vfgap describe validation --only V8,C1",
            "  vfgap describe validation --seed 2 --replications 500 --json"
        })
final class DescribeValidation implements Callable<Integer> {
    private static final int MOST_REPLICATIONS = 100_000;

    @Mixin
    private CommonOptions options;

    @Option(names = "--only", paramLabel = "ROW", split = ",", description = "Only these rows, like V8.")
    private List<String> only = List.of();

    @Option(
            names = "--replications",
            paramLabel = "N",
            description = "So many runs of each scenario instead of as many as it says.")
    private Integer replications;

    @Option(names = "--markdown", description = "The tables in Markdown.")
    private boolean markdown;

    @Override
    public Integer call() throws InterruptedException {
        Session session = options.sessionUsing(CommonOptions.Use.SEED, CommonOptions.Use.JOBS);
        Validation validation = new Validation(rows(), count());
        long seed = options.seed().orElse(PublishedNumbers.SEED);
        ValidationReport report;
        try (Progress progress = session.progress("runs", validation.runs())) {
            report = validation.report(seed, options.jobs(), progress::step);
        }
        session.result(() -> json(report), () -> markdown ? ValidationPage.of(report) : ValidationText.of(report));
        return ExitCode.DONE;
    }

    private List<PublishedRow> rows() {
        if (only.isEmpty()) {
            return PublishedNumbers.all();
        }
        List<PublishedRow> rows = new ArrayList<>();
        for (String name : only) {
            rows.add(PublishedNumbers.find(name.strip())
                    .orElseThrow(() -> new BadInputException(InputProblem.ofFile(
                            "--only " + name,
                            "there is no such row",
                            "the rows are " + String.join(", ", PublishedNumbers.ids())))));
        }
        return rows;
    }

    private OptionalInt count() {
        if (replications != null && (replications < 1 || replications > MOST_REPLICATIONS)) {
            throw new BadInputException(InputProblem.ofFile(
                    "--replications " + replications,
                    "is not from 1 to " + MOST_REPLICATIONS,
                    "write for example 200"));
        }
        return replications == null ? OptionalInt.empty() : OptionalInt.of(replications);
    }

    private static Map<String, Object> json(ValidationReport report) {
        Map<String, Object> result = JsonResult.of("describe", OptionalLong.of(report.seed()), report.assumed());
        result.put("validation", report.fields());
        return result;
    }
}
