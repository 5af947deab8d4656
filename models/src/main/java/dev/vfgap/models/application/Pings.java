package dev.vfgap.models.application;

import dev.vfgap.models.frame.Outage;
import dev.vfgap.models.frame.Silence;
import java.util.ArrayList;
import java.util.List;

/**
 * The peer pings the guest: how many echoes it misses.
 *
 * <p>An echo is missed when its request is lost, or its reply: when it is sent in an outage of either direction. The round trip
 * is taken as zero against their lengths. A request that waits in the standby's queue while the guest stands still is answered
 * late, not missed.
 *
 * <p>Not modelled: that a queue which other frames fill may have had room for an echo alone; the size of an echo; echoes that lie between lost frames of one outage and come through.
 *
 * @param intervalNanos time from request to request, in nanoseconds
 */
public record Pings(long intervalNanos) {

    /** {@code ping} without options: one a second (iputils, {@code ping(8)}). */
    public static final Pings EACH_SECOND = new Pings(1_000_000_000);

    public Pings {
        if (intervalNanos <= 0) {
            throw new IllegalArgumentException("pings each " + intervalNanos + " ns");
        }
    }

    /**
     * How many echoes are missed on average, over where in its interval the first request lies.
     *
     * @param rx outages to the guest
     * @param tx outages from the guest
     */
    public double missed(List<Outage> rx, List<Outage> tx) {
        List<Silence> lost = Silence.either(times(rx), times(tx));
        double nanos = 0;
        for (Silence one : lost) {
            nanos += one.lengthNanos();
        }
        return nanos / intervalNanos;
    }

    private static List<Silence> times(List<Outage> outages) {
        List<Silence> times = new ArrayList<>();
        for (Outage outage : outages) {
            times.add(new Silence(outage.fromNanos(), outage.untilNanos()));
        }
        return times;
    }
}
