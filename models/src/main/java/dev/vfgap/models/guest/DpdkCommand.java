package dev.vfgap.models.guest;

/** What is done on a transition of a VF under a DPDK application. */
public enum DpdkCommand {
    /** {@code vfio-pci}'s probe has returned. */
    BOUND,
    /** {@code rte_eth_dev_attach}, start, {@code rte_eth_bond_member_add}. */
    OPEN,
    /** {@code rte_eth_bond_member_remove}, stop, close, detach. */
    CLOSE,
    /** {@code vfio-pci}'s remove returns. */
    LET_GO
}
