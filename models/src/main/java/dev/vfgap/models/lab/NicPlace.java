package dev.vfgap.models.lab;

import dev.vfgap.models.host.HostSide;
import dev.vfgap.models.host.NeighbourSeat;
import dev.vfgap.models.host.StandbyNic;
import dev.vfgap.models.nic.NicPools;

/**
 * What a host's NIC stands in.
 *
 * @param side what is between it and the standby
 * @param neighbour where somebody else sends to the guest
 * @param options what the host has set on it
 */
record NicPlace(HostSide side, NeighbourSeat neighbour, NicOptions options) {
    NicPools pools() {
        return NicPools.of(side.standbyNic(), neighbour);
    }

    /** Whether another VF is the standby's uplink. */
    boolean hasUplinkVf() {
        return side.standbyNic() == StandbyNic.VF;
    }
}
