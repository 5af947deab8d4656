package dev.vfgap.models.nic;

import dev.vfgap.models.frame.FrameHeader;
import dev.vfgap.models.frame.Mac;

/**
 * Decides which pools of a NIC receive a frame: the 82576's receive classification and transmit switching, as {@link
 * FilterRegisters} configure them. Every NIC of this program is such a configuration.
 *
 * <p>A frame that matches a pool whose receive is off is dropped; it does not fall back to the default pool. There is no
 * state here: a decision depends on the registers and the frame alone. The steps have the numbers of {@code docs/nic.md}.
 *
 * <p>Source: QEMU {@code hw/net/igb_core.c} ({@code igb_receive_internal}, {@code igb_receive_assign}, {@code
 * igb_start_xmit}, {@code igb_tx_insert_vlan}, {@code igb_tx_pkt_switch}) and {@code hw/net/e1000x_common.c} ({@code
 * e1000x_rx_vlan_filter}, {@code e1000x_rx_group_filter}), which model the 82576; what chips do and QEMU does not is behind
 * a {@link PortFlag} or {@link PoolFlag}. Not modelled: EtherType and five-tuple filters (they choose a queue), RSS without
 * pools, counters, tags that a driver leaves to the NIC by descriptor (a frame to send is what its buffer holds).
 */
public final class Classifier {
    private static final int SHORTEST_BYTES = 60;
    private static final int SHORT_PAYLOAD_BYTES = 1500;
    private static final int UNTAGGED = -1;
    private static final int FROM_WIRE = -1;

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
        classify(frame, vid, frame.bytes(), FROM_WIRE, verdict);
    }

    /** Decides who gets a frame that a pool sends. */
    public void transmit(FrameHeader frame, int pool, Verdict verdict) {
        verdict.start(Verdict.Wire.NO);
        boolean toPools = registers.has(PortFlag.VMDQ);
        if (!registers.has(PortFlag.TRANSMIT_ENABLE)
                || !registers.has(PoolFlag.TRANSMIT_QUEUE, pool)
                || !registers.has(PoolFlag.BUS_MASTER, pool)
                || toPools && !registers.has(PoolFlag.VFTE, pool)) {
            verdict.nobody(DropReason.POOL_TX_DISABLED); // T1
            return;
        }
        if (!toPools) {
            verdict.start(Verdict.Wire.YES); // T3
            return;
        }
        int pvid = registers.pvid(pool);
        boolean inserted = pvid != FilterRegisters.NO_VLAN;
        int vid = inserted // T2
                ? vlan(registers.vet(), pvid, frame.outerTpid(), frame.outerVid())
                : vlan(frame.outerTpid(), frame.outerVid(), frame.innerTpid(), frame.innerVid());
        if (isSpoofed(frame, vid, pool)) {
            verdict.nobody(DropReason.SPOOFED); // T5
            return;
        }
        verdict.start(Verdict.Wire.YES);
        if (registers.has(PortFlag.LOOPBACK)) {
            int bytes = frame.bytes() + (inserted ? FrameHeader.TAG_BYTES : 0);
            classify(frame, vid, bytes, pool, verdict); // T4
        }
    }

    private void classify(FrameHeader frame, int vid, int unpaddedBytes, int sender, Verdict verdict) {
        if (!registers.has(PortFlag.RECEIVE_ENABLE)) {
            verdict.nobody(DropReason.RX_DISABLED); // 0
            return;
        }
        int bytes = Math.max(unpaddedBytes, SHORTEST_BYTES); // 1
        int tags = tagsFor(vid); // 2
        if (!portKeeps(bytes, tags)) {
            verdict.nobody(DropReason.OVERSIZE); // 3
            return;
        }
        boolean byVlan = registers.has(PortFlag.VLAN_FILTER);
        if (byVlan && vid != UNTAGGED && !registers.takesVlan(vid)) {
            verdict.nobody(DropReason.VLAN_MISS); // 5
            return;
        }
        if (registers.has(PortFlag.VMDQ)) {
            toPools(frame, byVlan ? poolsOfVlan(vid) : registers.allPools(), tags, bytes, sender, verdict);
        } else if (portFilterPasses(frame.destination())) {
            toQueues(FilterRegisters.only(0), 0, verdict);
        } else {
            verdict.nobody(DropReason.NO_POOL);
        }
    }

    private void toPools(FrameHeader frame, long vlanPools, int tags, int bytes, int sender, Verdict verdict) {
        long destination = frame.destination();
        boolean broadcast = destination == Mac.BROADCAST;
        boolean unicast = !Mac.isGroup(destination);
        long chosen;
        if (broadcast) {
            chosen = registers.pools(PoolFlag.BAM); // 6a
        } else {
            chosen = registers.addresses().poolsOf(destination); // 6b
            if (chosen == 0) {
                chosen = unicast ? poolsOfUnicastHash(destination) : poolsOfMulticastHash(destination); // 6c
            } else if (unicast && sender != FROM_WIRE) {
                // 6d, before the VLAN mask: a frame for a local address that fails the mask is lost altogether.
                verdict.notToWire();
            }
        }
        DropReason reason = chosen == 0 ? DropReason.NO_POOL : DropReason.VLAN_POOL_MISS;
        chosen &= vlanPools; // 7
        if (chosen == 0 && unicast && sender == FROM_WIRE && defaultPoolTakes(destination)) {
            chosen = FilterRegisters.only(registers.defaultPool()); // 8
        }
        boolean seesSender = sender == FROM_WIRE || !unicast || !registers.has(PortFlag.PROMISCUITY_FROM_WIRE);
        if (!broadcast && seesSender && registers.has(PortFlag.POOL_PROMISCUITY)) {
            chosen |= vlanPools & registers.pools(unicast ? PoolFlag.UPE : PoolFlag.MPME); // 8a
        }
        if (chosen == 0) {
            verdict.nobody(reason); // 12
            return;
        }
        chosen = refuse(verdict, DropReason.SOURCE_PRUNED, chosen, sendersPools(frame.source(), sender)); // 8b
        chosen = refuse(verdict, DropReason.POOL_RX_DISABLED, chosen, ~registers.pools(PoolFlag.VFRE)); // 9
        chosen = refuse(verdict, DropReason.OVERSIZE_POOL, chosen, tooLongFor(chosen, bytes, tags)); // 10
        boolean bySecondQueue = frame.rssQueue() != 0 && sender == FROM_WIRE;
        toQueues(chosen, bySecondQueue ? registers.pools(PoolFlag.RSSE) : 0, verdict); // 11
    }

    private void toQueues(long chosenPools, long second, Verdict verdict) {
        long enabled = pick(second, PoolFlag.QUEUE_0, PoolFlag.QUEUE_1);
        long chosen = refuse(verdict, DropReason.QUEUE_DISABLED, chosenPools, ~enabled); // 13
        long free = pick(second, PoolFlag.DESCRIPTORS_0, PoolFlag.DESCRIPTORS_1);
        chosen = refuse(verdict, DropReason.NO_RX_DESC, chosen, ~free); // 14
        chosen = refuse(verdict, DropReason.BUS_MASTER_OFF, chosen, ~registers.pools(PoolFlag.BUS_MASTER)); // 15
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
        return registers.poolsOfVlan(vid);
    }

    // Addresses.

    private long poolsOfUnicastHash(long address) {
        PoolFlag obeyed = registers.has(PortFlag.UNICAST_HASH_BY_ROPE) ? PoolFlag.ROPE : PoolFlag.ROMPE;
        return registers.unicastHashed(address) ? registers.pools(obeyed) : 0;
    }

    private long poolsOfMulticastHash(long address) {
        return registers.multicastHashed(address) ? registers.pools(PoolFlag.ROMPE) : 0;
    }

    private boolean defaultPoolTakes(long unicast) {
        if (registers.has(PortFlag.NO_DEFAULT_POOL)) {
            return false;
        }
        return !registers.has(PortFlag.DEFAULT_POOL_BEHIND_PORT_FILTER)
                || registers.has(PortFlag.UNICAST_PROMISCUOUS)
                || registers.addresses().has(unicast)
                || registers.unicastHashed(unicast);
    }

    /** The filter of a port without pools, whose one hash table is for every address. */
    private boolean portFilterPasses(long destination) {
        PortFlag all = destination == Mac.BROADCAST
                ? PortFlag.BROADCAST_ACCEPT
                : Mac.isGroup(destination) ? PortFlag.MULTICAST_PROMISCUOUS : PortFlag.UNICAST_PROMISCUOUS;
        return registers.has(all) || registers.addresses().has(destination) || registers.multicastHashed(destination);
    }

    /** Those pools that sent the frame, or that have its source among their addresses, and are not to hear it. */
    private long sendersPools(long source, int sender) {
        long pools = registers.pools(PoolFlag.SOURCE_PRUNING);
        if (pools != 0) {
            pools &= registers.addresses().ownersOf(source);
        }
        boolean deaf = sender != FROM_WIRE && !registers.has(PoolFlag.LOCAL_LOOPBACK, sender);
        return deaf ? pools | FilterRegisters.only(sender) : pools;
    }

    private boolean isSpoofed(FrameHeader frame, int vid, int pool) {
        if (!registers.has(PortFlag.ANTI_SPOOF)) {
            return false;
        }
        long self = FilterRegisters.only(pool);
        return registers.has(PoolFlag.MAC_ANTI_SPOOF, pool)
                        && (registers.addresses().ownersOf(frame.source()) & self) == 0
                || registers.has(PoolFlag.VLAN_ANTI_SPOOF, pool) && (poolsOfVlan(vid) & self) == 0;
    }

    // Length.

    private static boolean exceedsShort(int bytes, int tags) {
        return bytes > FrameHeader.ETHERNET_HEADER_BYTES + tags * FrameHeader.TAG_BYTES + SHORT_PAYLOAD_BYTES;
    }

    private static boolean exceeds(int bytes, int longest) {
        return bytes + FrameHeader.FCS_BYTES > longest;
    }

    private boolean portKeeps(int bytes, int tags) {
        return registers.has(PortFlag.STORE_BAD)
                || !(registers.has(PortFlag.LONG_PACKETS)
                        ? exceeds(bytes, registers.longestFrame())
                        : exceedsShort(bytes, tags));
    }

    private long tooLongFor(long chosen, int bytes, int tags) {
        long byOwnLimit = chosen & registers.pools(PoolFlag.LPE);
        long tooLong = exceedsShort(bytes, tags) ? chosen & ~byOwnLimit : 0;
        for (long rest = byOwnLimit; rest != 0; rest &= rest - 1) {
            int pool = Long.numberOfTrailingZeros(rest);
            tooLong |= exceeds(bytes, registers.longestFrameOf(pool)) ? FilterRegisters.only(pool) : 0;
        }
        return tooLong;
    }
}
