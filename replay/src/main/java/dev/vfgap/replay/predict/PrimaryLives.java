package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Host;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.GuestLink;
import dev.vfgap.replay.predict.GuestClock.KernelLine;
import dev.vfgap.replay.predict.PrimaryLife.CarrierChange;
import dev.vfgap.replay.predict.PrimaryLife.Sign;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * Reads the lives of a host's primaries out of the guest's link messages and kernel lines; where the guest's links were
 * not recorded, {@link LivesByRequest} works them out from what was.
 */
final class PrimaryLives {
    /** How well the guest's clock is known on the bundle's. */
    private static final long GUEST_STAMP_NANOS = 300_000;

    /** A life's kernel lines begin at most this long before its registration: enumeration and probe. */
    static final long PROBE_NANOS = 2_000_000_000L;

    private final Host host;
    private final List<KernelLine> lines;
    private final List<Open> lives = new ArrayList<>();

    /** A life that is being read. */
    private static final class Open {
        private boolean fromBoot;
        private final Map<Sign, Moment> signs = new EnumMap<>(Sign.class);
        private boolean up;
        private boolean carrier;
        private final List<CarrierChange> carrierChanges = new ArrayList<>();

        private OptionalLong at(Sign sign) {
            Moment moment = signs.get(sign);
            return moment == null ? OptionalLong.empty() : OptionalLong.of(moment.atNanos());
        }
    }

    private PrimaryLives(Host host, List<KernelLine> lines) {
        this.host = host;
        this.lines = lines;
    }

    /**
     * The lives of a host's primaries, in order.
     *
     * @param fromBoot whether the guest had one there when the recording began
     */
    static List<PrimaryLife> of(
            CaptureBundle bundle, ControlEvents events, GuestClock clock, Host host, boolean fromBoot) {
        PrimaryLives reader = new PrimaryLives(host, clock.lines(host));
        if (events.links().noneMatch(link -> link.via() == host)) {
            return LivesByRequest.of(bundle, events, clock.lines(host), host, fromBoot);
        }
        Open open = null;
        if (fromBoot) {
            open = new Open();
            open.fromBoot = true;
            open.up = true;
            open.carrier = true;
            reader.lives.add(open);
        }
        List<GuestLink> links = events.links()
                .filter(link -> link.via() == host && bundle.interfaces().isPrimary(link.device()))
                .toList();
        for (GuestLink link : links) {
            open = reader.read(link, open);
        }
        reader.addUntoldEnds(bundle, events);
        return reader.lives();
    }

    /** The guest told nothing of a life's end, but QEMU that the device was deleted: it had let it go before. */
    private void addUntoldEnds(CaptureBundle bundle, ControlEvents events) {
        boolean pciehp = bundle.environment().hotplug().filter("native"::equals).isPresent();
        for (int i = 0; i < lives.size(); i++) {
            Open life = lives.get(i);
            long from = life.at(Sign.LINKED).orElse(Long.MIN_VALUE);
            long until = i + 1 < lives.size() ? lives.get(i + 1).at(Sign.LINKED).orElseThrow() : Long.MAX_VALUE;
            boolean told = life.signs.containsKey(Sign.GONE)
                    || life.signs.containsKey(Sign.CLOSED)
                    || matching(lines, "removed PHC|primary slave:.* unregistered", from, until)
                            .findAny()
                            .isPresent();
            if (!told) {
                events.qmp(host, "DEVICE_DELETED")
                        .filter(event -> events.isDeletion(event) && event.atNanos() >= from && event.atNanos() < until)
                        .findFirst()
                        .map(ControlEvents::moment)
                        .map(moment -> moment.before(pciehp ? Lag.NATIVE_GONE_TO_DELETED : Lag.ACPI_GONE_TO_DELETED))
                        .ifPresent(moment -> life.signs.put(Sign.GONE, moment));
            }
        }
    }

    private Open read(GuestLink link, Open current) {
        Open life = current;
        if (link.removed()) {
            if (life != null) {
                life.signs.put(Sign.GONE, message(link, "dellink"));
            }
            return null;
        }
        if (life == null && link.master() != 0) {
            life = new Open();
            life.signs.put(Sign.LINKED, message(link, "its first with a master"));
            lives.add(life);
        }
        if (life == null) {
            return null;
        }
        if (link.up() && !life.up && !life.fromBoot) {
            life.signs.putIfAbsent(Sign.OPENED, message(link, "up=1"));
        }
        if (!link.up() && life.up) {
            life.signs.putIfAbsent(Sign.CLOSED, message(link, "up=0"));
        }
        readCarrier(link, life);
        life.up = link.up();
        return life;
    }

    private static void readCarrier(GuestLink link, Open life) {
        boolean ready = link.up() && link.lowerUp() && link.carrier();
        boolean wasReady = life.signs.containsKey(Sign.READY) || life.fromBoot;
        if (ready && !wasReady) {
            life.signs.put(Sign.READY, message(link, "carrier"));
            life.carrier = true;
        } else if (wasReady && link.up() && ready != life.carrier) {
            life.carrierChanges.add(new CarrierChange(message(link, ready ? "carrier" : "no carrier"), ready));
            life.carrier = ready;
        }
    }

    private static Moment message(GuestLink link, String what) {
        return Moment.shown(link.atNanos(), GUEST_STAMP_NANOS, "link message (" + what + ")");
    }

    private List<PrimaryLife> lives() {
        List<PrimaryLife> all = new ArrayList<>();
        long from = Long.MIN_VALUE;
        for (int i = 0; i < lives.size(); i++) {
            Open life = lives.get(i);
            long until = i + 1 < lives.size() ? lives.get(i + 1).at(Sign.LINKED).orElseThrow() : Long.MAX_VALUE;
            // The next life's probe lines come before its first link message, this one's end lines before its dellink.
            OptionalLong gone = life.at(Sign.GONE);
            long ownUntil = gone.isPresent() ? Math.min(until, gone.getAsLong() + PROBE_NANOS) : until;
            addLines(lines, life.signs, from, ownUntil, life.at(Sign.OPENED).orElse(ownUntil));
            all.add(new PrimaryLife(host, life.fromBoot, life.signs, life.carrierChanges));
            from = gone.isPresent() ? gone.getAsLong() + 1 : until;
        }
        return all;
    }

    /** Adds what the kernel lines of a time tell of the life that lies in it. */
    static void addLines(List<KernelLine> lines, Map<Sign, Moment> signs, long from, long until, long opened) {
        put(signs, Sign.REGISTERED_LINE, "registered", first(lines, "primary slave:.* registered", from, until));
        put(signs, Sign.ENABLING_LINE, "enabling device", last(lines, "enabling (device|Extended Tags)", from, opened));
        put(
                signs,
                Sign.THROTTLING_LINE,
                "Interrupt Throttling Rate",
                last(lines, "Interrupt Throttling", from, opened));
        put(signs, Sign.LINK_LINE, "NIC Link is Up", first(lines, "NIC Link is Up", from, until));
        put(signs, Sign.REMOVE_LINE, "removed PHC", first(lines, "removed PHC", from, until));
        put(signs, Sign.LINK_DOWN_LINE, "NIC Link is Down", last(lines, "NIC Link is Down", from, until));
        put(signs, Sign.UNREGISTERED_LINE, "unregistered", first(lines, "primary slave:.* unregistered", from, until));
    }

    private static void put(Map<Sign, Moment> signs, Sign sign, String text, OptionalLong at) {
        at.ifPresent(nanos -> signs.put(sign, Moment.shown(nanos, GUEST_STAMP_NANOS, "kernel line \"" + text + "\"")));
    }

    /** When the first kernel line that contains {@code pattern} was printed in a time. */
    private static OptionalLong first(List<KernelLine> lines, String pattern, long from, long until) {
        return matching(lines, pattern, from, until).findFirst();
    }

    private static OptionalLong last(List<KernelLine> lines, String pattern, long from, long until) {
        return matching(lines, pattern, from, until).max();
    }

    /** When kernel lines that contain {@code pattern} were printed in a time, in order. */
    static LongStream matching(List<KernelLine> lines, String pattern, long from, long until) {
        Pattern wanted = Pattern.compile(pattern);
        int first = firstAtOrAfter(lines, from);
        int end = Math.max(first, firstAtOrAfter(lines, until));
        return lines.subList(first, end).stream()
                .filter(line -> wanted.matcher(line.text()).find())
                .mapToLong(KernelLine::atNanos);
    }

    private static int firstAtOrAfter(List<KernelLine> lines, long atNanos) {
        int low = 0;
        int high = lines.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (lines.get(middle).atNanos() < atNanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** When a life began, by the first of its signs; empty for one that shows none. */
    static Optional<Moment> begin(PrimaryLife life) {
        return Moment.firstKnown(life.at(Sign.LINKED), life.at(Sign.REGISTERED_LINE), life.at(Sign.OPENED));
    }
}
