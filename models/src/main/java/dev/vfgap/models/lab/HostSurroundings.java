package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Span;
import dev.vfgap.models.frame.SpanSink;

/** What a {@link HostPath} is connected to. */
interface HostSurroundings {
    /** Deals with all that leaves the switch before {@code untilNanos}. */
    void settleFabric(long untilNanos);

    /** Lets the guest send all that it sends before {@code untilNanos}. */
    void emitFromGuest(long untilNanos);

    /** Lets the neighbour send all that it sends before {@code untilNanos}. */
    void emitFromNeighbour(long untilNanos);

    /** Takes frames over that reach the switch. */
    void toFabric(Span span);

    /** Takes frames over that the guest receives through its primary. */
    SpanSink primaryOf(Host host);

    /** Takes frames over that the guest receives through its standby. */
    SpanSink standbyOf(Host host);

    /** An announcement will reach a place then. */
    void announcementAt(AnnouncementHop.Place place, Host host, long atNanos);
}
