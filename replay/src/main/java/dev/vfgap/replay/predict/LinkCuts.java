package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.guest.LowerDevice;
import dev.vfgap.models.lab.ControlLog;
import dev.vfgap.models.lab.LabState.Device;
import dev.vfgap.models.lab.LabState.Line;
import dev.vfgap.replay.bundle.RecordedEvent;
import dev.vfgap.replay.predict.Effect.Kind;
import dev.vfgap.replay.predict.PrimaryLife.CarrierChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code set_link} and {@code netdev_del} do to a primary, and when the guest learns of it. */
final class LinkCuts {
    /** The guest tells of a cut or mended link at most this long after it. */
    private static final long TOLD_NANOS = 2_000_000_000L;

    private final ControlEvents events;
    private final PrimaryNic nic;
    private final List<PrimaryLife> lives;
    private final GuestClock clock;
    private final List<Effect> effects = new ArrayList<>();
    private int group;

    private LinkCuts(ControlEvents events, PrimaryNic nic, List<PrimaryLife> lives, GuestClock clock, int group) {
        this.events = events;
        this.nic = nic;
        this.lives = lives;
        this.clock = clock;
        this.group = group;
    }

    /** The effects of all cuts and mends, and the carrier changes that the guest told; groups count from one on. */
    static List<Effect> of(
            ControlEvents events, PrimaryNic nic, List<PrimaryLife> lives, GuestClock clock, int firstGroup) {
        LinkCuts cuts = new LinkCuts(events, nic, lives, clock, firstGroup);
        for (Host host : Host.values()) {
            events.qmp(host, "cmd:set_link").forEach(event -> cuts.addSetLink(event, host));
            events.qmp(host, "cmd:netdev_del").forEach(event -> cuts.addNetdevDel(event, host));
        }
        for (PrimaryLife life : lives) {
            for (CarrierChange change : life.carrierChanges()) {
                cuts.addCarrier(life.host(), change.on(), change.moment());
            }
        }
        return cuts.effects;
    }

    private void addSetLink(RecordedEvent event, Host host) {
        String name = event.detail().path("args").path("name").asText("");
        if (name.equals("standby")) {
            return;
        }
        Moment effect = ControlEvents.moment(event).after(Lag.SET_LINK_TO_EFFECT);
        if (!event.detail().path("args").path("up").asBoolean(true)) {
            Line cut = events.isPrimary(name) ? Line.CUT_AT_DEVICE : Line.CUT_AT_BACKEND;
            add(host, "set_link down on " + host, effect, (lab, why) -> lab.line(host, cut, why));
            addCarrierLoss(host, effect);
            return;
        }
        // The device negotiates anew before it takes frames; its line is up for the guest when it says so.
        Optional<Moment> told = line(host, "NIC Link is Up", effect).map(line -> line.before(Lag.NEGOTIATED_TO_LINE));
        Moment ready = nic == PrimaryNic.E1000E
                ? Moment.earlier(Optional.of(effect.after(Lag.NEGOTIATION)), told)
                        .orElseThrow()
                        .notBefore(effect.atNanos(), "set_link")
                : effect.after(Lag.QUICK_LINK);
        add(host, "set_link up on " + host, ready, (lab, why) -> lab.line(host, Line.UP, why));
        if (nobodyTells(host, effect, true)) {
            addCarrier(host, true, nic == PrimaryNic.E1000E ? ready.after(Lag.CARRIER_BACK) : ready);
        }
    }

    private void addNetdevDel(RecordedEvent event, Host host) {
        Moment effect = ControlEvents.moment(event).after(Lag.NETDEV_DEL_TO_EFFECT);
        add(host, "netdev_del on " + host, effect, (lab, why) -> lab.device(host, Device.WITHOUT_BACKEND, why));
        addCarrierLoss(host, effect);
    }

    private void addCarrierLoss(Host host, Moment cut) {
        Optional<Moment> line = line(host, "NIC Link is Down", cut);
        if (line.isPresent()) {
            addCarrier(host, false, line.get());
        } else if (nobodyTells(host, cut, false)) {
            addCarrier(host, false, cut.after(nic == PrimaryNic.E1000E ? Lag.CARRIER_LOST : Lag.QUICK_LINK));
        }
    }

    private Optional<Moment> line(Host host, String text, Moment after) {
        return clock.lines(host).stream()
                .filter(line -> line.text().contains(text))
                .filter(line -> follows(line.atNanos(), after))
                .findFirst()
                .map(line -> Moment.shown(line.atNanos(), 0, "kernel line \"" + text + "\""));
    }

    private boolean nobodyTells(Host host, Moment cause, boolean on) {
        return lives.stream()
                .filter(life -> life.host() == host)
                .flatMap(life -> life.carrierChanges().stream())
                .noneMatch(
                        change -> change.on() == on && follows(change.moment().atNanos(), cause));
    }

    private static boolean follows(long at, Moment cause) {
        return at > cause.atNanos() && at < cause.atNanos() + TOLD_NANOS;
    }

    private void addCarrier(Host host, boolean on, Moment moment) {
        LowerDevice from = on ? LowerDevice.REGISTERED : LowerDevice.READY;
        LowerDevice to = on ? LowerDevice.READY : LowerDevice.REGISTERED;
        effects.add(new Effect(
                Kind.CARRIER, host, group++, "carrier " + (on ? "on" : "off") + " on " + host, moment, (lab, why) -> {
                    if (lab.guestHost() == host && lab.stack().primary() == from) {
                        lab.lowerPrimary(to, why);
                    }
                }));
    }

    private void add(Host host, String what, Moment moment, ControlLog.Change change) {
        effects.add(new Effect(Kind.LINK, host, group++, what, moment, change));
    }
}
