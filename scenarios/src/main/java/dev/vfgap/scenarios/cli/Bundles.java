package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.CaptureBundle;
import java.nio.file.Files;
import java.nio.file.Path;

/** Capture bundles as a user names them: by their folder, or by the manifest in it. */
final class Bundles {
    private Bundles() {}

    static CaptureBundle read(Path path) {
        return CaptureBundle.read(folder(path));
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
