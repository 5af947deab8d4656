package dev.vfgap.models.nic;

import dev.vfgap.models.frame.FrameHeader;
import dev.vfgap.models.frame.Mac;
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

    private final int pools;
    private final PoolTable addresses;
    private final PoolTable vlvf;
    private final BitTable vfta = new BitTable();
    private final BitTable mta = new BitTable();
    private final BitTable uta = new BitTable();
    private final long[] poolFlags = new long[PoolFlag.values().length];
    private final int[] longestOfPool;
    private final int[] pvid;

    private long portFlags;
    private int vet = FrameHeader.C_TAG;
    private int outerVet = FrameHeader.C_TAG;
    private int longestFrame;
    private int hashOffset;
    private int defaultPool;

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
        addresses = new PoolTable(addressEntries);
        vlvf = new PoolTable(vlanEntries);
        longestOfPool = new int[pools];
        pvid = new int[pools];
        Arrays.fill(pvid, NO_VLAN);
    }

    /** Another set of registers with the same contents. */
    public FilterRegisters copy() {
        FilterRegisters copy = new FilterRegisters(pools, addresses.size(), vlvf.size());
        copy.addresses.copyFrom(addresses);
        copy.vlvf.copyFrom(vlvf);
        copy.vfta.copyFrom(vfta);
        copy.mta.copyFrom(mta);
        copy.uta.copyFrom(uta);
        System.arraycopy(poolFlags, 0, copy.poolFlags, 0, poolFlags.length);
        System.arraycopy(longestOfPool, 0, copy.longestOfPool, 0, pools);
        System.arraycopy(pvid, 0, copy.pvid, 0, pools);
        copy.portFlags = portFlags;
        copy.vet = vet;
        copy.outerVet = outerVet;
        copy.longestFrame = longestFrame;
        copy.hashOffset = hashOffset;
        copy.defaultPool = defaultPool;
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

    /**
     * Writes VET, 0x8100 for both after a reset.
     *
     * @param inner EtherType of the tag whose VLAN counts, 1 to 0xffff
     * @param outer EtherType of the tag before it in extended VLAN mode, 0 = none is taken for one (as igb leaves it)
     */
    public void vlanEtherTypes(int inner, int outer) {
        if (inner < 1 || inner > 0xffff || outer < 0 || outer > 0xffff) {
            throw new IllegalArgumentException("VET holds no EtherTypes " + inner + " and " + outer);
        }
        vet = inner;
        outerVet = outer;
    }

    /** EtherType of the tag whose VLAN counts. */
    public int vet() {
        return vet;
    }

    /** EtherType of the tag before it in extended VLAN mode. */
    public int outerVet() {
        return outerVet;
    }

    public SameMacPolicy sameMacPolicy() {
        return addresses.policy();
    }

    public void sameMacPolicy(SameMacPolicy policy) {
        addresses.policy(policy);
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

    /** Writes VMVIR: a VLAN of 0 to 4095, or {@link #NO_VLAN}. */
    public void pvid(int pool, int vid) {
        pvid[pool] = requireVlan(vid);
    }

    // The perfect-match table.

    /** Size of the perfect-match table. */
    public int addressEntries() {
        return addresses.size();
    }

    /** Whether an entry is valid (RAH.AV). */
    public boolean isValid(int entry) {
        return addresses.isValid(entry);
    }

    /** The address of a valid entry. */
    public long address(int entry) {
        if (!isValid(entry)) {
            throw new IllegalStateException("entry " + entry + " is not valid");
        }
        return addresses.key(entry);
    }

    /** The pools of an entry; none when it is not valid. */
    public long addressPools(int entry) {
        return addresses.pools(entry);
    }

    /** Writes an entry and makes it valid. */
    public void address(int entry, long address, long set) {
        if (address < 0 || address > Mac.BROADCAST) {
            throw new IllegalArgumentException(Long.toHexString(address) + " is no Ethernet address");
        }
        addresses.write(entry, address, requireSet(set));
    }

    /** Makes an entry invalid. */
    public void invalidate(int entry) {
        addresses.invalidate(entry);
    }

    PoolTable addresses() {
        return addresses;
    }

    // VLAN tables.

    /** Whether the port takes frames of a VLAN (VFTA). */
    public boolean takesVlan(int vid) {
        return vfta.has(vid);
    }

    /** Sets a VLAN's bit in VFTA. */
    public void addVlan(int vid) {
        vfta.set(vid);
    }

    /** Clears a VLAN's bit in VFTA. */
    public void removeVlan(int vid) {
        vfta.clear(vid);
    }

    /** Sets every bit of VFTA. */
    public void addAllVlans() {
        vfta.setAll();
    }

    /** Clears VFTA. */
    public void removeAllVlans() {
        vfta.clearAll();
    }

    /** Size of VLVF. */
    public int vlanEntries() {
        return vlvf.size();
    }

    /** The VLAN of a VLVF entry, or {@link #NO_VLAN} when it is not enabled. */
    public int vlan(int entry) {
        return (int) vlvf.key(entry);
    }

    /** The pools of a VLVF entry. */
    public long vlanPools(int entry) {
        return vlvf.pools(entry);
    }

    /** Writes a VLVF entry; {@link #NO_VLAN} disables it. */
    public void vlan(int entry, int vid, long set) {
        vlvf.write(entry, requireVlan(vid), requireSet(set));
    }

    /** The pools of all enabled VLVF entries of a VLAN. */
    long poolsOfVlan(int vid) {
        return vlvf.poolsOf(vid);
    }

    // Hash tables.

    /** MTA: the multicast table, by the hash of an address. */
    public BitTable mta() {
        return mta;
    }

    /** UTA: the unicast table, by the hash of an address. */
    public BitTable uta() {
        return uta;
    }

    /** Whether the multicast table has an address's bit. */
    public boolean multicastHashed(long address) {
        return mta.has(hash(address));
    }

    /** Sets an address's bit in the multicast table. */
    public void hashMulticast(long address) {
        mta.set(hash(address));
    }

    /** Clears the multicast table. */
    public void clearMulticastHash() {
        mta.clearAll();
    }

    /** Whether the unicast table has an address's bit. */
    public boolean unicastHashed(long address) {
        return uta.has(hash(address));
    }

    /** Sets an address's bit in the unicast table. */
    public void hashUnicast(long address) {
        uta.set(hash(address));
    }

    /** Sets every bit of the unicast table: all unicast is in it. */
    public void hashAllUnicast() {
        uta.setAll();
    }

    /** Clears the unicast table. */
    public void clearUnicastHash() {
        uta.clearAll();
    }

    /** The bit of a hash table that stands for an address: twelve bits of octet 5 and octet 4, in this order. */
    private int hash(long address) {
        int lastTwo = (int) ((address & 0xff) << 8 | address >>> 8 & 0xff);
        int shift = hashOffset == 3 ? 0 : 4 - hashOffset;
        return lastTwo >>> shift & BitTable.BITS - 1;
    }

    private int requirePool(int pool) {
        if (pool < 0 || pool >= pools) {
            throw new IllegalArgumentException("there is no pool " + pool + " of " + pools);
        }
        return pool;
    }

    private static int requireVlan(int vid) {
        if (vid < NO_VLAN || vid > 0xfff) {
            throw new IllegalArgumentException("a VLAN is 0 to 4095, not " + vid);
        }
        return vid;
    }

    private long requireSet(long set) {
        if ((set & ~allPools()) != 0) {
            throw new IllegalArgumentException("a set of pools names one beyond the " + pools);
        }
        return set;
    }
}
