package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.operate.Action;
import dev.vfgap.models.operate.Await;
import dev.vfgap.models.operate.Condition;
import dev.vfgap.models.operate.Step;
import dev.vfgap.models.operate.Wait;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.RecordedEvent;
import dev.vfgap.replay.predict.GuestClock.KernelLine;
import dev.vfgap.replay.predict.PrimaryLife.Sign;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Works out the lives of a host's primaries where the guest's link messages were not recorded: from QEMU's events and
 * commands, from what the operator did after he had awaited something, and from kernel lines, where there are any.
 */
final class LivesByRequest {
    private final CaptureBundle bundle;
    private final ControlEvents events;
    private final List<KernelLine> lines;
    private final Host host;
    private final boolean pciehp;
    private final List<Asked> lives = new ArrayList<>();

    /** A life as QEMU knows it. */
    private static final class Asked {
        private final Optional<Moment> linked;
        private final long beginsAtNanos;
        private Optional<Moment> requested = Optional.empty();
        private Optional<Moment> gone = Optional.empty();

        /** A life from boot, or one whose registration is estimated. */
        private Asked(Optional<Moment> linked, long beginsAtNanos) {
            this.linked = linked;
            this.beginsAtNanos = beginsAtNanos;
        }
    }

    private LivesByRequest(CaptureBundle bundle, ControlEvents events, List<KernelLine> lines, Host host) {
        this.bundle = bundle;
        this.events = events;
        this.lines = lines;
        this.host = host;
        this.pciehp = bundle.environment().hotplug().filter("native"::equals).isPresent();
    }

    static List<PrimaryLife> of(
            CaptureBundle bundle, ControlEvents events, List<KernelLine> lines, Host host, boolean fromBoot) {
        LivesByRequest reader = new LivesByRequest(bundle, events, lines, host);
        if (fromBoot) {
            reader.lives.add(new Asked(Optional.empty(), Long.MIN_VALUE));
        }
        events.events().forEach(reader::read);
        if (host == Host.B && !events.anyQmp(host)) {
            reader.addThatOfTheDestination();
        }
        reader.addThoseThatOnlyKernelLinesShow();
        return reader.lives();
    }

    private void read(RecordedEvent event) {
        if (event.source().equals("qmp-" + host)) {
            readOwn(event);
        }
        if (host == Host.A && event.source().equals("qmp-A")) {
            readMigration(event);
        }
    }

    private void readOwn(RecordedEvent event) {
        Moment moment = ControlEvents.moment(event);
        Asked current = current();
        if (ControlEvents.isRemovalRequest(event) && current != null && current.requested.isEmpty()) {
            current.requested = Optional.of(moment);
            Moment gone = moment.after(pciehp ? Lag.NATIVE_REQUEST_TO_GONE : Lag.ACPI_REQUEST_TO_GONE);
            current.gone = Optional.of(gone);
        } else if (events.isDeletion(event) && current != null) {
            current.gone = Optional.of(moment.before(pciehp ? Lag.NATIVE_GONE_TO_DELETED : Lag.ACPI_GONE_TO_DELETED));
        } else if (event.name().equals("cmd:device_add") && ended(current)) {
            Moment linked = moment.after(pciehp ? Lag.NATIVE_ADD_TO_LINKED : Lag.ACPI_ADD_TO_LINKED);
            lives.add(new Asked(Optional.of(linked), event.atNanos()));
        } else if (event.name().equals("FAILOVER_NEGOTIATED") && hidden() && ended(current)) {
            lives.add(new Asked(Optional.of(moment.after(Lag.NEGOTIATED_TO_LINKED)), event.atNanos()));
        }
    }

    /** QEMU's own failover: it waits for the guest to let the primary go, and plugs it again when it gives up. */
    private void readMigration(RecordedEvent event) {
        Asked current = current();
        if (current == null || current.requested.isEmpty()) {
            return;
        }
        String status = event.migrationStatus().orElse("");
        Moment moment = ControlEvents.moment(event);
        boolean byFailover = events.qmp(host, "UNPLUG_PRIMARY").findAny().isPresent();
        if (status.equals("active") && byFailover) {
            current.gone = Optional.of(moment.before(pciehp ? Lag.NATIVE_GONE_TO_ACTIVE : Lag.ACPI_GONE_TO_ACTIVE));
        } else if ((status.equals("cancelled") || status.equals("failed")) && byFailover) {
            long gone = current.gone.map(Moment::atNanos).orElse(moment.atNanos());
            Moment replug = moment.notBefore(gone, "dellink").after(Lag.REPLUG_TO_LINKED);
            lives.add(new Asked(Optional.of(replug), Math.max(gone, moment.atNanos())));
        }
    }

    /** Nothing of the destination's QEMU was recorded: its primary came after the guest had been resumed there. */
    private void addThatOfTheDestination() {
        Optional<Moment> resumed = GuestRuns.resumedOnB(events);
        boolean added = bundle.plan().steps().contains(new Action.DeviceAdd(host));
        if (resumed.isEmpty() || !hidden() && !added) {
            return;
        }
        Lag toLinked = pciehp ? Lag.NATIVE_ADD_TO_LINKED : Lag.ACPI_ADD_TO_LINKED;
        Moment linked = hidden()
                ? resumed.get().after(Lag.NEGOTIATED_TO_LINKED)
                : addedAfterMove().orElse(resumed.get()).after(toLinked);
        lives.add(new Asked(Optional.of(linked), resumed.get().atNanos()));
    }

    /** The plan adds the device after a filter has been moved and, perhaps, a pause: when that was over. */
    private Optional<Moment> addedAfterMove() {
        List<Step> steps = bundle.plan().steps();
        int last = steps.indexOf(new Action.DeviceAdd(host)) - 1;
        long least = 0;
        long most = 0;
        while (last >= 0 && steps.get(last) instanceof Wait pause) {
            least += pause.minNanos();
            most += pause.maxNanos();
            last--;
        }
        if (last < 0 || !(steps.get(last) instanceof Action.SetFilter)) {
            return Optional.empty();
        }
        long move = steps.subList(0, last).stream()
                .filter(step -> step instanceof Action.SetFilter)
                .count();
        List<FilterMove.Command> moves = FilterMove.commands(events);
        if (move >= moves.size()) {
            return Optional.empty();
        }
        long end = moves.get((int) move).endNanos();
        return Optional.of(new Moment(
                end + (least + most) / 2,
                end + least,
                end + most,
                Moment.How.DERIVED,
                "the plan's pause after the set-filter before it",
                List.of()));
    }

    /** A registration after the first of a life, or outside of all lives, is a life that QEMU's events do not show. */
    private void addThoseThatOnlyKernelLinesShow() {
        long[] registered = PrimaryLives.matching(lines, "primary slave:.* registered", Long.MIN_VALUE, Long.MAX_VALUE)
                .toArray();
        for (long at : registered) {
            Asked life = lives.stream()
                    .filter(some -> some.beginsAtNanos <= at)
                    .reduce((one, later) -> later)
                    .orElse(null);
            boolean another = life == null
                    || life.linked.isEmpty()
                    || PrimaryLives.matching(lines, "primary slave:.* registered", life.beginsAtNanos, at)
                            .findAny()
                            .isPresent();
            if (another) {
                Moment line = Moment.shown(at, 0, "kernel line \"registered\"");
                lives.add(lives.indexOf(life) + 1, new Asked(Optional.of(line.before(Lag.LINKED_TO_LINE)), at - 1));
            }
        }
    }

    private List<PrimaryLife> lives() {
        List<PrimaryLife> all = new ArrayList<>();
        for (int i = 0; i < lives.size(); i++) {
            Asked life = lives.get(i);
            long until = i + 1 < lives.size() ? lives.get(i + 1).beginsAtNanos : Long.MAX_VALUE;
            Map<Sign, Moment> signs = new EnumMap<>(Sign.class);
            PrimaryLives.addLines(lines, signs, life.beginsAtNanos, until, until);
            life.requested.ifPresent(moment -> signs.put(Sign.REQUESTED, moment));
            Optional<Moment> unregistered = Optional.ofNullable(signs.get(Sign.UNREGISTERED_LINE));
            Moment.firstKnown(unregistered.map(line -> line.after(Lag.LINE_TO_GONE)), life.gone)
                    .ifPresent(moment -> signs.put(Sign.GONE, moment));
            if (life.linked.isPresent()) {
                addBeginning(signs, life.linked.get(), life.beginsAtNanos, until);
            }
            all.add(new PrimaryLife(host, life.linked.isEmpty(), signs, List.of()));
        }
        return all;
    }

    private void addBeginning(Map<Sign, Moment> signs, Moment estimated, long from, long until) {
        boolean negotiates = PrimaryNic.of(bundle) == PrimaryNic.E1000E;
        Optional<Moment> awaited = signs.containsKey(Sign.LINK_LINE) ? Optional.empty() : awaited(from, until);
        if (awaited.isPresent() && negotiates) {
            Moment ready = awaited.get();
            signs.put(Sign.READY, ready);
            signs.put(Sign.LINKED, ready.before(Lag.LINKED_TO_READY));
            if (!signs.containsKey(Sign.REGISTERED_LINE)) {
                signs.put(Sign.OPENED, ready.before(Lag.OPENED_TO_READY));
            }
            return;
        }
        signs.put(Sign.LINKED, estimated);
        if (!signs.containsKey(Sign.REGISTERED_LINE)) {
            signs.put(Sign.OPENED, estimated.after(Lag.LINKED_TO_OPENED));
        }
        awaited.ifPresent(ready -> signs.put(Sign.READY, ready));
    }

    /** When the operator moved on who had awaited the link of a primary here: it was up just before. */
    private Optional<Moment> awaited(long from, long until) {
        List<Step> steps = bundle.plan().steps();
        List<FilterMove.Command> moves = FilterMove.commands(events);
        int move = -1;
        for (int i = 0; i + 1 < steps.size(); i++) {
            move += steps.get(i) instanceof Action.SetFilter ? 1 : 0;
            boolean waits = steps.get(i) instanceof Await await
                    && await.condition().equals(new Condition.GuestPrimaryLinkUp(host));
            if (waits && steps.get(i + 1) instanceof Action.SetFilter next && move + 1 < moves.size()) {
                FilterMove.Command command = moves.get(move + 1);
                boolean same = command.host() == next.host() && command.to() == next.to();
                if (same && command.startNanos() >= from && command.startNanos() < until) {
                    return Optional.of(Moment.shown(command.startNanos(), 0, "set-filter that awaited the link")
                            .before(Lag.READY_TO_COMMAND));
                }
            }
        }
        return Optional.empty();
    }

    private Asked current() {
        return lives.isEmpty() ? null : lives.get(lives.size() - 1);
    }

    private static boolean ended(Asked life) {
        return life == null || life.requested.isPresent() || life.gone.isPresent();
    }

    private boolean hidden() {
        return host == Host.B && StartState.of(bundle, events).hiddenOnB();
    }
}
