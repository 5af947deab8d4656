package dev.vfgap.scenarios.cli;

import dev.vfgap.scenarios.output.JsonText;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Supplier;

/** Where one call of a verb writes: results to standard output, everything else to standard error. */
final class Session {
    private final String verb;
    private final PrintWriter out;
    private final PrintWriter err;
    private final CommonOptions options;

    Session(String verb, PrintWriter out, PrintWriter err, CommonOptions options) {
        this.verb = verb;
        this.out = out;
        this.err = err;
        this.options = options;
    }

    /** A result that is JSON with {@code --json} and text for people without; only the wanted form is made. */
    void result(Supplier<Map<String, Object>> json, Supplier<String> text) {
        if (options.json()) {
            out.println(JsonText.line(json.get()));
        } else {
            out.print(printable(text.get()));
        }
        out.flush();
    }

    /** Text for people that belongs to the result: nothing with {@code --json}. */
    void text(String text) {
        if (!options.json()) {
            out.print(printable(text));
            out.flush();
        }
    }

    /** Something a person should know: on standard error, not with {@code -q}. */
    void note(String text) {
        if (!options.quiet()) {
            err.println("vfgap " + verb + ": " + printable(text));
            err.flush();
        }
    }

    /** What is wrong: on standard error, always. */
    void problem(String text) {
        err.println(text);
        err.flush();
    }

    /** The progress of a work of so many parts. */
    Progress progress(String what, long total) {
        return new Progress(err, what, total, !options.quiet() && Progress.terminal());
    }

    /** The progress of a capture, whose end nobody knows. */
    CaptureProgress captureProgress() {
        return new CaptureProgress(err, !options.quiet() && Progress.terminal());
    }

    /** Something only a curious person wants to know: on standard error with {@code -v}. */
    void detail(Supplier<String> text) {
        if (options.verbose()) {
            note(text.get());
        }
    }

    /** A text for people without control characters: what a file holds must not steer the terminal. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n]]", "?");
    }
}
