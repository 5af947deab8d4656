package dev.vfgap.models.nic.family;

import static dev.vfgap.models.nic.family.Mark.*;

import java.util.List;

/**
 * What is known of families beside the {@link FamilyTable}: sizes, promiscuity, the same MAC twice, limits. Files are of
 * Linux 6.12, {@code drivers/net/ethernet}.
 */
final class FamilyFacts {

    private record Line(List<String> families, Fact fact) {}

    // spotless:off
    private static final List<Line> LINES = List.of(
        line("igb",                                             "tables",                   SOURCE_VERIFIED, "24 perfect-match entries, VF n at 24 - (n + 1), entry 0 the PF's; 32 VLVF entries; 8 pools",
             "igb/e1000_82575.h; igb_main.c igb_set_vf_mac"),
        line("igb-i350",                                        "tables",                   SOURCE_VERIFIED, "32 perfect-match entries, VF n at 32 - (n + 1), entry 0 the PF's; 32 VLVF entries; 8 pools",
             "igb/e1000_82575.h; igb_main.c igb_set_vf_mac"),
        line("ixgbe",                                           "tables",                   SOURCE_VERIFIED, "128 perfect-match entries, the first free one for a VF; 64 VLVF entries; 64 pools; a SAN MAC may take an entry",
             "ixgbe_82599.c; ixgbe_main.c ixgbe_add_mac_filter"),
        line("i40e",                                            "tables",                   SOURCE_VERIFIED, "3072 MAC filters for all VSIs together; the model has 64 VSIs",
             "i40e_virtchnl_pf.c i40e_check_vf_permission"),
        line("ice ice-switchdev",                               "tables",                   NOT_VERIFIED,    "4096 MAC rules and 64 VSIs in the model",
             "the firmware shares its tables between functions"),
        line("mlx4",                                            "tables",                   NOT_VERIFIED,    "128 MACs in the model",
             "the firmware's table"),
        line("mlx5 mlx5-switchdev bnxt qed hns3 enic be2net",   "tables",                   NOT_VERIFIED,    "1024 MACs and 64 pools in the model",
             "the firmware's tables"),
        line("igb igb-i350",                                    "limits",                   SOURCE_VERIFIED, "at most 7 VFs; a VF's further addresses come from entries - (1 + 3 + VFs), and none are given to an untrusted VF whose MAC the host gave",
             "igb_main.c igb_probe_vfs, igb_set_vf_mac_filter"),
        line("ixgbe",                                           "limits",                   SOURCE_VERIFIED, "at most 63 VFs",
             "ixgbe_type.h"),
        line("i40e",                                            "limits",                   SOURCE_VERIFIED, "an untrusted VF has 18 addresses and 16 VLANs, a trusted one its share",
             "i40e_virtchnl_pf.c I40E_VC_MAX_MAC_ADDR_PER_VF"),
        line("igb",                                             "PF promiscuity",           SOURCE_VERIFIED, "RCTL.UPE, the unicast hash table full, VMOLR.ROPE: the PF gets the unicast that no entry matches",
             "igb_main.c igb_set_rx_mode"),
        line("igb-i350",                                        "PF promiscuity",           SOURCE_VERIFIED, "RCTL.UPE: the PF gets the unicast that no entry matches, by the default pool",
             "igb_main.c igb_set_rx_mode; VMOLR.ROPE is for the 82576"),
        line("ixgbe",                                           "PF promiscuity",           SOURCE_VERIFIED, "FCTRL.UPE: unmatched unicast by the default pool; the VLAN filter stays on and the PF is put into every VLVF entry",
             "ixgbe_main.c ixgbe_set_rx_mode, ixgbe_vlan_promisc_enable"),
        line("i40e",                                            "PF promiscuity",           SOURCE_VERIFIED, "the PF's main VSI becomes the default VSI: unmatched frames only, no copies of a VF's",
             "i40e_main.c i40e_set_promiscuous"),
        line("ice",                                             "PF promiscuity",           SOURCE_VERIFIED, "the PF's VSI becomes the default-forwarding VSI",
             "ice_lib.c ice_set_dflt_vsi"),
        line("mlx5",                                            "PF promiscuity",           SOURCE_VERIFIED, "a rule for each promiscuous port that takes what the exact and all-multicast groups do not match",
             "mlx5/core/esw/legacy.c esw_create_legacy_fdb_table"),
        line("mlx4 bnxt qed hns3 enic be2net",                  "PF promiscuity",           NOT_VERIFIED,    "unmatched unicast only",
             "as mlx5"),
        line("ice-switchdev mlx5-switchdev",                    "PF promiscuity",           SOURCE_VERIFIED, "without meaning: what no rule takes comes up through the uplink's representor",
             "mlx5/core/en_rep.c; ice_eswitch.c"),
        line("igb",                                             "default pool",             MEASURED,        "QEMU's 82576 gives the PF all unmatched unicast, promiscuous or not; the chip's port filter stands before its pools",
             "filter probe, numvfs_1; QEMU igb_core.c igb_receive_assign; of the chip: 82575 developer's manual 5.3.1"),
        line("igb-i350 ixgbe",                                  "default pool",             INFERRED,        "only what the port's own filter passes",
             "82599 specification update, clarification 12"),
        line("i40e ice",                                        "default pool",             SOURCE_VERIFIED, "there is one only while the PF is promiscuous",
             "i40e_main.c i40e_set_promiscuous; ice_lib.c ice_set_dflt_vsi"),
        line("mlx4 mlx5 bnxt qed hns3 enic be2net",             "default pool",             NOT_VERIFIED,    "there is one only while the PF is promiscuous",
             "as i40e"),
        line("ice-switchdev mlx5-switchdev",                    "default pool",             SOURCE_VERIFIED, "the uplink's representor",
             "mlx5/core/en_rep.c; ice_eswitch.c"),
        line("igb",                                             "same MAC on PF and VF",    MEASURED,        "both receive a copy",
             "filter probe, macvlan-1, fdb-1, on the emulated chip"),
        line("igb-i350 ixgbe",                                  "same MAC on PF and VF",    INFERRED,        "both receive a copy",
             "an entry each, whose pools are joined, as on the 82576"),
        line("i40e",                                            "same MAC on PF and VF",    NOT_VERIFIED,    "both receive a copy in the model; the firmware may let one win",
             "parameter nic.sameMacPolicy"),
        line("ice",                                             "same MAC on PF and VF",    SOURCE_VERIFIED, "the rule becomes a list of VSIs: both receive a copy",
             "ice_switch.c ice_add_update_vsi_list; the hardware is inferred"),
        line("mlx5",                                            "same MAC on PF and VF",    INFERRED,        "one rule with two destinations: both receive a copy",
             "mlx5/core/eswitch.c esw_fdb_set_vport_rule"),
        line("bnxt",                                            "same MAC on PF and VF",    REPORTED,        "both receive a copy in the model; scripts of a cloud remove the PF's filter before the VF is to receive",
             "test scripts for its live migration call it a conflicting filter"),
        line("mlx4 qed hns3 enic be2net",                       "same MAC on PF and VF",    NOT_VERIFIED,    "both receive a copy in the model",
             "parameter nic.sameMacPolicy"),
        line("igb igb-i350",                                    "anti-spoof",               SOURCE_VERIFIED, "on for VFs, off for the PF; a reset of the PF turns it on again for VFs with spoofchk off",
             "igb/e1000_82575.c igb_vmdq_set_anti_spoofing_pf; igb_main.c igb_vmm_control"),
        line("ixgbe i40e ice",                                  "anti-spoof",               SOURCE_VERIFIED, "on for VFs, off for the PF",
             "ixgbe_sriov.c ixgbe_ndo_set_vf_spoofchk; i40e_virtchnl_pf.c; ice_vf_lib.c"),
        line("i40e ice",                                        "source pruning",           SOURCE_VERIFIED, "on: a VSI is spared frames from its own addresses; i40e has the private flag disable-source-pruning",
             "i40e_ethtool.c; ice_lib.c ice_set_dflt_vsi_ctx"),
        line("igb igb-i350",                                    "loopback",                 SOURCE_VERIFIED, "VEB; there is no hwmode command",
             "igb/e1000_82575.c igb_vmdq_set_loopback_pf"),
        line("ixgbe",                                           "loopback",                 SOURCE_VERIFIED, "VEB; hwmode vepa turns it off",
             "ixgbe_main.c ixgbe_ndo_bridge_setlink"),
        line("i40e",                                            "loopback",                 SOURCE_VERIFIED, "VEPA until the first VF, then VEB",
             "i40e_main.c I40E_FLAG_VEB_MODE_ENABLED"),
        line("ice",                                             "loopback",                 SOURCE_VERIFIED, "VEB: unicast of a local rule stays inside; VEPA sends everything out",
             "ice_switch.c ice_fill_sw_info"),
        line("ixgbe",                                           "link state",               SOURCE_VERIFIED, "a VF whose link is disabled receives nothing; with auto, R is on while the PF is up, whether a driver is bound or not",
             "ixgbe_sriov.c ixgbe_set_vf_link_state, ixgbe_set_vf_rx_tx; ixgbe_main.c ixgbe_up_complete"),
        line("ixgbe",                                           "jumbo frames",             SOURCE_VERIFIED, "an 82599 whose PF has an MTU above 1500 lets no VF receive; in a run with nicSetup: {jumboPf: true}",
             "ixgbe_sriov.c ixgbe_set_vf_rx_tx"),
        line("ixgbe",                                           "head of line",             SOURCE_VERIFIED, "drop enable is on for all queues of VFs: a stuck VF does not block the port",
             "ixgbe_sriov.c ixgbe_write_qde"),
        line("ixgbe",                                           "true promiscuity",         SOURCE_VERIFIED, "a trusted VF of an X550 can take all unicast while the PF is promiscuous; not modelled",
             "ixgbe_sriov.c ixgbe_update_vf_xcast_mode"),
        line("i40e",                                            "true promiscuity",         SOURCE_VERIFIED, "the private flag vf-true-promisc-support, off at first, lets a trusted VF see all; not modelled",
             "i40e_ethtool.c"),
        line("ixgbe",                                           "clearing after a reset",   SOURCE_VERIFIED, "a function level reset has removed the entry, so clearing the MAC fails and the next driver brings it back",
             "ixgbe_sriov.c ixgbe_ndo_set_vf_mac; ixgbe_main.c ixgbe_del_mac_filter"),
        line("igb igb-i350 ixgbe",                              "clearing under a driver",  INFERRED,        "the driver's next close gives the PF the old MAC again, as the VF's own",
             "igbvf/netdev.c igbvf_reset, e1000_init_hw_vf; ixgbevf/vf.c ixgbevf_init_hw_vf"),
        line("igb igb-i350",                                    "port reset",               MEASURED,        "each change of sriov_numvfs resets the PF: it receives nothing until its link is up again",
             "filter probe: 1.4 to 1.6 s in emulation; igb_main.c igb_sriov_reinit"),
        line("ixgbe",                                           "port reset",               SOURCE_VERIFIED, "each change of sriov_numvfs resets the PF",
             "ixgbe_sriov.c ixgbe_pci_sriov_enable, ixgbe_sriov_reinit"),
        line("i40e",                                            "port reset",               SOURCE_VERIFIED, "the first VF switches the PF to VEB, which resets it",
             "i40e_virtchnl_pf.c i40e_pci_sriov_configure"),
        line("i40e",                                            "PF address",               SOURCE_VERIFIED, "bridge fdb add self needs SR-IOV enabled and a permanent entry",
             "i40e_main.c i40e_ndo_fdb_add"),
        line("mlx5-switchdev",                                  "rules",                    SOURCE_VERIFIED, "a bridge's entries on representors are offloaded; ageing 300 s, asked for each second; a miss goes to the slow path and is not lost",
             "mlx5/core/esw/bridge_priv.h; en/rep/bridge.c"),
        line("ice-switchdev",                                   "rules",                    SOURCE_VERIFIED, "a bridge's entries on representors are offloaded",
             "ice_eswitch_br.c"),
        line("mlx5",                                            "clean-up",                 NOT_VERIFIED,    "when the rule goes at a function level reset without the driver's own clean-up is not known",
             "at the latest when the vport is disabled"),
        line("qed",                                             "forced MAC",               SOURCE_VERIFIED, "once given it cannot be removed; it is kept while the VF is closed and stands at its next start",
             "qed_sriov.c qed_iov_configure_vport_forced"),
        line("be2net",                                          "first MAC",                SOURCE_VERIFIED, "the PF's driver gives each new VF a MAC of its own making",
             "benet/be_main.c be_vf_eth_addr_config; not modelled, it is never the guest's"),
        line("enic",                                            "commands",                 NOT_VERIFIED,    "the host can set a VF's MAC only through the port profile's firmware command",
             "enic_main.c enic_set_vf_mac"));
    // spotless:on

    private FamilyFacts() {}

    static List<Fact> of(String family) {
        return LINES.stream()
                .filter(line -> line.families().contains(family))
                .map(Line::fact)
                .toList();
    }

    private static Line line(String families, String topic, Mark mark, String text, String source) {
        return new Line(List.of(families.split(" ", -1)), new Fact(topic, text, mark, source));
    }
}
