package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.host.QueueState;
import dev.vfgap.models.nic.BridgeAsNic;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.operate.FilterTarget;

/** What a control event does to the data path: all that the machines, a replayed log or a test may change. */
public sealed interface PathChange {

    /**
     * A host's NIC decides by other registers.
     *
     * @param registers what it decides by from now on; nobody changes them afterwards
     * @param refused the fate of a frame that is led to the primary's function while that cannot receive
     */
    record Nic(Host host, FilterRegisters registers, FrameFate refused) implements PathChange {
        /** The lab's bridge as NIC, with its entry for {@link Flow#GUEST_MAC} leading to {@code to}. */
        public static Nic ofBridge(Host host, FilterTarget to) {
            FilterRegisters registers = BridgeAsNic.registers(Flow.GUEST_MAC, to);
            return new Nic(host, registers, FrameFate.FILTER_AHEAD_OF_DRIVER);
        }
    }

    /**
     * A primary's queue is read, held or given up.
     *
     * @param purged the fate of the frames that it held, where it gives them up
     */
    record PrimaryQueue(Host host, QueueState state, FrameFate purged) implements PathChange {}

    /**
     * A standby's queue is read, held or given up.
     *
     * @param purged the fate of the frames that it held, where it gives them up
     */
    record StandbyQueue(Host host, QueueState state, FrameFate purged) implements PathChange {}

    /** The reader of a primary's queue takes the oldest frames that wait there and drops them. */
    record DropWaiting(Host host, long frames, FrameFate fate) implements PathChange {}

    /** {@code net_failover} sets or clears its primary pointer: what the standby receives counts or does not. */
    record StandbyReceive(Reception reception) implements PathChange {}

    /** Through which of its devices, on which host, the guest sends. */
    record Transmit(Host host, TransmitPath path) implements PathChange {}

    /** QEMU broadcasts a RARP for the guest's MAC on a host's standby tap. */
    record Announce(Host host) implements PathChange {}

    /** What of the path one change replaces: two changes of one slot follow one another. */
    enum Slot {
        PRIMARY_A,
        PRIMARY_B,
        STANDBY_A,
        STANDBY_B,
        RECEPTION,
        TRANSMIT;

        static Slot primaryOf(Host host) {
            return host == Host.A ? PRIMARY_A : PRIMARY_B;
        }

        static Slot standbyOf(Host host) {
            return host == Host.A ? STANDBY_A : STANDBY_B;
        }
    }

    /** What {@code net_failover} does with a frame that the standby received. */
    enum Reception {
        /** No primary pointer: the frame counts as received by the failover device. */
        ACCEPTED,
        /** A primary pointer: the frame is dropped for every protocol of the failover device. */
        SHADOWED
    }

    /** What becomes of a frame that the guest's applications send. */
    enum TransmitPath {
        /** It leaves through the primary. */
        PRIMARY(null),
        /** It leaves through the standby. */
        STANDBY(null),
        /** No lower device is ready: {@code net_failover} drops it. */
        NONE_READY(FrameFate.NO_READY_LOWER_DEVICE),
        /** The primary takes it but no longer sends it. */
        STOPPING_DRIVER(FrameFate.DRIVER_STOPPED_WITH_FRAME),
        /** The primary takes it but does not send it yet. */
        COMING_LINK(FrameFate.SENT_INTO_COMING_LINK),
        /** The primary takes it, but its link is cut or its back end gone. */
        DEAD_LINK(FrameFate.LINK_CUT),
        /** The guest does not run: its applications send nothing. */
        GUEST_STOPPED(null);

        private final FrameFate fate;

        TransmitPath(FrameFate fate) {
            this.fate = fate;
        }

        /** The fate of a frame that does not leave, null when it leaves or is never sent. */
        public FrameFate fate() {
            return fate;
        }
    }
}
