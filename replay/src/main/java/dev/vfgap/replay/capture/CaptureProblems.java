package dev.vfgap.replay.capture;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.InputFiles;
import dev.vfgap.replay.bundle.InputProblem;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with one capture, or worth knowing of it, under the name by which the user knows it. */
final class CaptureProblems {

    static final String COPY_AGAIN = "copy the file again or capture again";

    /** A file of many small faults must not fill the memory with sentences. */
    private static final int MOST_FINDINGS = 100;

    private final String shown;
    private final List<Finding> findings = new ArrayList<>();

    CaptureProblems(String shown) {
        this.shown = shown;
    }

    String shown() {
        return shown;
    }

    /** The problem at a byte of the unpacked data, to be thrown. */
    BadInputException bad(long offset, String message, String mend) {
        return new BadInputException(InputProblem.atByte(shown, offset, message, mend));
    }

    /** Data that was changed on its way, to be thrown. */
    BadInputException damaged(long offset, String message) {
        return bad(offset, message, COPY_AGAIN);
    }

    /** What an exception of the file system tells, to be thrown; bad data with the byte at which it came. */
    RuntimeException damaged(long offset, IOException e) {
        RuntimeException told = InputFiles.problem(e, shown);
        if (told instanceof BadInputException refused) {
            InputProblem problem = refused.problems().get(0);
            return bad(offset, problem.message(), problem.mend());
        }
        return told;
    }

    void doubt(String text) {
        add(Finding.doubt(shown, text));
    }

    void limit(String text) {
        add(Finding.limit(shown, text));
    }

    void note(String text) {
        add(Finding.note(shown, text));
    }

    private void add(Finding finding) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        }
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    static void closeQuietly(Closeable file) {
        try {
            file.close();
        } catch (IOException e) {
            // Nothing was written: what could be read has been read.
        }
    }
}
