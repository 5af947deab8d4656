package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.experiment.Prediction;
import dev.vfgap.scenarios.experiment.SimulatedCapture;
import dev.vfgap.scenarios.experiment.TraceEvents;
import dev.vfgap.scenarios.output.JsonText;
import dev.vfgap.scenarios.output.OutputFolder;
import dev.vfgap.simcore.unit.Quantity;
import dev.vfgap.simcore.unit.Quantity.NanosRange;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The options that write down one run of many. */
final class OneRunOptions {
    private static final double NANOS_PER_SECOND = 1e9;

    @Option(
            names = "--trace",
            paramLabel = "N",
            description = "Also write run N, from 0, as trace-N.json into the folder of --out.")
    private Integer trace;

    @Option(
            names = "--capture",
            paramLabel = "N",
            description =
                    "Also write a part of run N as capture-N.pcapng: every frame at every place, with what was decided.")
    private Integer capture;

    @Option(
            names = "--window",
            paramLabel = "FROM..UNTIL",
            description = "Which part, as 1.2s..1.4s from the run's begin; else around the first frames that are lost.")
    private String window;

    /** Refuses what cannot be written, before anything runs. */
    void require(int runs, Path out) {
        require("--trace", trace, runs, out);
        require("--capture", capture, runs, out);
        if (window != null && capture == null) {
            throw bad("--window " + window, "belongs to --capture", "add --capture N");
        }
        if (window != null) {
            parsed();
        }
    }

    private static void require(String option, Integer run, int runs, Path out) {
        if (run == null) {
            return;
        }
        if (run < 0 || run >= runs) {
            throw bad(option + " " + run, "is not from 0 to " + (runs - 1), "name one of the " + runs + " runs");
        }
        if (out == null) {
            throw bad(option + " " + run, "has no folder to write to", "add --out DIR");
        }
    }

    private NanosRange parsed() {
        try {
            return Quantity.parseNanosRange(window);
        } catch (IllegalArgumentException e) {
            throw bad("--window " + window, "is no part of a run (" + e.getMessage() + ")", "write as 1.2s..1.4s");
        }
    }

    /** Writes what was asked for. */
    void write(Prediction prediction, OutputFolder folder, Session session) {
        if (trace != null) {
            String events = JsonText.line(TraceEvents.of(prediction, trace, Version.text())) + "\n";
            session.note("wrote " + folder.write("trace-" + trace + ".json", events));
        }
        if (capture != null) {
            NanosRange part = window != null
                    ? parsed()
                    : SimulatedCapture.usualWindow(prediction.runs().get(capture));
            session.note("wrote " + written(prediction, part, folder)
                    + String.format(
                            Locale.ROOT,
                            ": %.6f to %.6f s of run %d",
                            part.minNanos() / NANOS_PER_SECOND,
                            part.maxNanos() / NANOS_PER_SECOND,
                            capture));
        }
    }

    private Path written(Prediction prediction, NanosRange part, OutputFolder folder) {
        try {
            SimulatedCapture found = SimulatedCapture.of(prediction.experiment(), prediction.seed(), capture, part);
            return folder.write("capture-" + capture + ".pcapng", out -> found.writeTo(out, "vfgap " + Version.text()));
        } catch (SimulatedCapture.TooManyException e) {
            throw bad(
                    window == null ? "--capture " + capture : "--window " + window,
                    "has " + e.getMessage(),
                    "name a shorter part with --window FROM..UNTIL");
        }
    }

    private static BadInputException bad(String where, String what, String mend) {
        return new BadInputException(InputProblem.ofFile(where, what, mend));
    }
}
