package dev.vfgap.replay.probe;

import dev.vfgap.models.frame.Mac;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.nic.PoolFlag;
import dev.vfgap.models.nic.PortFlag;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dump of the receive filter's registers of an 82576, as a probe's steps hold it, and the {@link FilterRegisters} that it
 * stands for.
 *
 * <p>A text of lines: {@code RCTL=… MRQC=… VT_CTL=… VFRE=… VFTE=…}, {@code RARnn MAC pools=xx} for each valid entry,
 * {@code VLVFnn vid=n pools=xx} for each enabled one, {@code VMOLRn=… RXDCTL_EN=b} for each pool. Words are hexadecimal.
 *
 * <p>What the dump lacks is taken from what the driver does: VFTA is given with {@link #registers}; UTA is full while a pool
 * has ROPE (Linux {@code igb_set_rx_mode}, {@code igb_set_uta}); RLPML is that of the PF's pool without VFs and 9728 with
 * them (there too); rings have descriptors and functions may write to memory, since a driver that enables a queue sees to both; MTA is
 * empty, so multicast goes nowhere. Bits: Linux {@code igb/e1000_defines.h}.
 */
public final class RegisterDump {

    private static final int RCTL_EN = 0x2;
    private static final int RCTL_SBP = 0x4;
    private static final int RCTL_UPE = 0x8;
    private static final int RCTL_MPE = 0x10;
    private static final int RCTL_LPE = 0x20;
    private static final int RCTL_MO_SHIFT = 12;
    private static final int RCTL_BAM = 0x8000;
    private static final int RCTL_VFE = 0x4_0000;
    private static final int MRQC_VMDQ = 0x1;
    private static final int VT_CTL_POOL_SHIFT = 7;
    private static final int VT_CTL_POOL_MASK = 0x7;
    private static final int VT_CTL_NO_DEFAULT_POOL = 0x2000_0000;
    private static final int VMOLR_RLPML = 0x3fff;

    /** {@code MAX_JUMBO_FRAME_SIZE}. */
    private static final int LONGEST_BYTES = 0x2600;

    private static final int FEWEST_POOLS = 8;
    private static final int ADDRESS_ENTRIES = 24;
    private static final int VLAN_ENTRIES = 32;
    /** No chip that this layout fits has more entries of a table. */
    private static final int MOST_ENTRIES = 256;

    private static final Pattern ADDRESS =
            Pattern.compile("RAR(\\d{1,3}) ((?:\\p{XDigit}{2}:){5}\\p{XDigit}{2}) pools=(\\p{XDigit}{1,8})\\b.*");
    private static final Pattern VLAN = Pattern.compile("VLVF(\\d{1,3}) vid=(\\d{1,4}) pools=(\\p{XDigit}{1,8})\\b.*");
    private static final Pattern POOL =
            Pattern.compile("VMOLR(\\d{1,2})=(\\p{XDigit}{1,8})\\b.*\\bRXDCTL_EN=([01])\\b.*");
    private static final Pattern WORD = Pattern.compile("\\b(\\w+)=(\\p{XDigit}{1,8})\\b");

    private record AddressEntry(long address, long pools) {}

    private record VlanEntry(int vid, long pools) {}

    private record Pool(int vmolr, boolean queueEnabled) {}

    private final Map<String, Integer> words = new TreeMap<>();
    private final Map<Integer, AddressEntry> addresses = new TreeMap<>();
    private final Map<Integer, VlanEntry> vlans = new TreeMap<>();
    private final Map<Integer, Pool> pools = new TreeMap<>();

    private RegisterDump() {}

    /**
     * Reads a dump.
     *
     * @throws IllegalArgumentException with a clause that names the line that cannot be read, or the register that lacks
     */
    public static RegisterDump parse(String text) {
        RegisterDump dump = new RegisterDump();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(dump::readLine);
        for (String needed : new String[] {"RCTL", "MRQC", "VT_CTL", "VFRE"}) {
            if (!dump.words.containsKey(needed)) {
                throw new IllegalArgumentException("the register dump lacks " + needed);
            }
        }
        return dump;
    }

    private void readLine(String line) {
        Matcher address = ADDRESS.matcher(line);
        Matcher vlan = VLAN.matcher(line);
        Matcher pool = POOL.matcher(line);
        if (address.matches()) {
            addresses.put(entry(address), new AddressEntry(Mac.parse(address.group(2)), set(address.group(3))));
        } else if (vlan.matches()) {
            int vid = Integer.parseInt(vlan.group(2));
            if (vid > 4095) {
                throw new IllegalArgumentException("the register dump has VLAN " + vid);
            }
            vlans.put(entry(vlan), new VlanEntry(vid, set(vlan.group(3))));
        } else if (pool.matches()) {
            int number = entry(pool);
            if (number >= FilterRegisters.MOST_POOLS) {
                throw new IllegalArgumentException("the register dump has a pool " + number);
            }
            pools.put(number, new Pool((int) set(pool.group(2)), pool.group(3).equals("1")));
        } else if (line.startsWith("RCTL=")) {
            WORD.matcher(line).results().forEach(word -> words.put(word.group(1), (int) set(word.group(2))));
        } else {
            String start = line.substring(0, Math.min(line.length(), 40));
            throw new IllegalArgumentException("\"" + start + "\" is no line of a register dump");
        }
    }

    private static int entry(Matcher line) {
        int entry = Integer.parseInt(line.group(1));
        if (entry >= MOST_ENTRIES) {
            throw new IllegalArgumentException("the register dump has an entry " + entry);
        }
        return entry;
    }

    private static long set(String hex) {
        return Long.parseLong(hex, 16);
    }

    /** Whether the NIC sorts frames into pools: it has VFs. */
    public boolean hasPools() {
        return (word("MRQC") & MRQC_VMDQ) != 0;
    }

    /**
     * Whether valid entries lead an address to a pool.
     *
     * @param vlan in which the frames are; empty = untagged
     */
    public boolean leads(long address, OptionalInt vlan, int pool) {
        boolean byAddress = addresses.values().stream()
                .anyMatch(entry -> entry.address() == address && (entry.pools() >> pool & 1) != 0);
        boolean byVlan = vlan.isEmpty()
                || vlans.values().stream()
                        .anyMatch(entry -> entry.vid() == vlan.getAsInt() && (entry.pools() >> pool & 1) != 0);
        return byAddress && byVlan;
    }

    /** The PF's pool: the default one with VFs, the first without. */
    public int pfPool() {
        return hasPools() ? word("VT_CTL") >>> VT_CTL_POOL_SHIFT & VT_CTL_POOL_MASK : 0;
    }

    /** Whether the PF is promiscuous for unicast and multicast both, as an interface in promiscuous mode is. */
    public boolean isPromiscuous() {
        return (word("RCTL") & RCTL_UPE) != 0 && (word("RCTL") & RCTL_MPE) != 0;
    }

    /**
     * The registers, with the VLAN table that follows from the steps: every VLAN while the PF is promiscuous (Linux {@code
     * igb_vlan_promisc_enable}), else VLAN 0, those of VLVF, and the PF's own.
     *
     * @param pfVlans the VLANs of the devices on the PF
     */
    public FilterRegisters registers(Iterable<Integer> pfVlans) {
        int count = Math.max(
                FEWEST_POOLS, pools.keySet().stream().mapToInt(n -> n + 1).max().orElse(0));
        FilterRegisters registers =
                new FilterRegisters(count, size(addresses, ADDRESS_ENTRIES), size(vlans, VLAN_ENTRIES));
        writePort(registers);
        long all = registers.allPools();
        addresses.forEach((entry, value) -> registers.address(entry, value.address(), value.pools() & all));
        registers.addVlan(0);
        vlans.forEach((entry, value) -> {
            registers.vlan(entry, value.vid(), value.pools() & all);
            registers.addVlan(value.vid());
        });
        pfVlans.forEach(registers::addVlan);
        if (isPromiscuous()) {
            registers.addAllVlans();
        }
        registers.write(PoolFlag.VFRE, unsigned("VFRE") & all);
        registers.write(PoolFlag.VFTE, unsigned("VFTE") & all);
        pools.forEach((number, pool) -> writePool(registers, number, pool));
        if (registers.pools(PoolFlag.ROPE) != 0) {
            registers.hashAllUnicast();
        }
        return registers;
    }

    private static int size(Map<Integer, ?> entries, int least) {
        return Math.max(
                least, entries.keySet().stream().mapToInt(n -> n + 1).max().orElse(0));
    }

    private void writePort(FilterRegisters registers) {
        int rctl = word("RCTL");
        // spotless:off
        flag(registers, PortFlag.RECEIVE_ENABLE,        rctl, RCTL_EN);
        flag(registers, PortFlag.STORE_BAD,             rctl, RCTL_SBP);
        flag(registers, PortFlag.UNICAST_PROMISCUOUS,   rctl, RCTL_UPE);
        flag(registers, PortFlag.MULTICAST_PROMISCUOUS, rctl, RCTL_MPE);
        flag(registers, PortFlag.LONG_PACKETS,          rctl, RCTL_LPE);
        flag(registers, PortFlag.BROADCAST_ACCEPT,      rctl, RCTL_BAM);
        flag(registers, PortFlag.VLAN_FILTER,           rctl, RCTL_VFE);
        flag(registers, PortFlag.VMDQ,                  word("MRQC"), MRQC_VMDQ);
        flag(registers, PortFlag.NO_DEFAULT_POOL,       word("VT_CTL"), VT_CTL_NO_DEFAULT_POOL);
        // spotless:on
        registers.hashOffset(rctl >>> RCTL_MO_SHIFT & 3);
        registers.defaultPool(word("VT_CTL") >>> VT_CTL_POOL_SHIFT & VT_CTL_POOL_MASK);
        Pool ofPf = pools.get(pfPool());
        registers.longestFrame(hasPools() || ofPf == null ? LONGEST_BYTES : ofPf.vmolr() & VMOLR_RLPML);
    }

    private static void writePool(FilterRegisters registers, int number, Pool pool) {
        // spotless:off
        flag(registers, PoolFlag.LPE,   number, pool.vmolr(), 0x0001_0000);
        flag(registers, PoolFlag.RSSE,  number, pool.vmolr(), 0x0002_0000);
        flag(registers, PoolFlag.AUPE,  number, pool.vmolr(), 0x0100_0000);
        flag(registers, PoolFlag.ROMPE, number, pool.vmolr(), 0x0200_0000);
        flag(registers, PoolFlag.ROPE,  number, pool.vmolr(), 0x0400_0000);
        flag(registers, PoolFlag.BAM,   number, pool.vmolr(), 0x0800_0000);
        flag(registers, PoolFlag.MPME,  number, pool.vmolr(), 0x1000_0000);
        // spotless:on
        registers.longestFrameOf(number, pool.vmolr() & VMOLR_RLPML);
        if (pool.queueEnabled()) {
            registers.set(PoolFlag.QUEUE_0, number);
        }
        registers.set(PoolFlag.DESCRIPTORS_0, number).set(PoolFlag.BUS_MASTER, number);
    }

    private static void flag(FilterRegisters registers, PortFlag flag, int word, int bit) {
        if ((word & bit) != 0) {
            registers.set(flag);
        }
    }

    private static void flag(FilterRegisters registers, PoolFlag flag, int pool, int word, int bit) {
        if ((word & bit) != 0) {
            registers.set(flag, pool);
        }
    }

    private int word(String name) {
        return words.get(name);
    }

    private long unsigned(String name) {
        return words.getOrDefault(name, 0) & 0xffff_ffffL;
    }
}
