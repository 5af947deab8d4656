package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Host;
import dev.vfgap.replay.bundle.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When the guest stopped and ran, and where: as QEMU tells it, or as its other traces let one conclude it. */
final class GuestRuns {
    /** What a QEMU tells of its guest's execution. */
    record Run(Host host, State state, Moment moment) {}

    /** Whether the guest's vCPUs run. */
    enum State {
        STOPS,
        RUNS
    }

    private GuestRuns() {}

    /** All stops and resumes; the moments of stops are those from which on frames are no longer read. */
    static List<Run> of(ControlEvents events) {
        List<Run> runs = new ArrayList<>();
        for (RecordedEvent event : events.events()) {
            Optional<Host> host = event.host().filter(some -> event.source().startsWith("qmp-"));
            if (host.isPresent() && event.name().equals("STOP")) {
                runs.add(new Run(
                        host.get(), State.STOPS, ControlEvents.moment(event).before(Lag.STOP_LEAD)));
            } else if (host.isPresent() && event.name().equals("RESUME")) {
                runs.add(new Run(host.get(), State.RUNS, ControlEvents.moment(event)));
            }
        }
        Optional<Moment> resumed = resumedOnB(events);
        if (!events.anyQmp(Host.B)) {
            resumed.ifPresent(moment -> runs.add(new Run(Host.B, State.RUNS, moment)));
        }
        if (!events.anyQmp(Host.A)) {
            resumed.map(moment -> moment.before(Lag.STOP_TO_RESUME))
                    .ifPresent(moment -> runs.add(new Run(Host.A, State.STOPS, moment)));
        }
        return runs;
    }

    /** When the guest first ran on B; empty when nothing tells that it did. */
    static Optional<Moment> resumedOnB(ControlEvents events) {
        if (events.anyQmp(Host.B)) {
            return events.qmp(Host.B, "RESUME").findFirst().map(ControlEvents::moment);
        }
        Optional<Moment> heard = events.links()
                .filter(link -> link.via() == Host.B)
                .findFirst()
                .map(link -> Moment.shown(link.atNanos(), 0, "the first link message by way of B"));
        Optional<Moment> completed = events.migration("completed").map(status -> status.after(Lag.COMPLETED_TO_RESUME));
        if (completed.isPresent() && heard.isPresent()) {
            return completed.map(
                    moment -> moment.notAfter(heard.get().atNanos(), "the first link message by way of B"));
        }
        return completed.isPresent() ? completed : heard.map(moment -> moment.before(Lag.RESUME_TO_GUEST));
    }
}
