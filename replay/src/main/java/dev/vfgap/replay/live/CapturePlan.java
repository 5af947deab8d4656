package dev.vfgap.replay.live;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is to be captured for how long, and where it goes.
 *
 * @param folder the folder, which is there
 * @param layout which interfaces share a file
 * @param ring how much is kept; empty = all
 * @param durationNanos after how long it ends, in ns
 * @param packets after how many frames of all interfaces it ends
 * @param application what wrote it, for readers of the files
 */
public record CapturePlan(
        Path folder,
        Layout layout,
        Optional<RingPlan> ring,
        OptionalLong durationNanos,
        OptionalLong packets,
        String application) {

    /** The name of a capture of all interfaces, without ending: no word of it says a place. */
    static final String MERGED_NAME = "capture";

    /** Which interfaces share a file. */
    public enum Layout {
        /** A file for each: what a bundle takes. */
        FILE_EACH,
        /** One file with an interface for each. */
        MERGED
    }

    public CapturePlan {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(layout, "layout");
        Objects.requireNonNull(ring, "ring");
        Objects.requireNonNull(durationNanos, "durationNanos");
        Objects.requireNonNull(packets, "packets");
    }

    /** What names the files of its captures, in the folder: a file or a pattern for each capture. */
    public List<String> names(List<CapturePlace> places) {
        List<String> names = layout == Layout.MERGED
                ? List.of(MERGED_NAME)
                : places.stream().map(CapturePlace::fileName).toList();
        return names.stream().map(name -> CaptureSeries.pattern(name, ring)).toList();
    }
}
