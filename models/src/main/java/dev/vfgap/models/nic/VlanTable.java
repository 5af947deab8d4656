package dev.vfgap.models.nic;

import java.util.Arrays;

/** VLVF: entries of a VLAN and a set of pools. */
final class VlanTable {
    private final int[] vlans;
    private final long[] pools;
    private int end;

    VlanTable(int entries) {
        vlans = new int[entries];
        Arrays.fill(vlans, FilterRegisters.NO_VLAN);
        pools = new long[entries];
    }

    void copyFrom(VlanTable other) {
        System.arraycopy(other.vlans, 0, vlans, 0, vlans.length);
        System.arraycopy(other.pools, 0, pools, 0, pools.length);
        end = other.end;
    }

    int size() {
        return vlans.length;
    }

    int vlan(int entry) {
        return vlans[entry];
    }

    long pools(int entry) {
        return pools[entry];
    }

    void write(int entry, int vid, long set) {
        vlans[entry] = vid;
        pools[entry] = set;
        end = Math.max(end, entry + 1);
        while (end > 0 && vlans[end - 1] == FilterRegisters.NO_VLAN) {
            end--;
        }
    }

    /** The pools of all enabled entries of a VLAN. */
    long poolsOf(int vid) {
        long set = 0;
        for (int i = 0; i < end; i++) {
            set |= vlans[i] == vid ? pools[i] : 0;
        }
        return set;
    }
}
