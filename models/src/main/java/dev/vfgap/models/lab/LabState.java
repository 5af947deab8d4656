package dev.vfgap.models.lab;

import dev.vfgap.models.fabric.LinkState;
import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.guest.GuestStack;
import dev.vfgap.models.guest.GuestStack.Intake;
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
import java.util.function.UnaryOperator;

/**
 * What the control events have made of the two hosts and the guest, and what follows from it for the data path.
 *
 * <p>The machines of a simulation and the recorded events of a replay call the same methods, so both lose frames by the
 * same rules. Each call changes one fact; then every queue's state, what the guest's stack makes of received frames and
 * the guest's way out are worked out anew from all facts, and what differs is told to the path. No order of calls is
 * special.
 */
public final class LabState {
    private final DataPath path;
    private final Sender sender;
    private final LabFacts facts;
    private final Map<Host, FilterRegisters> nics = new EnumMap<>(Host.class);
    private final Map<PathChange.Slot, PathChange> told = new EnumMap<>(PathChange.Slot.class);

    private TransmitFault fault = TransmitFault.NONE;

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

    /** As the other constructor, with a guest whose standby is {@code net_failover}'s. */
    public LabState(DataPath path, PrimaryKind primaryKind, Sender sender) {
        this(path, primaryKind, sender, new NetFailover(LowerDevice.ABSENT, LowerDevice.READY));
    }

    /**
     * The guest runs on A; the path is told from the first call on.
     *
     * @param primaryKind how a primary treats frames that its driver does not take
     * @param sender whether the guest's frames were sent or are to be
     * @param stack what joins the guest's NICs
     */
    public LabState(DataPath path, PrimaryKind primaryKind, Sender sender, GuestStack stack) {
        this.path = path;
        this.sender = sender;
        this.facts = new LabFacts(primaryKind, stack);
    }

    /** The guest's primary on A is there, driven and ready, as its boot left it. */
    public void startWithPrimary(Cause why) {
        LabFacts.Primary primary = facts.primaries.get(Host.A);
        primary.device = Device.PLUGGED;
        primary.driver = Driver.RECEIVING;
        facts.stack = facts.stack.withPrimary(LowerDevice.READY);
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
        LabFacts.Primary primary = facts.primaries.get(host);
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
        facts.primaries.get(host).driver = driver;
        tell(why);
    }

    /** The line of a host's primary is cut or given back. */
    public void line(Host host, Line line, Cause why) {
        facts.primaries.get(host).line = line;
        tell(why);
    }

    /** The reader of a host's primary, when it holds a frame that it cannot pass on, drops it and reads on. */
    public void dropWaiting(Host host, long frames, Cause why) {
        if (facts.primaryQueue(host).readAhead() > 0) {
            path.apply(
                    new PathChange.DropWaiting(host, frames, LabFacts.refusedByDeafDriver(facts.primaries.get(host))),
                    why);
        }
    }

    /** What the guest's stack makes of the primary. */
    public void lowerPrimary(LowerDevice device, Cause why) {
        stack(now -> now.withPrimary(device), why);
    }

    /** What the guest's stack makes of the standby: a virtio device whose link was set down has no carrier. */
    public void lowerStandby(LowerDevice device, Cause why) {
        stack(now -> now.withStandby(device), why);
    }

    /** The guest's stack has chosen otherwise. */
    public void stack(UnaryOperator<GuestStack> change, Cause why) {
        facts.stack = change.apply(facts.stack);
        tell(why);
    }

    /** The guest's virtio driver announces it, because QEMU asked for it. */
    public void virtioAnnounces(Cause why) {
        boolean leaves = facts.stack.virtioAnnounce() == GuestStack.VirtioAnnounce.SENT;
        if (leaves && facts.stack.standby() == LowerDevice.READY && facts.execution == LabFacts.Execution.RUNNING) {
            path.apply(new PathChange.Announce(facts.guestHost), why);
        }
    }

    /** What happens to frames that the guest gives to the primary. */
    public void transmitFault(TransmitFault newFault, Cause why) {
        fault = newFault;
        tell(why);
    }

    /** The guest's vCPUs stop. */
    public void guestStops(Cause why) {
        facts.execution = LabFacts.Execution.STOPPED;
        tell(why);
    }

    /** The guest's vCPUs run on a host: the one where they stopped, or the one that it was migrated to. */
    public void guestRuns(Host host, Cause why) {
        facts.guestHost = host;
        facts.execution = LabFacts.Execution.RUNNING;
        tell(why);
    }

    /** QEMU announces the guest's MAC on a host's standby, where there is one. */
    public void announced(Host host, Cause why) {
        if (facts.stack.ofStandby() != Intake.NO_DEVICE) {
            path.apply(new PathChange.Announce(host), why);
        }
    }

    /**
     * The guest announces its MAC through one of its devices, as a bond does when its active slave changes; nothing leaves
     * through one that cannot send.
     */
    public void guestAnnounces(NicRole by, Cause why) {
        boolean leaves = by == NicRole.STANDBY
                ? facts.stack.standby() == LowerDevice.READY
                : throughPrimary() == TransmitPath.PRIMARY;
        if (leaves && facts.execution == LabFacts.Execution.RUNNING) {
            path.apply(new PathChange.Announce(facts.guestHost, by), why);
        }
    }

    /** A port of what a host has between its NIC and the standby comes up or goes down. */
    public void hostPort(Host host, BridgePort port, LinkState state, Cause why) {
        path.apply(new PathChange.HostPort(host, port, state), why);
    }

    /** A host's QEMU is gone, and with it whatever read its queues. */
    public void qemuDied(Host host, Cause why) {
        facts.alive.put(host, false);
        tell(why);
    }

    public Host guestHost() {
        return facts.guestHost;
    }

    /** What joins the guest's NICs. */
    public GuestStack stack() {
        return facts.stack;
    }

    private void tell(Cause why) {
        for (Host host : Host.values()) {
            if (nics.containsKey(host)) {
                tell(
                        PathChange.Slot.nicOf(host),
                        new PathChange.Nic(host, nics.get(host), facts.refusedByVf(host)),
                        why);
            }
            QueueState primary = facts.primaryQueue(host);
            tell(
                    PathChange.Slot.primaryOf(host),
                    new PathChange.PrimaryQueue(host, primary, facts.purgedFromPrimary(host)),
                    why);
            QueueState standby = facts.standbyQueue(host);
            tell(
                    PathChange.Slot.standbyOf(host),
                    new PathChange.StandbyQueue(host, standby, facts.purgedFromStandby(host)),
                    why);
        }
        Reception ofStandby = reception(facts.stack.ofStandby());
        tell(PathChange.Slot.STANDBY_RECEPTION, new PathChange.StandbyReceive(ofStandby), why);
        Reception ofPrimary = reception(facts.stack.ofPrimary());
        tell(PathChange.Slot.PRIMARY_RECEPTION, new PathChange.PrimaryReceive(ofPrimary), why);
        tell(PathChange.Slot.TRANSMIT, new PathChange.Transmit(facts.guestHost, transmitPath()), why);
    }

    private void tell(PathChange.Slot slot, PathChange change, Cause why) {
        if (!Objects.equals(told.put(slot, change), change)) {
            path.apply(change, why);
        }
    }

    /** What waits in a ring that nobody polls has not been received. */
    private static Reception reception(Intake intake) {
        return switch (intake) {
            case ACCEPTED, NOT_POLLED, NO_DEVICE -> Reception.ACCEPTED;
            case SHADOWED -> Reception.SHADOWED;
            case INACTIVE -> Reception.INACTIVE;
            case NO_ADDRESS -> Reception.NO_ADDRESS;
        };
    }

    private TransmitPath transmitPath() {
        if (facts.execution == LabFacts.Execution.STOPPED && sender == Sender.PROGRAM) {
            return TransmitPath.GUEST_STOPPED;
        }
        if (fault == TransmitFault.DRIVER_STOPS) {
            return TransmitPath.STOPPING_DRIVER;
        }
        if (fault == TransmitFault.LINK_COMES) {
            return TransmitPath.COMING_LINK;
        }
        return switch (facts.stack.outlet()) {
            case PRIMARY -> throughPrimary();
            case STANDBY -> TransmitPath.STANDBY;
            case NONE -> TransmitPath.NONE_READY;
            case CHOSEN_NOT_READY -> TransmitPath.ACTIVE_SLAVE_DOWN;
            case NO_ADDRESS -> TransmitPath.NO_ADDRESS;
        };
    }

    private TransmitPath throughPrimary() {
        LabFacts.Primary primary = facts.primaries.get(facts.guestHost);
        if (primary.device == Device.GONE) {
            return TransmitPath.GONE_DEVICE;
        }
        boolean transmits = primary.device == Device.PLUGGED && primary.line == Line.UP;
        return transmits ? TransmitPath.PRIMARY : TransmitPath.DEAD_LINK;
    }
}
