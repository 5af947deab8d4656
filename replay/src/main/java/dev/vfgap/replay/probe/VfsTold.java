package dev.vfgap.replay.probe;

import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What commands told each VF: its address, by the host or by its own driver, its VLAN, and whether it was reset since. */
final class VfsTold {

    private final TreeMap<Integer, Long> macs = new TreeMap<>();
    private final TreeMap<Integer, Integer> vlans = new TreeMap<>();
    private final SortedSet<Integer> reset = new TreeSet<>();

    void mac(int vf, long address) {
        macs.put(vf, address);
    }

    /** The host gave the VF its address, or a driver bound to it: what a reset undid is done again. */
    void renew(int vf) {
        reset.remove(vf);
    }

    void vlan(int vf, int vid) {
        vlans.put(vf, vid);
    }

    void reset(int vf) {
        reset.add(vf);
    }

    void clear() {
        macs.clear();
        vlans.clear();
        reset.clear();
    }

    boolean holds(int vf, long address) {
        return macs.getOrDefault(vf, 0L) == address;
    }

    /** The VLAN that the host put the VF in; empty = untagged. */
    OptionalInt vlan(int vf) {
        int vid = vlans.getOrDefault(vf, 0);
        return vid == 0 ? OptionalInt.empty() : OptionalInt.of(vid);
    }

    boolean isReset(int vf) {
        return reset.contains(vf);
    }
}
