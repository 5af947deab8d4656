package dev.vfgap.models.nic;

import dev.vfgap.models.frame.FrameHeader;
import java.util.Arrays;

/**
 * The registers by which a NIC decides who receives a frame: what the PF's driver writes and {@link Classifier} reads.
 *
 * <p>The layout is the 82576's (perfect-match table RAL/RAH, VLAN tables VFTA and VLVF, hash tables MTA and UTA, VMOLR of
 * each pool, VT_CTL, MRQC, DTXSWC, VMVIR), with sizes that other families need: up to 64 pools. A pool is a number from
 * 0; a set of pools is a {@code long} with bit n for pool n. Everything is off and empty at first.
 *
 * <p>Source: registers as in Linux 6.12 {@code igb/e1000_regs.h} and {@code e1000_defines.h}. Not modelled: EtherType
 * filters (they choose no pool), five-tuple filters, RSS hashing (the queue is given with the frame).
 */
public final class FilterRegisters {
    /** How many pools the widest NIC has (82599: 64). */
    public static final int MOST_POOLS = 64;

    /** The value of {@link #pvid} of a pool without a VLAN of its own. */
    public static final int NO_VLAN = -1;

    private static final long NO_ADDRESS = -1;
    private static final int HASH_BITS = 4096;

    private final int pools;
    private final long[] addresses;
    private final long[] addressPools;
    private final int[] vlans;
    private final long[] vlanPools;
    private final long[] vfta = new long[HASH_BITS / Long.SIZE];
    private final long[] multicastHash = new long[HASH_BITS / Long.SIZE];
    private final long[] unicastHash = new long[HASH_BITS / Long.SIZE];
    private final long[] poolFlags = new long[PoolFlag.values().length];
    private final int[] longestOfPool;
    private final int[] pvid;

    private long portFlags;
    private SameMacPolicy sameMacPolicy = SameMacPolicy.ALL;
    private int vet = FrameHeader.C_TAG;
    private int outerVet = 0x88a8;
    private int longestFrame;
    private int hashOffset;
    private int defaultPool;
    private int entriesEnd;

    /**
     * Empty registers.
     *
     * @param pools how many pools there are, 1 to {@link #MOST_POOLS}
     * @param addressEntries size of the perfect-match table, at least 1 (82576: 24, i350: 32, 82599: 128)
     * @param vlanEntries size of VLVF, at least 0 (82576: 32, 82599: 64)
     */
    public FilterRegisters(int pools, int addressEntries, int vlanEntries) {
        if (pools < 1 || pools > MOST_POOLS) {
            throw new IllegalArgumentException("a NIC has 1 to " + MOST_POOLS + " pools, not " + pools);
        }
        this.pools = pools;
        addresses = new long[addressEntries];
        Arrays.fill(addresses, NO_ADDRESS);
        addressPools = new long[addressEntries];
        vlans = new int[vlanEntries];
        Arrays.fill(vlans, NO_VLAN);
        vlanPools = new long[vlanEntries];
        longestOfPool = new int[pools];
        pvid = new int[pools];
        Arrays.fill(pvid, NO_VLAN);
    }

    /** Another set of registers with the same contents. */
    public FilterRegisters copy() {
        FilterRegisters copy = new FilterRegisters(pools, addresses.length, vlans.length);
        copyArray(addresses, copy.addresses);
        copyArray(addressPools, copy.addressPools);
        System.arraycopy(vlans, 0, copy.vlans, 0, vlans.length);
        copyArray(vlanPools, copy.vlanPools);
        copyArray(vfta, copy.vfta);
        copyArray(multicastHash, copy.multicastHash);
        copyArray(unicastHash, copy.unicastHash);
        copyArray(poolFlags, copy.poolFlags);
        System.arraycopy(longestOfPool, 0, copy.longestOfPool, 0, pools);
        System.arraycopy(pvid, 0, copy.pvid, 0, pools);
        copy.portFlags = portFlags;
        copy.sameMacPolicy = sameMacPolicy;
        copy.vet = vet;
        copy.outerVet = outerVet;
        copy.longestFrame = longestFrame;
        copy.hashOffset = hashOffset;
        copy.defaultPool = defaultPool;
        copy.entriesEnd = entriesEnd;
        return copy;
    }

    public int pools() {
        return pools;
    }

    /** The set of all pools. */
    public long allPools() {
        return pools == MOST_POOLS ? -1 : (1L << pools) - 1;
    }

    /** The set that holds one pool. */
    public static long only(int pool) {
        return 1L << pool;
    }

    // The port.

    public boolean has(PortFlag flag) {
        return (portFlags & 1L << flag.ordinal()) != 0;
    }

    public FilterRegisters set(PortFlag flag) {
        portFlags |= 1L << flag.ordinal();
        return this;
    }

    public FilterRegisters clear(PortFlag flag) {
        portFlags &= ~(1L << flag.ordinal());
        return this;
    }

    /** VT_CTL: the pool that receives unicast from the wire that is nobody's. */
    public int defaultPool() {
        return defaultPool;
    }

    /** Writes VT_CTL's default pool. */
    public void defaultPool(int pool) {
        defaultPool = requirePool(pool);
    }

    /** RLPML: octets of the longest frame, check sequence included, while {@link PortFlag#LONG_PACKETS} is set. */
    public int longestFrame() {
        return longestFrame;
    }

    /** Writes RLPML. */
    public void longestFrame(int bytes) {
        longestFrame = bytes;
    }

    /** RCTL.MO: which bits of an address the hash tables use, 0 to 3 for bits 4, 3, 2 or 0 on of its last two octets. */
    public int hashOffset() {
        return hashOffset;
    }

    /** Writes RCTL.MO, 0 to 3. */
    public void hashOffset(int offset) {
        if (offset < 0 || offset > 3) {
            throw new IllegalArgumentException("RCTL.MO is 0 to 3, not " + offset);
        }
        hashOffset = offset;
    }

    /** VET: the EtherType of the tag whose VLAN counts; {@code outer}: of the one before it in extended VLAN mode. */
    public void vlanEtherTypes(int inner, int outer) {
        vet = inner;
        outerVet = outer;
    }

    int vet() {
        return vet;
    }

    int outerVet() {
        return outerVet;
    }

    public SameMacPolicy sameMacPolicy() {
        return sameMacPolicy;
    }

    public void sameMacPolicy(SameMacPolicy policy) {
        sameMacPolicy = policy;
    }

    // Pools.

    /** The pools that have a flag. */
    public long pools(PoolFlag flag) {
        return poolFlags[flag.ordinal()];
    }

    public boolean has(PoolFlag flag, int pool) {
        return (poolFlags[flag.ordinal()] & only(pool)) != 0;
    }

    public FilterRegisters set(PoolFlag flag, int pool) {
        poolFlags[flag.ordinal()] |= only(requirePool(pool));
        return this;
    }

    public FilterRegisters clear(PoolFlag flag, int pool) {
        poolFlags[flag.ordinal()] &= ~only(requirePool(pool));
        return this;
    }

    /** Gives a flag to exactly these pools. */
    public FilterRegisters write(PoolFlag flag, long set) {
        poolFlags[flag.ordinal()] = requireSet(set);
        return this;
    }

    /** VMOLR.RLPML: octets of a pool's longest frame, check sequence included, while it has {@link PoolFlag#LPE}. */
    public int longestFrameOf(int pool) {
        return longestOfPool[pool];
    }

    /** Writes VMOLR.RLPML. */
    public void longestFrameOf(int pool, int bytes) {
        longestOfPool[pool] = bytes;
    }

    /** VMVIR: the VLAN that is put on what a pool sends, or {@link #NO_VLAN}. */
    public int pvid(int pool) {
        return pvid[pool];
    }

    /** Writes VMVIR. */
    public void pvid(int pool, int vid) {
        pvid[pool] = vid;
    }

    // The perfect-match table.

    /** Size of the perfect-match table. */
    public int addressEntries() {
        return addresses.length;
    }

    /** Whether an entry is valid (RAH.AV). */
    public boolean isValid(int entry) {
        return addresses[entry] != NO_ADDRESS;
    }

    /** The address of a valid entry. */
    public long address(int entry) {
        if (!isValid(entry)) {
            throw new IllegalStateException("entry " + entry + " is not valid");
        }
        return addresses[entry];
    }

    /** The pools of an entry; none when it is not valid. */
    public long addressPools(int entry) {
        return addressPools[entry];
    }

    /** Writes an entry and makes it valid. */
    public void address(int entry, long address, long set) {
        addresses[entry] = address;
        addressPools[entry] = requireSet(set);
        entriesEnd = Math.max(entriesEnd, entry + 1);
    }

    /** Makes an entry invalid. */
    public void invalidate(int entry) {
        addresses[entry] = NO_ADDRESS;
        addressPools[entry] = 0;
        while (entriesEnd > 0 && !isValid(entriesEnd - 1)) {
            entriesEnd--;
        }
    }

    /** One past the last valid entry. */
    int addressEnd() {
        return entriesEnd;
    }

    /** The address of an entry, or a number that is no address. */
    long addressOrNone(int entry) {
        return addresses[entry];
    }

    // VLAN tables.

    /** Whether the port takes frames of a VLAN (VFTA). */
    public boolean takesVlan(int vid) {
        return bit(vfta, vid);
    }

    /** Sets a VLAN's bit in VFTA. */
    public void addVlan(int vid) {
        setBit(vfta, vid);
    }

    /** Clears a VLAN's bit in VFTA. */
    public void removeVlan(int vid) {
        vfta[vid / Long.SIZE] &= ~(1L << vid % Long.SIZE);
    }

    /** Sets every bit of VFTA. */
    public void addAllVlans() {
        Arrays.fill(vfta, -1);
    }

    /** Clears VFTA. */
    public void removeAllVlans() {
        Arrays.fill(vfta, 0);
    }

    /** Size of VLVF. */
    public int vlanEntries() {
        return vlans.length;
    }

    /** The VLAN of a VLVF entry, or {@link #NO_VLAN} when it is not enabled. */
    public int vlan(int entry) {
        return vlans[entry];
    }

    /** The pools of a VLVF entry. */
    public long vlanPools(int entry) {
        return vlanPools[entry];
    }

    /** Writes a VLVF entry; {@link #NO_VLAN} disables it. */
    public void vlan(int entry, int vid, long set) {
        vlans[entry] = vid;
        vlanPools[entry] = requireSet(set);
    }

    // Hash tables.

    /** Whether the multicast table (MTA) has an address's bit. */
    public boolean multicastHashed(long address) {
        return bit(multicastHash, hash(address));
    }

    /** Sets an address's bit in MTA. */
    public void hashMulticast(long address) {
        setBit(multicastHash, hash(address));
    }

    /** Clears MTA. */
    public void clearMulticastHash() {
        Arrays.fill(multicastHash, 0);
    }

    /** Whether the unicast table (UTA) has an address's bit. */
    public boolean unicastHashed(long address) {
        return bit(unicastHash, hash(address));
    }

    /** Sets an address's bit in UTA. */
    public void hashUnicast(long address) {
        setBit(unicastHash, hash(address));
    }

    /** Sets every bit of UTA: all unicast is in the table. */
    public void hashAllUnicast() {
        Arrays.fill(unicastHash, -1);
    }

    /** Clears UTA. */
    public void clearUnicastHash() {
        Arrays.fill(unicastHash, 0);
    }

    /** The bit of a hash table that stands for an address: twelve bits of octet 5 and octet 4, in this order. */
    private int hash(long address) {
        int lastTwo = (int) ((address & 0xff) << 8 | address >>> 8 & 0xff);
        int shift = hashOffset == 3 ? 0 : 4 - hashOffset;
        return lastTwo >>> shift & HASH_BITS - 1;
    }

    private static void copyArray(long[] from, long[] to) {
        System.arraycopy(from, 0, to, 0, from.length);
    }

    private static boolean bit(long[] table, int index) {
        return (table[index / Long.SIZE] & 1L << index % Long.SIZE) != 0;
    }

    private static void setBit(long[] table, int index) {
        table[index / Long.SIZE] |= 1L << index % Long.SIZE;
    }

    private int requirePool(int pool) {
        if (pool < 0 || pool >= pools) {
            throw new IllegalArgumentException("there is no pool " + pool + " of " + pools);
        }
        return pool;
    }

    private long requireSet(long set) {
        if ((set & ~allPools()) != 0) {
            throw new IllegalArgumentException("a set of pools names one beyond the " + pools);
        }
        return set;
    }
}
