package dev.vfgap.models.nic.family;

import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.nic.PoolFlag;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is written to the pools of VFs: the changes of {@link Cell}s, and what every reset and opening of a VF brings.
 *
 * <p>Source: Linux 6.12 {@code igb_main.c} ({@code igb_vf_reset}, {@code igb_set_vf_rlpml}, {@code
 * igb_set_vf_multicasts}), {@code igbvf/netdev.c} ({@code igbvf_configure}).
 */
final class VfPools {
    /** A frame of 1500 octets with header, tag and check sequence. */
    private static final int LONGEST_BYTES = 1522;

    private final FilterRegisters registers;
    private final PfDriver pf;

    VfPools(FilterRegisters registers, PfDriver pf) {
        this.registers = registers;
        this.pf = pf;
    }

    void write(Change change, VfLife vf) {
        switch (change.stored()) {
            case KEPT -> {}
            case FORGOTTEN -> vf.storedMac = vf.adminMac;
            case DRIVER -> vf.storedMac = vf.is(Condition.ADMIN_MAC_UNTRUSTED) ? vf.storedMac : vf.driverMac;
        }
        if (change.entry() != Change.Entry.KEPT) {
            vf.filtered.clear();
            vf.filtered.addAll(entries(change.entry(), vf));
            writeEntries(vf);
        }
        if (change.spoofCheck() != Change.SpoofCheck.KEPT) {
            checkSource(vf, change.spoofCheck() == Change.SpoofCheck.ON ? Setting.ON : Setting.OFF);
        }
        write(change.receive(), vf);
        switch (change.queues()) {
            case KEPT -> {}
            case OFF ->
                registers
                        .clear(PoolFlag.QUEUE_0, vf.pool)
                        .clear(PoolFlag.DESCRIPTORS_0, vf.pool)
                        .clear(PoolFlag.TRANSMIT_QUEUE, vf.pool);
            case ON -> {
                if (change.entry() != Change.Entry.KEPT) {
                    // The driver has reset the VF before: what a reset of the PF took comes back.
                    resetVlans(vf);
                }
                open(vf);
            }
        }
    }

    void checkSource(VfLife vf, Setting setting) {
        vf.spoofCheck = setting;
        pf.spoofCheck(vf.pool, setting);
    }

    /** Whether there is an entry for the VF's address, its present one or a free one. */
    boolean hasRoom(VfLife vf) {
        return !vf.filtered.isEmpty() || pf.macs().hasRoomForVf();
    }

    void writeEntries(VfLife vf) {
        pf.macs().writeVf(vf.pool, vf.filtered, further(vf), pf.vfs());
    }

    /** Gives a VF a further address at its driver's wish; says whether there was an entry for it. */
    boolean addFurther(VfLife vf, long mac) {
        vf.further.add(mac);
        boolean room = pf.macs().writeVf(vf.pool, vf.filtered, further(vf), pf.vfs());
        if (!room) {
            removeFurther(vf, mac);
        }
        return room;
    }

    void removeFurther(VfLife vf, long mac) {
        vf.further.remove(mac);
        writeEntries(vf);
    }

    private static SortedSet<Long> further(VfLife vf) {
        return vf.filtered.isEmpty() ? new TreeSet<>() : vf.further;
    }

    void write(Change.Receive receive, VfLife vf) {
        boolean on = receive == Change.Receive.ON || receive == Change.Receive.WITH_LINK && linkIsUp(vf);
        if (on) {
            registers.set(PoolFlag.VFRE, vf.pool).set(PoolFlag.VFTE, vf.pool);
            if (pf.deafensVfs()) {
                registers.clear(PoolFlag.VFRE, vf.pool);
            }
        } else if (receive != Change.Receive.KEPT) {
            registers.clear(PoolFlag.VFRE, vf.pool).clear(PoolFlag.VFTE, vf.pool);
        }
    }

    /** The link that the host lets the VF see. */
    private boolean linkIsUp(VfLife vf) {
        return switch (vf.link) {
            case ENABLE -> true;
            case DISABLE -> false;
            case AUTO -> pf.isUp();
        };
    }

    private static SortedSet<Long> entries(Change.Entry entry, VfLife vf) {
        if (entry == Change.Entry.RULES) {
            return vf.rules;
        }
        long mac =
                switch (entry) {
                    case ADMIN -> vf.adminMac;
                    case STORED -> vf.storedMac;
                    case DRIVER -> vf.driverMac;
                    case KEPT, NONE, RULES -> 0;
                };
        SortedSet<Long> macs = new TreeSet<>();
        if (mac != 0) {
            macs.add(mac);
        }
        return macs;
    }

    /** What the PF's driver does at each reset of a VF, by its mailbox or by FLR: VLANs and multicast are as at first. */
    void resetVlans(VfLife vf) {
        pf.vlans().removeVf(vf.pool);
        pf.vlans().addToVf(vf.adminVlan, vf.pool);
        writePortVlan(vf);
        registers.clear(PoolFlag.ROMPE, vf.pool).clear(PoolFlag.MPME, vf.pool);
    }

    /** Writes what a reset of the PF has taken from a VF that it does not concern. */
    void restore(VfLife vf) {
        resetVlans(vf);
        if (registers.has(PoolFlag.QUEUE_0, vf.pool)) {
            open(vf);
        }
    }

    /** The VLAN that the host put the VF into, or none. */
    void writePortVlan(VfLife vf) {
        registers.pvid(vf.pool, vf.adminVlan == 0 ? FilterRegisters.NO_VLAN : vf.adminVlan);
        pf.writeVmolr(vf.pool, vf.adminVlan == 0 ? Setting.ON : Setting.OFF);
    }

    /** The VF's netdev goes up: what its driver asks of the PF's, multicast, long frames, its VLANs; and its queues. */
    private void open(VfLife vf) {
        registers.set(PoolFlag.ROMPE, vf.pool).set(PoolFlag.LPE, vf.pool);
        registers.longestFrameOf(vf.pool, LONGEST_BYTES);
        pf.hashMulticast();
        vf.guestVlans.forEach(vid -> joinVlan(vf, vid));
        registers
                .set(PoolFlag.QUEUE_0, vf.pool)
                .set(PoolFlag.DESCRIPTORS_0, vf.pool)
                .set(PoolFlag.TRANSMIT_QUEUE, vf.pool);
    }

    /** Puts a VF into a VLAN at its driver's wish; says whether it may and there was an entry for it. */
    boolean joinVlan(VfLife vf, int vid) {
        return vf.adminVlan == 0 && pf.vlans().addToVf(vid, vf.pool);
    }
}
