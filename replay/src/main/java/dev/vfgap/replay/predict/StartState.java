package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.Initial;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.GuestLink;
import dev.vfgap.replay.bundle.RecordedEvent;
import java.util.List;
import java.util.Optional;

/**
 * The state before the first event: as the bundle gives it, or as its events let one conclude it.
 *
 * @param initial the state
 * @param findings that it was concluded, where it was
 */
record StartState(Initial initial, List<Finding> findings) {

    static StartState of(CaptureBundle bundle, ControlEvents events) {
        if (bundle.initial().isPresent()) {
            return new StartState(bundle.initial().get(), List.of());
        }
        boolean plugged = pluggedOnA(bundle, events);
        boolean added = events.qmp(Host.B, "cmd:device_add").findAny().isPresent();
        boolean hidden = plugged && bundle.environment().failoverByQemu() && !added;
        Initial initial = new Initial(
                filter(Host.A, plugged, events),
                filter(Host.B, false, events),
                plugged ? PrimaryPresence.PLUGGED : PrimaryPresence.NONE,
                hidden ? PrimaryPresence.HIDDEN : PrimaryPresence.NONE);
        return new StartState(
                initial,
                List.of(Finding.limit(
                        "initial",
                        "the bundle does not give the state before the first event; concluded from its events: filter"
                                + " A led to the " + initial.filterA().word() + ", filter B to the "
                                + initial.filterB().word() + ", primary A was "
                                + (plugged ? "plugged" : "not there") + ", primary B was "
                                + (hidden ? "hidden" : "not there"))));
    }

    boolean pluggedOnA() {
        return initial.primaryA() == PrimaryPresence.PLUGGED;
    }

    boolean hiddenOnB() {
        return initial.primaryB() == PrimaryPresence.HIDDEN;
    }

    /** The first thing told of a primary on A is its removal. */
    private static boolean pluggedOnA(CaptureBundle bundle, ControlEvents events) {
        for (RecordedEvent event : events.events()) {
            boolean ofA = event.host().filter(host -> host == Host.A).isPresent();
            if (ofA && event.source().startsWith("qmp-")) {
                if (ControlEvents.isRemovalRequest(event)) {
                    return true;
                }
                if (event.name().equals("cmd:device_add")) {
                    return false;
                }
            }
            Optional<GuestLink> link = event.link()
                    .filter(some -> some.via() == Host.A && bundle.interfaces().isPrimary(some.device()));
            if (link.isPresent()) {
                return link.get().removed() || link.get().up() || link.get().master() == 0;
            }
        }
        return false;
    }

    /** A first move leads away from where the entry was; without one it is where the guest listens. */
    private static FilterTarget filter(Host host, boolean plugged, ControlEvents events) {
        return FilterMove.commands(events).stream()
                .filter(move -> move.host() == host)
                .findFirst()
                .map(move -> switch (move.to()) {
                    case PRIMARY -> FilterTarget.STANDBY;
                    case STANDBY -> FilterTarget.PRIMARY;
                    case BOTH, NONE -> plugged ? FilterTarget.PRIMARY : FilterTarget.STANDBY;
                })
                .orElse(plugged ? FilterTarget.PRIMARY : FilterTarget.STANDBY);
    }
}
