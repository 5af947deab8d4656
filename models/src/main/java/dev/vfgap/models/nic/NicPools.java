package dev.vfgap.models.nic;

import dev.vfgap.models.host.NeighbourSeat;
import dev.vfgap.models.host.StandbyNic;

/**
 * Who is behind which pool of a host's NIC. The guest's VF always has pool {@link EmbeddedSwitch#PRIMARY}; further VFs
 * follow, and the PF's pool is the one after its VFs, as the 82576's driver has it.
 *
 * @param standby the pool that the standby's bridge or macvtap is attached to: the PF's, or another VF's
 * @param neighbour the pool that somebody else on the host sends from, {@link #NOBODY} = there is none
 * @param count how many pools the NIC uses, the PF's included
 */
public record NicPools(int standby, int neighbour, int count) {
    /** No pool. */
    public static final int NOBODY = -1;

    /** The guest's VF and the PF, with the standby behind it. */
    public static final NicPools USUAL = new NicPools(EmbeddedSwitch.STANDBY, NOBODY, 2);

    public NicPools {
        if (count < 2 || standby <= EmbeddedSwitch.PRIMARY || standby >= count || neighbour >= count) {
            throw new IllegalArgumentException("of " + count + " pools, " + standby + " cannot be the standby's and "
                    + neighbour + " a neighbour's");
        }
    }

    /**
     * The pools of the NIC that has the guest's VF.
     *
     * @param standbyNic what the standby is attached to
     * @param neighbour where the host has a neighbour
     */
    public static NicPools of(StandbyNic standbyNic, NeighbourSeat neighbour) {
        int vfs = 1;
        int standby = standbyNic == StandbyNic.VF ? vfs++ : NOBODY;
        int ofNeighbour = neighbour == NeighbourSeat.VF ? vfs++ : NOBODY;
        int uplink = standby == NOBODY ? vfs : standby;
        return new NicPools(uplink, neighbour == NeighbourSeat.PF ? uplink : ofNeighbour, vfs + 1);
    }

    /** The pool of the PF. */
    public int pf() {
        return count - 1;
    }
}
