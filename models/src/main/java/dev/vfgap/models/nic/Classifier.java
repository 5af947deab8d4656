package dev.vfgap.models.nic;

import dev.vfgap.models.frame.FrameHeader;
import dev.vfgap.models.frame.Mac;

/**
 * Decides which pools of a NIC receive a frame: the 82576's receive classification and transmit switching, as {@link
 * FilterRegisters} configure them. Every NIC of this program is such a configuration.
 *
 * <p>A frame that matches a pool whose receive is off is dropped; it does not fall back to the default pool. There is no
 * state here: a decision depends on the registers and the frame alone.
 *
 * <p>Source: QEMU {@code hw/net/igb_core.c} ({@code igb_receive_assign}, {@code igb_receive_internal}, {@code
 * igb_tx_pkt_switch}) and {@code hw/net/e1000x_common.c} ({@code e1000x_rx_vlan_filter}, {@code e1000x_rx_group_filter}),
 * which model the 82576; what chips do and QEMU does not is behind a {@link PortFlag} or {@link PoolFlag}. Not modelled:
 * EtherType and five-tuple filters (they choose a queue), counters, padding of short frames (no decision depends on it).
 */
public final class Classifier {
    private static final int SHORT_PAYLOAD_BYTES = 1500;
    private static final int UNTAGGED = -1;

    private final FilterRegisters registers;

    public Classifier(FilterRegisters registers) {
        this.registers = registers;
    }

    public FilterRegisters registers() {
        return registers;
    }

    /** Decides who gets a frame that comes from the wire. */
    public void receive(FrameHeader frame, Verdict verdict) {
        verdict.start(Verdict.Wire.NO);
        int vid = vlan(frame.outerTpid(), frame.outerVid(), frame.innerTpid(), frame.innerVid());
        int tags = tagsFor(vid);
        classify(frame, vid, tags, frame.bytes(), FROM_WIRE, verdict);
    }

    /** Decides who gets a frame that a pool sends. */
    public void transmit(FrameHeader frame, int pool, Verdict verdict) {
        verdict.start(Verdict.Wire.NO);
        if (!registers.has(PoolFlag.VFTE, pool) || !registers.has(PoolFlag.TRANSMIT_QUEUE, pool)) {
            verdict.nobody(DropReason.POOL_TX_DISABLED);
            return;
        }
        int pvid = registers.pvid(pool);
        boolean inserted = pvid != FilterRegisters.NO_VLAN;
        int vid = inserted
                ? vlan(registers.vet(), pvid, frame.outerTpid(), frame.outerVid())
                : vlan(frame.outerTpid(), frame.outerVid(), frame.innerTpid(), frame.innerVid());
        if (isSpoofed(frame, vid, pool)) {
            verdict.nobody(DropReason.SPOOFED);
            return;
        }
        verdict.start(Verdict.Wire.YES);
        if (registers.has(PortFlag.VMDQ) && registers.has(PortFlag.LOOPBACK)) {
            int bytes = frame.bytes() + (inserted ? FrameHeader.TAG_BYTES : 0);
            classify(frame, vid, tagsFor(vid), bytes, pool, verdict);
        }
    }

    private static final int FROM_WIRE = -1;

    private void classify(FrameHeader frame, int vid, int tags, int bytes, int sender, Verdict verdict) {
        if (!registers.has(PortFlag.RECEIVE_ENABLE)) {
            verdict.nobody(DropReason.RX_DISABLED);
            return;
        }
        boolean portKeeps = registers.has(PortFlag.STORE_BAD);
        if (!portKeeps && isTooLong(bytes, tags, registers.has(PortFlag.LONG_PACKETS), registers.longestFrame())) {
            verdict.nobody(DropReason.OVERSIZE);
            return;
        }
        boolean byVlan = registers.has(PortFlag.VLAN_FILTER);
        if (byVlan && vid != UNTAGGED && !registers.takesVlan(vid)) {
            verdict.nobody(DropReason.VLAN_MISS);
            return;
        }
        if (registers.has(PortFlag.VMDQ)) {
            toPools(frame, byVlan ? poolsOfVlan(vid) : registers.allPools(), tags, bytes, sender, verdict);
        } else if (portFilterPasses(frame.destination())) {
            toQueues(frame, FilterRegisters.only(0), verdict);
        } else {
            verdict.nobody(DropReason.NO_POOL);
        }
    }

    private void toPools(FrameHeader frame, long vlanPools, int tags, int bytes, int sender, Verdict verdict) {
        long destination = frame.destination();
        boolean unicast = !Mac.isGroup(destination);
        long chosen;
        if (destination == Mac.BROADCAST) {
            chosen = registers.pools(PoolFlag.BAM);
        } else {
            chosen = poolsOfAddress(destination);
            if (chosen != 0 && unicast && sender != FROM_WIRE) {
                // Decided before the VLAN mask: a frame for a local address that fails the mask is lost altogether.
                verdict.notToWire();
            }
            if (chosen == 0) {
                chosen = unicast ? poolsOfUnicastHash(destination) : poolsOfMulticastHash(destination);
            }
        }
        boolean passesPort = chosen != 0 || registers.has(PortFlag.UNICAST_PROMISCUOUS);
        DropReason reason = chosen == 0 ? DropReason.NO_POOL : DropReason.VLAN_POOL_MISS;
        chosen &= vlanPools;
        if (chosen == 0 && unicast && sender == FROM_WIRE && defaultPoolTakes(passesPort)) {
            chosen = FilterRegisters.only(registers.defaultPool());
        }
        if (registers.has(PortFlag.POOL_PROMISCUITY)) {
            chosen |= vlanPools & registers.pools(unicast ? PoolFlag.UPE : PoolFlag.MPME);
        }
        if (sender != FROM_WIRE && !registers.has(PoolFlag.LOCAL_LOOPBACK, sender)) {
            chosen &= ~FilterRegisters.only(sender);
        }
        if (chosen == 0) {
            verdict.nobody(reason);
            return;
        }
        long pruning = registers.pools(PoolFlag.SOURCE_PRUNING) & chosen;
        if (pruning != 0) {
            chosen = refuse(verdict, DropReason.SOURCE_PRUNED, chosen, pruning & entriesOf(frame.source()));
        }
        chosen = refuse(verdict, DropReason.POOL_RX_DISABLED, chosen, ~registers.pools(PoolFlag.VFRE));
        chosen = refuse(verdict, DropReason.OVERSIZE_POOL, chosen, tooLongFor(chosen, bytes, tags));
        toQueues(frame, chosen, verdict);
    }

    private void toQueues(FrameHeader frame, long chosenPools, Verdict verdict) {
        long second = frame.rssQueue() == 0 ? 0 : registers.pools(PoolFlag.RSSE);
        long enabled = pick(second, PoolFlag.QUEUE_0, PoolFlag.QUEUE_1);
        long chosen = refuse(verdict, DropReason.QUEUE_DISABLED, chosenPools, ~enabled);
        long free = pick(second, PoolFlag.DESCRIPTORS_0, PoolFlag.DESCRIPTORS_1);
        chosen = refuse(verdict, DropReason.NO_RX_DESC, chosen, ~free);
        chosen = refuse(verdict, DropReason.BUS_MASTER_OFF, chosen, ~registers.pools(PoolFlag.BUS_MASTER));
        verdict.deliver(chosen, chosen & second);
    }

    private long pick(long second, PoolFlag ofFirstQueue, PoolFlag ofSecondQueue) {
        return registers.pools(ofFirstQueue) & ~second | registers.pools(ofSecondQueue) & second;
    }

    private static long refuse(Verdict verdict, DropReason reason, long chosen, long unwilling) {
        verdict.refuse(reason, chosen & unwilling);
        return chosen & ~unwilling;
    }

    // VLAN.

    /** The VLAN that counts for the filter, or UNTAGGED. */
    private int vlan(int outerTpid, int outerVid, int innerTpid, int innerVid) {
        if (registers.has(PortFlag.EXTENDED_VLAN)) {
            return outerTpid == registers.outerVet() && innerTpid == registers.vet() ? innerVid : UNTAGGED;
        }
        return outerTpid == registers.vet() ? outerVid : UNTAGGED;
    }

    private int tagsFor(int vid) {
        if (vid == UNTAGGED) {
            return 0;
        }
        return registers.has(PortFlag.EXTENDED_VLAN) ? 2 : 1;
    }

    private long poolsOfVlan(int vid) {
        if (vid == UNTAGGED) {
            return registers.pools(PoolFlag.AUPE);
        }
        long pools = 0;
        for (int i = 0; i < registers.vlanEntries(); i++) {
            if (registers.vlan(i) == vid) {
                pools |= registers.vlanPools(i);
            }
        }
        return pools;
    }

    // Addresses.

    private long poolsOfAddress(long address) {
        long pools = 0;
        SameMacPolicy policy = registers.sameMacPolicy();
        for (int i = 0; i < registers.addressEnd(); i++) {
            if (registers.addressOrNone(i) == address && registers.addressPools(i) != 0) {
                switch (policy) {
                    case ALL -> pools |= registers.addressPools(i);
                    case FIRST -> pools = pools == 0 ? registers.addressPools(i) : pools;
                    case LAST -> pools = registers.addressPools(i);
                }
            }
        }
        return pools;
    }

    /** The pools that have an address among their own, whoever would receive a frame for it. */
    private long entriesOf(long address) {
        long pools = 0;
        for (int i = 0; i < registers.addressEnd(); i++) {
            pools |= registers.addressOrNone(i) == address ? registers.addressPools(i) : 0;
        }
        return pools;
    }

    private long poolsOfUnicastHash(long address) {
        PoolFlag obeyed = registers.has(PortFlag.UNICAST_HASH_BY_ROPE) ? PoolFlag.ROPE : PoolFlag.ROMPE;
        return registers.unicastHashed(address) ? registers.pools(obeyed) : 0;
    }

    private long poolsOfMulticastHash(long address) {
        return registers.multicastHashed(address) ? registers.pools(PoolFlag.ROMPE) : 0;
    }

    private boolean defaultPoolTakes(boolean passesPort) {
        return !registers.has(PortFlag.NO_DEFAULT_POOL)
                && (passesPort || !registers.has(PortFlag.DEFAULT_POOL_BEHIND_PORT_FILTER));
    }

    /** The filter of a port without pools. */
    private boolean portFilterPasses(long destination) {
        PortFlag all = destination == Mac.BROADCAST
                ? PortFlag.BROADCAST_ACCEPT
                : Mac.isGroup(destination) ? PortFlag.MULTICAST_PROMISCUOUS : PortFlag.UNICAST_PROMISCUOUS;
        if (registers.has(all)) {
            return true;
        }
        for (int i = 0; i < registers.addressEnd(); i++) {
            if (registers.addressOrNone(i) == destination) {
                return true;
            }
        }
        return registers.multicastHashed(destination);
    }

    private boolean isSpoofed(FrameHeader frame, int vid, int pool) {
        if (!registers.has(PortFlag.ANTI_SPOOF)) {
            return false;
        }
        long self = FilterRegisters.only(pool);
        return registers.has(PoolFlag.MAC_ANTI_SPOOF, pool) && (entriesOf(frame.source()) & self) == 0
                || registers.has(PoolFlag.VLAN_ANTI_SPOOF, pool) && (poolsOfVlan(vid) & self) == 0;
    }

    // Length.

    private static boolean isTooLong(int bytes, int tags, boolean longPackets, int longest) {
        return longPackets
                ? bytes + FrameHeader.FCS_BYTES > longest
                : bytes > FrameHeader.ETHERNET_HEADER_BYTES + tags * FrameHeader.TAG_BYTES + SHORT_PAYLOAD_BYTES;
    }

    private long tooLongFor(long chosen, int bytes, int tags) {
        long tooLong = 0;
        for (long rest = chosen; rest != 0; rest &= rest - 1) {
            int pool = Long.numberOfTrailingZeros(rest);
            boolean longPackets = registers.has(PoolFlag.LPE, pool);
            if (isTooLong(bytes, tags, longPackets, registers.longestFrameOf(pool))) {
                tooLong |= FilterRegisters.only(pool);
            }
        }
        return tooLong;
    }
}
