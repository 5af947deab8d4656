package dev.vfgap.models.nic.family;

import dev.vfgap.models.nic.FilterRegisters;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A PF driver's use of the perfect-match table: entry 0 is the PF's own address, further ones are put at the first free
 * place, and VFs have theirs where {@link TableSizes.VfEntries} says.
 *
 * <p>Source: Linux 6.12 {@code igb_main.c} ({@code igb_add_mac_filter}, {@code igb_available_rars}, {@code
 * igb_set_vf_mac}), {@code ixgbe_main.c} ({@code ixgbe_add_mac_filter}).
 */
final class MacTable {
    private static final int PF_ENTRY = 0;

    private final FilterRegisters registers;
    private final TableSizes sizes;

    MacTable(FilterRegisters registers, TableSizes sizes) {
        this.registers = registers;
        this.sizes = sizes;
    }

    void clear() {
        for (int entry = 0; entry < registers.addressEntries(); entry++) {
            registers.invalidate(entry);
        }
    }

    void writeOwn(long mac, int pool) {
        registers.address(PF_ENTRY, mac, FilterRegisters.only(pool));
    }

    /** Adds an entry at the first free place; says whether there was one. */
    boolean add(long mac, int pool, int vfs) {
        for (int entry = 0; entry < shared(vfs); entry++) {
            if (!registers.isValid(entry)) {
                registers.address(entry, mac, FilterRegisters.only(pool));
                return true;
            }
        }
        return false;
    }

    void remove(long mac, int pool, int vfs) {
        for (int entry = 1; entry < shared(vfs); entry++) {
            if (isOf(entry, mac, pool)) {
                registers.invalidate(entry);
                return;
            }
        }
    }

    /** How many entries the PF can have beside its own. */
    int available(int pool, int vfs) {
        int count = 0;
        for (int entry = 1; entry < shared(vfs); entry++) {
            if (!registers.isValid(entry) || registers.addressPools(entry) == FilterRegisters.only(pool)) {
                count++;
            }
        }
        return count;
    }

    /** Whether a VF without an entry can have one. */
    boolean hasRoomForVf() {
        if (sizes.vfEntries() == TableSizes.VfEntries.FROM_THE_END) {
            return true;
        }
        for (int entry = 1; entry < registers.addressEntries(); entry++) {
            if (!registers.isValid(entry)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Lets the entries of a VF be these and no others; says whether there was room for all.
     *
     * @param own its own address, if it has one
     * @param further what its driver asked for beside it
     */
    boolean writeVf(int vf, SortedSet<Long> own, SortedSet<Long> further, int vfs) {
        SortedSet<Long> all = new TreeSet<>(further);
        boolean room = true;
        if (sizes.vfEntries() == TableSizes.VfEntries.FROM_THE_END) {
            room = writeAtEnd(vf, own);
        } else {
            all.addAll(own);
        }
        for (int entry = 1; entry < shared(vfs); entry++) {
            boolean ofIt = registers.addressPools(entry) == FilterRegisters.only(vf);
            if (ofIt && registers.isValid(entry) && !all.contains(registers.address(entry))) {
                registers.invalidate(entry);
            }
        }
        for (long mac : all) {
            room &= has(mac, vf, vfs) || add(mac, vf, vfs);
        }
        return room;
    }

    private boolean writeAtEnd(int vf, SortedSet<Long> macs) {
        int entry = registers.addressEntries() - (vf + 1);
        if (macs.isEmpty()) {
            registers.invalidate(entry);
        } else {
            registers.address(entry, macs.first(), FilterRegisters.only(vf));
        }
        return macs.size() <= 1;
    }

    private boolean has(long mac, int pool, int vfs) {
        for (int entry = 1; entry < shared(vfs); entry++) {
            if (isOf(entry, mac, pool)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOf(int entry, long mac, int pool) {
        return registers.isValid(entry)
                && registers.address(entry) == mac
                && registers.addressPools(entry) == FilterRegisters.only(pool);
    }

    private int shared(int vfs) {
        return sizes.vfEntries() == TableSizes.VfEntries.FROM_THE_END
                ? sizes.addressEntries() - vfs
                : sizes.addressEntries();
    }
}
