package dev.vfgap.models.nic;

/**
 * A NIC in switchdev mode as registers: its entry for the guest's MAC is that of the bridge over its representors.
 *
 * <p>Unicast for the guest is led to the VF, or misses and comes up through the uplink's representor; broadcast always
 * comes up, for the bridge to flood. An offloaded bridge does not look at who sends.
 *
 * <p>Source: Linux {@code mellanox/mlx5/core/esw/bridge.c} (offloaded entries), {@code eswitch_offloads.c} (the miss
 * rules).
 */
public final class OffloadedEntry {
    private OffloadedEntry() {}

    /**
     * Other registers with this entry in place of theirs.
     *
     * @param pool where the entry leads: {@link EmbeddedSwitch#PRIMARY}, or {@link EmbeddedSwitch#STANDBY} for a miss
     */
    public static FilterRegisters over(FilterRegisters registers, long guestMac, int pool) {
        FilterRegisters offloaded = registers.copy();
        int free = -1;
        for (int entry = offloaded.addressEntries() - 1; entry >= 0; entry--) {
            if (offloaded.isValid(entry) && offloaded.address(entry) == guestMac) {
                offloaded.invalidate(entry);
            }
            free = offloaded.isValid(entry) ? free : entry;
        }
        if (free < 0) {
            throw new IllegalArgumentException("the NIC has no room for its bridge's entry");
        }
        offloaded.address(free, guestMac, FilterRegisters.only(pool));
        offloaded.clear(PoolFlag.BAM, EmbeddedSwitch.PRIMARY);
        offloaded.write(PoolFlag.MAC_ANTI_SPOOF, 0);
        offloaded.write(PoolFlag.SOURCE_PRUNING, 0);
        return offloaded;
    }
}
