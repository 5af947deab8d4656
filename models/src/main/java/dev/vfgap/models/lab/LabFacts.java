package dev.vfgap.models.lab;

import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.guest.GuestStack;
import dev.vfgap.models.guest.GuestStack.Intake;
import dev.vfgap.models.guest.LowerDevice;
import dev.vfgap.models.guest.PolledBond;
import dev.vfgap.models.host.QueueState;
import dev.vfgap.models.lab.LabState.Device;
import dev.vfgap.models.lab.LabState.Driver;
import dev.vfgap.models.lab.LabState.Line;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The facts of a {@link LabState}, and what follows from them for the queues. */
final class LabFacts {
    final Map<Host, Primary> primaries = new EnumMap<>(Host.class);
    final Map<Host, Boolean> alive = new EnumMap<>(Host.class);
    Host guestHost = Host.A;
    Execution execution = Execution.RUNNING;
    GuestStack stack;
    private final PrimaryKind primaryKind;

    /** Whether the guest's vCPUs run. */
    enum Execution {
        RUNNING,
        STOPPED
    }

    /** One host's primary. */
    static final class Primary {
        Device device = Device.NONE;
        Driver driver = Driver.NOT_STARTED;
        Line line = Line.UP;
    }

    LabFacts(PrimaryKind primaryKind, GuestStack stack) {
        this.primaryKind = primaryKind;
        this.stack = stack;
        for (Host host : Host.values()) {
            primaries.put(host, new Primary());
            alive.put(host, true);
        }
    }

    QueueState primaryQueue(Host host) {
        Primary primary = primaries.get(host);
        if (!alive.get(host) || primary.device == Device.WITHOUT_BACKEND) {
            return QueueState.dropping(FrameFate.BACKEND_GONE);
        }
        if (primary.device == Device.NONE) {
            return QueueState.dropping(FrameFate.NO_DEVICE);
        }
        if (primary.device == Device.GONE) {
            return QueueState.dropping(FrameFate.DEVICE_GONE);
        }
        if (primary.line == Line.CUT_AT_BACKEND) {
            return QueueState.dropping(FrameFate.LINK_CUT);
        }
        if (guestLeft(host)) {
            return QueueState.dropping(FrameFate.STALE_FABRIC_ENTRY);
        }
        if (primary.device == Device.UNANSWERING) {
            return QueueState.dropping(FrameFate.FILTER_AHEAD_OF_DRIVER);
        }
        if (primary.line == Line.CUT_AT_DEVICE) {
            return deaf(FrameFate.LINK_CUT);
        }
        if (primary.driver == Driver.STOPPING) {
            return QueueState.dropping(FrameFate.FILTER_BEHIND_DRIVER);
        }
        FrameFate refused = refusedByDeafDriver(primary);
        if (!runsOn(host)) {
            return QueueState.holding(refused);
        }
        if (primary.driver == Driver.RECEIVING) {
            return stack.ofPrimary() == Intake.NOT_POLLED
                    ? QueueState.holding(FrameFate.NOT_POLLED)
                    : QueueState.reading(FrameFate.PRIMARY_QUEUE_FULL);
        }
        return deaf(refused);
    }

    /** A VF that cannot receive is ahead of its driver or behind it; of a VF whose driver runs the NIC knows more. */
    Optional<FrameFate> refusedByVf(Host host) {
        Primary primary = primaries.get(host);
        if (primary.device == Device.GONE) {
            return Optional.of(FrameFate.DEVICE_GONE);
        }
        return primary.driver == Driver.RECEIVING ? Optional.empty() : Optional.of(refusedByDeafDriver(primary));
    }

    QueueState deaf(FrameFate refused) {
        return primaryKind.whileDeaf() == PrimaryKind.WhileDeaf.HOLDS
                ? QueueState.holdingBehindOneRead(refused)
                : QueueState.dropping(refused);
    }

    static FrameFate refusedByDeafDriver(Primary primary) {
        return switch (primary.driver) {
            case NOT_STARTED -> FrameFate.FILTER_AHEAD_OF_DRIVER;
            case RECEIVING -> FrameFate.GUEST_STOPPED_QUEUE_FULL;
            case STOPPING, STOPPED -> FrameFate.FILTER_BEHIND_DRIVER;
        };
    }

    QueueState standbyQueue(Host host) {
        // Before anything else: where there is no standby, no back end of it can go, and nothing waits for a guest.
        if (stack.ofStandby() == Intake.NO_DEVICE) {
            return QueueState.dropping(FrameFate.NO_STANDBY);
        }
        if (!alive.get(host)) {
            return QueueState.dropping(FrameFate.BACKEND_GONE);
        }
        if (guestLeft(host)) {
            return QueueState.dropping(FrameFate.STALE_FABRIC_ENTRY);
        }
        if (guestHost == host && stack.standby() == LowerDevice.REGISTERED) {
            return QueueState.dropping(FrameFate.STANDBY_LINK_DOWN);
        }
        if (!runsOn(host)) {
            return QueueState.holding(FrameFate.GUEST_STOPPED_QUEUE_FULL);
        }
        return stack instanceof PolledBond bond && bond.ofStandby() == Intake.NOT_POLLED
                ? QueueState.holdingBehindRing(FrameFate.NOT_POLLED, bond.ringFrames())
                : QueueState.reading(FrameFate.STANDBY_QUEUE_FULL);
    }

    /** What the standby's queue gives up when the guest has gone. */
    FrameFate purgedFromStandby(Host host) {
        return alive.get(host) ? FrameFate.LEFT_AT_SOURCE : FrameFate.BACKEND_GONE;
    }

    /** What a primary's queue gives up when its device goes, or when the guest has gone: frames of a deaf driver. */
    FrameFate purgedFromPrimary(Host host) {
        if (!guestLeft(host)) {
            return FrameFate.PRIMARY_QUEUE_PURGED;
        }
        Primary primary = primaries.get(host);
        return primary.driver == Driver.RECEIVING ? FrameFate.LEFT_AT_SOURCE : refusedByDeafDriver(primary);
    }

    private boolean runsOn(Host host) {
        return guestHost == host && execution == Execution.RUNNING;
    }

    /** Whether the guest was on this host and runs elsewhere now. */
    private boolean guestLeft(Host host) {
        return host == Host.A && guestHost == Host.B;
    }
}
