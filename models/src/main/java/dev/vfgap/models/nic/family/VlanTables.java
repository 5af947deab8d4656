package dev.vfgap.models.nic.family;

import dev.vfgap.models.nic.FilterRegisters;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A PF driver's use of the VLAN tables: VFTA says which VLANs the port takes, VLVF which pools are in one.
 *
 * <p>Entry 0 of VLVF is VLAN 0's; another VLAN gets the highest free entry. The PF has an entry only for a VLAN that a VF
 * is in too: without one its frames come by the default pool.
 *
 * <p>Source: Linux 6.12 {@code igb/e1000_mac.c} ({@code igb_vfta_set}, {@code igb_find_vlvf_slot}), {@code igb_main.c}
 * ({@code igb_set_vf_vlan}, {@code igb_update_pf_vlvf}, {@code igb_clear_vf_vfta}, {@code igb_vlan_promisc_enable},
 * {@code igb_scrub_vfta}, {@code igb_vlan_rx_add_vid}); {@code ixgbe} does the same. Not modelled: the VLAN filters of
 * other families, which follow these rules here.
 */
final class VlanTables {
    private static final int NO_ENTRY = -1;

    private final FilterRegisters registers;
    private final SortedSet<Integer> active = new TreeSet<>();
    /** VLVF entries that are not enabled but in which the PF's bit is set: all of them while the PF is promiscuous. */
    private boolean promiscuous;

    private int vfs;

    VlanTables(FilterRegisters registers) {
        this.registers = registers;
    }

    VlanTables(FilterRegisters registers, VlanTables other) {
        this.registers = registers;
        active.addAll(other.active);
        promiscuous = other.promiscuous;
        vfs = other.vfs;
    }

    /** The registers were reset; the VLANs of the PF's netdev are kept. */
    void reset(int newVfs) {
        vfs = newVfs;
        promiscuous = false;
        registers.removeAllVlans();
        for (int entry = 0; entry < registers.vlanEntries(); entry++) {
            registers.vlan(entry, FilterRegisters.NO_VLAN, 0);
        }
    }

    /** Writes VLAN 0 and those of the PF's netdev again. */
    void restore() {
        addToPf(0);
        for (int vid : active.tailSet(1)) {
            addToPf(vid);
        }
    }

    /** A VLAN device appears on the PF's netdev. */
    void addToPf(int vid) {
        if (vid == 0 || !promiscuous) {
            set(vid, vfs, Setting.ON, vid != 0);
        }
        active.add(vid);
    }

    /** A VLAN device goes from the PF's netdev. */
    void removeFromPf(int vid) {
        if (vid != 0 && !promiscuous) {
            set(vid, vfs, Setting.OFF, true);
        }
        active.remove(vid);
    }

    /** A VF joins a VLAN; says whether there was an entry for it. */
    boolean addToVf(int vid, int vf) {
        if (active.contains(vid) && !set(vid, vfs, Setting.ON, false)) {
            return false;
        }
        if (set(vid, vf, Setting.ON, false)) {
            return true;
        }
        dropPfAlone(vid);
        return false;
    }

    /** A VF leaves a VLAN. */
    void removeFromVf(int vid, int vf) {
        set(vid, vf, Setting.OFF, false);
        dropPfAlone(vid);
    }

    /** A VF leaves all VLANs. */
    void removeVf(int vf) {
        long self = FilterRegisters.only(vf);
        long pf = FilterRegisters.only(vfs);
        for (int entry = registers.vlanEntries() - 1; entry >= 0; entry--) {
            long pools = registers.vlanPools(entry);
            if ((pools & self) == 0) {
                continue;
            }
            long rest = pools & ~self;
            int vid = registers.vlan(entry);
            if ((rest & ~pf) != 0) {
                registers.vlan(entry, vid, rest);
                continue;
            }
            if (rest == 0) {
                registers.removeVlan(vid);
            }
            registers.vlan(entry, FilterRegisters.NO_VLAN, promiscuous ? rest : 0);
        }
    }

    /** The PF's netdev becomes promiscuous while there are VFs: it is to hear every VLAN. */
    void becomePromiscuous() {
        if (promiscuous) {
            return;
        }
        for (int entry = registers.vlanEntries() - 1; entry > 0; entry--) {
            registers.vlan(entry, registers.vlan(entry), registers.vlanPools(entry) | FilterRegisters.only(vfs));
        }
        registers.addAllVlans();
        promiscuous = true;
    }

    /** The PF's netdev is no longer promiscuous. */
    void becomeSelective() {
        if (!promiscuous) {
            return;
        }
        promiscuous = false;
        registers.removeAllVlans();
        for (int entry = registers.vlanEntries() - 1; entry > 0; entry--) {
            int vid = registers.vlan(entry);
            boolean enabled = vid != FilterRegisters.NO_VLAN;
            if (enabled) {
                registers.addVlan(vid);
            }
            if (!enabled || !active.contains(vid)) {
                registers.vlan(entry, vid, registers.vlanPools(entry) & ~FilterRegisters.only(vfs));
            }
        }
        for (int vid : active) {
            registers.addVlan(vid);
        }
    }

    /** Puts a pool into a VLAN or out of it. With {@code bypass}, no new VLVF entry is made for it. */
    private boolean set(int vid, int pool, Setting setting, boolean bypass) {
        if (vfs == 0) {
            write(vid, setting);
            return true;
        }
        int entry = find(vid, bypass);
        if (entry == NO_ENTRY) {
            if (bypass) {
                write(vid, setting);
            }
            return bypass;
        }
        long self = FilterRegisters.only(pool);
        if (setting.isOn()) {
            registers.vlan(entry, vid, registers.vlanPools(entry) | self);
            registers.addVlan(vid);
            return true;
        }
        long rest = registers.vlanPools(entry) & ~self;
        if (rest == 0) {
            registers.removeVlan(vid);
            registers.vlan(entry, FilterRegisters.NO_VLAN, 0);
        } else {
            registers.vlan(entry, vid, rest);
        }
        return true;
    }

    private void write(int vid, Setting setting) {
        if (setting.isOn()) {
            registers.addVlan(vid);
        } else {
            registers.removeVlan(vid);
        }
    }

    private int find(int vid, boolean onlyExisting) {
        if (vid == 0) {
            return 0;
        }
        int free = NO_ENTRY;
        for (int entry = registers.vlanEntries() - 1; entry > 0; entry--) {
            if (registers.vlan(entry) == vid) {
                return entry;
            }
            if (free == NO_ENTRY && registers.vlan(entry) == FilterRegisters.NO_VLAN) {
                free = entry;
            }
        }
        return onlyExisting ? NO_ENTRY : free;
    }

    /** A VLAN whose only pool is the PF needs no entry: its frames come by the default pool. */
    private void dropPfAlone(int vid) {
        if (!active.contains(vid) && !promiscuous) {
            return;
        }
        int entry = find(vid, true);
        long pf = FilterRegisters.only(vfs);
        if (entry > 0 && (registers.vlanPools(entry) & ~pf) == 0) {
            registers.vlan(entry, FilterRegisters.NO_VLAN, promiscuous ? pf : 0);
        }
    }
}
