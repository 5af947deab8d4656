package dev.vfgap.models.nic;

import dev.vfgap.models.frame.FrameHeader;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of {@code docs/nic.md} one after the other, as plainly and slowly as they can be written: what {@link
 * Classifier} must agree with. It shares no code with that, looks at one pool, one entry and one tag at a time, and knows the
 * registers by their public getters only.
 */
public final class PlainClassifier {
    private static final int[] HASH_SHIFTS = {4, 3, 2, 0};

    private final FilterRegisters nic;
    private final long[] met;

    public PlainClassifier(FilterRegisters nic) {
        this(nic, new long[Branch.values().length]);
    }

    /**
     * @param met counts how often each {@link Branch} was taken, by its ordinal
     */
    PlainClassifier(FilterRegisters nic, long[] met) {
        this.nic = nic;
        this.met = met;
    }

    private record Tag(int tpid, int vid) {}

    private enum Origin {
        EXTERNAL,
        LOOPBACK
    }

    public PlainVerdict receive(FrameHeader frame) {
        PlainVerdict verdict = new PlainVerdict(nic.pools());
        classify(frame, tagsOf(frame), frame.bytes(), Origin.EXTERNAL, -1, verdict);
        return verdict;
    }

    public PlainVerdict transmit(FrameHeader frame, int sender) {
        PlainVerdict verdict = new PlainVerdict(nic.pools());

        // T1. The port, the sender's queue, its function's bus master and (with pools) its pool must be enabled.
        if (!nic.has(PortFlag.TRANSMIT_ENABLE)
                || !nic.has(PoolFlag.TRANSMIT_QUEUE, sender)
                || !nic.has(PoolFlag.BUS_MASTER, sender)
                || (nic.has(PortFlag.VMDQ) && !nic.has(PoolFlag.VFTE, sender))) {
            verdict.nobodyFor = DropReason.POOL_TX_DISABLED;
            return verdict;
        }

        // T2. With pools, the sender's own VLAN is put in front of whatever tags the frame has.
        List<Tag> tags = tagsOf(frame);
        int bytes = frame.bytes();
        if (nic.has(PortFlag.VMDQ) && nic.pvid(sender) != FilterRegisters.NO_VLAN) {
            tags.add(0, new Tag(nic.vet(), nic.pvid(sender)));
            bytes += 4;
            met(Branch.T2_TAG_INSERTED);
        }

        // T5. With pools, a source that is not its own, or a VLAN that it is not in, ends here.
        if (nic.has(PortFlag.VMDQ) && nic.has(PortFlag.ANTI_SPOOF)) {
            if (nic.has(PoolFlag.MAC_ANTI_SPOOF, sender) && !ownersOf(frame.source())[sender]) {
                met(Branch.T5_FOREIGN_ADDRESS);
                verdict.nobodyFor = DropReason.SPOOFED;
                return verdict;
            }
            if (nic.has(PoolFlag.VLAN_ANTI_SPOOF, sender) && !membersOfVlan(filteredVlan(tags))[sender]) {
                met(Branch.T5_FOREIGN_VLAN);
                verdict.nobodyFor = DropReason.SPOOFED;
                return verdict;
            }
        }

        // T3. Without pools, or without loopback: straight to the wire.
        verdict.leavesOnWire = true;
        if (!nic.has(PortFlag.VMDQ) || !nic.has(PortFlag.LOOPBACK)) {
            met(Branch.T3_STRAIGHT_TO_THE_WIRE);
            return verdict;
        }

        // T4. Otherwise it is classified like a received one, and goes to the wire as well unless 6d says no.
        classify(frame, tags, bytes, Origin.LOOPBACK, sender, verdict);
        return verdict;
    }

    private void classify(
            FrameHeader frame, List<Tag> tags, int unpadded, Origin origin, int sender, PlainVerdict verdict) {
        long destination = frame.destination();
        boolean broadcast = destination == 0xffff_ffff_ffffL;
        boolean group = (destination >> 40 & 1) == 1;
        boolean unicast = !group;

        // 0. The port must be enabled.
        if (!nic.has(PortFlag.RECEIVE_ENABLE)) {
            verdict.nobodyFor = DropReason.RX_DISABLED;
            return;
        }

        // 1. Short frames are padded to 60 bytes.
        int bytes = unpadded < 60 ? 60 : unpadded;
        met(unpadded < 60 ? Branch.S1_PADDED : Branch.S1_LONG_ENOUGH);

        // 2. Which tag counts: the second of two in extended VLAN mode, else the first.
        Tag counts = filteredVlan(tags);
        int countedTags = counts == null ? 0 : nic.has(PortFlag.EXTENDED_VLAN) ? 2 : 1;
        met(countedTags == 0 ? Branch.S2_NO_TAG : countedTags == 1 ? Branch.S2_ONE_TAG : Branch.S2_TWO_TAGS);

        // 3. Too long for the port, unless it stores bad frames.
        boolean tooLong =
                nic.has(PortFlag.LONG_PACKETS) ? bytes + 4 > nic.longestFrame() : bytes > 14 + 4 * countedTags + 1500;
        if (tooLong && nic.has(PortFlag.STORE_BAD)) {
            met(Branch.S3_TOO_LONG_AND_STORED);
        }
        if (tooLong && !nic.has(PortFlag.STORE_BAD)) {
            verdict.nobodyFor = DropReason.OVERSIZE;
            return;
        }

        // 4. EtherType filters choose no pool.

        // 5. A tagged frame must be of a VLAN that the port knows.
        if (counts != null && nic.has(PortFlag.VLAN_FILTER) && !nic.takesVlan(counts.vid)) {
            verdict.nobodyFor = DropReason.VLAN_MISS;
            return;
        }

        // Without pools: the port's own filter, then the first queue of pool 0.
        if (!nic.has(PortFlag.VMDQ)) {
            boolean all = broadcast
                    ? nic.has(PortFlag.BROADCAST_ACCEPT)
                    : group ? nic.has(PortFlag.MULTICAST_PROMISCUOUS) : nic.has(PortFlag.UNICAST_PROMISCUOUS);
            if (!all && !hasEntry(destination) && !nic.mta().has(hash(destination))) {
                met(Branch.WITHOUT_POOLS_REFUSED);
                verdict.nobodyFor = DropReason.NO_POOL;
                return;
            }
            met(Branch.WITHOUT_POOLS_ACCEPTED);
            boolean[] firstOnly = new boolean[nic.pools()];
            firstOnly[0] = true;
            toQueues(firstOnly, 0, verdict);
            return;
        }

        // 6a. Broadcast: every pool that takes it.
        boolean[] chosen = new boolean[nic.pools()];
        if (broadcast) {
            add(chosen, PoolFlag.BAM);
            met(Branch.S6A_BROADCAST);
        } else {
            // 6b. Otherwise the pools of the entries with this address.
            boolean[] matched = receiversOf(destination);
            for (int pool = 0; pool < nic.pools(); pool++) {
                chosen[pool] = matched[pool];
            }
            if (none(matched)) {
                // 6c. None: the hash table of its kind, and the pools that obey it.
                if (unicast && nic.uta().has(hash(destination))) {
                    boolean byRope = nic.has(PortFlag.UNICAST_HASH_BY_ROPE);
                    add(chosen, byRope ? PoolFlag.ROPE : PoolFlag.ROMPE);
                    met(byRope ? Branch.S6C_UNICAST_HASH_BY_ROPE : Branch.S6C_UNICAST_HASH_BY_ROMPE);
                }
                if (group && nic.mta().has(hash(destination))) {
                    add(chosen, PoolFlag.ROMPE);
                    met(Branch.S6C_MULTICAST_HASH);
                }
            } else if (unicast && origin == Origin.LOOPBACK) {
                // 6d. A local unicast address: not to the wire, whatever comes of it here.
                verdict.leavesOnWire = false;
                met(Branch.S6D_LOCAL_ONLY);
            }
        }
        DropReason ifNobody = none(chosen) ? DropReason.NO_POOL : DropReason.VLAN_POOL_MISS;

        // 7. With VLAN filtering, only members of its VLAN; of an untagged frame, those who accept untagged ones.
        boolean[] members = new boolean[nic.pools()];
        if (nic.has(PortFlag.VLAN_FILTER)) {
            members = membersOfVlan(counts);
        } else {
            add(members, nic.allPools());
        }
        for (int pool = 0; pool < nic.pools(); pool++) {
            chosen[pool] = chosen[pool] && members[pool];
        }

        // 8. Unicast from the wire for nobody: the default pool, also when the VLAN mask made it nobody's.
        if (unicast && none(chosen) && origin == Origin.EXTERNAL && !nic.has(PortFlag.NO_DEFAULT_POOL)) {
            boolean passesPort = nic.has(PortFlag.UNICAST_PROMISCUOUS)
                    || hasEntry(destination)
                    || nic.uta().has(hash(destination));
            if (!nic.has(PortFlag.DEFAULT_POOL_BEHIND_PORT_FILTER) || passesPort) {
                chosen[nic.defaultPool()] = true;
                met(ifNobody == DropReason.NO_POOL ? Branch.S8_DEFAULT_POOL : Branch.S8_DEFAULT_POOL_AFTER_VLAN_MASK);
            } else {
                met(Branch.S8_BEHIND_THE_PORT_FILTER);
            }
        }

        // 8a. Promiscuous pools look on, in their VLANs.
        boolean hidden = unicast && origin == Origin.LOOPBACK && nic.has(PortFlag.PROMISCUITY_FROM_WIRE);
        if (nic.has(PortFlag.POOL_PROMISCUITY) && !broadcast && !hidden) {
            for (int pool = 0; pool < nic.pools(); pool++) {
                if (members[pool] && nic.has(unicast ? PoolFlag.UPE : PoolFlag.MPME, pool) && !chosen[pool]) {
                    chosen[pool] = true;
                    met(unicast ? Branch.S8A_LOOKS_ON_AT_UNICAST : Branch.S8A_LOOKS_ON_AT_MULTICAST);
                }
            }
        }
        if (none(chosen)) {
            verdict.nobodyFor = ifNobody;
            if (origin == Origin.LOOPBACK && !verdict.leavesOnWire) {
                met(Branch.T4A_LOCAL_ONLY_AND_NOT_IN_ITS_VLAN);
            }
            return;
        }

        // 8b. Not to the sender, unless its local loopback is on; nor, with source pruning, to the source's owner.
        boolean[] owners = ownersOf(frame.source());
        for (int pool = 0; pool < nic.pools(); pool++) {
            boolean own = pool == sender && !nic.has(PoolFlag.LOCAL_LOOPBACK, pool);
            boolean pruned = nic.has(PoolFlag.SOURCE_PRUNING, pool) && owners[pool];
            if (chosen[pool] && (own || pruned)) {
                met(own ? Branch.S8B_NOT_BACK_TO_THE_SENDER : Branch.S8B_SOURCE_PRUNED);
            }
            refuse(chosen, pool, own || pruned, DropReason.SOURCE_PRUNED, verdict);
        }

        // 9. Only pools whose receive the PF's driver has enabled.
        for (int pool = 0; pool < nic.pools(); pool++) {
            refuse(chosen, pool, !nic.has(PoolFlag.VFRE, pool), DropReason.POOL_RX_DISABLED, verdict);
        }

        // 10. Only pools that take its length.
        for (int pool = 0; pool < nic.pools(); pool++) {
            boolean tooLongForPool = nic.has(PoolFlag.LPE, pool)
                    ? bytes + 4 > nic.longestFrameOf(pool)
                    : bytes > 14 + 4 * countedTags + 1500;
            refuse(chosen, pool, tooLongForPool, DropReason.OVERSIZE_POOL, verdict);
        }

        // 11. RSS picks a pool's queue, for what comes from the wire.
        toQueues(chosen, origin == Origin.EXTERNAL ? frame.rssQueue() : 0, verdict);
    }

    private void toQueues(boolean[] chosen, int rssQueue, PlainVerdict verdict) {
        for (int pool = 0; pool < nic.pools(); pool++) {
            boolean second = rssQueue == 1 && nic.has(PoolFlag.RSSE, pool);

            // 13. The queue must be enabled by the pool's own driver.
            boolean enabled = nic.has(second ? PoolFlag.QUEUE_1 : PoolFlag.QUEUE_0, pool);
            refuse(chosen, pool, !enabled, DropReason.QUEUE_DISABLED, verdict);

            // 14. It must have free descriptors.
            boolean free = nic.has(second ? PoolFlag.DESCRIPTORS_1 : PoolFlag.DESCRIPTORS_0, pool);
            refuse(chosen, pool, !free, DropReason.NO_RX_DESC, verdict);

            // 15. The function must be able to write to memory.
            refuse(chosen, pool, !nic.has(PoolFlag.BUS_MASTER, pool), DropReason.BUS_MASTER_OFF, verdict);

            verdict.delivered[pool] = chosen[pool];
            verdict.inSecondQueue[pool] = chosen[pool] && second;
            if (chosen[pool]) {
                met(second ? Branch.S15_IN_SECOND_QUEUE : Branch.S15_IN_FIRST_QUEUE);
            }
        }
    }

    private static void refuse(boolean[] chosen, int pool, boolean unwilling, DropReason why, PlainVerdict verdict) {
        if (chosen[pool] && unwilling) {
            chosen[pool] = false;
            verdict.refusedFor[pool] = why;
        }
    }

    private static List<Tag> tagsOf(FrameHeader frame) {
        List<Tag> tags = new ArrayList<>();
        if (frame.outerTpid() != 0) {
            tags.add(new Tag(frame.outerTpid(), frame.outerVid()));
        }
        if (frame.innerTpid() != 0) {
            tags.add(new Tag(frame.innerTpid(), frame.innerVid()));
        }
        return tags;
    }

    /** The tag whose VLAN the filters look at, or null. */
    private Tag filteredVlan(List<Tag> tags) {
        if (nic.has(PortFlag.EXTENDED_VLAN)) {
            boolean two = tags.size() >= 2 && tags.get(0).tpid == nic.outerVet() && tags.get(1).tpid == nic.vet();
            return two ? tags.get(1) : null;
        }
        return !tags.isEmpty() && tags.get(0).tpid == nic.vet() ? tags.get(0) : null;
    }

    private boolean[] membersOfVlan(Tag tag) {
        boolean[] members = new boolean[nic.pools()];
        if (tag == null) {
            add(members, PoolFlag.AUPE);
            return members;
        }
        for (int entry = 0; entry < nic.vlanEntries(); entry++) {
            if (nic.vlan(entry) == tag.vid) {
                add(members, nic.vlanPools(entry));
            }
        }
        return members;
    }

    private boolean hasEntry(long address) {
        for (int entry = 0; entry < nic.addressEntries(); entry++) {
            if (nic.isValid(entry) && nic.address(entry) == address) {
                return true;
            }
        }
        return false;
    }

    private boolean[] receiversOf(long address) {
        boolean[] receivers = new boolean[nic.pools()];
        int matches = 0;
        for (int entry = 0; entry < nic.addressEntries(); entry++) {
            if (!nic.isValid(entry) || nic.address(entry) != address || nic.addressPools(entry) == 0) {
                continue;
            }
            matches++;
            if (nic.sameMacPolicy() == SameMacPolicy.FIRST && matches > 1) {
                continue;
            }
            if (nic.sameMacPolicy() == SameMacPolicy.LAST) {
                receivers = new boolean[nic.pools()];
            }
            add(receivers, nic.addressPools(entry));
        }
        if (matches > 1) {
            met(
                    switch (nic.sameMacPolicy()) {
                        case ALL -> Branch.S6B_SEVERAL_ENTRIES_ALL;
                        case FIRST -> Branch.S6B_SEVERAL_ENTRIES_FIRST;
                        case LAST -> Branch.S6B_SEVERAL_ENTRIES_LAST;
                    });
        }
        return receivers;
    }

    private boolean[] ownersOf(long address) {
        boolean[] owners = new boolean[nic.pools()];
        for (int entry = 0; entry < nic.addressEntries(); entry++) {
            if (nic.isValid(entry) && nic.address(entry) == address) {
                add(owners, nic.addressPools(entry));
            }
        }
        return owners;
    }

    /** Octets 5 and 4 of an address, shifted by what RCTL.MO says: twelve bits. */
    private int hash(long address) {
        int octet5 = (int) (address % 256);
        int octet4 = (int) (address / 256 % 256);
        return (octet5 * 256 + octet4 >> HASH_SHIFTS[nic.hashOffset()]) % 4096;
    }

    private void add(boolean[] pools, PoolFlag flag) {
        for (int pool = 0; pool < nic.pools(); pool++) {
            pools[pool] = pools[pool] || nic.has(flag, pool);
        }
    }

    private void add(boolean[] pools, long bits) {
        for (int pool = 0; pool < nic.pools(); pool++) {
            pools[pool] = pools[pool] || (bits >> pool & 1) == 1;
        }
    }

    private static boolean none(boolean[] pools) {
        for (boolean pool : pools) {
            if (pool) {
                return false;
            }
        }
        return true;
    }

    private void met(Branch branch) {
        met[branch.ordinal()]++;
    }
}
