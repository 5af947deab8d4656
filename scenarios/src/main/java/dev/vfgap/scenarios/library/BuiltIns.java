package dev.vfgap.scenarios.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files that come with the program, as bytes. */
final class BuiltIns {
    private BuiltIns() {}

    /** A YAML file to start one's own from: without the first line, which leads an editor to a schema in the sources. */
    static String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8).replaceFirst("\\A# yaml-language-server: .*\n", "");
    }

    /**
     * A file of this package's resources.
     *
     * @throws IllegalStateException when the program was built without it
     */
    static byte[] bytes(String path) {
        try (InputStream in = BuiltIns.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
