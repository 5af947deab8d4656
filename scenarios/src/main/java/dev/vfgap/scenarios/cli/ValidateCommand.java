package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.calibrate.Calibration;
import dev.vfgap.replay.figure.Drawn;
import dev.vfgap.replay.validate.ReportPage;
import dev.vfgap.replay.validate.Validation;
import dev.vfgap.replay.validate.ValidationCsv;
import dev.vfgap.replay.validate.ValidationFields;
import dev.vfgap.replay.validate.ValidationFigures;
import dev.vfgap.replay.validate.ValidationText;
import dev.vfgap.scenarios.calibrate.Calibrations;
import dev.vfgap.scenarios.calibrate.Validations;
import dev.vfgap.scenarios.config.Profile;
import dev.vfgap.scenarios.config.ProfileFile;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.scenarios.output.JsonText;
import dev.vfgap.scenarios.output.OutputFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code validate}: predicted distributions against what was measured. */
@Command(
        name = "validate",
        description = {
            "Predicts recorded migrations, many runs each, and compares with what was captured: lost frames and longest"
                    + " outage from the peer to the guest.",
            "Ends with 1 when fewer than 8 of 10 counted cells lie in their intervals of 90 %%.",
            "--out writes report.html (one page with all figures, for any browser), each figure as SVG, cells.csv,"
                    + " phases.csv and validation.json."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap validate replay/samples/migration/* --profile lab.yaml",
            "  vfgap validate replay/samples/migration/* --leave-out strategy --out report",
            "  vfgap validate --json --replications 1000 --seed 7 BUNDLE --profile lab.yaml"
        })
final class ValidateCommand implements Callable<Integer> {
    private static final double LEAST_COVERAGE = 0.8;
    private static final int MOST_REPLICATIONS = 100_000;
    private static final long USUAL_SEED = 1;

    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "BUNDLE", arity = "1..*", description = "Folders of capture bundles.")
    private List<Path> bundles;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description = "A profile that \"vfgap calibrate\" has written.")
    private Path profile;

    @Option(
            names = "--leave-out",
            paramLabel = "run|strategy",
            description = "Predict each bundle from what the others tell: all but itself, or all of other strategies.")
    private String leaveOut;

    @Option(
            names = "--replications",
            paramLabel = "N",
            defaultValue = "200",
            description = "Runs for each bundle (default: ${DEFAULT-VALUE}).")
    private int replications;

    @Option(names = "--fit", hidden = true)
    private String fit;

    @Override
    public Integer call() throws InterruptedException {
        Session session = options.session();
        check();
        Optional<OutputFolder> out = Optional.ofNullable(options.out()).map(OutputFolder::open);
        Optional<Profile> fitted = Optional.ofNullable(profile).map(file -> ProfileFile.read(file, Catalogue.all()));
        List<Calibration.Recorded> recorded =
                Calibrations.read(bundles.stream().map(Bundles::folder).toList());
        long seed = options.seed().orElse(USUAL_SEED);
        Validation validation;
        try (Progress progress = session.progress("bundles", recorded.size())) {
            Validations validations = new Validations(recorded, seed, replications, options.jobs(), progress::step);
            validation = fitted.isPresent()
                    ? validations.with(fitted.get())
                    : validations.leavingOut(Validations.Left.valueOf(leaveOut.toUpperCase(Locale.ROOT)));
        }
        fitted.flatMap(told -> Calibrations.notIndependent(told, recorded)).ifPresent(session::note);
        session.result(() -> json(validation, seed), () -> ValidationText.of(validation));
        out.ifPresent(folder -> {
            Map<String, Drawn> figures = ValidationFigures.of(validation);
            session.note(
                    "wrote " + folder.write("report.html", ReportPage.of(validation, figures, origin(seed, recorded))));
            figures.forEach((name, figure) -> folder.write(name + ".svg", figure.file()));
            session.note("wrote " + figures.size() + " figures beside it");
            session.note("wrote " + folder.write("cells.csv", ValidationCsv.cells(validation)));
            session.note("wrote " + folder.write("phases.csv", ValidationCsv.phases(validation)));
            session.note("wrote " + folder.write("validation.json", JsonText.pretty(json(validation, seed))));
        });
        boolean enough = validation.counted().isEmpty() || validation.coverage() >= LEAST_COVERAGE;
        return enough ? ExitCode.DONE : ExitCode.ANSWER_NO;
    }

    private ReportPage.Origin origin(long seed, List<Calibration.Recorded> recorded) {
        String how = profile != null
                ? "with the profile " + profile.getFileName()
                : leaveOut.equals("run") ? "from what all others tell" : "from what those of other strategies tell";
        return new ReportPage.Origin(
                Version.text(),
                seed,
                replications,
                how,
                recorded.stream().map(one -> Calibrations.named(one.bundle())).toList());
    }

    private void check() {
        if (fit != null) {
            throw bad(
                    "--fit",
                    "would fit anew for each bundle left out, each as long as one calibration, so it is not done",
                    "calibrate some bundles with --fit, and validate the others with --profile");
        }
        if ((profile == null) == (leaveOut == null)) {
            throw bad(
                    "validate",
                    "needs one of --profile and --leave-out",
                    "name a profile, or write --leave-out strategy");
        }
        if (leaveOut != null && !leaveOut.equals("run") && !leaveOut.equals("strategy")) {
            throw bad("--leave-out " + leaveOut, "is not run or strategy", "write --leave-out strategy");
        }
        if (replications < 1 || replications > MOST_REPLICATIONS) {
            throw bad(
                    "--replications " + replications, "is not from 1 to " + MOST_REPLICATIONS, "write for example 200");
        }
    }

    private static BadInputException bad(String what, String message, String mend) {
        return new BadInputException(InputProblem.ofFile(what, message, mend));
    }

    private static Map<String, Object> json(Validation validation, long seed) {
        Map<String, Object> result = JsonResult.of("validate", OptionalLong.of(seed), validation.assumed());
        result.putAll(ValidationFields.of(validation));
        return result;
    }
}
