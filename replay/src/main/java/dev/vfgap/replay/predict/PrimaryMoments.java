package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * When, in one life of a primary, what it does with frames changes: worked out from what the guest showed.
 *
 * <p>User space sees some of these moments late and some not at all; the order of actions in the kernel and in QEMU's
 * device says where they lie relative to what it sees. Each distance is a constant of that code path with its source.
 *
 * @param host where
 * @param pointerSet when {@code net_failover} sets its primary pointer; empty when it was set before the recording
 * @param receiveStarts when the device starts to hand frames over; empty when it did before the recording
 * @param droppedReads when QEMU drops the oldest waiting frame, because the driver pokes a device that cannot receive
 * @param transmitStarts when the failover device begins to send through it; empty when it did before the recording
 * @param transmitWorks when what it is given is sent; {@code transmitStarts} or later
 * @param removeStarts when the driver's remove routine starts
 * @param receiveOff when the device stops to take frames; {@code removeStarts} or later
 * @param transmitFailsUntil until when the stopping driver frees what it is given
 * @param pointerCleared when {@code net_failover} clears its pointer
 */
record PrimaryMoments(
        Host host,
        OptionalLong pointerSet,
        OptionalLong receiveStarts,
        List<Long> droppedReads,
        OptionalLong transmitStarts,
        OptionalLong transmitWorks,
        OptionalLong removeStarts,
        OptionalLong receiveOff,
        OptionalLong transmitFailsUntil,
        OptionalLong pointerCleared) {

    private static final long MICROSECOND = 1_000;
    private static final long MILLISECOND = 1_000_000;

    /** {@code dev_open} has returned, the pointer is not yet set: unicast and multicast lists are synchronised between. */
    private static final long OPENED_TO_POINTER = 2_800 * MICROSECOND;

    /** The pointer is set this long before the "registered" line at the latest, and at the earliest. */
    private static final long POINTER_TO_LINE_LEAST = 3 * MILLISECOND;

    private static final long POINTER_TO_LINE_MOST = 14 * MILLISECOND;

    /** The same where user space could not run between open and line (pciehp's thread is not preempted). */
    private static final long POINTER_TO_LINE_BLIND = 5 * MILLISECOND;

    /** The first link message with a master to the pointer: the open of an e1000e lies between. */
    private static final long LINKED_TO_POINTER = 92 * MILLISECOND;

    /** {@code dev_open} to the "registered" line. */
    private static final long OPENED_TO_LINE = 9 * MILLISECOND;

    /** {@code failover_slave_unregister}: the pointer is cleared, then the features are worked out and the line printed. */
    private static final long CLEARED_TO_LINE = 3 * MILLISECOND;

    private static final long CLEARED_TO_GONE = 6_400 * MICROSECOND;

    /**
     * QEMU's e1000e finishes autonegotiation 500 ms after the reset in {@code e1000e_open}, which comes before the open is
     * seen ({@code hw/net/e1000x_common.c}, {@code e1000x_restart_autoneg}).
     */
    private static final long OPENED_TO_NEGOTIATED = 465 * MILLISECOND;

    /** Negotiated, then interrupt, watchdog work and PHY reads, then the "NIC Link is Up" line. */
    private static final long NEGOTIATED_TO_LINE = 9_500 * MICROSECOND;

    private static final long NEGOTIATED_TO_READY = 17 * MILLISECOND;

    /** {@code netif_carrier_on} to the link message; between them linkwatch calls {@code dev_activate}. */
    private static final long CARRIER_TO_MESSAGE = 3_000 * MICROSECOND;

    private static final long ACTIVATED_TO_MESSAGE = 1_200 * MICROSECOND;

    /** "removed PHC" is printed first in {@code e1000_remove}; then the driver marks itself down. */
    private static final long REMOVE_TO_DOWN = 200 * MICROSECOND;

    private static final long REMOVE_TO_UP_AGAIN = 2_600 * MICROSECOND;

    /** {@code e1000_remove} to RCTL.EN off in {@code e1000e_down}. */
    private static final long REMOVE_TO_DEAF = 10 * MILLISECOND;

    /** "removed PHC" to "NIC Link is Down", to the message with {@code up=0}, and to {@code dellink}. */
    private static final long REMOVE_TO_LINK_DOWN_LINE = 66 * MILLISECOND;

    private static final long REMOVE_TO_CLOSED = 70 * MILLISECOND;
    private static final long REMOVE_TO_GONE = 87 * MILLISECOND;

    /** A driver that quiesces in its {@code ndo_stop} (vmxnet3): that to the message with {@code up=0}. */
    private static final long QUIESCE_TO_CLOSED = 15 * MILLISECOND;

    private static final long QUIESCE_TO_LINE = 20 * MILLISECOND;
    private static final long QUIESCE_TO_GONE = 25 * MILLISECOND;

    /**
     * Reads dropped while an e1000e opens: one at the write of the bus-master bit, one at the driver's reset, and one at
     * each write of the receive tail, of which {@code e1000_alloc_rx_buffers} makes 16, and at RCTL and the address
     * lists. QEMU's {@code e1000e_start_recv} flushes the queue, whose first frame {@code e1000e_receive} then refuses.
     */
    private static final int READS_AT_OPEN = 20;

    /** Three more where the device was made while the guest was stopped; measured (22 to 27 in all), not explained. */
    private static final int MORE_READS_IF_MADE_WHILE_STOPPED = 3;

    private static final long FIRST_READ_BEFORE_OPENED = 25 * MILLISECOND;
    private static final long ENABLED_TO_BUS_MASTER = 9 * MILLISECOND;
    private static final long BUS_MASTER_BEFORE_OPENED = 250 * MILLISECOND;
    private static final long RESET_BEFORE_OPENED = 230 * MILLISECOND;

    /** When a device was made. */
    enum Made {
        /** While its guest ran. */
        WHILE_RUNNING,
        /** Before its guest was resumed: the hidden primary of a migration. */
        WHILE_STOPPED
    }

    /** The moments of a primary of QEMU's e1000e model under Linux' e1000e driver. */
    static PrimaryMoments ofE1000e(PrimaryLife life, Made made) {
        long opened = openedOf(life);
        OptionalLong receives = OptionalLong.empty();
        List<Long> reads = new ArrayList<>();
        OptionalLong carrier = OptionalLong.empty();
        OptionalLong works = OptionalLong.empty();
        if (!life.fromBoot()) {
            long negotiated = opened + OPENED_TO_NEGOTIATED;
            if (life.linkLine().isPresent()) {
                negotiated = Math.min(negotiated, life.linkLine().getAsLong() - NEGOTIATED_TO_LINE);
            } else if (life.ready().isPresent()) {
                negotiated = Math.min(negotiated, life.ready().getAsLong() - NEGOTIATED_TO_READY);
            }
            receives = OptionalLong.of(negotiated);
            reads.add(before(life.enablingLine(), opened, ENABLED_TO_BUS_MASTER, BUS_MASTER_BEFORE_OPENED));
            reads.add(before(life.throttlingLine(), opened, MILLISECOND, RESET_BEFORE_OPENED));
            int dropped = READS_AT_OPEN + (made == Made.WHILE_STOPPED ? MORE_READS_IF_MADE_WHILE_STOPPED : 0);
            for (int i = 0; i < dropped; i++) {
                reads.add(opened - FIRST_READ_BEFORE_OPENED + i * FIRST_READ_BEFORE_OPENED / (dropped - 1));
            }
            long message = life.ready().orElse(negotiated + NEGOTIATED_TO_READY);
            carrier = OptionalLong.of(message - CARRIER_TO_MESSAGE);
            works = OptionalLong.of(message - ACTIVATED_TO_MESSAGE);
        }
        OptionalLong remove = first(
                life.removeLine(),
                minus(
                        life.closed().isPresent() || life.unregisteredLine().isPresent()
                                ? life.linkDownLine()
                                : OptionalLong.empty(),
                        REMOVE_TO_LINK_DOWN_LINE),
                minus(life.closed(), REMOVE_TO_CLOSED),
                minus(life.gone(), REMOVE_TO_GONE));
        return new PrimaryMoments(
                life.host(),
                pointerSet(life),
                receives,
                reads,
                carrier,
                works,
                remove,
                minus(remove, -REMOVE_TO_DEAF),
                minus(remove, -REMOVE_TO_UP_AGAIN),
                pointerCleared(life));
    }

    /** The moments of a primary whose driver has carrier once it is open and quiesces when it is closed (vmxnet3). */
    static PrimaryMoments ofCarrierAtOpen(PrimaryLife life) {
        OptionalLong receives = OptionalLong.empty();
        if (!life.fromBoot()) {
            receives = earliest(life.linkLine(), life.opened(), life.ready());
            receives = receives.isPresent() ? receives : pointerSet(life);
        }
        OptionalLong remove = first(
                minus(life.closed(), QUIESCE_TO_CLOSED),
                minus(life.unregisteredLine(), QUIESCE_TO_LINE),
                minus(life.gone(), QUIESCE_TO_GONE));
        return new PrimaryMoments(
                life.host(),
                pointerSet(life),
                receives,
                List.of(),
                receives,
                receives,
                remove,
                remove,
                remove,
                pointerCleared(life));
    }

    /** From here on the interrupt of one more frame is served. */
    OptionalLong interruptsOff() {
        return transmitFailsFrom();
    }

    /** When frames begin to be lost in the stopping driver's transmit path. */
    OptionalLong transmitFailsFrom() {
        return transmitFailsUntil.equals(removeStarts) ? removeStarts : minus(removeStarts, -REMOVE_TO_DOWN);
    }

    private static OptionalLong pointerSet(PrimaryLife life) {
        if (life.fromBoot()) {
            return OptionalLong.empty();
        }
        OptionalLong opened = life.opened();
        OptionalLong line = life.registeredLine();
        if (line.isEmpty()) {
            return first(minus(opened, -OPENED_TO_POINTER), minus(life.linked(), -LINKED_TO_POINTER));
        }
        long printed = line.getAsLong();
        long set = opened.isPresent() && opened.getAsLong() < printed
                ? opened.getAsLong() + OPENED_TO_POINTER
                : printed - POINTER_TO_LINE_BLIND;
        return OptionalLong.of(
                Math.max(printed - POINTER_TO_LINE_MOST, Math.min(set, printed - POINTER_TO_LINE_LEAST)));
    }

    private static OptionalLong pointerCleared(PrimaryLife life) {
        return first(minus(life.unregisteredLine(), CLEARED_TO_LINE), minus(life.gone(), CLEARED_TO_GONE));
    }

    /** When the open was done: its message, or before the line that follows it. */
    private static long openedOf(PrimaryLife life) {
        OptionalLong opened = earliest(life.opened(), minus(life.registeredLine(), OPENED_TO_LINE));
        return opened.isPresent() ? opened.getAsLong() : pointerSet(life).orElse(Long.MIN_VALUE / 2);
    }

    private static long before(OptionalLong line, long opened, long after, long otherwise) {
        boolean usable = line.isPresent() && line.getAsLong() < opened;
        return usable ? line.getAsLong() + after : opened - otherwise;
    }

    private static OptionalLong minus(OptionalLong moment, long nanos) {
        return moment.isPresent() ? OptionalLong.of(moment.getAsLong() - nanos) : moment;
    }

    private static OptionalLong first(OptionalLong... moments) {
        for (OptionalLong moment : moments) {
            if (moment.isPresent()) {
                return moment;
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong earliest(OptionalLong... moments) {
        OptionalLong earliest = OptionalLong.empty();
        for (OptionalLong moment : moments) {
            if (moment.isPresent() && (earliest.isEmpty() || moment.getAsLong() < earliest.getAsLong())) {
                earliest = moment;
            }
        }
        return earliest;
    }
}
