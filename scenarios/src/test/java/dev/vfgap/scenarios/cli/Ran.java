package dev.vfgap.scenarios.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One command line, run through the program's own entry, and what came of it. */
record Ran(int exitCode, String out, String err) {

    static Ran vfgap(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Vfgap.run(args, out, err);
        return new Ran(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    List<String> errLines() {
        return err.lines().toList();
    }

    /** Whether a stack trace was shown. */
    boolean showsStackTrace() {
        return (out + err).contains("\tat ") || (out + err).contains("Exception");
    }
}
