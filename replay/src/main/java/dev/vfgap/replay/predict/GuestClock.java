package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Host;
import dev.vfgap.replay.bundle.EventLog;
import dev.vfgap.replay.bundle.RecordedEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings the guest's kernel log lines onto the bundle's clock.
 *
 * <p>A link message carries the guest's monotonic clock and its best time on the bundle's clock, so the messages map one
 * clock to the other, for each host apart: the clock stands still during the switchover. A kernel log line carries the
 * printk clock, which differs from the monotonic one by a constant of the run, and the moment at which the console
 * handed it over. A line is never handed over before it was printed, so each line bounds the constant from one side,
 * and the tightest bound over all lines of both hosts is taken: the printk clock migrates with the guest.
 *
 * <p>Source: the clock notes of {@code docs/capture-bundle.md}; measured on 34 bundles: the three tightest lines of a
 * run agree within 0.1 ms in 31 of them. Not modelled: drift between two link messages.
 */
final class GuestClock {
    private static final Pattern LINE = Pattern.compile("\\[\\s*(\\d+)\\.(\\d{1,9})\\] (.*)", Pattern.DOTALL);

    private final Map<Host, List<Pair>> pairs = new EnumMap<>(Host.class);
    private final Map<Host, List<Pair>> byGuestClock = new EnumMap<>(Host.class);
    private final List<KernelLine> lines = new ArrayList<>();

    /** A moment on the guest's monotonic clock, and what the bundle's clock shows more than it then. */
    private record Pair(long guestNanos, long offsetNanos) {
        private long at(int offsets) {
            return guestNanos + offsets * offsetNanos;
        }
    }

    /** A kernel log line as it was recorded. */
    private record Printed(Host via, long printedNanos, long handedOverNanos, String text) {}

    /**
     * A kernel log line.
     *
     * @param atNanos when it was printed, on the bundle's clock
     * @param via the host on which the guest ran
     * @param text the line without its stamp
     */
    record KernelLine(long atNanos, Host via, String text) {}

    GuestClock(EventLog log) {
        List<Printed> printed = new ArrayList<>();
        for (Host host : Host.values()) {
            pairs.put(host, new ArrayList<>());
        }
        for (RecordedEvent event : log.events()) {
            if (event.source().equals("guest") && event.host().isPresent()) {
                Host via = event.host().get();
                long guestNanos = event.detail().path("mono_ns").asLong(-1);
                if (event.name().equals("link")
                        && guestNanos >= 0
                        && event.detail().has("t_guest_est_ns")) {
                    pairs.get(via).add(new Pair(guestNanos, event.atNanos() - guestNanos));
                } else if (event.name().equals("kmsg")) {
                    read(event, via, printed);
                }
            }
        }
        for (Host host : Host.values()) {
            pairs.get(host).sort(Comparator.comparingLong(pair -> pair.at(1)));
            List<Pair> sorted = new ArrayList<>(pairs.get(host));
            sorted.sort(Comparator.comparingLong(Pair::guestNanos));
            byGuestClock.put(host, sorted);
        }
        place(printed);
    }

    /** The kernel log lines of a host, in order of time. */
    List<KernelLine> lines(Host via) {
        return lines.stream().filter(line -> line.via == via).toList();
    }

    private static void read(RecordedEvent event, Host via, List<Printed> printed) {
        Matcher matcher = LINE.matcher(event.text("line").orElse(""));
        if (matcher.matches() && matcher.group(1).length() < 9) {
            String fraction = (matcher.group(2) + "00000000").substring(0, 9);
            long nanos = Long.parseLong(matcher.group(1)) * 1_000_000_000L + Long.parseLong(fraction);
            printed.add(new Printed(via, nanos, event.readAtNanos(), matcher.group(3)));
        }
    }

    private void place(List<Printed> printed) {
        long ahead = Long.MIN_VALUE;
        for (Printed line : printed) {
            if (!pairs.get(line.via).isEmpty()) {
                ahead = Math.max(ahead, line.printedNanos - guestNanosAt(line.via, line.handedOverNanos));
            }
        }
        for (Printed line : printed) {
            long at;
            if (pairs.get(line.via).isEmpty()) {
                at = line.printedNanos + leastDelay(printed, line.via);
            } else {
                long guestNanos = line.printedNanos - ahead;
                at = guestNanos + nearest(line.via, guestNanos, 0).offsetNanos;
            }
            lines.add(new KernelLine(at, line.via, line.text));
        }
        lines.sort(Comparator.comparingLong(KernelLine::atNanos));
    }

    private static long leastDelay(List<Printed> printed, Host via) {
        return printed.stream()
                .filter(line -> line.via == via)
                .mapToLong(line -> line.handedOverNanos - line.printedNanos)
                .min()
                .orElse(0);
    }

    private long guestNanosAt(Host via, long bundleNanos) {
        return bundleNanos - nearest(via, bundleNanos, 1).offsetNanos;
    }

    /** The pair nearest to a moment, on the guest's clock (0) or the bundle's (1 offset on top). */
    private Pair nearest(Host via, long nanos, int offsets) {
        List<Pair> sorted = (offsets == 0 ? byGuestClock : pairs).get(via);
        int low = 0;
        int high = sorted.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.get(middle).at(offsets) < nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        boolean before = low > 0
                && nanos - sorted.get(low - 1).at(offsets)
                        <= Math.abs(sorted.get(low).at(offsets) - nanos);
        return sorted.get(before ? low - 1 : low);
    }
}
