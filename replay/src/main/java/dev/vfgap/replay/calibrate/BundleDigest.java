package dev.vfgap.replay.calibrate;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.InputProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Short hashes of what is read of bundles. */
final class BundleDigest {
    private static final int BYTES = 8;

    private BundleDigest() {}

    /** That of a manifest and events: all that a calibration reads beside one moment for each filter. */
    static String of(CaptureBundle bundle) {
        MessageDigest sha = sha();
        try {
            for (String file : List.of(CaptureBundle.MANIFEST, "events.jsonl")) {
                Path path = bundle.folder().resolve(file);
                if (Files.exists(path)) {
                    sha.update(Files.readAllBytes(path));
                }
            }
        } catch (IOException e) {
            throw new BadInputException(InputProblem.ofFile(
                    bundle.folder().toString(), "cannot be read again (" + e.getMessage() + ")", "check its files"));
        }
        return HexFormat.of().formatHex(sha.digest(), 0, BYTES);
    }

    /** A short hash of what is compared of a bundle's losses. */
    static String of(double[] statistics) {
        MessageDigest sha = sha();
        sha.update(Arrays.toString(statistics).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha.digest(), 0, BYTES);
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
