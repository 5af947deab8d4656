package dev.vfgap.replay.account;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Place;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a bundle cannot show because nothing was captured at a place. */
final class MissingPoints {

    private MissingPoints() {}

    /** One limit for each kind of place that was not captured everywhere. */
    static List<Finding> of(CaptureBundle bundle) {
        List<Finding> findings = new ArrayList<>();
        if (!Account.anyCapture(bundle)) {
            findings.add(Finding.limit("points", "no capture could be read, so where a frame was is not known"));
            return findings;
        }
        if (!has(bundle, Place.Kind.PEER, null)) {
            findings.add(Finding.limit(
                    "points",
                    "nothing was captured at the peer: a frame of rx that no other point"
                            + " saw may never have been sent, and a frame of tx is not seen to arrive"));
        }
        for (Place.Kind kind : List.of(Place.Kind.UPLINK, Place.Kind.STANDBY, Place.Kind.PRIMARY)) {
            List<String> hosts = new ArrayList<>();
            for (Host host : Host.values()) {
                if (!has(bundle, kind, host)) {
                    hosts.add(host.name());
                }
            }
            if (!hosts.isEmpty() && isExpected(bundle, kind)) {
                findings.add(Finding.limit(
                        "points",
                        "nothing was captured at the " + kind.name().toLowerCase(Locale.ROOT) + " of "
                                + String.join(" and ", hosts) + ": " + consequence(kind)));
            }
        }
        return findings;
    }

    /** Whether frames can pass no place between the fabric and the guest without being captured. */
    static boolean allTapsCaptured(CaptureBundle bundle) {
        for (Host host : Host.values()) {
            boolean primary = !isExpected(bundle, Place.Kind.PRIMARY) || has(bundle, Place.Kind.PRIMARY, host);
            if (!primary || !has(bundle, Place.Kind.STANDBY, host)) {
                return false;
            }
        }
        return true;
    }

    static boolean has(CaptureBundle bundle, Place.Kind kind, Host host) {
        return bundle.points().stream()
                .anyMatch(point -> point.at() == kind
                        && point.file().isPresent()
                        && (host == null || point.host().filter(host::equals).isPresent()));
    }

    /** A guest with one virtio interface has no primary. */
    private static boolean isExpected(CaptureBundle bundle, Place.Kind kind) {
        return kind != Place.Kind.PRIMARY || bundle.interfaces().virtio().isEmpty();
    }

    private static String consequence(Place.Kind kind) {
        return switch (kind) {
            case UPLINK -> "a frame lost in the fabric is not told from one lost in the NIC";
            case STANDBY -> "a frame last seen before it may have reached the standby";
            case PRIMARY -> "a frame last seen before it may have reached the primary";
            case PEER, GUEST -> "";
        };
    }
}
