package dev.vfgap.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The shipped sample data, found from the module's folder. */
public final class Samples {

    private Samples() {}

    /** The folder of one migration bundle. */
    public static Path migration(String name) {
        return Path.of("samples", "migration", name);
    }

    /** The folder of one probe bundle. */
    public static Path probe(String name) {
        return Path.of("samples", "filter-probe", name);
    }

    /** The folders of all probe bundles, in order of their names. */
    public static List<Path> probes() {
        return folders(Path.of("samples", "filter-probe"));
    }

    /** The folders of all migration bundles, in order of their names. */
    public static List<Path> migrations() {
        return folders(Path.of("samples", "migration"));
    }

    private static List<Path> folders(Path parent) {
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies the files of a folder into another, which is made. */
    public static Path copy(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
