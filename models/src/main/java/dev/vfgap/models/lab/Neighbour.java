package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.host.NeighbourSeat;
import java.util.Objects;

/**
 * Somebody else on one of the hosts who sends to the guest: a VM, or a process of the host.
 *
 * @param host where
 * @param seat behind what
 */
public record Neighbour(Host host, NeighbourSeat seat) {
    /** There is none. */
    public static final Neighbour NOBODY = new Neighbour(Host.A, NeighbourSeat.NONE);

    public Neighbour {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(seat, "seat");
    }

    /** Where a host has it. */
    NeighbourSeat seatOn(Host one) {
        return one == host ? seat : NeighbourSeat.NONE;
    }
}
