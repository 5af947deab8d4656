package dev.vfgap.models.nic.family;

import dev.vfgap.models.frame.Mac;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.nic.PoolFlag;
import dev.vfgap.models.nic.PortFlag;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A PF's netdev and its driver: what it writes to the port's registers and to its own pool.
 *
 * <p>The pool of the PF is the one after its VFs; without VFs there are no pools and it is number 0.
 *
 * <p>Source: Linux 6.12 {@code igb_main.c} ({@code igb_set_rx_mode}, {@code igb_configure}, {@code igb_setup_mrqc}, {@code
 * igb_vmm_control}, {@code igb_set_vmolr}, {@code igb_reset}), held to the register dumps of the filter probe. The drivers
 * of other families write other registers; these stand for what they have the same effect of.
 */
final class PfDriver {
    private static final long ALL_HOSTS = 0x0100_5e00_0001L;
    private static final int LONGEST_BYTES = 0x2600;
    /** What fits into half a page with an {@code skb}'s head room. */
    private static final int BUILD_SKB_BYTES = 0x600;

    private static final PortFlag[] PORT_REGISTERS = {
        PortFlag.RECEIVE_ENABLE,
        PortFlag.TRANSMIT_ENABLE,
        PortFlag.VMDQ,
        PortFlag.VLAN_FILTER,
        PortFlag.UNICAST_PROMISCUOUS,
        PortFlag.MULTICAST_PROMISCUOUS,
        PortFlag.BROADCAST_ACCEPT,
        PortFlag.LONG_PACKETS,
        PortFlag.LOOPBACK
    };
    private static final PoolFlag[] VMOLR = {
        PoolFlag.BAM, PoolFlag.AUPE, PoolFlag.ROMPE, PoolFlag.ROPE, PoolFlag.MPME, PoolFlag.LPE, PoolFlag.RSSE
    };
    private static final PoolFlag[] QUEUES = {PoolFlag.QUEUE_0, PoolFlag.DESCRIPTORS_0, PoolFlag.TRANSMIT_QUEUE};

    private final FilterRegisters registers;
    private final PortSettings settings;
    private final MacTable macs;
    private final VlanTables vlans;
    private final Map<Long, Integer> addresses = new LinkedHashMap<>();
    private final SortedSet<Long> written = new TreeSet<>();

    private long mac;
    private int vfs;
    private int promiscuity;
    private HwMode hwMode;
    private Setting deafensVfs = Setting.OFF;
    private Setting up = Setting.OFF;

    PfDriver(FilterRegisters registers, NicFamily family, long mac) {
        this.registers = registers;
        this.settings = family.settings();
        this.macs = new MacTable(registers, family.sizes());
        this.vlans = new VlanTables(registers);
        this.mac = mac;
        this.hwMode = settings.hwMode();
        configureChip();
        reset(0);
    }

    PfDriver(FilterRegisters registers, NicFamily family, PfDriver other) {
        this.registers = registers;
        this.settings = other.settings;
        this.macs = new MacTable(registers, family.sizes());
        this.vlans = new VlanTables(registers, other.vlans);
        this.mac = other.mac;
        this.hwMode = other.hwMode;
        addresses.putAll(other.addresses);
        written.addAll(other.written);
        vfs = other.vfs;
        promiscuity = other.promiscuity;
        deafensVfs = other.deafensVfs;
        up = other.up;
    }

    /** What the chip is, whatever is written to it. */
    private void configureChip() {
        registers.sameMacPolicy(settings.sameMac());
        write(PortFlag.DEFAULT_POOL_BEHIND_PORT_FILTER, settings.defaultPoolNeedsPromisc());
        write(PortFlag.UNICAST_HASH_BY_ROPE, settings.hashByRope());
        write(PortFlag.ANTI_SPOOF, settings.antiSpoof());
        for (int pool = 0; pool < registers.pools(); pool++) {
            write(PoolFlag.LOCAL_LOOPBACK, pool, settings.ownBroadcast());
        }
    }

    int pool() {
        return vfs;
    }

    int vfs() {
        return vfs;
    }

    boolean isUp() {
        return up.isOn();
    }

    /** Its MTU is one with which the chip lets no VF receive. */
    void deafenVfs() {
        deafensVfs = Setting.ON;
    }

    boolean deafensVfs() {
        return deafensVfs.isOn();
    }

    MacTable macs() {
        return macs;
    }

    VlanTables vlans() {
        return vlans;
    }

    /**
     * Resets the port's registers, the PF's and what all pools have in common, to what they are with this many VFs while
     * the PF's netdev is down. What it does to a VF's entry, receive enable and queues is for the family's cell to say.
     */
    void reset(int newVfs) {
        long kept = newVfs == vfs ? (1L << vfs) - 1 : 0;
        vfs = newVfs;
        for (PortFlag flag : PORT_REGISTERS) {
            registers.clear(flag);
        }
        for (PoolFlag flag : VMOLR) {
            registers.write(flag, 0);
        }
        for (PoolFlag flag : QUEUES) {
            registers.write(flag, registers.pools(flag) & kept);
        }
        registers.write(PoolFlag.MAC_ANTI_SPOOF, 0).write(PoolFlag.VLAN_ANTI_SPOOF, 0);
        registers.write(PoolFlag.SOURCE_PRUNING, settings.sourcePruning() ? registers.allPools() : 0);
        long ofVfs = (1L << vfs) - 1;
        long others = registers.allPools() & ~ofVfs;
        registers.write(PoolFlag.VFRE, others | registers.pools(PoolFlag.VFRE) & kept);
        registers.write(PoolFlag.VFTE, others | registers.pools(PoolFlag.VFTE) & kept);
        registers.set(PoolFlag.BUS_MASTER, pool());
        for (int pool = 0; pool < registers.pools(); pool++) {
            registers.pvid(pool, FilterRegisters.NO_VLAN);
            registers.longestFrameOf(pool, LONGEST_BYTES);
        }
        registers.defaultPool(0);
        registers.longestFrame(LONGEST_BYTES);
        registers.clearMulticastHash();
        registers.clearUnicastHash();
        vlans.reset(vfs);
        macs.clear();
        written.clear();
        macs.writeOwn(mac, pool());
        up = Setting.OFF;
    }

    /** The netdev goes up: the driver configures the port. */
    void configure() {
        up = Setting.ON;
        setRxMode();
        vlans.restore();
        if (vfs > 0) {
            registers.set(PortFlag.VMDQ);
            registers.defaultPool(pool());
            writeHwMode();
        }
        registers.set(PortFlag.TRANSMIT_ENABLE).set(PortFlag.BROADCAST_ACCEPT).set(PortFlag.LONG_PACKETS);
        for (PoolFlag flag : QUEUES) {
            registers.set(flag, pool());
        }
        writeVmolr(pool(), Setting.ON);
    }

    /** The port's link is up: it accepts frames. */
    void receive() {
        if (isUp()) {
            registers.set(PortFlag.RECEIVE_ENABLE).set(PortFlag.TRANSMIT_ENABLE);
        }
    }

    /** VMOLR of a pool: broadcast, and untagged frames or not. */
    void writeVmolr(int pool, Setting untagged) {
        write(PoolFlag.AUPE, pool, untagged.isOn());
        registers.clear(PoolFlag.RSSE, pool).set(PoolFlag.BAM, pool);
    }

    void spoofCheck(int vf, Setting setting) {
        write(PoolFlag.MAC_ANTI_SPOOF, vf, setting.isOn());
        write(PoolFlag.VLAN_ANTI_SPOOF, vf, setting.isOn());
    }

    // The netdev's rx mode.

    /** The netdev gets another address of its own: {@code ndo_set_mac_address}. */
    void ownAddress(long address) {
        mac = address;
        macs.writeOwn(mac, pool());
    }

    void addPromiscuity() {
        promiscuity++;
        rxModeChanged();
    }

    void dropPromiscuity() {
        if (promiscuity == 0) {
            throw new IllegalStateException("nobody has made the PF promiscuous");
        }
        promiscuity--;
        rxModeChanged();
    }

    /** Whether the PF has room for a filter of one more address of its own. */
    boolean hasRoom() {
        return addresses.size() < macs.available(pool(), vfs);
    }

    void addAddress(long address) {
        addresses.merge(address, 1, Integer::sum);
        rxModeChanged();
    }

    void removeAddress(long address) {
        if (!addresses.containsKey(address)) {
            throw new IllegalStateException("the PF does not have the address " + Mac.format(address));
        }
        addresses.computeIfPresent(address, (key, users) -> users == 1 ? null : users - 1);
        rxModeChanged();
    }

    void hwMode(HwMode mode) {
        hwMode = mode;
        if (isUp() && vfs > 0) {
            writeHwMode();
        }
    }

    private void writeHwMode() {
        write(PortFlag.LOOPBACK, hwMode == HwMode.VEB);
    }

    private void rxModeChanged() {
        if (isUp()) {
            setRxMode();
        }
    }

    /** Writes what the netdev's flags and lists ask for: {@code ndo_set_rx_mode}. */
    void setRxMode() {
        boolean promiscuous = promiscuity > 0;
        boolean fits = writeAddresses();
        write(PortFlag.UNICAST_PROMISCUOUS, promiscuous || !fits);
        write(PortFlag.MULTICAST_PROMISCUOUS, promiscuous);
        write(PoolFlag.MPME, pool(), promiscuous);
        write(PoolFlag.ROMPE, pool(), !promiscuous);
        boolean hash = promiscuous && settings.unicastHash() || !fits;
        write(PoolFlag.ROPE, pool(), hash);
        if (!promiscuous) {
            registers.clearMulticastHash();
        }
        writeVlanFilter(promiscuous);
        if (vfs > 0) {
            registers.clearUnicastHash();
            if (hash) {
                registers.hashAllUnicast();
            }
        }
        registers.longestFrame(vfs > 0 ? LONGEST_BYTES : BUILD_SKB_BYTES);
        registers.set(PoolFlag.LPE, pool());
        registers.longestFrameOf(pool(), BUILD_SKB_BYTES);
        if (registers.pools(PoolFlag.ROMPE) != 0) {
            hashMulticast();
        }
    }

    /** The multicast of every netdev that is up: the group of all hosts. */
    void hashMulticast() {
        registers.hashMulticast(ALL_HOSTS);
    }

    private void writeVlanFilter(boolean promiscuous) {
        write(PortFlag.VLAN_FILTER, !promiscuous || vfs > 0);
        if (!promiscuous) {
            vlans.becomeSelective();
        } else if (vfs > 0) {
            vlans.becomePromiscuous();
        }
    }

    /** Brings the filters for further addresses up to date; says whether there was room for all. */
    private boolean writeAddresses() {
        for (long address : new TreeSet<>(written)) {
            if (!addresses.containsKey(address)) {
                macs.remove(address, pool(), vfs);
                written.remove(address);
            }
        }
        for (long address : addresses.keySet()) {
            if (!written.contains(address)) {
                if (!macs.add(address, pool(), vfs)) {
                    return false;
                }
                written.add(address);
            }
        }
        return true;
    }

    private void write(PortFlag flag, boolean value) {
        if (value) {
            registers.set(flag);
        } else {
            registers.clear(flag);
        }
    }

    private void write(PoolFlag flag, int pool, boolean value) {
        if (value) {
            registers.set(flag, pool);
        } else {
            registers.clear(flag, pool);
        }
    }
}
