package dev.vfgap.models.nic;

import dev.vfgap.models.frame.FrameHeader;
import dev.vfgap.models.frame.Mac;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random registers that keep changing, and random frames for them: few addresses and VLANs, so that most things match. */
final class RandomNic {
    private static final int[] UNICAST_LOW = {
        0x0000, 0x0001, 0x0100, 0x1000, 0x0010, 0xffff, 0xfffe, 0x8001, 0x0180, 0x2211
    };
    private static final int[] VIDS = {0, 1, 2, 100, 101, 4095};
    private static final int[] TPIDS = {0x8100, 0x8100, 0x8100, 0x88a8, 0x9100};
    private static final int[] LENGTHS = {
        14, 42, 59, 60, 61, 64, 1496, 1513, 1514, 1515, 1518, 1519, 1522, 1523, 1600, 9014, 9015, 16_379, 16_380
    };
    private static final int[] LIMITS = {0, 62, 63, 64, 65, 1518, 1519, 1522, 1526, 1600, 9018, 0x3fff};

    final FilterRegisters registers;
    private final SplittableRandom random;

    RandomNic(SplittableRandom random) {
        this.random = random;
        registers = switch (random.nextInt(8)) {
            case 0 -> new FilterRegisters(64, 128, 64);
            case 1 -> new FilterRegisters(2, 1, 0);
            case 2 -> new FilterRegisters(random.nextInt(1, 65), random.nextInt(1, 64), random.nextInt(0, 64));
            case 3, 4 -> new FilterRegisters(8, 32, 32);
            default -> new FilterRegisters(8, 24, 32);
        };
        for (PortFlag flag : PortFlag.values()) {
            write(flag);
        }
        for (PoolFlag flag : PoolFlag.values()) {
            write(flag);
        }
        int writes = random.nextInt(4, 200);
        for (int i = 0; i < writes; i++) {
            change();
        }
    }

    /** Writes one register. */
    void change() {
        int pool = pool();
        switch (random.nextInt(22)) {
            case 0 -> write(one(PortFlag.values()));
            case 1 -> write(one(PoolFlag.values()));
            case 2, 3, 4 -> {
                PoolFlag flag = one(PoolFlag.values());
                if (random.nextInt(16) < mostlySet(flag)) {
                    registers.set(flag, pool);
                } else {
                    registers.clear(flag, pool);
                }
            }
            case 5, 6, 7, 8 -> registers.address(random.nextInt(registers.addressEntries()), address(), somePools());
            case 9 -> registers.invalidate(random.nextInt(registers.addressEntries()));
            case 10, 11 -> {
                if (registers.vlanEntries() > 0) {
                    registers.vlan(random.nextInt(registers.vlanEntries()), vid(), somePools());
                }
            }
            case 12 -> {
                if (registers.vlanEntries() > 0) {
                    registers.vlan(random.nextInt(registers.vlanEntries()), FilterRegisters.NO_VLAN, 0);
                }
            }
            case 13 -> registers.addVlan(vid());
            case 14 -> rarely(registers::removeAllVlans, registers::addAllVlans, () -> registers.removeVlan(vid()));
            case 15 ->
                rarely(
                        registers::clearMulticastHash,
                        () -> registers.hashOffset(random.nextInt(4)),
                        () -> registers.hashMulticast(address()));
            case 16 ->
                rarely(registers::clearUnicastHash, registers::hashAllUnicast, () -> registers.hashUnicast(address()));
            case 17 -> registers.defaultPool(pool);
            case 18 -> registers.longestFrame(LIMITS[random.nextInt(LIMITS.length)]);
            case 19 -> registers.longestFrameOf(pool, LIMITS[random.nextInt(LIMITS.length)]);
            case 20 -> registers.pvid(pool, random.nextInt(3) == 0 ? vid() : FilterRegisters.NO_VLAN);
            default ->
                rarely(
                        () -> registers.vlanEtherTypes(tpid(), random.nextInt(4) == 0 ? 0 : tpid()),
                        () -> registers.vlanEtherTypes(0x8100, 0x88a8),
                        () -> registers.sameMacPolicy(one(SameMacPolicy.values())));
        }
    }

    FrameHeader frame() {
        int tags = random.nextInt(3);
        return new FrameHeader(
                address(),
                address(),
                tags > 0 ? tpid() : 0,
                tags > 0 ? vid() : 0,
                tags > 1 ? tpid() : 0,
                tags > 1 ? vid() : 0,
                0x0800,
                LENGTHS[random.nextInt(4) == 0 ? random.nextInt(LENGTHS.length) : random.nextInt(3, 7)],
                random.nextInt(2));
    }

    int pool() {
        return random.nextInt(registers.pools());
    }

    private long address() {
        int kind = random.nextInt(16);
        if (kind == 0) {
            return Mac.BROADCAST;
        }
        if (kind == 1) {
            return 0x02_00_00_00_00_00L | random.nextInt(1 << 16);
        }
        int low = UNICAST_LOW[random.nextInt(UNICAST_LOW.length)];
        return (kind < 5 ? 0x01_00_5e_00_00_00L : 0x02_00_00_00_00_00L) | low;
    }

    private int vid() {
        return VIDS[random.nextInt(VIDS.length)];
    }

    private int tpid() {
        return TPIDS[random.nextInt(TPIDS.length)];
    }

    /** One pool mostly; several, all or none at times. */
    private long somePools() {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextLong() & registers.allPools();
            case 1 -> 0;
            default -> FilterRegisters.only(pool());
        };
    }

    private void write(PortFlag flag) {
        if (random.nextInt(16) < mostlySet(flag)) {
            registers.set(flag);
        } else {
            registers.clear(flag);
        }
    }

    private void write(PoolFlag flag) {
        long set = 0;
        for (int pool = 0; pool < registers.pools(); pool++) {
            set |= random.nextInt(16) < mostlySet(flag) ? FilterRegisters.only(pool) : 0;
        }
        registers.write(flag, set);
    }

    /** Of sixteen: what would end a frame early is seldom, so that later steps have their share. */
    private static int mostlySet(PortFlag flag) {
        return switch (flag) {
            case RECEIVE_ENABLE, TRANSMIT_ENABLE -> 15;
            case VMDQ, LOOPBACK -> 14;
            case STORE_BAD, EXTENDED_VLAN -> 4;
            default -> 8;
        };
    }

    private static int mostlySet(PoolFlag flag) {
        return switch (flag) {
            case VFRE, VFTE, QUEUE_0, QUEUE_1, DESCRIPTORS_0, DESCRIPTORS_1, TRANSMIT_QUEUE, BUS_MASTER -> 14;
            case UPE, MPME, SOURCE_PRUNING, MAC_ANTI_SPOOF, VLAN_ANTI_SPOOF -> 3;
            default -> 8;
        };
    }

    private void rarely(Runnable oneInSixteen, Runnable anotherInSixteen, Runnable mostly) {
        int which = random.nextInt(16);
        (which == 0 ? oneInSixteen : which == 1 ? anotherInSixteen : mostly).run();
    }

    private <T> T one(T[] of) {
        return of[random.nextInt(of.length)];
    }

    /** All that the registers hold. */
    @Override
    public String toString() {
        List<String> text = new ArrayList<>();
        for (PortFlag flag : PortFlag.values()) {
            text.add(flag + "=" + (registers.has(flag) ? 1 : 0));
        }
        for (PoolFlag flag : PoolFlag.values()) {
            text.add(flag + "=" + Long.toBinaryString(registers.pools(flag)));
        }
        for (int entry = 0; entry < registers.addressEntries(); entry++) {
            if (registers.isValid(entry)) {
                text.add("entry " + entry + ": " + Mac.format(registers.address(entry)) + " pools "
                        + Long.toBinaryString(registers.addressPools(entry)));
            }
        }
        for (int entry = 0; entry < registers.vlanEntries(); entry++) {
            if (registers.vlan(entry) != FilterRegisters.NO_VLAN) {
                text.add("VLAN entry " + entry + ": " + registers.vlan(entry) + " pools "
                        + Long.toBinaryString(registers.vlanPools(entry)));
            }
        }
        for (int vid : VIDS) {
            text.add("VFTA " + vid + "=" + (registers.takesVlan(vid) ? 1 : 0));
        }
        for (int pool = 0; pool < registers.pools(); pool++) {
            text.add("pool " + pool + ": longest " + registers.longestFrameOf(pool) + " VLAN " + registers.pvid(pool));
        }
        text.add("longest " + registers.longestFrame() + " default pool " + registers.defaultPool() + " MO "
                + registers.hashOffset() + " VET " + registers.vet() + " and " + registers.outerVet() + " "
                + registers.sameMacPolicy());
        return registers.pools() + " pools\n  " + String.join("\n  ", text);
    }
}
