package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Host;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One life of a primary in the guest as the recorded events show it: from its registration to its end.
 *
 * @param host where
 * @param fromBoot whether the guest had it when the recording began
 * @param signs what tells of it, each at its moment on the bundle's clock
 * @param carrierChanges link messages after it was ready whose carrier differs from the message before
 */
record PrimaryLife(Host host, boolean fromBoot, Map<Sign, Moment> signs, List<CarrierChange> carrierChanges) {
    PrimaryLife {
        signs = Map.copyOf(signs);
        carrierChanges = List.copyOf(carrierChanges);
    }

    /** A primary that had been ready tells that it lost its carrier or has it again. */
    record CarrierChange(Moment moment, boolean on) {}

    /** When a sign was given; empty when it was not. */
    Optional<Moment> at(Sign sign) {
        return Optional.ofNullable(signs.get(sign));
    }

    /** What tells of a primary's life. */
    enum Sign {
        /** First link message with a master. */
        LINKED,
        /** First link message with {@code up=1}. */
        OPENED,
        /** Kernel line "failover primary slave … registered". */
        REGISTERED_LINE,
        /** Last kernel line "enabling device" or "enabling Extended Tags" before the open, of the PCI core. */
        ENABLING_LINE,
        /** Last kernel line "Interrupt Throttling Rate" before the open, of the driver's probe. */
        THROTTLING_LINE,
        /** Kernel line "NIC Link is Up". */
        LINK_LINE,
        /** First link message with {@code up}, {@code lower_up} and {@code carrier}. */
        READY,
        /** QEMU asked the guest to let it go. */
        REQUESTED,
        /** Kernel line "removed PHC": the remove routine has begun. */
        REMOVE_LINE,
        /** Kernel line "NIC Link is Down", of a removal. */
        LINK_DOWN_LINE,
        /** First link message with {@code up=0} after it was open. */
        CLOSED,
        /** Kernel line "failover primary slave … unregistered". */
        UNREGISTERED_LINE,
        /** {@code dellink} message. */
        GONE
    }
}
