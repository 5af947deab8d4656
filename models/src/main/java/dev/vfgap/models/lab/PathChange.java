package dev.vfgap.models.lab;

import dev.vfgap.models.fabric.EntryKind;
import dev.vfgap.models.fabric.LinkState;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.host.BridgePort;
import dev.vfgap.models.host.QueueState;
import dev.vfgap.models.nic.BridgeAsNic;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.operate.FilterTarget;
import java.util.Optional;

/** What a control event does to the data path: all that the machines, a replayed log or a test may change. */
public sealed interface PathChange {

    /** A change of a component that one host has. */
    sealed interface OfHost extends PathChange {
        Host host();
    }

    /** A change of the switch between the hosts. */
    sealed interface OfSwitch extends PathChange {}

    /**
     * A host's NIC decides by other registers.
     *
     * @param registers what it decides by from now on; nobody changes them afterwards
     * @param refused the fate of a frame that is led to the primary's function while that cannot receive; empty = the
     *     NIC's own reason
     */
    record Nic(Host host, FilterRegisters registers, Optional<FrameFate> refused) implements OfHost {
        /** The lab's bridge as NIC, with its entry for {@link Flow#GUEST_MAC} leading to {@code to}. */
        public static Nic ofBridge(Host host, FilterTarget to) {
            FilterRegisters registers = BridgeAsNic.registers(Flow.GUEST_MAC, to);
            return new Nic(host, registers, Optional.empty());
        }
    }

    /**
     * A primary's queue is read, held or given up.
     *
     * @param purged the fate of the frames that it held, where it gives them up
     */
    record PrimaryQueue(Host host, QueueState state, FrameFate purged) implements OfHost {}

    /**
     * A standby's queue is read, held or given up.
     *
     * @param purged the fate of the frames that it held, where it gives them up
     */
    record StandbyQueue(Host host, QueueState state, FrameFate purged) implements OfHost {}

    /** The reader of a primary's queue takes the oldest frames that wait there and drops them. */
    record DropWaiting(Host host, long frames, FrameFate fate) implements OfHost {}

    /** The guest's stack decides otherwise about what one of its devices receives. */
    sealed interface Receive extends PathChange {
        /** Which device. */
        NicRole by();

        Reception reception();
    }

    /** The guest's stack decides otherwise about what the standby receives. */
    record StandbyReceive(Reception reception) implements Receive {
        @Override
        public NicRole by() {
            return NicRole.STANDBY;
        }
    }

    /** The guest's stack decides otherwise about what the primary receives. */
    record PrimaryReceive(Reception reception) implements Receive {
        @Override
        public NicRole by() {
            return NicRole.PRIMARY;
        }
    }

    /** Through which of its devices, on which host, the guest sends. */
    record Transmit(Host host, TransmitPath path) implements PathChange {}

    /**
     * The guest's MAC is announced by a broadcast that carries it as its source: QEMU's RARP, which is put into the
     * standby's tap, or the guest's own gratuitous ARP.
     *
     * @param host where
     * @param by through which of the guest's devices there
     */
    record Announce(Host host, NicRole by) implements PathChange {
        /** QEMU's. */
        public Announce(Host host) {
            this(host, NicRole.STANDBY);
        }
    }

    /** A port of a host's NIC comes up or goes down: a cable, the PF set down, the PF being reset. */
    record NicPort(Host host, NicRole nic, LinkState state) implements OfHost {}

    /** The switch's port towards a NIC comes up or goes down; what it had learned there is forgotten. */
    record SwitchPort(Host host, NicRole nic, LinkState state) implements OfSwitch {}

    /** The switch's management enters the guest's MAC at its port towards a NIC. */
    record SwitchEntry(Host host, NicRole nic, EntryKind kind) implements OfSwitch {
        public SwitchEntry {
            if (kind == EntryKind.LOCAL) {
                throw new IllegalArgumentException("the guest's MAC is not the switch's own");
            }
        }
    }

    /** The switch's management removes the entry for the guest's MAC. */
    record SwitchEntryGone() implements OfSwitch {}

    /** A port of a host's bridge comes up or goes down, or its macvtap does ({@link BridgePort#TAP}). */
    record HostPort(Host host, BridgePort port, LinkState state) implements OfHost {}

    /**
     * Management enters the guest's MAC at another port of a host's bridge: {@code bridge fdb del} from the old one, {@code
     * bridge fdb add MAC dev PORT master KIND} to the new one. Not modelled: {@code bridge fdb replace} onto the tap, which
     * tells a NIC in switchdev mode of the tap only, so that its entry for the VF stays (Linux {@code net/bridge/br_fdb.c},
     * {@code fdb_add_entry}).
     *
     * @param port where it leads; of no meaning with a local entry
     */
    record HostEntry(Host host, BridgePort port, EntryKind kind) implements OfHost {}

    /** {@code bridge fdb del} of the guest's MAC on a host that has a bridge. */
    record HostEntryGone(Host host) implements OfHost {}

    /** One of the NICs of a host. */
    enum NicRole {
        /** The one that has the VF; the standby's too, unless that has its own. */
        PRIMARY,
        /** The one that the standby has for itself; where it has none, the one that it shares. */
        STANDBY
    }

    /** What of the path one change replaces: two changes of one slot follow one another. */
    enum Slot {
        NIC_A,
        NIC_B,
        PRIMARY_A,
        PRIMARY_B,
        STANDBY_A,
        STANDBY_B,
        STANDBY_RECEPTION,
        PRIMARY_RECEPTION,
        TRANSMIT;

        static Slot nicOf(Host host) {
            return host == Host.A ? NIC_A : NIC_B;
        }

        static Slot primaryOf(Host host) {
            return host == Host.A ? PRIMARY_A : PRIMARY_B;
        }

        static Slot standbyOf(Host host) {
            return host == Host.A ? STANDBY_A : STANDBY_B;
        }
    }

    /** What the guest's stack does with a frame that one of its devices received. */
    enum Reception {
        /** IP gets it. */
        ACCEPTED(null),
        /** {@code net_failover} has a primary pointer: the standby's frame is dropped for every protocol of its device. */
        SHADOWED(FrameFate.STANDBY_SHADOWED),
        /** A bond's active slave is another one. */
        INACTIVE(FrameFate.INACTIVE_SLAVE),
        /** The device has no address of the guest's. */
        NO_ADDRESS(FrameFate.NO_ADDRESS);

        private final FrameFate fate;

        Reception(FrameFate fate) {
            this.fate = fate;
        }

        /** The fate of a frame that is received so, null when IP gets it. */
        public FrameFate fate() {
            return fate;
        }
    }

    /** What becomes of a frame that the guest's applications send. */
    enum TransmitPath {
        /** It leaves through the primary. */
        PRIMARY(null),
        /** It leaves through the standby. */
        STANDBY(null),
        /** No lower device is ready: {@code net_failover} drops it. */
        NONE_READY(FrameFate.NO_READY_LOWER_DEVICE),
        /** A bond gives it to its active slave, which is down or has no carrier. */
        ACTIVE_SLAVE_DOWN(FrameFate.ACTIVE_SLAVE_DOWN),
        /** No device has an address. */
        NO_ADDRESS(FrameFate.NO_ADDRESS),
        /** The primary takes it but no longer sends it. */
        STOPPING_DRIVER(FrameFate.DRIVER_STOPPED_WITH_FRAME),
        /** The primary takes it but does not send it yet. */
        COMING_LINK(FrameFate.SENT_INTO_COMING_LINK),
        /** The primary takes it, but its link is cut or its back end gone. */
        DEAD_LINK(FrameFate.LINK_CUT),
        /** The primary takes it, but its hardware has gone. */
        GONE_DEVICE(FrameFate.DEVICE_GONE),
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
