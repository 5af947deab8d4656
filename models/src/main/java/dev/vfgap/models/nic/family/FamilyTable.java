package dev.vfgap.models.nic.family;

import static dev.vfgap.models.nic.family.Mark.*;
import static dev.vfgap.models.nic.family.NicEvent.*;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The one table of all families: what each PF driver and VF driver do to the filter at each event.
 *
 * <p>A line is a cell, or the same cell of several families: event, families, what is done in the notation of {@link
 * Cell}, how that is known, from where. E: filter entry, R: receive enable, Q: queues, M: the address that the PF's driver
 * has stored, S: check of source addresses; A: the MAC that the host gave, L: what the VF's driver uses, F: what the host's
 * switch rules say.
 *
 * <p>Files are of Linux 6.12, {@code drivers/net/ethernet}.
 */
final class FamilyTable {

    private record Line(NicEvent event, List<String> families, Cell cell) {}

    // spotless:off
    private static final List<Line> LINES = List.of(
        line(CREATE_VFS,      "igb igb-i350",                 "E=0 R=0 Q=0",                                                                         MEASURED,        "filter probe, numvfs_1; igb_main.c igb_vf_configure"),
        line(CREATE_VFS,      "ixgbe",                        "E=0 R=L Q=0",                                                                         SOURCE_VERIFIED, "ixgbe_sriov.c ixgbe_vf_configuration; ixgbe_main.c ixgbe_up_complete, ixgbe_set_all_vfs: R is on before a driver binds"),
        line(CREATE_VFS,      "i40e",                         "E=0 R=0 Q=0",                                                                         SOURCE_VERIFIED, "i40e_virtchnl_pf.c i40e_alloc_vsi_res: a VSI with a broadcast filter"),
        line(CREATE_VFS,      "ice ice-switchdev",            "E=0 R=0 Q=0",                                                                         SOURCE_VERIFIED, "ice_vf_lib.c ice_vf_init_host_cfg: a VSI with a broadcast rule"),
        line(CREATE_VFS,      "mlx4 mlx5 mlx5-switchdev",     "E=0 R=0 Q=0 S=0",                                                                     SOURCE_VERIFIED, "nothing is written before the VF's driver asks; that spoofchk is off at first is inferred"),
        line(CREATE_VFS,      "bnxt qed hns3",                "E=0 R=0 Q=0",                                                                         SOURCE_VERIFIED, "nothing is written before the VF's driver asks"),
        line(CREATE_VFS,      "enic be2net",                  "E=0 R=0 Q=0",                                                                         NOT_VERIFIED,    "firmware"),

        line(SET_ADMIN_MAC,   "igb igb-i350",                 "E=A",                                                                                 MEASURED,        "filter probe, vf_mac_set; igb_main.c igb_set_vf_mac, igb_rar_set_index"),
        line(SET_ADMIN_MAC,   "ixgbe",                        "E=A",                                                                                 SOURCE_VERIFIED, "ixgbe_sriov.c ixgbe_ndo_set_vf_mac, ixgbe_set_vf_mac"),
        line(SET_ADMIN_MAC,   "i40e",                         "R=0 Q=0, after nic.vfResetI40e E=A, after nic.iavfReinit if open R=1 Q=1",            SOURCE_VERIFIED, "i40e_virtchnl_pf.c i40e_ndo_set_vf_mac, i40e_reset_vf"),
        line(SET_ADMIN_MAC,   "ice",                          "R=0 Q=0, after nic.vfResetIce E=A, after nic.iavfReinit if open R=1 Q=1",             SOURCE_VERIFIED, "ice_sriov.c __ice_set_vf_mac; ice_vf_lib.c ice_vf_rebuild_host_mac_cfg"),
        line(SET_ADMIN_MAC,   "ice-switchdev",                "R=0 Q=0, after nic.vfResetIce =, after nic.iavfReinit if open R=1 Q=1",               SOURCE_VERIFIED, "ice_vf_lib.c ice_vf_rebuild_host_mac_cfg adds no rule in switchdev mode"),
        line(SET_ADMIN_MAC,   "mlx4",                         "=",                                                                                   SOURCE_VERIFIED, "mlx4/cmd.c mlx4_set_vf_mac: takes effect when the VF restarts"),
        line(SET_ADMIN_MAC,   "mlx5 mlx5-switchdev",          "=",                                                                                   SOURCE_VERIFIED, "mlx5/core/eswitch.c mlx5_esw_set_vport_mac_locked: the vport's permanent MAC, no rule"),
        line(SET_ADMIN_MAC,   "bnxt",                         "=",                                                                                   SOURCE_VERIFIED, "bnxt_sriov.c bnxt_set_vf_mac: the firmware's default MAC, no rule"),
        line(SET_ADMIN_MAC,   "qed",                          "if open E=A",                                                                         SOURCE_VERIFIED, "qed_sriov.c qed_sriov_pf_set_mac keeps it; qed_iov_configure_vport_forced needs an active vport"),
        line(SET_ADMIN_MAC,   "hns3",                         "if bound R=0 Q=0, after nic.vfDriverRecovery if bound E=A, if open R=1 Q=1",          SOURCE_VERIFIED, "hclge_main.c hclge_set_vf_mac tells a live VF to reset; the delay is an assumption"),
        line(SET_ADMIN_MAC,   "enic",                         "E=A",                                                                                 NOT_VERIFIED,    "enic_main.c enic_set_vf_mac hands it to the firmware at once"),
        line(SET_ADMIN_MAC,   "be2net",                       "E=A",                                                                                 SOURCE_VERIFIED, "benet/be_main.c be_set_vf_mac: PMAC add, or set MAC; what the firmware does is not verified"),

        line(CLEAR_ADMIN_MAC, "igb igb-i350",                 "E=0",                                                                                 MEASURED,        "filter probe, vf_mac_clear; igb_main.c igb_ndo_set_vf_mac"),
        line(CLEAR_ADMIN_MAC, "ixgbe",                        "refused if no entry (RTNETLINK answers: Cannot allocate memory), E=0",                SOURCE_VERIFIED, "ixgbe_sriov.c ixgbe_ndo_set_vf_mac; ixgbe_main.c ixgbe_del_mac_filter finds nothing after a function level reset"),
        line(CLEAR_ADMIN_MAC, "i40e",                         "R=0 Q=0, after nic.vfResetI40e E=0, after nic.iavfReinit if open M=L E=M R=1 Q=1",    SOURCE_VERIFIED, "i40e_virtchnl_pf.c i40e_ndo_set_vf_mac; the VF may then add its own"),
        line(CLEAR_ADMIN_MAC, "ice",                          "R=0 Q=0, after nic.vfResetIce E=0, after nic.iavfReinit if open M=L E=M R=1 Q=1",     SOURCE_VERIFIED, "ice_sriov.c __ice_set_vf_mac; the VF may then add its own"),
        line(CLEAR_ADMIN_MAC, "ice-switchdev",                "R=0 Q=0, after nic.vfResetIce =, after nic.iavfReinit if open R=1 Q=1",               INFERRED,        "as SET_ADMIN_MAC"),
        line(CLEAR_ADMIN_MAC, "mlx4",                         "refused if spoofchk (RTNETLINK answers: Operation not permitted)",                    SOURCE_VERIFIED, "mlx4/cmd.c mlx4_set_vf_mac"),
        line(CLEAR_ADMIN_MAC, "mlx5 mlx5-switchdev",          "=",                                                                                   SOURCE_VERIFIED, "mlx5/core/eswitch.c mlx5_esw_set_vport_mac_locked: the permanent MAC is zero"),
        line(CLEAR_ADMIN_MAC, "bnxt",                         "=",                                                                                   SOURCE_VERIFIED, "bnxt_sriov.c bnxt_set_vf_mac: the VF may choose"),
        line(CLEAR_ADMIN_MAC, "qed",                          "refused (RTNETLINK answers: Invalid argument)",                                       SOURCE_VERIFIED, "qede_filter.c qede_set_vf_mac; qed_sriov.c qed_iov_configure_vport_forced: a forced MAC cannot be removed"),
        line(CLEAR_ADMIN_MAC, "hns3",                         "=",                                                                                   SOURCE_VERIFIED, "hclge_main.c hclge_set_vf_mac takes zero; the VF keeps its MAC"),
        line(CLEAR_ADMIN_MAC, "enic",                         "E=0",                                                                                 NOT_VERIFIED,    "enic_main.c enic_set_vf_mac allows it; firmware"),
        line(CLEAR_ADMIN_MAC, "be2net",                       "refused (RTNETLINK answers: Invalid argument)",                                       SOURCE_VERIFIED, "benet/be_main.c be_set_vf_mac"),

        line(SET_OWN_MAC,     "igb igb-i350",                 "refused if A and untrusted (Cannot assign requested address), M=L E=M",               MEASURED,        "filter probe, vf_own_mac; igb_main.c igb_set_vf_mac_addr"),
        line(SET_OWN_MAC,     "ixgbe",                        "refused if A and untrusted (Operation not permitted), M=L E=M",                       SOURCE_VERIFIED, "ixgbe_sriov.c ixgbe_set_vf_mac_addr"),
        line(SET_OWN_MAC,     "i40e",                         "refused if A and untrusted (Operation not permitted), if open M=L E=M",               SOURCE_VERIFIED, "i40e_virtchnl_pf.c i40e_check_vf_permission, i40e_vc_add_mac_addr_msg"),
        line(SET_OWN_MAC,     "ice",                          "refused if A and untrusted (Operation not permitted), if open M=L E=M",               SOURCE_VERIFIED, "ice_virtchnl.c ice_vc_add_mac_addr"),
        line(SET_OWN_MAC,     "mlx4",                         "if open E=L",                                                                         NOT_VERIFIED,    "mlx4/en_netdev.c mlx4_en_set_mac; with spoofchk the PF's driver may refuse"),
        line(SET_OWN_MAC,     "mlx5",                         "after mlx5.eventToRule if open E=L",                                                  INFERRED,        "as DRIVER_OPEN: the VF's list changes"),
        line(SET_OWN_MAC,     "bnxt",                         "refused if A and untrusted (Cannot assign requested address), if open E=L",           SOURCE_VERIFIED, "bnxt_sriov.c bnxt_vf_validate_set_mac"),
        line(SET_OWN_MAC,     "qed",                          "refused if A and untrusted (Operation not permitted), if open E=L",                   INFERRED,        "qed_sriov.c: a forced MAC stands"),
        line(SET_OWN_MAC,     "hns3",                         "refused if A (Operation not permitted), if bound E=L",                                SOURCE_VERIFIED, "hclge_mbx.c hclge_set_vf_uc_mac_addr, whatever the trust"),
        line(SET_OWN_MAC,     "enic be2net",                  "refused if A and untrusted (Operation not permitted), E=L",                           NOT_VERIFIED,    "firmware"),
        line(SET_OWN_MAC,     "ice-switchdev mlx5-switchdev", "=",                                                                                   INFERRED,        "only rules lead frames to a VF"),

        line(FUNCTION_RESET,  "igb igb-i350",                 "R=0 Q=0 M=A",                                                                         SOURCE_VERIFIED, "igb_main.c igb_vf_reset_event; QEMU igb_core.c igb_core_vf_reset; that the chip clears R is inferred"),
        line(FUNCTION_RESET,  "ixgbe",                        "E=0 R=0 Q=0",                                                                         SOURCE_VERIFIED, "ixgbe_sriov.c ixgbe_vf_reset_event; R is inferred"),
        line(FUNCTION_RESET,  "i40e",                         "R=0 Q=0, after nic.vfResetI40e E=A",                                                  SOURCE_VERIFIED, "i40e_virtchnl_pf.c i40e_vc_process_vflr_event, i40e_cleanup_reset_vf"),
        line(FUNCTION_RESET,  "ice",                          "R=0 Q=0, after nic.vfResetIce E=A",                                                   SOURCE_VERIFIED, "ice_vf_lib.c ice_reset_vf, ice_vf_rebuild_host_mac_cfg"),
        line(FUNCTION_RESET,  "ice-switchdev mlx5-switchdev", "R=0 Q=0",                                                                             INFERRED,        "the rules are the host's, the representor stays"),
        line(FUNCTION_RESET,  "mlx4",                         "E=0 R=0 Q=0",                                                                         SOURCE_VERIFIED, "mlx4/resource_tracker.c mlx4_delete_all_resources_for_slave"),
        line(FUNCTION_RESET,  "mlx5",                         "R=0 Q=0, after mlx5.eventToRule E=0",                                                 NOT_VERIFIED,    "the firmware resets the vport's context; when the rule goes is not known"),
        line(FUNCTION_RESET,  "bnxt",                         "E=0 R=0 Q=0",                                                                         INFERRED,        "the firmware frees what the VF had"),
        line(FUNCTION_RESET,  "qed",                          "E=0 R=0 Q=0",                                                                         SOURCE_VERIFIED, "qed_sriov.c qed_iov_vf_cleanup"),
        line(FUNCTION_RESET,  "hns3",                         "E=0 R=0 Q=0",                                                                         NOT_VERIFIED,    "hclge_main.c"),
        line(FUNCTION_RESET,  "enic be2net",                  "R=0 Q=0",                                                                             NOT_VERIFIED,    "firmware"),

        line(DRIVER_PROBE,    "igb igb-i350",                 "M=L E=M R=1",                                                                         MEASURED,        "filter probe, vf_bind; igb_main.c igb_vf_reset_msg; igbvf/netdev.c igbvf_probe"),
        line(DRIVER_PROBE,    "ixgbe",                        "E=M R=L",                                                                             SOURCE_VERIFIED, "ixgbe_sriov.c ixgbe_vf_reset_msg, ixgbe_set_vf_rx_tx"),
        line(DRIVER_PROBE,    "i40e",                         "R=0 Q=0, after nic.vfResetI40e E=A",                                                  SOURCE_VERIFIED, "i40e_virtchnl_pf.c i40e_vc_reset_vf_msg, i40e_reset_vf"),
        line(DRIVER_PROBE,    "ice",                          "R=0 Q=0, after nic.vfResetIce E=A",                                                   SOURCE_VERIFIED, "ice_virtchnl.c ice_vc_reset_vf_msg; ice_vf_lib.c ice_reset_vf"),
        line(DRIVER_PROBE,    "hns3",                         "E=L",                                                                                 SOURCE_VERIFIED, "the VF adds its MAC at init"),
        line(DRIVER_PROBE,    "mlx4 mlx5 bnxt qed",           "=",                                                                                   SOURCE_VERIFIED, "nothing is written before the VF's netdev opens"),
        line(DRIVER_PROBE,    "ice-switchdev mlx5-switchdev", "=",                                                                                   INFERRED,        "only rules lead frames to a VF"),
        line(DRIVER_PROBE,    "enic be2net",                  "=",                                                                                   NOT_VERIFIED,    "firmware"),

        line(DRIVER_OPEN,     "igb igb-i350",                 "Q=1",                                                                                 MEASURED,        "filter probe, vf_up; igbvf/netdev.c igbvf_configure_rx"),
        line(DRIVER_OPEN,     "ixgbe",                        "M=L E=M Q=1",                                                                         SOURCE_VERIFIED, "ixgbevf_main.c ixgbevf_configure; vf.c ixgbevf_set_rar_vf"),
        line(DRIVER_OPEN,     "i40e ice",                     "M=L E=M R=1 Q=1",                                                                     SOURCE_VERIFIED, "iavf ADD_ETH_ADDR, which changes nothing for the host's MAC, then ENABLE_QUEUES"),
        line(DRIVER_OPEN,     "mlx4",                         "E=L R=1 Q=1",                                                                         SOURCE_VERIFIED, "mlx4/en_netdev.c mlx4_en_start_port: MAC registered, steering rule attached"),
        line(DRIVER_OPEN,     "mlx5",                         "R=1 Q=1, after mlx5.eventToRule E=L",                                                 SOURCE_VERIFIED, "mlx5/core/eswitch.c esw_vport_change_handle_locked, esw_add_uc_addr"),
        line(DRIVER_OPEN,     "bnxt",                         "E=L R=1 Q=1",                                                                         SOURCE_VERIFIED, "CFA_L2_FILTER_ALLOC, checked by bnxt_sriov.c bnxt_vf_validate_set_mac"),
        line(DRIVER_OPEN,     "qed",                          "E=L R=1 Q=1",                                                                         SOURCE_VERIFIED, "qed_sriov.c qed_iov_configure_vport_forced, when the vport starts"),
        line(DRIVER_OPEN,     "hns3",                         "R=1 Q=1",                                                                             INFERRED,        "the MAC is there since init"),
        line(DRIVER_OPEN,     "ice-switchdev mlx5-switchdev", "R=1 Q=1",                                                                             SOURCE_VERIFIED, "ice: ENABLE_QUEUES; mlx5: RQs and TIRs of the VF"),
        line(DRIVER_OPEN,     "enic be2net",                  "R=1 Q=1",                                                                             NOT_VERIFIED,    "firmware"),

        line(DRIVER_CLOSE,    "igb igb-i350",                 "Q=0 M=L E=M R=1",                                                                     MEASURED,        "filter probe, vf_down; igbvf/netdev.c igbvf_down, igbvf_reset"),
        line(DRIVER_CLOSE,    "ixgbe",                        "Q=0 M=L E=M R=L",                                                                     SOURCE_VERIFIED, "ixgbevf_main.c ixgbevf_down, ixgbevf_reset; ixgbe_sriov.c ixgbe_vf_reset_msg"),
        line(DRIVER_CLOSE,    "i40e",                         "M=A E=A R=0 Q=0",                                                                     SOURCE_VERIFIED, "iavf DEL_ETH_ADDR, ignored for the host's MAC in i40e_virtchnl_pf.c i40e_vc_del_mac_addr_msg; DISABLE_QUEUES"),
        line(DRIVER_CLOSE,    "ice",                          "M=A E=A R=0 Q=0",                                                                     SOURCE_VERIFIED, "as i40e; ice_virtchnl.c ice_vc_del_mac_addr"),
        line(DRIVER_CLOSE,    "mlx4",                         "E=0 Q=0",                                                                             SOURCE_VERIFIED, "mlx4/en_netdev.c mlx4_en_stop_port detaches the rule"),
        line(DRIVER_CLOSE,    "mlx5",                         "Q=0, after mlx5.eventToRule E=0",                                                     SOURCE_VERIFIED, "the VF empties its list; mlx5/core/eswitch.c esw_vport_change_handle_locked"),
        line(DRIVER_CLOSE,    "bnxt",                         "E=0 Q=0",                                                                             SOURCE_VERIFIED, "the filter is freed at close"),
        line(DRIVER_CLOSE,    "qed",                          "E=0 R=0 Q=0",                                                                         SOURCE_VERIFIED, "qed_sriov.c: the vport stops"),
        line(DRIVER_CLOSE,    "hns3",                         "Q=0",                                                                                 INFERRED,        "the MAC goes at uninit"),
        line(DRIVER_CLOSE,    "ice-switchdev mlx5-switchdev", "R=0 Q=0",                                                                             INFERRED,        "the rules stay"),
        line(DRIVER_CLOSE,    "enic be2net",                  "Q=0",                                                                                 NOT_VERIFIED,    "firmware"),

        line(DRIVER_REMOVE,   "igb igb-i350",                 "=",                                                                                   MEASURED,        "filter probe, vf_unbind"),
        line(DRIVER_REMOVE,   "ixgbe",                        "=",                                                                                   SOURCE_VERIFIED, "ixgbevf_main.c ixgbevf_remove: the bus master goes off"),
        line(DRIVER_REMOVE,   "i40e",                         "R=0 Q=0, after nic.vfResetI40e E=A",                                                  SOURCE_VERIFIED, "iavf_main.c iavf_remove asks for a reset"),
        line(DRIVER_REMOVE,   "ice",                          "R=0 Q=0, after nic.vfResetIce E=A",                                                   SOURCE_VERIFIED, "iavf_main.c iavf_remove asks for a reset"),
        line(DRIVER_REMOVE,   "mlx4 mlx5 bnxt qed",           "=",                                                                                   INFERRED,        "all is undone at close"),
        line(DRIVER_REMOVE,   "hns3",                         "E=0 R=0",                                                                             SOURCE_VERIFIED, "removed by the VF's uninit"),
        line(DRIVER_REMOVE,   "ice-switchdev mlx5-switchdev enic be2net", "=",                                                                                   NOT_VERIFIED,    "no source says it"),

        line(STEER_TO_VF,     "mlx5-switchdev",               "after hw.fdbMove E=F",                                                                SOURCE_VERIFIED, "mlx5/core/en/rep/bridge.c; the delay is an assumption"),
        line(STEER_TO_VF,     "ice-switchdev",                "after hw.fdbMove E=F",                                                                SOURCE_VERIFIED, "ice_eswitch_br.c; the delay is an assumption"),
        line(STEER_TO_VF,     "igb igb-i350 ixgbe i40e ice mlx4 mlx5 bnxt qed hns3 enic be2net", "refused (no representor in this mode)",                                               INFERRED,        "a representor needs switchdev mode"),

        line(STEER_AWAY,      "mlx5-switchdev",               "after hw.fdbMove E=F",                                                                SOURCE_VERIFIED, "mlx5/core/en/rep/bridge.c; the delay is an assumption"),
        line(STEER_AWAY,      "ice-switchdev",                "after hw.fdbMove E=F",                                                                SOURCE_VERIFIED, "ice_eswitch_br.c; the delay is an assumption"),
        line(STEER_AWAY,      "igb igb-i350 ixgbe i40e ice mlx4 mlx5 bnxt qed hns3 enic be2net", "refused (no representor in this mode)",                                               INFERRED,        "a representor needs switchdev mode"),

        line(PF_DOWN,         "igb igb-i350",                 "E=0 R=1 Q=0",                                                                         MEASURED,        "filter probe, pf-cycle; igb_main.c igb_reset, igb_flush_mac_table; R is on after a reset: VFRE=ff in the dumps"),
        line(PF_DOWN,         "ixgbe",                        "E=0 R=0 Q=0",                                                                         SOURCE_VERIFIED, "ixgbe_main.c ixgbe_down, ixgbe_set_all_vfs; ixgbe_reset, ixgbe_flush_sw_mac_table forgets the entries of VFs; Q is inferred"),
        line(PF_DOWN,         "i40e ice ice-switchdev mlx4 mlx5 mlx5-switchdev bnxt qed hns3 enic be2net", "=",                                                                                   NOT_VERIFIED,    "no source says it"),

        line(PF_UP,           "igb igb-i350",                 "S=1, after nic.vfDriverRecovery if open M=L E=M R=1 Q=1",                                 INFERRED,        "igbvf/netdev.c igbvf_has_link, igbvf_reset_task; without an open VF measured, pf-cycle"),
        line(PF_UP,           "ixgbe",                        "R=L, after nic.vfDriverRecovery if open M=L E=M R=L Q=1",                             INFERRED,        "ixgbe_main.c ixgbe_up_complete, ixgbe_set_all_vfs; ixgbevf_main.c ixgbevf_reset_subtask"),
        line(PF_UP,           "i40e ice ice-switchdev mlx4 mlx5 mlx5-switchdev bnxt qed hns3 enic be2net", "=",                                                                                   NOT_VERIFIED,    "no source says it"),

        line(PF_RESET,        "igb igb-i350",                 "E=0 R=1 Q=0 S=1, after nic.vfDriverRecovery if open M=L E=M R=1 Q=1",                 INFERRED,        "igb_main.c igb_reinit_locked: PF_DOWN and PF_UP"),
        line(PF_RESET,        "ixgbe",                        "E=0 R=L Q=0, after nic.vfDriverRecovery if open M=L E=M R=L Q=1",                     INFERRED,        "ixgbe_main.c ixgbe_reinit_locked: PF_DOWN and PF_UP"),
        line(PF_RESET,        "i40e",                         "R=0 Q=0, after nic.vfResetI40e E=A, after nic.iavfReinit if open M=L E=M R=1 Q=1",    INFERRED,        "i40e_main.c i40e_rebuild resets all VFs"),
        line(PF_RESET,        "ice",                          "R=0 Q=0, after nic.vfResetIce E=A, after nic.iavfReinit if open M=L E=M R=1 Q=1",     INFERRED,        "ice_main.c ice_rebuild resets all VFs"),
        line(PF_RESET,        "ice-switchdev",                "R=0 Q=0, after nic.vfResetIce E=F, after nic.iavfReinit if open R=1 Q=1",             INFERRED,        "ice_main.c ice_rebuild resets all VFs"),
        line(PF_RESET,        "mlx4 mlx5 mlx5-switchdev bnxt qed hns3 enic be2net", "=",                                                                                   INFERRED,        "rules are made again"),

        line(REMOVE_VFS,      "igb igb-i350",                 "refused if assigned (write error: Operation not permitted), E=0 R=0 Q=0",             MEASURED,        "filter probe, numvfs_0; igb_main.c igb_disable_sriov"),
        line(REMOVE_VFS,      "ixgbe",                        "refused if assigned (write error: Operation not permitted), E=0 R=0 Q=0",             SOURCE_VERIFIED, "ixgbe_sriov.c ixgbe_disable_sriov"),
        line(REMOVE_VFS,      "i40e ice ice-switchdev",       "refused if assigned (write error: Operation not permitted), E=0 R=0 Q=0",             SOURCE_VERIFIED, "i40e_virtchnl_pf.c i40e_pci_sriov_configure; ice_sriov.c ice_sriov_configure"),
        line(REMOVE_VFS,      "mlx4 mlx5 mlx5-switchdev bnxt qed hns3 enic be2net", "E=0 R=0 Q=0",                                                                         INFERRED,        "what was made for them goes"));
    // spotless:on

    private FamilyTable() {}

    /**
     * A family's column.
     *
     * @throws IllegalStateException when two lines say what it does at one event
     */
    static Map<NicEvent, Cell> column(String family) {
        Map<NicEvent, Cell> cells = new EnumMap<>(NicEvent.class);
        for (Line line : LINES) {
            if (line.families().contains(family) && cells.put(line.event(), line.cell()) != null) {
                throw new IllegalStateException(family + " has two cells for " + line.event());
            }
        }
        return cells;
    }

    private static Line line(NicEvent event, String families, String notation, Mark mark, String source) {
        return new Line(event, List.of(families.split(" ", -1)), Cell.parse(notation, mark, source));
    }
}
