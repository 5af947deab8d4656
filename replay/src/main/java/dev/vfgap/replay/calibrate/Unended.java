package dev.vfgap.replay.calibrate;

import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.RecordedEvent;
import dev.vfgap.replay.predict.Landmarks;
import dev.vfgap.replay.predict.Landmarks.Landmark;
import dev.vfgap.replay.predict.Moment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Phases of a removal that had not ended when a recording did, as an unplug that timed out: they lasted at least so long.
 *
 * <p>Only of what the recording would have shown: the driver's start where it holds other words of the guest's, the
 * deletion where QEMU's own failover does not keep it to itself.
 *
 * <p>Not modelled: an unplug that the guest refuses, which never ends; where the bound is beyond the parameter's range, it
 * is taken for that and counted, not used.
 */
final class Unended {
    private Unended() {}

    /** The bounds in a bundle, by their parameters. */
    static Map<String, Reading> of(CaptureBundle bundle, Landmarks landmarks) {
        boolean acpi = bundle.environment().hotplug().filter("native"::equals).isEmpty();
        Optional<Moment> request = landmarks.at(Landmark.UNPLUG_REQUEST);
        Optional<Moment> gone = landmarks.at(Landmark.GONE);
        boolean guestTold = bundle.events().events().stream()
                .anyMatch(event -> event.source().startsWith("guest"));
        Map<String, Reading> readings = new LinkedHashMap<>();
        if (request.isPresent()
                && guestTold
                && landmarks.at(Landmark.DRIVER_STOP).isEmpty()
                && landmarks.at(Landmark.DEVICE_DELETED).isEmpty()) {
            put(readings, acpi ? "acpi.notify" : "pciehp.buttonDelay", bundle, request.get());
        }
        boolean polled = landmarks.at(Landmark.WAIT_UNPLUG).isPresent();
        if (request.isPresent()
                && gone.isPresent()
                && !polled
                && landmarks.at(Landmark.DEVICE_DELETED).isEmpty()) {
            put(readings, acpi ? "acpi.ejectOverhead" : "pciehp.powerOffSleep", bundle, gone.get());
        }
        return readings;
    }

    private static void put(Map<String, Reading> readings, String key, CaptureBundle bundle, Moment from) {
        long last = bundle.events().events().stream()
                .mapToLong(RecordedEvent::atNanos)
                .max()
                .orElse(from.atNanos());
        double least = last - from.latestNanos();
        if (least > 0) {
            readings.put(key, Reading.bounded(bundle.name(), Origin.of(bundle), least, Double.POSITIVE_INFINITY));
        }
    }
}
