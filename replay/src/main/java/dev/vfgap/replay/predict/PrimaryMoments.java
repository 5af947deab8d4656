package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Host;
import dev.vfgap.replay.predict.PrimaryLife.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When, in one life of a primary, what it does with frames changes: worked out from what the guest showed.
 *
 * <p>User space sees some of these moments late and some not at all; the order of actions in the kernel and in QEMU's
 * device says where they lie relative to what it sees. Each distance is a {@link Lag} with its source.
 *
 * @param host where
 * @param pointerSet when {@code net_failover} sets its primary pointer; empty when it was set before the recording
 * @param receiveStarts when the device starts to hand frames over; empty when it did before the recording
 * @param reads when QEMU drops the oldest waiting frame, because the driver pokes a device that cannot receive
 * @param transmitStarts when the failover device begins to send through it; empty when it did before the recording
 * @param transmitWorks when what it is given is sent; {@code transmitStarts} or later
 * @param removeStarts when the driver's remove routine starts
 * @param interruptsOff from when on the interrupt of one more frame is served; empty where the device stops at once
 * @param receiveOff when the device stops to take frames; {@code removeStarts} or later
 * @param transmitFailsUntil until when the stopping driver frees what it is given; empty where it frees nothing
 * @param pointerCleared when {@code net_failover} clears its pointer
 */
record PrimaryMoments(
        Host host,
        Optional<Moment> pointerSet,
        Optional<Moment> receiveStarts,
        List<Moment> reads,
        Optional<Moment> transmitStarts,
        Optional<Moment> transmitWorks,
        Optional<Moment> removeStarts,
        Optional<Moment> interruptsOff,
        Optional<Moment> receiveOff,
        Optional<Moment> transmitFailsUntil,
        Optional<Moment> pointerCleared) {

    private static final long MILLISECOND = 1_000_000;

    /** A line "NIC Link is Down" so long before the end of a life, at most, is that of its removal. */
    private static final long REMOVAL_NANOS = 150 * MILLISECOND;

    /**
     * Reads dropped while an e1000e opens, besides one at the write of the bus-master bit and one at the driver's reset:
     * one at each write of the receive tail, of which {@code e1000_alloc_rx_buffers} makes 16, and at RCTL and the
     * address lists. QEMU's {@code e1000e_start_recv} flushes the queue, whose first frame {@code e1000e_receive} then
     * refuses.
     */
    private static final int READS_AT_OPEN = 20;

    /** Three more where the device was made while the guest was stopped; measured (22 to 27 in all), not explained. */
    private static final int MORE_READS_IF_MADE_WHILE_STOPPED = 3;

    /** So long before the open is seen these reads begin. */
    private static final long READS_NANOS = 25 * MILLISECOND;

    /** The pointer is taken to be set at least this long before the line that tells of it. */
    private static final long POINTER_TO_LINE_NANOS = 3 * MILLISECOND;

    /** vmxnet3 is asked to go at least this long before it quiesces. */
    private static final long REQUEST_TO_QUIESCE_NANOS = 10 * MILLISECOND;

    /** When a device was made. */
    enum Made {
        /** While its guest ran. */
        WHILE_RUNNING,
        /** Before its guest was resumed: the hidden primary of a migration. */
        WHILE_STOPPED
    }

    /**
     * The moments of one life.
     *
     * @param moreReads dropped reads at the open beyond those usually seen; may be negative
     */
    static PrimaryMoments of(PrimaryNic nic, PrimaryLife life, Made made, int moreReads) {
        return nic == PrimaryNic.E1000E ? ofE1000e(life, made, moreReads) : ofQuick(nic, life);
    }

    private static PrimaryMoments ofE1000e(PrimaryLife life, Made made, int moreReads) {
        Optional<Moment> receives = Optional.empty();
        List<Moment> reads = new ArrayList<>();
        Optional<Moment> carrier = Optional.empty();
        Optional<Moment> works = Optional.empty();
        Optional<Moment> opened = openedOf(life);
        if (!life.fromBoot() && opened.isPresent()) {
            Moment open = opened.get();
            Optional<Moment> shown = Moment.firstKnown(
                    life.at(Sign.LINK_LINE).map(line -> line.before(Lag.NEGOTIATED_TO_LINE)),
                    life.at(Sign.READY).map(ready -> ready.before(Lag.NEGOTIATED_TO_READY)));
            Moment negotiated = Moment.earlier(Optional.of(open.after(Lag.OPENED_TO_NEGOTIATED)), shown)
                    .orElseThrow()
                    .notBefore(open.atNanos(), "the open");
            receives = Optional.of(negotiated);
            addReads(
                    reads,
                    life,
                    open,
                    READS_AT_OPEN + moreReads + (made == Made.WHILE_STOPPED ? MORE_READS_IF_MADE_WHILE_STOPPED : 0));
            Moment message = life.at(Sign.READY).orElse(negotiated.after(Lag.NEGOTIATED_TO_READY));
            carrier = Optional.of(message.before(Lag.CARRIER_TO_MESSAGE));
            works = Optional.of(message.before(Lag.ACTIVATED_TO_MESSAGE));
        }
        Optional<Moment> end =
                Moment.firstKnown(life.at(Sign.CLOSED), life.at(Sign.UNREGISTERED_LINE), life.at(Sign.GONE));
        Optional<Moment> downLine = life.at(Sign.LINK_DOWN_LINE)
                .filter(line ->
                        end.isPresent() && Math.abs(line.atNanos() - end.get().atNanos()) < REMOVAL_NANOS);
        Optional<Moment> remove = notBeforeRequest(
                life,
                0,
                Moment.firstKnown(
                        life.at(Sign.REMOVE_LINE),
                        downLine.map(line -> line.before(Lag.REMOVE_TO_LINK_DOWN_LINE)),
                        life.at(Sign.CLOSED).map(message -> message.before(Lag.REMOVE_TO_CLOSED)),
                        life.at(Sign.GONE).map(message -> message.before(Lag.REMOVE_TO_GONE))));
        return new PrimaryMoments(
                life.host(),
                pointerSet(life),
                receives,
                reads,
                carrier,
                works,
                remove,
                remove.map(moment -> moment.after(Lag.REMOVE_TO_DOWN)),
                remove.map(moment -> moment.after(Lag.REMOVE_TO_DEAF)),
                remove.map(moment -> moment.after(Lag.REMOVE_TO_UP_AGAIN)),
                pointerCleared(life));
    }

    /** A driver that has carrier once it is open (vmxnet3), or of which no more is known than its link messages. */
    private static PrimaryMoments ofQuick(PrimaryNic nic, PrimaryLife life) {
        boolean vmxnet3 = nic == PrimaryNic.VMXNET3;
        Optional<Moment> receives = Optional.empty();
        if (!life.fromBoot()) {
            receives = vmxnet3
                    ? Moment.earlier(life.at(Sign.LINK_LINE), Moment.earlier(life.at(Sign.OPENED), life.at(Sign.READY)))
                    : life.at(Sign.READY).map(ready -> ready.before(Lag.READY_OTHER));
            receives = Moment.firstKnown(receives, life.at(Sign.OPENED), pointerSet(life));
        }
        Optional<Moment> remove = notBeforeRequest(
                life,
                vmxnet3 ? REQUEST_TO_QUIESCE_NANOS : 0,
                Moment.firstKnown(
                        life.at(Sign.CLOSED).map(end -> end.before(vmxnet3 ? Lag.QUIESCE_TO_CLOSED : Lag.CLOSED_OTHER)),
                        life.at(Sign.UNREGISTERED_LINE)
                                .map(end -> end.before(vmxnet3 ? Lag.QUIESCE_TO_LINE : Lag.LINE_OTHER)),
                        life.at(Sign.GONE).map(end -> end.before(vmxnet3 ? Lag.QUIESCE_TO_GONE : Lag.GONE_OTHER))));
        return new PrimaryMoments(
                life.host(),
                pointerSet(life),
                receives,
                List.of(),
                receives,
                receives,
                remove,
                Optional.empty(),
                remove,
                Optional.empty(),
                pointerCleared(life));
    }

    private static Optional<Moment> notBeforeRequest(PrimaryLife life, long nanos, Optional<Moment> remove) {
        Optional<Moment> requested = life.at(Sign.REQUESTED);
        return requested.isEmpty()
                ? remove
                : remove.map(moment -> moment.notBefore(requested.get().atNanos() + nanos, "the request"));
    }

    private static void addReads(List<Moment> reads, PrimaryLife life, Moment open, int atOpen) {
        reads.add(before(life.at(Sign.ENABLING_LINE), open, Lag.ENABLED_TO_BUS_MASTER, Lag.BUS_MASTER_TO_OPENED));
        reads.add(before(life.at(Sign.THROTTLING_LINE), open, Lag.THROTTLED_TO_RESET, Lag.RESET_TO_OPENED));
        for (int i = 0; i < atOpen; i++) {
            reads.add(open.shifted(-READS_NANOS + i * READS_NANOS / Math.max(1, atOpen - 1)));
        }
    }

    private static Optional<Moment> pointerSet(PrimaryLife life) {
        if (life.fromBoot()) {
            return Optional.empty();
        }
        Optional<Moment> opened = life.at(Sign.OPENED);
        Optional<Moment> line = life.at(Sign.REGISTERED_LINE);
        if (line.isEmpty()) {
            return Moment.firstKnown(
                    opened.map(moment -> moment.after(Lag.OPENED_TO_POINTER)),
                    life.at(Sign.LINKED).map(moment -> moment.after(Lag.LINKED_TO_POINTER)),
                    life.at(Sign.READY).map(moment -> moment.before(Lag.LINK_TO_POINTER)));
        }
        Moment printed = line.get();
        Moment blind = printed.before(Lag.POINTER_TO_LINE_BLIND);
        if (opened.isEmpty() || opened.get().atNanos() >= printed.atNanos()) {
            // User space could not run between open and line: pciehp's thread is not preempted.
            return Optional.of(blind);
        }
        Moment set = opened.get()
                .after(Lag.OPENED_TO_POINTER)
                .notBefore(blind.earliestNanos(), "14 ms ahead of \"registered\"")
                .notAfter(printed.atNanos() - POINTER_TO_LINE_NANOS, "3 ms ahead of \"registered\"");
        return Optional.of(new Moment(
                set.atNanos(),
                set.earliestNanos(),
                Math.max(set.latestNanos(), blind.latestNanos()),
                set.how(),
                set.basis(),
                set.lags()));
    }

    private static Optional<Moment> pointerCleared(PrimaryLife life) {
        return Moment.firstKnown(
                life.at(Sign.UNREGISTERED_LINE).map(line -> line.before(Lag.CLEARED_TO_LINE)),
                life.at(Sign.GONE).map(message -> message.before(Lag.CLEARED_TO_GONE)));
    }

    /** When the open was done: its message, or before the line that follows it. */
    private static Optional<Moment> openedOf(PrimaryLife life) {
        return Moment.firstKnown(
                Moment.earlier(
                        life.at(Sign.OPENED),
                        life.at(Sign.REGISTERED_LINE).map(line -> line.before(Lag.OPENED_TO_LINE))),
                pointerSet(life));
    }

    private static Moment before(Optional<Moment> line, Moment open, Lag after, Lag otherwise) {
        return line.filter(moment -> moment.atNanos() < open.atNanos())
                .map(moment -> moment.after(after))
                .orElseGet(() -> open.before(otherwise));
    }
}
