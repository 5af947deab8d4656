package dev.vfgap.replay.account;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.CapturePoint;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.capture.CaptureReader;
import dev.vfgap.replay.capture.CaptureRing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One pass over all captures of a bundle: each numbered frame of the stream is told once for each time it was seen.
 *
 * <p>Stamps are brought onto the bundle's clock. Points whose file is not there are passed over.
 */
public final class CaptureScan {

    /** Takes what is seen, point by point, in the order of each capture. */
    public interface Sink {
        /**
         * A frame was seen.
         *
         * @param point index into {@link CaptureBundle#points}
         * @param direction which way it goes
         * @param sequence its number
         * @param atNanos when, on the bundle's clock
         */
        void seen(int point, Direction direction, long sequence, long atNanos);
    }

    /** Stamps further from the window than this are no stamps of the run. */
    private static final long FAR_NANOS = 86_400L * 1_000_000_000L;

    private final CaptureBundle bundle;
    private final Sink sink;
    private final List<Finding> findings = new ArrayList<>();

    private CaptureScan(CaptureBundle bundle, Sink sink) {
        this.bundle = bundle;
        this.sink = sink;
    }

    /**
     * Reads all captures.
     *
     * @return what is doubtful in them
     * @throws dev.vfgap.replay.bundle.BadInputException when one is no capture or is damaged
     */
    public static List<Finding> scan(CaptureBundle bundle, Sink sink) {
        CaptureScan scan = new CaptureScan(bundle, sink);
        for (int point = 0; point < bundle.points().size(); point++) {
            CapturePoint where = bundle.points().get(point);
            if (where.file().isPresent()) {
                scan.read(point, where, where.file().get());
            }
        }
        return scan.findings;
    }

    private void read(int point, CapturePoint where, Path file) {
        StreamFrames frames = new StreamFrames(bundle);
        long offset = bundle.clock().offsetNanos(where.clock());
        boolean windowKnown = bundle.window().untilNanos() != Long.MAX_VALUE;
        long unnumbered = 0;
        long far = 0;
        try (CaptureRing capture = CaptureRing.open(file, where.shownFile())) {
            while (capture.next()) {
                CaptureReader reader = capture.packet();
                StreamFrames.Match match = frames.look(reader.frame());
                long at = reader.atNanos() - offset;
                if (match == StreamFrames.Match.UNNUMBERED) {
                    unnumbered++;
                } else if (match == StreamFrames.Match.NUMBERED && reader.hasStamp()) {
                    if (windowKnown && isFar(at)) {
                        far++;
                    } else {
                        sink.seen(point, frames.direction(), frames.sequence(), at);
                    }
                }
            }
            findings.addAll(capture.findings());
        }
        if (unnumbered > 0) {
            findings.add(Finding.limit(
                    where.shownFile(),
                    unnumbered + " frames of the stream carry no readable number (capture longer frames)"));
        }
        if (far > 0) {
            findings.add(Finding.doubt(
                    where.shownFile(),
                    far + " frames are stamped more than a day outside the window and were left out"));
        }
    }

    private boolean isFar(long atNanos) {
        return atNanos < bundle.window().fromNanos() - FAR_NANOS
                || atNanos - FAR_NANOS > bundle.window().untilNanos();
    }
}
