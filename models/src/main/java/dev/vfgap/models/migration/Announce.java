package dev.vfgap.models.migration;

import dev.vfgap.models.machine.ClockTimer;
import dev.vfgap.models.machine.StoppableClock;

/**
 * An announcement in rounds: QEMU's own (RARP broadcasts from each NIC that has a back end, on the host's clock), or what
 * it asks of the guest's virtio driver (on the guest's clock).
 *
 * <p>Source: QEMU 10.0 {@code net/announce.c}, {@code qemu_announce_self_once}. A new announcement ends the one before.
 */
public final class Announce {

    /** Where the frames go. */
    @FunctionalInterface
    public interface Sink {

        /**
         * One RARP leaves now.
         *
         * @param round counted from 0
         */
        void rarp(int round);
    }

    private final AnnounceSchedule schedule;
    private final Sink sink;
    private final ClockTimer timer;
    private int round;

    /**
     * An announcement that has not begun.
     *
     * @param instance first part of the event's name, the host
     */
    public Announce(String instance, StoppableClock clock, AnnounceSchedule schedule, Sink sink) {
        this.schedule = schedule;
        this.sink = sink;
        this.timer = clock.timer(instance + "/announce", this::send);
    }

    /** Sends the first frame now and the others when they are due. */
    public void start() {
        timer.cancel();
        round = 0;
        if (schedule.rounds() > 0) {
            send();
        }
    }

    /** Sends no more. */
    public void stop() {
        timer.cancel();
    }

    private void send() {
        int sent = round++;
        sink.rarp(sent);
        if (round < schedule.rounds()) {
            timer.after(schedule.delayAfterNanos(sent));
        }
    }
}
