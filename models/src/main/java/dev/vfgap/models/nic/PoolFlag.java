package dev.vfgap.models.nic;

/** A switch that each pool of a NIC has for itself, under the name of its register bit in the 82576. */
public enum PoolFlag {
    /** VMOLR.BAM: takes broadcast. */
    BAM("VMOLR.BAM"),
    /** VMOLR.AUPE: takes untagged frames. */
    AUPE("VMOLR.AUPE"),
    /** VMOLR.ROMPE: takes what the multicast hash table passes. */
    ROMPE("VMOLR.ROMPE"),
    /** VMOLR.ROPE: takes what the unicast hash table passes. */
    ROPE("VMOLR.ROPE"),
    /** VMOLR.MPME: takes all multicast; broadcast is left to {@link #BAM}. Needs {@link PortFlag#POOL_PROMISCUITY}. */
    MPME("VMOLR.MPME"),
    /**
     * PFVML2FLT.UPE of the X550, true promiscuity of other families: gets a copy of all unicast in its VLANs and takes it
     * from nobody. Needs {@link PortFlag#POOL_PROMISCUITY}.
     */
    UPE("PFVML2FLT.UPE"),
    /** VMOLR.LPE: takes frames up to {@link FilterRegisters#longestFrameOf}; off, up to 1500 octets of payload. */
    LPE("VMOLR.LPE"),
    /** VMOLR.RSSE: spreads what comes from the wire over its two queues. QEMU never does, whatever the bit says. */
    RSSE("VMOLR.RSSE"),
    /** VFRE: the PF's driver lets the pool receive. */
    VFRE("VFRE"),
    /** VFTE: the PF's driver lets the pool send. */
    VFTE("VFTE"),
    /** RXDCTL.ENABLE of its first queue: the pool's driver has set the queue up. */
    QUEUE_0("RXDCTL[n].ENABLE"),
    /** RXDCTL.ENABLE of its second queue. */
    QUEUE_1("RXDCTL[n+8].ENABLE"),
    /** Free descriptors in the ring of its first queue. */
    DESCRIPTORS_0("RDT-RDH"),
    /** Free descriptors in the ring of its second queue. */
    DESCRIPTORS_1("RDT-RDH"),
    /** TXDCTL.ENABLE: the pool's driver has set up its queue for sending. */
    TRANSMIT_QUEUE("TXDCTL.ENABLE"),
    /** The PCI command register's bus master bit of its function: it can write to memory and read from it. */
    BUS_MASTER("PCI_COMMAND.MASTER"),
    /** DTXSWC bits 16 to 23: what it sends can come back to it. QEMU ignores them: there it always can. */
    LOCAL_LOOPBACK("DTXSWC.LLE"),
    /** DTXSWC bits 0 to 7: it may send only from its own addresses. */
    MAC_ANTI_SPOOF("DTXSWC.MACAS"),
    /** DTXSWC bits 8 to 15: it may send only into its own VLANs. */
    VLAN_ANTI_SPOOF("DTXSWC.VLANAS"),
    /** Frames from one of its own addresses are not delivered to it: i40e and ice by default. */
    SOURCE_PRUNING("-");

    private final String register;

    PoolFlag(String register) {
        this.register = register;
    }

    /** The register bit in the words of the 82576's manual and driver, {@code -} where it has none. */
    public String register() {
        return register;
    }
}
