package dev.vfgap.replay.logs;

import dev.vfgap.models.frame.Place;
import dev.vfgap.replay.bundle.InputProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A file of a lab's folder, and what it was recognised as.
 *
 * @param path the file
 * @param name its name in the folder, with {@code /} between folders
 * @param interfaceName of a capture of several interfaces the one that is meant; empty for all other files
 * @param kind what it is
 * @param place where it was written
 * @param point at which point of the path, for a capture
 * @param log what it tells, for a log
 * @param capture what it holds, for a capture
 * @param problems why it cannot be used
 */
public record LabFile(
        Path path,
        String name,
        Optional<String> interfaceName,
        Kind kind,
        LogPlace place,
        Optional<Place.Kind> point,
        Optional<ReadLog> log,
        Optional<CaptureSummary> capture,
        List<InputProblem> problems) {

    /** What a file is. */
    public enum Kind {
        CAPTURE("a capture"),
        LOG("a log"),
        DELIVERIES("a delivery file"),
        NOTES("notes on the other files"),
        UNKNOWN("not recognised");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** The kind in words. */
        public String words() {
            return words;
        }
    }

    public LabFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(kind, "kind");
        problems = List.copyOf(problems);
    }

    /** Its name in messages. */
    public String label() {
        return name + interfaceName.map(one -> ", interface " + one).orElse("");
    }

    /** Whether it is a log of this form. */
    boolean is(LogFormat format) {
        return log.filter(read -> read.format() == format).isPresent();
    }
}
