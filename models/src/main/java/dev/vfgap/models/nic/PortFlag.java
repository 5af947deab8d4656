package dev.vfgap.models.nic;

/**
 * A switch that holds for a whole port of a NIC, under the name of its register bit where there is one.
 *
 * <p>The last five have no bit: they tell chips and their emulation apart. QEMU's 82576 has all five off; so has a chip
 * without what they stand for.
 */
public enum PortFlag {
    /** RCTL.EN with the link up: the port accepts frames at all. Those from the wire need the PF's bus master too. */
    RECEIVE_ENABLE("RCTL.EN"),
    /** TCTL.EN: the port sends at all. The PF's driver clears it when it is closed, for the VFs too. */
    TRANSMIT_ENABLE("TCTL.EN"),
    /** MRQC bit 0: frames go to pools. Off, all that is accepted goes to the first queue of pool 0. */
    VMDQ("MRQC.VMDq"),
    /** RCTL.VFE: tagged frames must be of a known VLAN. */
    VLAN_FILTER("RCTL.VFE"),
    /** RCTL.UPE: the port's own filter passes every unicast frame. */
    UNICAST_PROMISCUOUS("RCTL.UPE"),
    /** RCTL.MPE: the port's own filter passes every multicast frame. */
    MULTICAST_PROMISCUOUS("RCTL.MPE"),
    /** RCTL.BAM: without pools, broadcast is accepted. */
    BROADCAST_ACCEPT("RCTL.BAM"),
    /** RCTL.SBP: frames that are too long for the port are kept. */
    STORE_BAD("RCTL.SBP"),
    /** RCTL.LPE: frames up to {@link FilterRegisters#longestFrame} are accepted; off, up to 1500 octets of payload. */
    LONG_PACKETS("RCTL.LPE"),
    /** CTRL_EXT bit 26: the VLAN is that of the second of two tags. */
    EXTENDED_VLAN("CTRL_EXT.EXT_VLAN"),
    /** VT_CTL.DIS_DEF_POOL: unmatched frames go to no pool. */
    NO_DEFAULT_POOL("VT_CTL.DIS_DEF_POOL"),
    /** DTXSWC.VMDQ_LOOPBACK_EN: VEB. Off, all that a pool sends goes to the wire (VEPA). */
    LOOPBACK("DTXSWC.LE"),
    /**
     * The default pool gets only what the port's own filter passes: an entry or the unicast hash table has the address,
     * whatever its pools, or UPE is set (parameter {@code nic.defaultPoolNeedsPromisc}).
     */
    DEFAULT_POOL_BEHIND_PORT_FILTER("-"),
    /** The unicast hash table obeys {@link PoolFlag#ROPE}; off, {@link PoolFlag#ROMPE}, as QEMU has it. */
    UNICAST_HASH_BY_ROPE("-"),
    /** {@link PoolFlag#UPE} and {@link PoolFlag#MPME} are obeyed. */
    POOL_PROMISCUITY("-"),
    /**
     * {@link PoolFlag#UPE} gives copies of what comes from the wire, none of what another pool sends: i40e asks its firmware
     * for that of a VF ({@code i40e_set_vsi_promisc}, {@code rx_only_promisc}).
     */
    PROMISCUITY_FROM_WIRE("-"),
    /** {@link PoolFlag#MAC_ANTI_SPOOF} and {@link PoolFlag#VLAN_ANTI_SPOOF} are obeyed. */
    ANTI_SPOOF("-");

    private final String register;

    PortFlag(String register) {
        this.register = register;
    }

    /** The register bit in the words of the 82576's manual and driver, {@code -} where there is none. */
    public String register() {
        return register;
    }
}
