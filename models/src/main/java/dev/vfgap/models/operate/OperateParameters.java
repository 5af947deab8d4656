package dev.vfgap.models.operate;

import static dev.vfgap.simcore.parameter.Provenance.Kind.ASSUMED;

import dev.vfgap.models.machine.DelayParameter;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.Provenance;
import java.util.List;

/** The parameters of management, and their defaults. */
public final class OperateParameters {

    // spotless:off
    /** Every parameter of this package. */
    public static final List<Parameter> ALL = List.of(
            DelayParameter.estimated("mgmt.eventToNetlink", "from an awaited event to the start of the next step",
                    "20ms", "0ms", "1s", new Provenance(ASSUMED, "an event on a socket, a daemon, a request")),
            DelayParameter.estimated("mgmt.filterMove", "from the start of set-filter to its effect in the NIC",
                    "1ms", "50us", "300ms", new Provenance(ASSUMED, "netlink and a mailbox or firmware command; 50 to 300 ms where setting the MAC resets the VF (i40e, ice)")),
            DelayParameter.estimated("mgmt.filterReturn", "from the effect of set-filter to the end of the step",
                    "500us", "0ms", "300ms", new Provenance(ASSUMED, "the way back from the kernel to management")));
    // spotless:on

    private OperateParameters() {}
}
