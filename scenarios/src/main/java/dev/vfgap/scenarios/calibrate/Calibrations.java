package dev.vfgap.scenarios.calibrate;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.calibrate.Calibration;
import dev.vfgap.scenarios.config.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Calibrations as profiles. */
public final class Calibrations {
    private static final int DIGEST_BYTES = 8;

    private Calibrations() {}

    /**
     * Bundles with their landmarks.
     *
     * @throws BadInputException with what is wrong in all of them
     */
    public static List<Calibration.Recorded> read(List<Path> folders) {
        List<Calibration.Recorded> recorded = new ArrayList<>();
        List<InputProblem> problems = new ArrayList<>();
        for (Path folder : folders) {
            try {
                recorded.add(Calibration.Recorded.of(CaptureBundle.read(folder)));
            } catch (BadInputException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
        return recorded;
    }

    /** A calibration as a profile of this name. */
    public static Profile profile(Calibration calibration, List<Calibration.Recorded> recorded, String name) {
        return new Profile(
                name,
                "Delays read off " + calibration.bundles().size() + " recorded migrations",
                Profile.Subject.LAB,
                calibration.parameters().stream()
                        .map(parameter -> new Profile.Setting(
                                parameter.key(), parameter.value(), Calibration.provenance(parameter)))
                        .toList(),
                Optional.empty(),
                Optional.of(new Profile.CalibratedOn(
                        recorded.stream().map(one -> named(one.bundle())).toList(),
                        calibration.primaryNics(),
                        calibration.hotplugs())));
    }

    /** A bundle's name with a digest of it, as a profile names those that it was fitted to. */
    public static String named(CaptureBundle bundle) {
        return bundle.name() + " " + digest(bundle);
    }

    /** A short hash of a bundle's manifest and events: all that a calibration reads beside one moment for each filter. */
    private static String digest(CaptureBundle bundle) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String file : List.of(CaptureBundle.MANIFEST, "events.jsonl")) {
                Path path = bundle.folder().resolve(file);
                if (Files.exists(path)) {
                    sha.update(Files.readAllBytes(path));
                }
            }
            return HexFormat.of().formatHex(sha.digest(), 0, DIGEST_BYTES);
        } catch (IOException e) {
            throw new BadInputException(InputProblem.ofFile(
                    bundle.folder().toString(), "cannot be read again (" + e.getMessage() + ")", "check its files"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
