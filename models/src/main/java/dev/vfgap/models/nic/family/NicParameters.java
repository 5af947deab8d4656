package dev.vfgap.models.nic.family;

import static dev.vfgap.simcore.parameter.Provenance.Kind.ASSUMED;
import static dev.vfgap.simcore.parameter.Provenance.Kind.DERIVED;
import static dev.vfgap.simcore.parameter.Provenance.Kind.DOCUMENTED;
import static dev.vfgap.simcore.parameter.Provenance.Kind.MEASURED;

import dev.vfgap.models.machine.DelayParameter;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.Provenance;
import java.util.List;

/** How long a NIC, its driver and its firmware take, and the defaults. The cells of {@link FamilyTable} name these. */
public final class NicParameters {

    // spotless:off
    /** Every parameter of this package. */
    public static final List<Parameter> ALL = List.of(
            DelayParameter.estimated("nic.pfReset", "from a reset of the PF until the port accepts frames again",
                    "1.5s", "50ms", "6s", new Provenance(MEASURED, "filter probe: 1.4 to 1.6 s at each change of sriov_numvfs, igb on the emulated 82576; 1000BASE-T negotiates 2 to 4 s")),
            DelayParameter.estimated("nic.vfResetI40e", "from a VF's reset until its VSI is made again with its filter",
                    "100ms", "50ms", "300ms", new Provenance(DERIVED, "Linux 6.12 i40e_virtchnl_pf.c i40e_reset_vf: the sum of its sleeps")),
            DelayParameter.estimated("nic.vfResetIce", "from a VF's reset until its VSI is made again with its rule",
                    "100ms", "20ms", "300ms", new Provenance(ASSUMED, "as i40e; Linux 6.12 ice_vf_lib.c ice_reset_vf polls ten times")),
            DelayParameter.estimated("nic.iavfReinit", "from the end of a VF's reset until its driver, which was up, has its queues on again",
                    "150ms", "20ms", "5s", new Provenance(ASSUMED, "Linux 6.12 iavf_main.c iavf_reset_task polls for the end of the reset, then asks for resources and queues again")),
            DelayParameter.estimated("nic.vfDriverRecovery", "from a PF's reset until the driver of a VF that was up notices and resets itself",
                    "2s", "10ms", "12s", new Provenance(DERIVED, "Linux 6.12 igbvf/netdev.c igbvf_has_link: a watchdog each 2 s, and no reset within 10 s of the last")),
            DelayParameter.estimated("mlx5.eventToRule", "from a VF's write of its address list until the PF's driver has moved the rule",
                    "1ms", "100us", "20ms", new Provenance(ASSUMED, "an event and one or two firmware commands, Linux 6.12 mlx5 eswitch.c esw_vport_change_handle_locked")),
            DelayParameter.estimated("hw.fdbMove", "from a switch rule's change in the bridge until the hardware has it",
                    "500us", "50us", "5ms", new Provenance(ASSUMED, "insertion rates of 10^3 to 10^5 rules a second")),
            DelayParameter.estimated("mgmt.pfFilterUpdate", "from management's request until the PF's driver has changed a VF's MAC",
                    "1ms", "50us", "50ms", new Provenance(ASSUMED, "a netlink message and some register writes")),
            DelayParameter.fixed("nic.sriovDisableSleep", "what the PF's driver sleeps when VFs are removed",
                    "600ms", "0ms", "1s", new Provenance(DOCUMENTED, "Linux 6.12 igb_main.c igb_disable_sriov: 500 ms and 100 ms; ixgbe_sriov.c ixgbe_disable_sriov: 100 ms")));
    // spotless:on

    private NicParameters() {}
}
