package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Manifest;
import dev.vfgap.replay.probe.ProbeBundle;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bundles as a user names them: by their folder, or by the manifest in it. */
final class Bundles {
    private Bundles() {}

    static CaptureBundle read(Path path) {
        return CaptureBundle.read(folder(path));
    }

    static ProbeBundle readProbe(Path path) {
        return ProbeBundle.read(folder(path));
    }

    /** Whether a bundle that is named is one of a probe; one whose manifest cannot be read is not. */
    static boolean isProbe(Path path) {
        try {
            return Manifest.open(folder(path), "bundle")
                    .format()
                    .filter(format -> format.startsWith("vfgap-probe-bundle/"))
                    .isPresent();
        } catch (BadInputException e) {
            return false;
        }
    }

    /** Whether a path means a bundle rather than a single file. */
    static boolean named(Path path) {
        return Files.isDirectory(path) || isManifest(path);
    }

    /** The folder of a bundle that is named. */
    static Path folder(Path path) {
        if (!isManifest(path)) {
            return path;
        }
        Path folder = path.getParent();
        return folder == null ? Path.of(".") : folder;
    }

    private static boolean isManifest(Path path) {
        return CaptureBundle.MANIFEST.equals(String.valueOf(path.getFileName())) && !Files.isDirectory(path);
    }
}
