package dev.vfgap.models.lab;

import dev.vfgap.models.fabric.LinkState;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.guest.LowerDevice;
import dev.vfgap.models.guest.VfCommand;
import dev.vfgap.models.guest.VfDriver;
import dev.vfgap.models.guest.VfState;
import dev.vfgap.models.guest.VfTrouble;
import dev.vfgap.models.host.BridgePort;
import dev.vfgap.models.lab.ControlLog.Milestone.Kind;
import dev.vfgap.models.lab.LabState.Device;
import dev.vfgap.models.lab.LabState.Driver;
import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.machine.Delays;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.models.migration.Vcpus;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.operate.BusMasterEvents;
import dev.vfgap.models.operate.BusMastering;
import dev.vfgap.models.operate.Condition;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.Hotplug;
import dev.vfgap.models.operate.LinkSetting;
import dev.vfgap.models.operate.Observation;
import dev.vfgap.models.pci.AcpiSlot;
import dev.vfgap.models.pci.HotplugPort;
import dev.vfgap.models.pci.HotplugSlot;
import dev.vfgap.models.pci.PciehpSlot;
import dev.vfgap.models.pci.PrimaryCommand;
import dev.vfgap.models.pci.PrimaryState;
import dev.vfgap.models.pci.QemuPrimary;
import dev.vfgap.models.pci.SlotOptions;
import dev.vfgap.simcore.time.Simulation;
import java.util.function.Function;

/** One host of a simulated lab: QEMU's primary, its slot and the guest's driver of it, wired to what they change. */
final class LabHost implements HotplugPort {
    final Host host;
    final GuestTime time;
    final QemuPrimary primary;
    final VfDriver driver;
    final HotplugSlot slot;
    final GuestNic nic;
    private final GuestJoin join;
    private final HostNic port;
    private final Delays delays;
    private final HostReports around;
    private final HeldVcpu vcpu;
    private final HeldFrames held;
    /** The guest's boot finds the primary just now, or the guest brings it. */
    private boolean found;
    /** The primary's function was opened when its device was made, before it was plugged. */
    private boolean opened;
    /** Whether {@code net_failover} was last told that the primary is ready. */
    private boolean transmits;
    /** The hardware of the primary that the guest's driver drives. */
    private Hardware hardware = Hardware.THERE;

    private Prober prober = Prober.SLOT;
    private boolean removeWaits;

    private enum Hardware {
        THERE,
        /** It has gone without warning. */
        GONE
    }

    /** Who has the guest's driver probe the primary. */
    private enum Prober {
        /** The slot, which awaits the end of it. */
        SLOT,
        /** The guest's boot. */
        BOOT
    }

    LabHost(
            Simulation simulation,
            Host host,
            Hotplug hotplug,
            SlotOptions options,
            GuestNic nic,
            VfTrouble trouble,
            GuestJoin join,
            Function<HostNic.Listener, HostNic> port,
            Delays delays,
            BusMasterEvents busMaster,
            Vcpus vcpus,
            HostReports around) {
        this.host = host;
        this.nic = nic;
        this.delays = delays;
        this.join = join;
        this.around = around;
        this.held = new HeldFrames(host, nic, delays, around);
        this.time = new GuestTime(simulation, vcpus);
        this.vcpu = new HeldVcpu(host, time, busMaster, around, this::carryOut);
        Phases phases = new Phases(host.name(), time.guest(), delays);
        this.slot = switch (hotplug) {
            case NATIVE -> new PciehpSlot(phases, options, this);
            case ACPI -> new AcpiSlot(phases, options, this);
        };
        this.primary = new QemuPrimary(time.guest(), slot, this::ofQemu);
        this.driver = new VfDriver(
                new Phases(host.name(), time.driver(), delays), nic.driver(), join.opener(), trouble, vcpu::take);
        this.port = port.apply(new NicTells(host, driver, around));
    }

    /** The guest runs here, and its boot found the primary. */
    void startWithPrimary() {
        found = true;
        driver.foundAtBoot();
        primary.startPlugged();
        found = false;
        opened = false;
    }

    /** The destination's QEMU opens the function that it was given, and the kernel resets it. */
    void open() {
        opened = true;
        port.plugged();
    }

    /** The vCPU that runs the driver goes on; false when it is not held. */
    boolean releaseVcpu() {
        return vcpu.release();
    }

    /** The guest boots here, and the primary is in its slot: neither hot-plug nor network driver is there yet. */
    void startBooting() {
        port.functionReset();
        primary.startPlugged();
    }

    /** The booting guest's hot-plug driver is there. */
    void hotplugDriverStarts() {
        slot.driverStarts();
    }

    /** The booting guest's network driver is there, and probes the primary if it is still in use. */
    void networkDriverStarts() {
        if (slot.functionKnown()) {
            prober = Prober.BOOT;
            newDevice();
            join.probe(this);
        }
    }

    /** Remove waits for a probe of the boot, under the device lock. */
    @Override
    public void unbindDriver(Removal removal) {
        if (prober == Prober.BOOT) {
            removeWaits = true;
        } else {
            join.remove(this);
        }
    }

    /** The primary's hardware goes without warning. */
    Answer surpriseRemove() {
        Hardware before = hardware;
        hardware = driver.state() == VfState.UNBOUND ? Hardware.THERE : Hardware.GONE;
        Answer answer = primary.takeAway();
        if (!answer.isAccepted()) {
            hardware = before;
            return answer;
        }
        if (hardware == Hardware.GONE) {
            driver.deviceLost();
        }
        around.milestone(Kind.TROUBLE, host, "the primary's hardware has gone, which no command of QEMU does");
        around.primaryReleased(host);
        return answer;
    }

    /** A hand presses the attention button. */
    Answer pressButton() {
        if (slot.functionKnown()) {
            around.milestone(Kind.UNPLUG_REQUESTED, host, "attention button");
        }
        return slot.pressAttentionButton();
    }

    @Override
    public void functionReset() {
        around.milestone(Kind.TROUBLE, host, "function reset of the primary");
        port.functionReset();
    }

    /** Management leads the guest's MAC to one of the NIC's functions. */
    Answer lead(FilterTarget to) {
        return port.lead(to);
    }

    /** The host's macvtap goes up or down. */
    void macvtap(LinkSetting state) {
        port.macvtap(state);
        LinkState link = state == LinkSetting.UP ? LinkState.UP : LinkState.DOWN;
        around.effect(
                "the macvtap on " + host + " set " + state,
                (lab, why) -> lab.hostPort(host, BridgePort.TAP, link, why));
    }

    /** The PF goes up or down. */
    void pf(LinkSetting state) {
        port.pf(state);
    }

    /** The NIC's registers at the start, whatever brought them about. */
    FilterRegisters settledRegisters() {
        port.settle();
        return port.registers();
    }

    @Override
    public void unplugged() {
        primary.guestReleased();
        around.primaryReleased(host);
    }

    @Override
    public void probeDriver() {
        newDevice();
        join.probe(this);
    }

    private void ofQemu(PrimaryCommand command) {
        switch (command) {
            case PLUG, ASK_SLOT -> throw new IllegalStateException("the slot is asked by the primary itself");
            case EMIT_FAILOVER_NEGOTIATED -> became(new Condition.FailoverNegotiated(host));
            case CLOSE_DEVICE -> port.functionReset();
            case EMIT_UNPLUG_PRIMARY -> around.milestone(Kind.UNPLUG_REQUESTED, host, "UNPLUG_PRIMARY");
            case WARN_NOT_PLUGGED -> around.milestone(Kind.TROUBLE, host, "the slot takes no primary");
            case WARN_NOT_UNPLUGGED -> around.milestone(Kind.TROUBLE, host, "couldn't unplug primary device");
            case EMIT_DEVICE_DELETED -> {
                Device left = hardware == Hardware.GONE ? Device.GONE : Device.NONE;
                around.effect("DEVICE_DELETED on " + host, (lab, why) -> lab.device(host, left, why));
                around.milestone(Kind.DEVICE_DELETED, host, "DEVICE_DELETED");
                became(new Condition.DeviceDeleted(host));
            }
        }
    }

    /** QEMU makes or re-plugs the primary, by one of its own verbs. */
    void plugging(Runnable verb) {
        boolean wasPlugged = primary.state().isPlugged();
        verb.run();
        if (!wasPlugged && primary.state() == PrimaryState.PLUGGED) {
            devicePlugged();
        }
    }

    private void devicePlugged() {
        if (!opened) {
            port.plugged();
        }
        opened = false;
        around.effect("primary plugged on " + host, (lab, why) -> lab.device(host, Device.PLUGGED, why));
        around.milestone(Kind.PLUGGED, host, "primary plugged");
    }

    /** The host may keep the link from the VF. */
    private void newDevice() {
        driver.newDevice();
        if (!port.vfHasLink()) {
            driver.lineDown();
        }
    }

    private void carryOut(VfCommand command) {
        if (hardware == Hardware.THERE) {
            port.driver(command);
        }
        tell(command);
        if (!found) {
            held.driver(command);
        }
        join.driver(this, command);
    }

    private void tell(VfCommand command) {
        switch (command) {
            case BUS_MASTER_ON -> {
                if (!found) {
                    vcpu.busMasterWritten(BusMastering.ENABLED);
                }
            }
            case BUS_MASTER_OFF -> vcpu.busMasterWritten(BusMastering.DISABLED);
            case RESET_MAILBOX -> became(new Condition.VfReset(host));
            case LINKED_TO_FAILOVER -> registered();
            case PROBE_GAVE_UP -> around.milestone(Kind.TROUBLE, host, "probe of the primary failed");
            case RECEIVE_ON -> {
                became(new Condition.VfQueuesOn(host));
                if (nic.receiveStarts() == GuestNic.ReceiveStarts.AT_OPEN) {
                    receives("the driver opened the primary on " + host);
                }
            }
            case LOWER_DEVICE_CHANGED -> {
                var device = driver.state().lowerDevice();
                transmits = device == LowerDevice.READY;
                around.effect(
                        "the guest holds the primary " + device + " on " + host,
                        (lab, why) -> lab.lowerPrimary(device, why));
            }
            case LINK_UP -> {
                if (nic.receiveStarts() == GuestNic.ReceiveStarts.AT_CARRIER) {
                    receives("the primary's link is up on " + host);
                }
                around.milestone(Kind.LINK_UP, host, "primary link up");
                became(new Condition.GuestPrimaryLinkUp(host));
            }
            case LINK_DOWN -> around.observed(new Observation.PrimaryLinkLost(host));
            case RECEIVE_OFF -> {
                if (transmits && hardware == Hardware.THERE && join.sendsByPrimary()) {
                    around.transmitRingFreed(host, delays.next("guest.txRingStay"));
                }
                around.effect(
                        "the driver's remove started on " + host, (lab, why) -> lab.driver(host, Driver.STOPPING, why));
                around.milestone(Kind.REMOVE_STARTED, host, "driver remove");
            }
            case CLOSE_MAILBOX -> {
                around.effect(
                        "the driver stopped the primary on " + host,
                        (lab, why) -> lab.driver(host, Driver.STOPPED, why));
                became(new Condition.GuestPrimaryDown(host));
            }
            case GONE -> {
                around.milestone(Kind.GONE, host, "primary gone");
                became(new Condition.GuestPrimaryGone(host));
            }
            case RESET_BEGUN -> {
                around.effect(
                        "the PF resets the primary on " + host, (lab, why) -> lab.driver(host, Driver.STOPPED, why));
                around.milestone(Kind.TROUBLE, host, "the PF resets the primary");
            }
            case RESET_OVER -> receives("the driver has set up the primary anew on " + host);
            case BOUND -> join.bound(this);
            case REMOVED -> join.removed(this);
            default -> {
                // The rest is the NIC's own affair, or none.
            }
        }
    }

    /** The guest has taken the primary into what joins its NICs, or begins to. */
    void registered() {
        around.milestone(Kind.REGISTERED, host, "primary registered");
        became(new Condition.GuestPrimaryRegistered(host));
    }

    /** Nothing waits for a probe of the boot but a remove. */
    void driverBound() {
        if (prober == Prober.SLOT) {
            slot.driverBound();
            return;
        }
        prober = Prober.SLOT;
        if (removeWaits) {
            removeWaits = false;
            join.remove(this);
        }
    }

    void driverRemoved() {
        if (hardware == Hardware.GONE) {
            hardware = Hardware.THERE;
            if (primary.state() == PrimaryState.ABSENT) {
                around.effect("the guest has let go what had gone", (lab, why) -> lab.device(host, Device.NONE, why));
            }
        }
        slot.driverRemoved();
    }

    private void became(Condition condition) {
        around.observed(new Observation.BecameTrue(condition));
    }

    void receives(String what) {
        around.effect(what, (lab, why) -> lab.driver(host, Driver.RECEIVING, why));
    }
}
