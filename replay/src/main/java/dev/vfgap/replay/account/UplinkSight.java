package dev.vfgap.replay.account;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Place;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.CapturePoint;
import dev.vfgap.replay.bundle.Window;

/**
 * Whether the captures at the uplinks see every frame that passes them, as far as the frames themselves show it.
 *
 * <p>A capture on a bridge's uplink does. A capture on an SR-IOV adapter's PF does not: the adapter hands a VF's frames over without
 * the PF's driver, and does see those of the standby. So it is asked of the frames that certainly passed an uplink and were not seen
 * at a standby: those of tx that came to the peer, and those of rx that came to a primary's tap or to the guest. Of a
 * guest that has one virtio interface and no primary, the standby's frames count.
 */
final class UplinkSight {

    /** Fewer frames that passed show nothing. */
    private static final long LEAST_FRAMES = 16;

    /** A capture that drops more than this share of its frames does not see all. */
    private static final double MOST_MISSED = 0.001;

    private final Window window;
    private final long uplinks;
    private final long standbys;
    private long passed;
    private long missed;

    private UplinkSight(CaptureBundle bundle) {
        window = bundle.window();
        uplinks = points(bundle, Place.Kind.UPLINK);
        boolean hasPrimary = bundle.interfaces().virtio().isEmpty();
        standbys = hasPrimary ? points(bundle, Place.Kind.STANDBY) : 0;
    }

    /** Whether a frame that no uplink saw certainly came to no host. */
    static boolean isWhole(CaptureBundle bundle, SeenFrames rx, SeenFrames tx) {
        for (Host host : Host.values()) {
            if (!MissingPoints.has(bundle, Place.Kind.UPLINK, host)) {
                return false;
            }
        }
        UplinkSight sight = new UplinkSight(bundle);
        long hostsOrGuest = points(bundle, Place.Kind.STANDBY)
                | points(bundle, Place.Kind.PRIMARY)
                | points(bundle, Place.Kind.GUEST);
        sight.ask(rx, hostsOrGuest);
        sight.ask(tx, points(bundle, Place.Kind.PEER));
        return sight.passed >= LEAST_FRAMES && sight.missed <= MOST_MISSED * sight.passed;
    }

    private void ask(SeenFrames seen, long beyond) {
        for (int row = 0; row < seen.frames(); row++) {
            boolean byStandby = (seen.points(row) & standbys) != 0;
            boolean certain =
                    (seen.points(row) & beyond) != 0 && !byStandby && window.contains(seen.firstSeenNanos(row));
            passed += certain ? 1 : 0;
            missed += certain && (seen.points(row) & uplinks) == 0 ? 1 : 0;
        }
    }

    /** The points of a kind, as the bits of {@link SeenFrames#points}. */
    static long points(CaptureBundle bundle, Place.Kind kind) {
        long bits = 0;
        for (int point = 0; point < bundle.points().size(); point++) {
            CapturePoint where = bundle.points().get(point);
            bits |= where.at() == kind ? 1L << point : 0;
        }
        return bits;
    }
}
