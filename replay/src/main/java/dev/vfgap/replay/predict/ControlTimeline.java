package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.models.guest.LowerDevice;
import dev.vfgap.models.lab.LabState;
import dev.vfgap.models.lab.LabState.Device;
import dev.vfgap.models.lab.LabState.Driver;
import dev.vfgap.models.lab.LabState.Line;
import dev.vfgap.models.lab.LabState.TransmitFault;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Environment;
import dev.vfgap.replay.bundle.RecordedEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The recorded control events of a bundle as changes of the lab's state, each at its moment of effect. */
final class ControlTimeline {
    private static final long MICROSECOND = 1_000;
    private static final long MILLISECOND = 1_000_000;

    /**
     * QEMU's migration thread holds the big lock while it pauses the vCPUs, so its main loop reads no tap for this long
     * before the {@code STOP} event is stamped. Measured: the last frame delivered came 0.59 ms or more before, the first
     * lost one 0.57 ms before or later, in 17 runs at 1 kpps.
     */
    private static final long STOP_LEAD = 580 * MICROSECOND;

    /** {@code RESUME} to the first announcement on the wire; measured 0.025-0.34 ms, median 0.04. */
    private static final long RESUME_TO_ANNOUNCEMENT = 40 * MICROSECOND;

    /** QMP {@code device_add} to the device on its back end. */
    private static final long ADDED_TO_DEVICE = 1_500 * MICROSECOND;

    /** QMP {@code set_link} to its effect; assumed, a QMP round trip. */
    private static final long SET_LINK_TO_EFFECT = 300 * MICROSECOND;

    /** QEMU's autonegotiation timer ({@code hw/net/e1000x_common.c}). */
    private static final long NEGOTIATION = 500 * MILLISECOND;

    /** A device that does not negotiate tells the guest of its link by an interrupt; assumed. */
    private static final long QUICK_LINK = 2 * MILLISECOND;

    /** Frames that the guest's receive ring keeps while its vCPU does not run: 256 descriptors, one of them unused. */
    private static final long GUEST_RING_FRAMES = 255;

    /** The name that a plan's device has in QEMU; any other name is that of its back end. */
    private static final String PRIMARY_ID = "primary";

    private final CaptureBundle bundle;
    private final SendTimes offeredToGuest;
    private final SendTimes offeredByGuest;
    private final List<PrimaryMoments> lives = new ArrayList<>();
    private final List<Timed> actions = new ArrayList<>();

    /** A change of the lab's state, and why. */
    record Timed(Cause cause, Change change) {}

    /** Changes the lab's state. */
    @FunctionalInterface
    interface Change {
        void apply(LabState lab, Cause why);
    }

    private ControlTimeline(CaptureBundle bundle, SendTimes offeredToGuest, SendTimes offeredByGuest) {
        this.bundle = bundle;
        this.offeredToGuest = offeredToGuest;
        this.offeredByGuest = offeredByGuest;
    }

    /**
     * The changes in order of time.
     *
     * @param moves the moves of the filters, at the moments to use
     * @param offeredToGuest when frames reach the primary's queue
     * @param offeredByGuest when the guest sent
     */
    static List<Timed> of(
            CaptureBundle bundle, List<FilterMove> moves, SendTimes offeredToGuest, SendTimes offeredByGuest) {
        ControlTimeline timeline = new ControlTimeline(bundle, offeredToGuest, offeredByGuest);
        for (FilterMove move : moves) {
            timeline.add(
                    move.atNanos(),
                    "filter " + move.host() + " led to " + move.to().word(),
                    (lab, why) -> lab.filterMoved(move.host(), move.to(), why));
        }
        timeline.addQemu();
        timeline.addPrimaries();
        timeline.addStalls();
        timeline.actions.sort(Comparator.comparingLong(action -> action.cause.atNanos()));
        return timeline.actions;
    }

    private void add(long atNanos, String what, Change change) {
        actions.add(new Timed(new Cause(atNanos, what), change));
    }

    private void add(OptionalLong atNanos, String what, Change change) {
        atNanos.ifPresent(at -> add(at, what, change));
    }

    private void addQemu() {
        boolean announced = false;
        for (RecordedEvent event : bundle.events().events()) {
            Optional<Host> from = event.host();
            boolean qmp = event.source().startsWith("qmp-") && from.isPresent();
            if (event.is("driver", "kill_dest")) {
                add(event.atNanos(), "the destination's QEMU was killed", (lab, why) -> lab.qemuDied(Host.B, why));
            }
            if (!qmp) {
                continue;
            }
            Host host = from.get();
            long at = event.atNanos();
            switch (event.name()) {
                case "STOP" -> add(at - STOP_LEAD, "guest stopped on " + host, LabState::guestStops);
                case "RESUME" -> {
                    add(at, "guest runs on " + host, (lab, why) -> lab.guestRuns(host, why));
                    if (host == Host.B && !announced) {
                        announced = true;
                        addAnnouncements(at + RESUME_TO_ANNOUNCEMENT);
                    }
                }
                case "cmd:device_add" ->
                    add(
                            at + ADDED_TO_DEVICE,
                            "device_add on " + host,
                            (lab, why) -> lab.device(host, Device.PLUGGED, why));
                case "FAILOVER_NEGOTIATED" -> {
                    if (host == Host.B && hiddenOnB()) {
                        add(at, "hidden primary plugged on B", (lab, why) -> lab.device(host, Device.PLUGGED, why));
                    }
                }
                case "DEVICE_DELETED" -> {
                    if (isPrimary(event)) {
                        add(at, "primary deleted on " + host, (lab, why) -> lab.device(host, Device.NONE, why));
                    }
                }
                case "cmd:set_link" -> addSetLink(event, host);
                case "cmd:netdev_del" ->
                    add(at, "netdev_del on " + host, (lab, why) -> lab.device(host, Device.WITHOUT_BACKEND, why));
                default -> {
                    // Other QMP events change nothing that a frame meets.
                }
            }
        }
    }

    private void addSetLink(RecordedEvent event, Host host) {
        boolean up = event.detail().path("args").path("up").asBoolean(true);
        boolean device = event.detail().path("args").path("name").asText("").equals(PRIMARY_ID);
        Line cut = device ? Line.CUT_AT_DEVICE : Line.CUT_AT_BACKEND;
        long at = event.atNanos() + SET_LINK_TO_EFFECT;
        if (!up) {
            add(at, "set_link down on " + host, (lab, why) -> lab.line(host, cut, why));
            return;
        }
        // The device negotiates anew before it takes frames; its line is up for the guest when it says so.
        long ready = isE1000e(bundle) ? at + NEGOTIATION : at + QUICK_LINK;
        add(ready, "set_link up on " + host, (lab, why) -> lab.line(host, Line.UP, why));
    }

    private boolean hiddenOnB() {
        return bundle.initial()
                .map(initial -> initial.primaryB() == PrimaryPresence.HIDDEN)
                .orElse(bundle.environment().failoverByQemu());
    }

    private static boolean isPrimary(RecordedEvent event) {
        String device = event.detail().path("data").path("device").asText("");
        return device.isEmpty() || device.equals(PRIMARY_ID);
    }

    private void addAnnouncements(long firstNanos) {
        Environment.Announce schedule = bundle.environment()
                .announce()
                .orElse(new Environment.Announce(50 * MILLISECOND, 100 * MILLISECOND, 550 * MILLISECOND, 5));
        long at = firstNanos;
        for (int round = 0; round < schedule.rounds(); round++) {
            add(at, "announcement " + (round + 1), (lab, why) -> lab.announced(Host.B, why));
            at += Math.min(schedule.maxNanos(), schedule.initialNanos() + round * schedule.stepNanos());
        }
    }

    private void addPrimaries() {
        GuestClock clock = new GuestClock(bundle.events());
        boolean e1000e = isE1000e(bundle);
        for (Host host : Host.values()) {
            PrimaryMoments.Made made = host == Host.B && hiddenOnB()
                    ? PrimaryMoments.Made.WHILE_STOPPED
                    : PrimaryMoments.Made.WHILE_RUNNING;
            for (PrimaryLife life : PrimaryLives.of(bundle, clock, host)) {
                add(life, e1000e ? PrimaryMoments.ofE1000e(life, made) : PrimaryMoments.ofCarrierAtOpen(life));
            }
        }
    }

    /** Whether the primary is QEMU's e1000e, whose frames wait while it cannot receive. */
    static boolean isE1000e(CaptureBundle bundle) {
        return bundle.environment()
                .primaryNic()
                .map(nic -> nic.startsWith("e1000"))
                .orElse(false);
    }

    private void add(PrimaryLife life, PrimaryMoments moments) {
        lives.add(moments);
        Host host = moments.host();
        add(
                moments.pointerSet(),
                "net_failover set its primary pointer on " + host,
                (lab, why) -> lab.lowerPrimary(LowerDevice.REGISTERED, why));
        for (long read : moments.droppedReads()) {
            add(
                    read,
                    "QEMU dropped a waiting frame while the driver opened the primary on " + host,
                    (lab, why) -> lab.dropWaiting(host, 1, why));
        }
        add(
                moments.receiveStarts(),
                "the primary on " + host + " starts to receive",
                (lab, why) -> lab.driver(host, Driver.RECEIVING, why));
        if (moments.transmitStarts().isPresent() && moments.pointerSet().isPresent()) {
            long starts = Math.max(
                    moments.transmitStarts().getAsLong(), moments.pointerSet().getAsLong());
            add(starts, "carrier on the primary on " + host, (lab, why) -> {
                lab.lowerPrimary(LowerDevice.READY, why);
                lab.transmitFault(TransmitFault.LINK_COMES, why);
            });
            add(
                    Math.max(starts, moments.transmitWorks().orElse(starts)),
                    "dev_activate on " + host,
                    (lab, why) -> lab.transmitFault(TransmitFault.NONE, why));
        }
        addCarrierChanges(life);
        addRemoval(host, moments);
    }

    private void addCarrierChanges(PrimaryLife life) {
        Host host = life.host();
        for (PrimaryLife.CarrierChange change : life.carrierChanges()) {
            LowerDevice device = change.on() ? LowerDevice.READY : LowerDevice.REGISTERED;
            add(
                    change.atNanos(),
                    "carrier " + (change.on() ? "on" : "off") + " on " + host,
                    (lab, why) -> lab.lowerPrimary(device, why));
        }
    }

    /**
     * Times in which the guest sent nothing, while more frames came than its ring and the queue keep: QEMU itself did not
     * run then, or the frames would have been read. Shorter silences are taken as harmless: most are.
     */
    private void addStalls() {
        long room =
                GUEST_RING_FRAMES + bundle.environment().primaryQueueFrames().orElse(Replay.PRIMARY_QUEUE_FRAMES);
        for (long i = 1; i < offeredByGuest.size(); i++) {
            long from = offeredByGuest.at(i - 1);
            long until = offeredByGuest.at(i);
            long offered = offeredToGuest.firstAtOrAfter(until) - offeredToGuest.firstAtOrAfter(from);
            if (offered > room && primaryReceives(from, until) && guestRuns(from, until)) {
                add(from + 1, "the guest's QEMU stands still", LabState::guestStops);
                add(until, "the guest's QEMU goes on", (lab, why) -> lab.guestRuns(lab.guestHost(), why));
            }
        }
    }

    private boolean primaryReceives(long from, long until) {
        return lives.stream()
                .anyMatch(life -> life.receiveStarts().orElse(Long.MIN_VALUE) <= from
                        && life.removeStarts().orElse(Long.MAX_VALUE) >= until);
    }

    private boolean guestRuns(long from, long until) {
        return bundle.events().events().stream()
                .filter(event -> event.name().equals("STOP") || event.name().equals("RESUME"))
                .noneMatch(event -> event.atNanos() >= from && event.atNanos() <= until);
    }

    private void addRemoval(Host host, PrimaryMoments moments) {
        if (moments.removeStarts().isPresent()) {
            long starts = moments.removeStarts().getAsLong();
            long off = moments.receiveOff().orElse(starts);
            if (off > starts) {
                // The interrupt of the first frame still polls the ring; the poll leaves the interrupt off.
                long first =
                        offeredToGuest.firstAtOrAfter(moments.interruptsOff().orElse(starts));
                long lastServed = first < offeredToGuest.size() ? offeredToGuest.at(first) + 1 : off;
                add(
                        Math.min(off, lastServed),
                        "the driver stops to receive on " + host,
                        (lab, why) -> lab.driver(host, Driver.STOPPING, why));
            }
            add(
                    off,
                    "the driver has stopped the primary on " + host,
                    (lab, why) -> lab.driver(host, Driver.STOPPED, why));
            add(moments.transmitFailsFrom(), "the driver stops to transmit on " + host, (lab, why) -> {
                lab.lowerPrimary(LowerDevice.REGISTERED, why);
                lab.transmitFault(TransmitFault.DRIVER_STOPS, why);
            });
            add(
                    moments.transmitFailsUntil(),
                    "the failover device sends by the standby",
                    (lab, why) -> lab.transmitFault(TransmitFault.NONE, why));
        }
        add(
                moments.pointerCleared(),
                "net_failover cleared its primary pointer on " + host,
                (lab, why) -> lab.lowerPrimary(LowerDevice.ABSENT, why));
    }
}
