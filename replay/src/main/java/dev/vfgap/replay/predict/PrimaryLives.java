package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.GuestLink;
import dev.vfgap.replay.predict.GuestClock.KernelLine;
import dev.vfgap.replay.predict.PrimaryLife.CarrierChange;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** Reads the lives of a host's primaries out of the guest's link messages and kernel lines. */
final class PrimaryLives {
    /** A new life's kernel lines begin at most this long before its registration: enumeration and probe. */
    private static final long PROBE_NANOS = 2_000_000_000L;

    private final Host host;
    private final List<KernelLine> lines;
    private final List<Open> lives = new ArrayList<>();

    /** A life that is being read. */
    private static final class Open {
        private boolean fromBoot;
        private OptionalLong linked = OptionalLong.empty();
        private OptionalLong opened = OptionalLong.empty();
        private OptionalLong ready = OptionalLong.empty();
        private OptionalLong closed = OptionalLong.empty();
        private OptionalLong gone = OptionalLong.empty();
        private boolean up;
        private boolean carrier;
        private final List<CarrierChange> carrierChanges = new ArrayList<>();
    }

    private PrimaryLives(Host host, List<KernelLine> lines) {
        this.host = host;
        this.lines = lines;
    }

    /** The lives of a host's primaries, in order. */
    static List<PrimaryLife> of(CaptureBundle bundle, GuestClock clock, Host host) {
        PrimaryLives reader = new PrimaryLives(host, clock.lines(host));
        boolean fromBoot = host == Host.A
                && bundle.initial()
                        .map(initial -> initial.primaryA() == PrimaryPresence.PLUGGED)
                        .orElse(false);
        Open open = null;
        if (fromBoot) {
            open = new Open();
            open.fromBoot = true;
            open.up = true;
            open.carrier = true;
            reader.lives.add(open);
        }
        List<GuestLink> links = bundle.events()
                .links()
                .filter(link -> link.via() == host && bundle.interfaces().isPrimary(link.device()))
                .toList();
        for (GuestLink link : links) {
            open = reader.read(link, open);
        }
        return reader.lives();
    }

    private Open read(GuestLink link, Open current) {
        Open life = current;
        if (link.removed()) {
            if (life != null) {
                life.gone = OptionalLong.of(link.atNanos());
            }
            return null;
        }
        if (life == null && link.master() != 0) {
            life = new Open();
            life.linked = OptionalLong.of(link.atNanos());
            lives.add(life);
        }
        if (life == null) {
            return null;
        }
        if (link.up() && !life.up && life.opened.isEmpty() && !life.fromBoot) {
            life.opened = OptionalLong.of(link.atNanos());
        }
        if (!link.up() && life.up && life.closed.isEmpty()) {
            life.closed = OptionalLong.of(link.atNanos());
        }
        readCarrier(link, life);
        life.up = link.up();
        return life;
    }

    private static void readCarrier(GuestLink link, Open life) {
        boolean ready = link.up() && link.lowerUp() && link.carrier();
        boolean wasReady = life.ready.isPresent() || life.fromBoot;
        if (ready && !wasReady) {
            life.ready = OptionalLong.of(link.atNanos());
            life.carrier = true;
        } else if (wasReady && link.up() && ready != life.carrier) {
            life.carrierChanges.add(new CarrierChange(link.atNanos(), ready));
            life.carrier = ready;
        }
    }

    private List<PrimaryLife> lives() {
        List<PrimaryLife> all = new ArrayList<>();
        long from = Long.MIN_VALUE;
        for (int i = 0; i < lives.size(); i++) {
            Open life = lives.get(i);
            long until = i + 1 < lives.size() ? lives.get(i + 1).linked.orElseThrow() : Long.MAX_VALUE;
            // The next life's probe lines come before its first link message, this one's end lines before its dellink.
            long ownUntil = life.gone.isPresent() ? Math.min(until, life.gone.getAsLong() + PROBE_NANOS) : until;
            all.add(new PrimaryLife(
                    host,
                    life.fromBoot,
                    life.linked,
                    life.opened,
                    line("primary slave:.* registered", from, ownUntil),
                    lastLine("enabling (device|Extended Tags)", from, life.opened.orElse(ownUntil)),
                    lastLine("Interrupt Throttling", from, life.opened.orElse(ownUntil)),
                    line("NIC Link is Up", from, ownUntil),
                    life.ready,
                    line("removed PHC", from, ownUntil),
                    line("NIC Link is Down", from, ownUntil),
                    life.closed,
                    line("primary slave:.* unregistered", from, ownUntil),
                    life.gone,
                    life.carrierChanges));
            from = life.gone.isPresent() ? life.gone.getAsLong() + 1 : until;
        }
        return all;
    }

    /** When the first kernel line that contains {@code pattern} was printed in a time. */
    private OptionalLong line(String pattern, long from, long until) {
        return matching(pattern, from, until).findFirst();
    }

    private OptionalLong lastLine(String pattern, long from, long until) {
        return matching(pattern, from, until).max();
    }

    private LongStream matching(String pattern, long from, long until) {
        Pattern wanted = Pattern.compile(pattern);
        return lines.stream()
                .filter(line -> line.atNanos() >= from && line.atNanos() < until)
                .filter(line -> wanted.matcher(line.text()).find())
                .mapToLong(KernelLine::atNanos);
    }
}
