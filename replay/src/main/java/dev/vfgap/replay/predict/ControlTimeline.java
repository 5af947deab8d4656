package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.models.guest.LowerDevice;
import dev.vfgap.models.lab.ControlLog;
import dev.vfgap.models.lab.LabState;
import dev.vfgap.models.lab.LabState.Device;
import dev.vfgap.models.lab.LabState.Driver;
import dev.vfgap.models.lab.LabState.TransmitFault;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Environment;
import dev.vfgap.replay.bundle.RecordedEvent;
import dev.vfgap.replay.predict.Effect.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The recorded control events of a bundle as changes of the lab's state, each at its moment of effect. */
final class ControlTimeline {
    private static final long MILLISECOND = 1_000_000;

    /** Frames that the guest's receive ring keeps while its vCPU does not run: 256 descriptors, one of them unused. */
    private static final long GUEST_RING_FRAMES = 255;

    /** QEMU's own schedule of announcements: {@code announce-initial}, {@code -step}, {@code -max}, {@code -rounds}. */
    private static final Environment.Announce ANNOUNCE =
            new Environment.Announce(50 * MILLISECOND, 100 * MILLISECOND, 550 * MILLISECOND, 5);

    private final CaptureBundle bundle;
    private final ControlEvents events;
    private final StartState start;
    private final Offered offered;
    private final PrimaryNic nic;
    private final int moreReads;
    private final List<PrimaryLife> lives = new ArrayList<>();
    private final List<PrimaryMoments> moments = new ArrayList<>();
    private final List<GuestRuns.Run> runs;
    private final List<Effect> effects = new ArrayList<>();
    private int group;

    private ControlTimeline(
            CaptureBundle bundle, ControlEvents events, StartState start, Offered offered, int moreReads) {
        this.bundle = bundle;
        this.events = events;
        this.start = start;
        this.offered = offered;
        this.nic = PrimaryNic.of(bundle);
        this.moreReads = moreReads;
        this.runs = GuestRuns.of(events);
    }

    /**
     * The effects, in no order of time; at equal times an earlier one comes first.
     *
     * @param moves the moves of the filters
     * @param moreReads see {@link PrimaryMoments#of}
     */
    static List<Effect> of(
            CaptureBundle bundle,
            ControlEvents events,
            StartState start,
            List<FilterMove> moves,
            Offered offered,
            int moreReads) {
        ControlTimeline timeline = new ControlTimeline(bundle, events, start, offered, moreReads);
        for (FilterMove move : moves) {
            timeline.add(
                    Kind.FILTER,
                    move.host(),
                    "filter " + move.host() + " led to " + move.to().word(),
                    move.moment(),
                    (lab, why) -> lab.led(move.host(), move.to(), why));
        }
        timeline.addRuns();
        timeline.addQemu();
        timeline.addPrimaries();
        timeline.effects.addAll(
                LinkCuts.of(events, timeline.nic, timeline.lives, new GuestClock(events.log()), timeline.group + 1));
        timeline.addStalls();
        return timeline.effects;
    }

    private void add(Kind kind, Host host, String what, Moment moment, ControlLog.Change change) {
        group++;
        addToGroup(kind, host, what, moment, change);
    }

    private void addToGroup(Kind kind, Host host, String what, Moment moment, ControlLog.Change change) {
        effects.add(new Effect(kind, host, group, what, moment, change));
    }

    private void addRuns() {
        boolean announced = false;
        for (GuestRuns.Run run : runs) {
            Host host = run.host();
            if (run.state() == GuestRuns.State.STOPS) {
                add(Kind.STOP, host, "guest stopped on " + host, run.moment(), LabState::guestStops);
                continue;
            }
            add(Kind.RESUME, host, "guest runs on " + host, run.moment(), (lab, why) -> lab.guestRuns(host, why));
            if (host == Host.B && !announced) {
                announced = true;
                addAnnouncements(run.moment().after(Lag.RESUME_TO_ANNOUNCEMENT));
            }
        }
    }

    private void addAnnouncements(Moment first) {
        Environment.Announce schedule = bundle.environment().announce().orElse(ANNOUNCE);
        long after = 0;
        for (int round = 0; round < schedule.rounds(); round++) {
            addToGroup(
                    Kind.ANNOUNCEMENT,
                    Host.B,
                    "announcement " + (round + 1),
                    first.shifted(after),
                    (lab, why) -> lab.announced(Host.B, why));
            after += Math.min(schedule.maxNanos(), schedule.initialNanos() + round * schedule.stepNanos());
        }
    }

    private void addQemu() {
        for (RecordedEvent event : events.events()) {
            if (event.is("driver", "kill_dest")) {
                Moment moment = Moment.shown(event.atNanos(), MILLISECOND, "kill_dest");
                add(Kind.KILLED, Host.B, "QEMU of B was killed", moment, (lab, why) -> lab.qemuDied(Host.B, why));
            }
            Optional<Host> host = event.host().filter(some -> event.source().startsWith("qmp-"));
            host.ifPresent(some -> addDevice(event, some));
            host.flatMap(some -> request(event, some))
                    .ifPresent(
                            what -> add(Kind.REQUEST, host.get(), what, ControlEvents.moment(event), (lab, why) -> {}));
        }
    }

    /** What an event asks for, where that changes nothing by itself. */
    private static Optional<String> request(RecordedEvent event, Host host) {
        return switch (event.name()) {
            case "UNPLUG_PRIMARY", "cmd:device_del" -> Optional.of("unplug asked of " + host);
            case "cmd:migrate" -> Optional.of("migrate");
            case "cmd:migrate_cancel" -> Optional.of("migrate_cancel");
            default -> Optional.empty();
        };
    }

    private void addDevice(RecordedEvent event, Host host) {
        Moment moment = ControlEvents.moment(event);
        if (event.name().equals("cmd:device_add")) {
            add(
                    Kind.DEVICE,
                    host,
                    "device_add on " + host,
                    moment.after(Lag.ADDED_TO_DEVICE),
                    (lab, why) -> lab.device(host, Device.PLUGGED, why));
        } else if (event.name().equals("FAILOVER_NEGOTIATED") && host == Host.B && start.hiddenOnB()) {
            add(
                    Kind.DEVICE,
                    host,
                    "hidden primary plugged on B",
                    moment,
                    (lab, why) -> lab.device(host, Device.PLUGGED, why));
        } else if (events.isDeletion(event)) {
            add(
                    Kind.DEVICE,
                    host,
                    "primary deleted on " + host,
                    moment,
                    (lab, why) -> lab.device(host, Device.NONE, why));
        }
    }

    private void addPrimaries() {
        GuestClock clock = new GuestClock(events.log());
        for (Host host : Host.values()) {
            boolean hidden = host == Host.B && start.hiddenOnB();
            PrimaryMoments.Made made = hidden ? PrimaryMoments.Made.WHILE_STOPPED : PrimaryMoments.Made.WHILE_RUNNING;
            boolean fromBoot = host == Host.A && start.pluggedOnA();
            for (PrimaryLife life : PrimaryLives.of(bundle, events, clock, host, fromBoot)) {
                lives.add(life);
                add(life, PrimaryMoments.of(nic, life, made, moreReads));
                if (!events.anyQmp(host)) {
                    addUntoldDevice(life, hidden);
                }
            }
        }
    }

    /** Without QEMU's events, the device was there a while before the guest knew it and after it had let it go. */
    private void addUntoldDevice(PrimaryLife life, boolean hidden) {
        Host host = life.host();
        boolean pciehp = bundle.environment().hotplug().filter("native"::equals).isPresent();
        if (!life.fromBoot()) {
            Optional<Moment> made = hidden
                    ? GuestRuns.resumedOnB(events)
                    : PrimaryLives.begin(life)
                            .map(begin -> begin.before(pciehp ? Lag.NATIVE_ADD_TO_LINKED : Lag.ACPI_ADD_TO_LINKED));
            made.ifPresent(moment -> add(
                    Kind.DEVICE,
                    host,
                    "primary made on " + host,
                    moment,
                    (lab, why) -> lab.device(host, Device.PLUGGED, why)));
        }
        Optional<Moment> gone = life.at(PrimaryLife.Sign.GONE);
        if (gone.isPresent() && !bundle.environment().failoverByQemu()) {
            add(
                    Kind.DEVICE,
                    host,
                    "primary deleted on " + host,
                    gone.get().after(pciehp ? Lag.NATIVE_GONE_TO_DELETED : Lag.ACPI_GONE_TO_DELETED),
                    (lab, why) -> lab.device(host, Device.NONE, why));
        }
    }

    private void add(PrimaryLife life, PrimaryMoments some) {
        moments.add(some);
        Host host = life.host();
        some.pointerSet()
                .ifPresent(moment -> add(
                        Kind.REGISTERED,
                        host,
                        "net_failover set its primary pointer on " + host,
                        moment,
                        (lab, why) -> lab.lowerPrimary(LowerDevice.REGISTERED, why)));
        group++;
        for (Moment read : some.reads()) {
            addToGroup(
                    Kind.DROPPED_READ,
                    host,
                    "QEMU dropped a waiting frame while the driver opened the primary on " + host,
                    read,
                    (lab, why) -> lab.dropWaiting(host, 1, why));
        }
        some.receiveStarts()
                .ifPresent(moment -> add(
                        Kind.RECEIVE,
                        host,
                        "the primary on " + host + " starts to receive",
                        moment,
                        (lab, why) -> lab.driver(host, Driver.RECEIVING, why)));
        addCarrier(host, some);
        addRemoval(host, some);
    }

    private void addCarrier(Host host, PrimaryMoments some) {
        if (some.transmitStarts().isEmpty() || some.pointerSet().isEmpty()) {
            return;
        }
        long set = some.pointerSet().get().atNanos();
        Moment starts = some.transmitStarts().get().notBefore(set, "the pointer");
        add(Kind.CARRIER, host, "carrier on the primary on " + host, starts, (lab, why) -> {
            lab.lowerPrimary(LowerDevice.READY, why);
            lab.transmitFault(TransmitFault.LINK_COMES, why);
        });
        Moment works = some.transmitWorks().orElse(starts).notBefore(starts.atNanos(), "the carrier");
        addToGroup(
                Kind.CARRIER,
                host,
                "dev_activate on " + host,
                works,
                (lab, why) -> lab.transmitFault(TransmitFault.NONE, why));
    }

    private void addRemoval(Host host, PrimaryMoments some) {
        if (some.removeStarts().isPresent()) {
            Moment off = some.receiveOff().orElseThrow();
            some.interruptsOff()
                    .ifPresent(moment -> add(
                            Kind.REMOVE,
                            host,
                            "the driver stops to receive on " + host,
                            offered.lastServed(moment, off),
                            (lab, why) -> lab.driver(host, Driver.STOPPING, why)));
            add(
                    Kind.REMOVE,
                    host,
                    "the driver has stopped the primary on " + host,
                    off,
                    (lab, why) -> lab.driver(host, Driver.STOPPED, why));
            boolean frees = some.transmitFailsUntil().isPresent();
            add(
                    Kind.REMOVE,
                    host,
                    "the driver stops to transmit on " + host,
                    some.interruptsOff().orElse(off),
                    (lab, why) -> stopTransmitting(lab, frees, why));
            some.transmitFailsUntil()
                    .ifPresent(moment -> add(
                            Kind.REMOVE,
                            host,
                            "the failover device on " + host + " sends by the standby",
                            moment,
                            (lab, why) -> lab.transmitFault(TransmitFault.NONE, why)));
        }
        some.pointerCleared()
                .ifPresent(moment -> add(
                        Kind.UNREGISTERED,
                        host,
                        "net_failover cleared its primary pointer on " + host,
                        moment,
                        (lab, why) -> lab.lowerPrimary(LowerDevice.ABSENT, why)));
    }

    /** A primary without carrier is given no frames, so none is lost in it. */
    private static void stopTransmitting(LabState lab, boolean frees, Cause why) {
        if (lab.stack().primary() == LowerDevice.READY) {
            lab.lowerPrimary(LowerDevice.REGISTERED, why);
            lab.transmitFault(frees ? TransmitFault.DRIVER_STOPS : TransmitFault.NONE, why);
        }
    }

    /**
     * Times in which the guest sent nothing, while more frames came than its ring and the queue keep: QEMU itself did not
     * run then, or the frames would have been read. Shorter silences are taken as harmless: most are.
     */
    private void addStalls() {
        long room =
                GUEST_RING_FRAMES + bundle.environment().primaryQueueFrames().orElse(Replay.PRIMARY_QUEUE_FRAMES);
        SendTimes byGuest = offered.tx();
        SendTimes toGuest = offered.rxAtQueue();
        for (long i = 1; i < byGuest.size(); i++) {
            long from = byGuest.at(i - 1);
            long until = byGuest.at(i);
            long came = toGuest.firstAtOrAfter(until) - toGuest.firstAtOrAfter(from);
            if (came > room && primaryReceives(from, until) && guestRuns(from, until)) {
                Moment silent = new Moment(
                        from + 1,
                        from + 1,
                        until,
                        Moment.How.DERIVED,
                        "a gap in the guest's own frames in which " + came + " came",
                        List.of());
                add(Kind.STALL, Host.A, "the guest's QEMU stands still", silent, LabState::guestStops);
                add(
                        Kind.STALL,
                        Host.A,
                        "the guest's QEMU goes on",
                        Moment.shown(until, 0, "the guest's next frame"),
                        (lab, why) -> lab.guestRuns(lab.guestHost(), why));
            }
        }
    }

    private boolean primaryReceives(long from, long until) {
        return moments.stream()
                .anyMatch(life -> life.receiveStarts().map(Moment::atNanos).orElse(Long.MIN_VALUE) <= from
                        && life.removeStarts().map(Moment::atNanos).orElse(Long.MAX_VALUE) >= until);
    }

    private boolean guestRuns(long from, long until) {
        return runs.stream()
                .noneMatch(run -> run.moment().atNanos() >= from - 5 * MILLISECOND
                        && run.moment().atNanos() <= until);
    }
}
