package dev.vfgap.models.lab;

import dev.vfgap.models.nic.family.LinkState;
import dev.vfgap.models.nic.family.Setting;
import java.util.Objects;

/**
 * What both hosts have set on their NIC beside what the strategy does, where a scenario may choose. It has no meaning for a
 * bridge in the NIC's place.
 *
 * @param vfLink {@code ip link set PF vf 0 state}: the link that the guest's VF sees
 * @param jumboPf whether the PF's MTU is above 1500
 * @param occupiedEntries how many further addresses the PF has already, as macvlans ask for them; at least 0
 * @param promiscuousVf whether the guest's VF is trusted and promiscuous
 * @param uplinkSpoofCheck whether the VF that is the standby's uplink may send from its own addresses only
 */
public record NicOptions(
        LinkState vfLink, Setting jumboPf, int occupiedEntries, Setting promiscuousVf, Setting uplinkSpoofCheck) {
    /** The usual form. */
    public static final NicOptions USUAL = new NicOptions(LinkState.AUTO, Setting.OFF, 0, Setting.OFF, Setting.OFF);

    public NicOptions {
        Objects.requireNonNull(vfLink, "vfLink");
        Objects.requireNonNull(jumboPf, "jumboPf");
        Objects.requireNonNull(promiscuousVf, "promiscuousVf");
        Objects.requireNonNull(uplinkSpoofCheck, "uplinkSpoofCheck");
        if (occupiedEntries < 0) {
            throw new IllegalArgumentException("a table cannot have " + occupiedEntries + " entries");
        }
    }
}
