package dev.vfgap.replay.probe;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A place where a probe's frames were captured.
 *
 * @param name its name
 * @param shownFile the file as messages name it
 * @param file the capture; empty when it is named but not in the folder
 * @param at where
 * @param clockOffsetNanos what its clock shows more than the bundle's: it is subtracted
 */
public record ProbePoint(String name, String shownFile, Optional<Path> file, At at, long clockOffsetNanos) {

    /** Where frames are captured. */
    public enum At {
        /** Handed to the NIC's port. */
        WIRE("wire"),
        /** Taken by the NIC's port. */
        ACCEPTED("accepted"),
        /** Received by the PF's interface. */
        PF("pf"),
        /** Received by the VF's interface. */
        VF("vf"),
        /** Received by an interface on top of the PF's. */
        PF_UPPER("pf-upper"),
        /** A second capture of the PF's interface. */
        PF_CONTROL("pf-control");

        private final String word;

        At(String word) {
            this.word = word;
        }

        /** The word in the manifest. */
        public String word() {
            return word;
        }
    }

    public ProbePoint {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(shownFile, "shownFile");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(at, "at");
    }
}
