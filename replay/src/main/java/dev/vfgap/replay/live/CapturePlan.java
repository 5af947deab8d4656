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

    /** Which interfaces share a file. */
    public enum Layout {
        /** One file, in which each has its interface. */
        ONE_FILE,
        /** A file for each. */
        FILE_EACH
    }

    public CapturePlan {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(layout, "layout");
        Objects.requireNonNull(ring, "ring");
        Objects.requireNonNull(durationNanos, "durationNanos");
        Objects.requireNonNull(packets, "packets");
    }

    /**
     * The name of a capture of all interfaces, without ending: {@code capture-A} where all are of one host, so that those of
     * several machines fit into one folder.
     */
    static String nameOfAll(List<CapturePlace> places) {
        List<String> machines = places.stream()
                .map(place -> place.host().map(Enum::name).orElse(place.atWord()))
                .distinct()
                .toList();
        return machines.size() == 1 ? "capture-" + machines.get(0) : "capture";
    }

    /** What names the files of its captures, in the folder: a file or a pattern for each capture. */
    public List<String> names(List<CapturePlace> places) {
        List<String> names = layout == Layout.ONE_FILE
                ? List.of(nameOfAll(places))
                : places.stream().map(CapturePlace::fileName).toList();
        return names.stream().map(name -> CaptureSeries.pattern(name, ring)).toList();
    }
}
