package dev.vfgap.models.nic;

import dev.vfgap.models.operate.FilterTarget;

/**
 * A Linux bridge in the place of a NIC's embedded switch, as the lab has it: one static FDB entry for the guest's MAC and
 * two ports that are always open, the primary's and the standby's.
 *
 * <p>A bridge floods unicast that it does not know: all unicast is in the hash table, and both pools take what the table
 * passes. It looks at no promiscuity, has no default port, and no port's driver can close it.
 *
 * <p>Source: Linux {@code net/bridge/br_forward.c}, {@code br_input.c}. Not modelled here: its learning and ageing (the
 * entry is static).
 */
public final class BridgeAsNic {
    private static final int ENTRY = 0;
    private static final int LONGEST_FRAME_BYTES = 65_535;

    private BridgeAsNic() {}

    /** The registers of such a bridge whose entry leads to {@code to}. */
    public static FilterRegisters registers(long guestMac, FilterTarget to) {
        return registers(guestMac, to, NicPools.USUAL);
    }

    /** The same with more ports. */
    public static FilterRegisters registers(long guestMac, FilterTarget to, NicPools pools) {
        FilterRegisters registers = new FilterRegisters(pools.count(), 1, 0);
        registers
                .set(PortFlag.RECEIVE_ENABLE)
                .set(PortFlag.TRANSMIT_ENABLE)
                .set(PortFlag.VMDQ)
                .set(PortFlag.LOOPBACK)
                .set(PortFlag.LONG_PACKETS)
                .set(PortFlag.NO_DEFAULT_POOL)
                .set(PortFlag.UNICAST_HASH_BY_ROPE);
        registers.longestFrame(LONGEST_FRAME_BYTES);
        for (int pool = 0; pool < registers.pools(); pool++) {
            registers
                    .set(PoolFlag.BAM, pool)
                    .set(PoolFlag.ROPE, pool)
                    .set(PoolFlag.LPE, pool)
                    .set(PoolFlag.VFRE, pool)
                    .set(PoolFlag.VFTE, pool)
                    .set(PoolFlag.QUEUE_0, pool)
                    .set(PoolFlag.DESCRIPTORS_0, pool)
                    .set(PoolFlag.TRANSMIT_QUEUE, pool)
                    .set(PoolFlag.BUS_MASTER, pool);
            registers.longestFrameOf(pool, LONGEST_FRAME_BYTES);
        }
        registers.hashAllUnicast();
        lead(registers, guestMac, to, pools);
        return registers;
    }

    /** Moves the entry for the guest's MAC, or removes it. */
    private static void lead(FilterRegisters registers, long guestMac, FilterTarget to, NicPools pools) {
        switch (to) {
            case PRIMARY -> registers.address(ENTRY, guestMac, FilterRegisters.only(EmbeddedSwitch.PRIMARY));
            case STANDBY -> registers.address(ENTRY, guestMac, FilterRegisters.only(pools.standby()));
            case BOTH -> registers.invalidate(ENTRY);
            case NONE -> {
                registers.invalidate(ENTRY);
                for (int pool = 0; pool < registers.pools(); pool++) {
                    registers.clear(PoolFlag.ROPE, pool);
                }
            }
        }
    }
}
