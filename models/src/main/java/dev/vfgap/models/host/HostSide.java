package dev.vfgap.models.host;

import java.util.List;
import java.util.Objects;

/**
 * What a host puts between its NIC and the standby.
 *
 * @param softSwitch what leads from the PF to the tap
 * @param standbyNic whether the standby shares the VF's NIC
 */
public record HostSide(SoftSwitch softSwitch, StandbyNic standbyNic) {
    /** The lab's: whatever the PF accepts reaches the tap. */
    public static final HostSide OPEN = new HostSide(new SoftSwitch.Open(), StandbyNic.SHARED);

    public HostSide {
        Objects.requireNonNull(softSwitch, "softSwitch");
        Objects.requireNonNull(standbyNic, "standbyNic");
        if (softSwitch instanceof SoftSwitch.Switchdev && standbyNic != StandbyNic.SHARED) {
            throw new IllegalArgumentException("a switchdev bridge joins the VF's own NIC and the tap");
        }
    }

    /** What it asks of the standby's PF. */
    public List<PfDemand> pfDemands() {
        return softSwitch.pfDemands();
    }

    /** Whether the NIC follows the bridge's entry. */
    public boolean isOffloaded() {
        return softSwitch instanceof SoftSwitch.Switchdev;
    }
}
