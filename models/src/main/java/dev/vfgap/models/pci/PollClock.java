package dev.vfgap.models.pci;

import dev.vfgap.models.machine.Phases;

/**
 * When pciehp looks at its slot in poll mode: 10 s after it came up, then a period after each look.
 *
 * <p>Source: Linux 6.12 {@code drivers/pci/hotplug/pciehp_hpc.c} ({@code pciehp_poll}). A look that finds nothing takes
 * no time and is no event here. Of a guest that has been up for long the moment within the period is drawn.
 */
final class PollClock {
    private static final String PERIOD = "pciehp.pollPeriod";
    private static final String FIRST = "pciehp.firstPoll";
    private static final String MOMENT = "pciehp.pollMoment";

    /** {@code pciehp_poll} takes 2 s for a period that makes no sense. */
    private static final long SANE_NANOS = 2_000_000_000L;

    private final Phases timing;
    private long nextNanos = -1;

    PollClock(Phases timing) {
        this.timing = timing;
    }

    /** pciehp comes up. */
    void startsNow() {
        nextNanos = timing.clock().nowNanos() + Math.max(0, timing.next(FIRST));
    }

    /** It has looked, and done what it found. */
    void looked() {
        nextNanos = timing.clock().nowNanos() + period();
    }

    /** How long it is until it looks next. */
    long untilNextNanos() {
        long now = timing.clock().nowNanos();
        long period = period();
        if (nextNanos < 0) {
            nextNanos = now + Math.max(0, timing.next(MOMENT)) % period;
        }
        long missed = Math.max(0, now - nextNanos + period - 1) / period;
        nextNanos += missed * period;
        return nextNanos - now;
    }

    private long period() {
        long period = timing.next(PERIOD);
        return period > 0 ? period : SANE_NANOS;
    }
}
