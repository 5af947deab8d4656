package dev.vfgap.models.lab;

import dev.vfgap.models.fabric.LinkState;
import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.guest.LowerDevice;
import dev.vfgap.models.guest.NetFailover;
import dev.vfgap.models.host.BridgePort;
import dev.vfgap.models.host.QueueState;
import dev.vfgap.models.lab.PathChange.NicRole;
import dev.vfgap.models.lab.PathChange.Reception;
import dev.vfgap.models.lab.PathChange.TransmitPath;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.operate.FilterTarget;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the control events have made of the two hosts and the guest, and what follows from it for the data path.
 *
 * <p>The machines of a simulation and the recorded events of a replay call the same methods, so both lose frames by the
 * same rules. Each call changes one fact; then every queue's state, {@code net_failover}'s reception and the guest's
 * way out are worked out anew from all facts, and what differs is told to the path. No order of calls is special.
 */
public final class LabState {
    private final DataPath path;
    private final PrimaryKind primaryKind;
    private final Sender sender;
    private final Map<Host, FilterRegisters> nics = new EnumMap<>(Host.class);
    private final Map<Host, Primary> primaries = new EnumMap<>(Host.class);
    private final Map<Host, Boolean> alive = new EnumMap<>(Host.class);
    private final Map<PathChange.Slot, PathChange> told = new EnumMap<>(PathChange.Slot.class);

    private Host guestHost = Host.A;
    private Execution execution = Execution.RUNNING;
    private NetFailover failover;
    private TransmitFault fault = TransmitFault.NONE;

    /** Whether the guest's vCPUs run. */
    private enum Execution {
        RUNNING,
        STOPPED
    }

    /** What stands behind the primary's port of a host's NIC. */
    public enum Device {
        /** No device: nobody takes a frame that is led there. */
        NONE,
        /** A device, and what feeds it. */
        PLUGGED,
        /** A device whose back end was taken away. */
        WITHOUT_BACKEND,
        /** None any more: it went without warning, and the guest's driver has not let it go yet. */
        GONE,
        /** Another device than the one that the guest's driver has set up: it answers nothing. */
        UNANSWERING
    }

    /** Whether the guest's driver lets the primary receive. */
    public enum Driver {
        /** It has not started to. */
        NOT_STARTED,
        /** It does. */
        RECEIVING,
        /** It has begun to stop: the device still takes frames, the driver no longer passes them on. */
        STOPPING,
        /** It has stopped. */
        STOPPED
    }

    /** Whether the line of the primary is cut. */
    public enum Line {
        /** It is not. */
        UP,
        /** The device believes its line down; what feeds it does not know. */
        CUT_AT_DEVICE,
        /** What feeds the device drops all frames too. */
        CUT_AT_BACKEND
    }

    /** What happens, for a moment, to frames that the guest gives to the primary. */
    public enum TransmitFault {
        /** Nothing. */
        NONE,
        /** The driver stops: it takes frames and frees them. */
        DRIVER_STOPS,
        /** The carrier is on, the transmit queue is not yet. */
        LINK_COMES
    }

    /** Where the send times of the guest's frames come from. */
    public enum Sender {
        /** A program that sends while the guest runs: its frames of the time in which it does not are never sent. */
        PROGRAM,
        /** A recording: each frame was sent, whatever the two clocks make of the moment. */
        RECORDED
    }

    private static final class Primary {
        private Device device = Device.NONE;
        private Driver driver = Driver.NOT_STARTED;
        private Line line = Line.UP;
    }

    /**
     * The guest runs on A with its standby; the path is told from the first call on.
     *
     * @param primaryKind how a primary treats frames that its driver does not take
     * @param sender whether the guest's frames were sent or are to be
     */
    public LabState(DataPath path, PrimaryKind primaryKind, Sender sender) {
        this.path = path;
        this.primaryKind = primaryKind;
        this.sender = sender;
        this.failover = new NetFailover(LowerDevice.ABSENT, LowerDevice.READY);
        for (Host host : Host.values()) {
            primaries.put(host, new Primary());
            alive.put(host, true);
        }
    }

    /** The guest's primary on A is there, driven and ready, as its boot left it. */
    public void startWithPrimary(Cause why) {
        Primary primary = primaries.get(Host.A);
        primary.device = Device.PLUGGED;
        primary.driver = Driver.RECEIVING;
        failover = failover.withPrimary(LowerDevice.READY);
        tell(why);
    }

    /** The guest has no primary on A. */
    public void startWithoutPrimary(Cause why) {
        tell(why);
    }

    /** A host's NIC leads the guest's MAC elsewhere. */
    public void led(Host host, FilterTarget to, Cause why) {
        path.apply(path.leading(host, to), why);
    }

    /** A host's NIC decides by other registers, which nobody changes afterwards. */
    public void nic(Host host, FilterRegisters registers, Cause why) {
        nics.put(host, registers);
        tell(why);
    }

    /** A device is made, deleted, or loses its back end; no plug gives a back end back that was taken away. */
    public void device(Host host, Device device, Cause why) {
        Primary primary = primaries.get(host);
        if (device == Device.PLUGGED && primary.device == Device.WITHOUT_BACKEND) {
            return;
        }
        boolean empty = primary.device == Device.NONE || primary.device == Device.GONE;
        if (device == Device.PLUGGED && empty) {
            primary.driver = Driver.NOT_STARTED;
            primary.line = Line.UP;
        }
        primary.device = device;
        tell(why);
    }

    /** The guest's driver of a host's primary goes on or off. */
    public void driver(Host host, Driver driver, Cause why) {
        primaries.get(host).driver = driver;
        tell(why);
    }

    /** The line of a host's primary is cut or given back. */
    public void line(Host host, Line line, Cause why) {
        primaries.get(host).line = line;
        tell(why);
    }

    /** The reader of a host's primary, when it holds a frame that it cannot pass on, drops it and reads on. */
    public void dropWaiting(Host host, long frames, Cause why) {
        if (primaryQueue(host).readAhead() > 0) {
            path.apply(new PathChange.DropWaiting(host, frames, refusedByDeafDriver(primaries.get(host))), why);
        }
    }

    /** What {@code net_failover} makes of the primary. */
    public void lowerPrimary(LowerDevice device, Cause why) {
        failover = failover.withPrimary(device);
        tell(why);
    }

    /** What happens to frames that the guest gives to the primary. */
    public void transmitFault(TransmitFault newFault, Cause why) {
        fault = newFault;
        tell(why);
    }

    /** The guest's vCPUs stop. */
    public void guestStops(Cause why) {
        execution = Execution.STOPPED;
        tell(why);
    }

    /** The guest's vCPUs run on a host: the one where they stopped, or the one that it was migrated to. */
    public void guestRuns(Host host, Cause why) {
        guestHost = host;
        execution = Execution.RUNNING;
        tell(why);
    }

    /** QEMU announces the guest's MAC on a host's standby. */
    public void announced(Host host, Cause why) {
        path.apply(new PathChange.Announce(host), why);
    }

    /**
     * The guest announces its MAC through one of its devices, as a bond does when its active slave changes; nothing leaves
     * through one that cannot send.
     */
    public void guestAnnounces(NicRole by, Cause why) {
        if (execution == Execution.RUNNING && (by == NicRole.STANDBY || throughPrimary() == TransmitPath.PRIMARY)) {
            path.apply(new PathChange.Announce(guestHost, by), why);
        }
    }

    /** A port of what a host has between its NIC and the standby comes up or goes down. */
    public void hostPort(Host host, BridgePort port, LinkState state, Cause why) {
        path.apply(new PathChange.HostPort(host, port, state), why);
    }

    /** A host's QEMU is gone, and with it whatever read its queues. */
    public void qemuDied(Host host, Cause why) {
        alive.put(host, false);
        tell(why);
    }

    public Host guestHost() {
        return guestHost;
    }

    public NetFailover failover() {
        return failover;
    }

    private void tell(Cause why) {
        for (Host host : Host.values()) {
            if (nics.containsKey(host)) {
                tell(PathChange.Slot.nicOf(host), new PathChange.Nic(host, nics.get(host), refusedByVf(host)), why);
            }
            QueueState primary = primaryQueue(host);
            tell(
                    PathChange.Slot.primaryOf(host),
                    new PathChange.PrimaryQueue(host, primary, purgedFromPrimary(host)),
                    why);
            QueueState standby = standbyQueue(host);
            tell(
                    PathChange.Slot.standbyOf(host),
                    new PathChange.StandbyQueue(host, standby, purgedFromStandby(host)),
                    why);
        }
        Reception reception = failover.receivesOnStandby() ? Reception.ACCEPTED : Reception.SHADOWED;
        tell(PathChange.Slot.RECEPTION, new PathChange.StandbyReceive(reception), why);
        tell(PathChange.Slot.TRANSMIT, new PathChange.Transmit(guestHost, transmitPath()), why);
    }

    private void tell(PathChange.Slot slot, PathChange change, Cause why) {
        if (!Objects.equals(told.put(slot, change), change)) {
            path.apply(change, why);
        }
    }

    private QueueState primaryQueue(Host host) {
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
            return QueueState.reading(FrameFate.PRIMARY_QUEUE_FULL);
        }
        return deaf(refused);
    }

    /** A VF that cannot receive is ahead of its driver or behind it; of a VF whose driver runs the NIC knows more. */
    private Optional<FrameFate> refusedByVf(Host host) {
        Primary primary = primaries.get(host);
        if (primary.device == Device.GONE) {
            return Optional.of(FrameFate.DEVICE_GONE);
        }
        return primary.driver == Driver.RECEIVING ? Optional.empty() : Optional.of(refusedByDeafDriver(primary));
    }

    private QueueState deaf(FrameFate refused) {
        return primaryKind.whileDeaf() == PrimaryKind.WhileDeaf.HOLDS
                ? QueueState.holdingBehindOneRead(refused)
                : QueueState.dropping(refused);
    }

    private static FrameFate refusedByDeafDriver(Primary primary) {
        return switch (primary.driver) {
            case NOT_STARTED -> FrameFate.FILTER_AHEAD_OF_DRIVER;
            case RECEIVING -> FrameFate.GUEST_STOPPED_QUEUE_FULL;
            case STOPPING, STOPPED -> FrameFate.FILTER_BEHIND_DRIVER;
        };
    }

    private QueueState standbyQueue(Host host) {
        if (!alive.get(host)) {
            return QueueState.dropping(FrameFate.BACKEND_GONE);
        }
        if (guestLeft(host)) {
            return QueueState.dropping(FrameFate.STALE_FABRIC_ENTRY);
        }
        return runsOn(host)
                ? QueueState.reading(FrameFate.STANDBY_QUEUE_FULL)
                : QueueState.holding(FrameFate.GUEST_STOPPED_QUEUE_FULL);
    }

    /** What a primary's queue gives up when its device goes, or when the guest has gone: frames of a deaf driver. */
    private FrameFate purgedFromStandby(Host host) {
        return alive.get(host) ? FrameFate.LEFT_AT_SOURCE : FrameFate.BACKEND_GONE;
    }

    private FrameFate purgedFromPrimary(Host host) {
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

    private TransmitPath transmitPath() {
        if (execution == Execution.STOPPED && sender == Sender.PROGRAM) {
            return TransmitPath.GUEST_STOPPED;
        }
        if (fault == TransmitFault.DRIVER_STOPS) {
            return TransmitPath.STOPPING_DRIVER;
        }
        if (fault == TransmitFault.LINK_COMES) {
            return TransmitPath.COMING_LINK;
        }
        return switch (failover.transmitPath()) {
            case PRIMARY -> throughPrimary();
            case STANDBY -> TransmitPath.STANDBY;
            case NONE -> TransmitPath.NONE_READY;
        };
    }

    private TransmitPath throughPrimary() {
        Primary primary = primaries.get(guestHost);
        if (primary.device == Device.GONE) {
            return TransmitPath.GONE_DEVICE;
        }
        boolean transmits = primary.device == Device.PLUGGED && primary.line == Line.UP;
        return transmits ? TransmitPath.PRIMARY : TransmitPath.DEAD_LINK;
    }
}
