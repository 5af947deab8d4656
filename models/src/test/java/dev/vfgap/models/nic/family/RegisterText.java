package dev.vfgap.models.nic.family;

import dev.vfgap.models.frame.Mac;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.nic.PoolFlag;
import dev.vfgap.models.nic.PortFlag;
import java.util.Locale;

/** Registers as the filter probe's dumps print them, one line, with the pools 0 and 1 only. */
final class RegisterText {
    private RegisterText() {}

    static String of(FilterRegisters registers) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "UPE=%d MPE=%d VFE=%d VMDQ=%d POOL=%d VFRE=%02x VFTE=%02x",
                bit(registers.has(PortFlag.UNICAST_PROMISCUOUS)),
                bit(registers.has(PortFlag.MULTICAST_PROMISCUOUS)),
                bit(registers.has(PortFlag.VLAN_FILTER)),
                bit(registers.has(PortFlag.VMDQ)),
                registers.defaultPool(),
                registers.pools(PoolFlag.VFRE),
                registers.pools(PoolFlag.VFTE)));
        for (int entry = 0; entry < registers.addressEntries(); entry++) {
            if (registers.isValid(entry)) {
                text.append(String.format(
                        Locale.ROOT,
                        " RAR%02d=%s/%02x",
                        entry,
                        Mac.format(registers.address(entry)),
                        registers.addressPools(entry)));
            }
        }
        for (int entry = 0; entry < registers.vlanEntries(); entry++) {
            if (registers.vlan(entry) != FilterRegisters.NO_VLAN) {
                text.append(String.format(
                        Locale.ROOT, " VLVF%02d=%d/%02x", entry, registers.vlan(entry), registers.vlanPools(entry)));
            }
        }
        for (int pool = 0; pool < 2; pool++) {
            text.append(" VMOLR").append(pool).append('=').append(flags(registers, pool));
        }
        return text.toString();
    }

    private static String flags(FilterRegisters registers, int pool) {
        StringBuilder flags = new StringBuilder();
        for (PoolFlag flag :
                new PoolFlag[] {PoolFlag.AUPE, PoolFlag.ROMPE, PoolFlag.ROPE, PoolFlag.BAM, PoolFlag.MPME, PoolFlag.LPE
                }) {
            if (registers.has(flag, pool)) {
                flags.append(flag).append(',');
            }
        }
        flags.append(String.format(Locale.ROOT, "%x", registers.longestFrameOf(pool)));
        return flags + (registers.has(PoolFlag.QUEUE_0, pool) ? ",EN" : "");
    }

    private static int bit(boolean value) {
        return value ? 1 : 0;
    }
}
