package dev.vfgap.replay.calibrate;

import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.predict.Landmarks;
import dev.vfgap.replay.predict.Landmarks.Landmark;
import dev.vfgap.replay.predict.Moment;
import java.util.Optional;

/**
 * The end of a removal that nothing tells of but a poll: QEMU's own failover unplug has no {@code DEVICE_DELETED}, and its
 * migration thread looks each 250 ms ({@code migration/migration.c}, {@code qemu_savevm_wait_unplug}).
 *
 * <p>Such a reading says that the length lies between the poll that found nothing and the one that found the end.
 */
final class PolledEnds {
    private static final double POLL_NANOS = 250e6;

    private PolledEnds() {}

    /** The parameter that such a reading tells of. */
    static String key(CaptureBundle bundle) {
        return bundle.environment().hotplug().filter("native"::equals).isPresent()
                ? "pciehp.powerOffSleep"
                : "acpi.ejectOverhead";
    }

    /** The bounds in a bundle; empty where QEMU waited for no unplug, or tells the end itself. */
    static Optional<Reading> of(CaptureBundle bundle, Landmarks landmarks) {
        Optional<Moment> gone = landmarks.at(Landmark.GONE);
        Optional<Moment> active = landmarks.at(Landmark.ACTIVE);
        boolean waited = landmarks.at(Landmark.WAIT_UNPLUG).isPresent()
                && landmarks.at(Landmark.DEVICE_DELETED).isEmpty();
        if (!waited || gone.isEmpty() || active.isEmpty()) {
            return Optional.empty();
        }
        double most = active.get().latestNanos() - gone.get().earliestNanos();
        double least = Math.max(0, most - POLL_NANOS);
        return most <= 0
                ? Optional.empty()
                : Optional.of(Reading.bounded(bundle.name(), Origin.of(bundle), least, most));
    }
}
