package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.calibrate.Calibration;
import dev.vfgap.replay.calibrate.CalibrationCsv;
import dev.vfgap.replay.calibrate.CalibrationFields;
import dev.vfgap.replay.calibrate.CalibrationText;
import dev.vfgap.replay.calibrate.LossFit;
import dev.vfgap.replay.calibrate.LossFitText;
import dev.vfgap.scenarios.calibrate.Calibrations;
import dev.vfgap.scenarios.calibrate.LabNames;
import dev.vfgap.scenarios.calibrate.LossFits;
import dev.vfgap.scenarios.config.ProfileText;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.scenarios.output.JsonText;
import dev.vfgap.scenarios.output.OutputFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code calibrate}: what bundles tell of the parameters, as a profile. */
@Command(
        name = "calibrate",
        description = {
            "Reads the delays of recorded migrations off their events and fits the models' parameters to them.",
            "--write-profile writes a profile that scenarios name and \"vfgap validate\" takes. --out writes"
                    + " calibrate.json, parameters.csv, phases.csv with the length of each phase in each bundle, and landmarks.csv"
                    + " with its moments, each with how far it is known."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap calibrate replay/samples/migration/* --write-profile lab.yaml",
            "  vfgap calibrate --landmarks replay/samples/migration/S1-1",
            "  vfgap calibrate replay/samples/migration/* --fit guest.vfDeaf --write-profile lab.yaml",
            "  vfgap calibrate --json --out results replay/samples/migration/*"
        })
final class CalibrateCommand implements Callable<Integer> {
    private static final int LEAST_BUDGET = 100;
    private static final int MOST_BUDGET = 100_000;
    private static final long USUAL_SEED = 1;

    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "BUNDLE", arity = "1..*", description = "Folders of capture bundles.")
    private List<Path> bundles;

    @Option(
            names = "--write-profile",
            paramLabel = "FILE",
            description = "Write the fitted values as a profile (YAML).")
    private Path profile;

    @Option(names = "--landmarks", description = "Print the moments of each bundle too.")
    private boolean landmarks;

    @Option(
            names = "--lab",
            paramLabel = "NAME=GLOB",
            description = "The lab of the bundles whose folders fit; else the lab that a bundle's environment names, or"
                    + " its hypervisor, guest kernel and accelerator.")
    private List<String> labs = new ArrayList<>();

    @Option(
            names = "--for-lab",
            paramLabel = "NAME",
            description = "The lab that the profile is for: the only one, or one that no bundle is from.")
    private String forLab;

    @Option(
            names = "--fit",
            paramLabel = "KEY[,KEY…]|auto",
            description =
                    "Fit parameters that no event shows to the losses and outages, by simulation; auto: the assumed"
                            + " ones that these tell of.")
    private String fit;

    @Option(
            names = "--budget",
            paramLabel = "N",
            defaultValue = "600",
            description = "Simulations of each bundle that --fit takes (default: ${DEFAULT-VALUE}).")
    private int budget;

    @Override
    public Integer call() throws InterruptedException {
        Session session = options.session();
        Optional<OutputFolder> out = Optional.ofNullable(options.out()).map(OutputFolder::open);
        List<Calibration.Recorded> recorded =
                Calibrations.read(bundles.stream().map(Bundles::folder).toList(), LabNames.of(labs));
        Calibration calibration = Calibration.of(recorded, Catalogue.all());
        checkLab(calibration);
        if (landmarks) {
            recorded.forEach(
                    one -> session.text(CalibrationText.landmarks(one.bundle().name(), one.landmarks()) + "\n"));
        }
        Optional<LossFit.Result> losses =
                fit == null ? Optional.empty() : Optional.of(fitted(session, recorded, calibration));
        session.result(
                () -> json(calibration, losses),
                () -> CalibrationText.of(calibration)
                        + losses.map(LossFitText::of).orElse(""));
        if (profile != null) {
            writeProfile(session, calibration, losses);
        }
        out.ifPresent(folder -> {
            session.note("wrote " + folder.write("calibrate.json", JsonText.pretty(json(calibration, losses))));
            session.note("wrote "
                    + folder.write(
                            "parameters.csv",
                            CalibrationCsv.parameters(calibration)
                                    + losses.map(LossFitText::rows).orElse("")));
            session.note("wrote " + folder.write("phases.csv", CalibrationCsv.phases(recorded, Catalogue.all())));
            session.note("wrote " + folder.write("landmarks.csv", CalibrationCsv.landmarks(recorded)));
        });
        return ExitCode.DONE;
    }

    private void checkLab(Calibration calibration) {
        if (forLab != null && !calibration.labs().contains(forLab)) {
            throw new BadInputException(InputProblem.ofFile(
                    "--for-lab " + forLab,
                    "no bundle is from there",
                    calibration.labs().isEmpty()
                            ? "name the labs by --lab NAME=GLOB"
                            : "write one of: " + String.join("; ", calibration.labs())));
        }
    }

    private LossFit.Result fitted(Session session, List<Calibration.Recorded> recorded, Calibration calibration)
            throws InterruptedException {
        if (budget < LEAST_BUDGET || budget > MOST_BUDGET) {
            throw new BadInputException(InputProblem.ofFile(
                    "--budget " + budget,
                    "is not from " + LEAST_BUDGET + " to " + MOST_BUDGET,
                    "write for example " + LossFits.USUAL_RUNS));
        }
        LossFits fits = new LossFits(recorded, calibration, options.seed().orElse(USUAL_SEED), options.jobs());
        fits.left().forEach(session::note);
        List<String> keys = List.of(fit.split(",", -1));
        if (fit.equals("auto")) {
            try (Progress progress = session.progress("screening: simulations of all bundles", fits.screeningRuns())) {
                keys = fits.screened(progress::step);
            }
            if (keys.isEmpty()) {
                throw new BadInputException(InputProblem.ofFile(
                        "--fit auto",
                        "these losses tell of no assumed parameter more than is assumed of it",
                        "leave it out, or name a parameter"));
            }
        }
        try (Progress progress = session.progress("fit: simulations of all bundles", budget)) {
            return fits.fit(keys, budget, progress::step);
        }
    }

    private void writeProfile(Session session, Calibration calibration, Optional<LossFit.Result> losses) {
        Path file = profile.toAbsolutePath().normalize();
        if (calibration.parameters().isEmpty()) {
            throw new BadInputException(InputProblem.ofFile(
                    "--write-profile " + profile, "the bundles tell of no parameter", "give bundles with events"));
        }
        String text = ProfileText.of(
                Calibrations.profile(calibration, name(file), Optional.ofNullable(forLab), losses), Catalogue.all());
        session.note("wrote "
                + OutputFolder.open(file.getParent()).write(file.getFileName().toString(), text));
    }

    private static String name(Path file) {
        String base =
                file.getFileName().toString().replaceFirst("\\.ya?ml$", "").replaceAll("[^A-Za-z0-9.-]", "-");
        return base.matches("[A-Za-z0-9].*") ? base.substring(0, Math.min(64, base.length())) : "calibrated";
    }

    private Map<String, Object> json(Calibration calibration, Optional<LossFit.Result> losses) {
        OptionalLong seed =
                losses.isPresent() ? OptionalLong.of(options.seed().orElse(USUAL_SEED)) : OptionalLong.empty();
        Map<String, Object> result = JsonResult.of("calibrate", seed, List.of());
        result.putAll(CalibrationFields.of(calibration));
        losses.ifPresent(some -> result.put("fittedToLosses", LossFitText.fields(some)));
        return result;
    }
}
