package dev.vfgap.replay.account;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.CapturePoint;
import dev.vfgap.replay.match.CaptureScan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where and when one frame was captured: its trail through the bundle's points, in order of time.
 *
 * @param direction which way it went
 * @param sequence its number
 * @param sightings every time that it was captured
 */
public record FrameTrail(Direction direction, long sequence, List<Sighting> sightings) {

    /**
     * One frame captured once.
     *
     * @param point where
     * @param atNanos when, on the bundle's clock
     */
    public record Sighting(CapturePoint point, long atNanos) {}

    public FrameTrail {
        sightings = List.copyOf(sightings);
    }

    /** Looks for a frame in all captures of a bundle; without a sighting when none saw it. */
    public static FrameTrail of(CaptureBundle bundle, Direction direction, long sequence) {
        List<Sighting> sightings = new ArrayList<>();
        CaptureScan.scan(bundle, (point, way, number, atNanos) -> {
            if (way == direction && number == sequence) {
                sightings.add(new Sighting(bundle.points().get(point), atNanos));
            }
        });
        sightings.sort(Comparator.comparingLong(Sighting::atNanos));
        return new FrameTrail(direction, sequence, sightings);
    }
}
