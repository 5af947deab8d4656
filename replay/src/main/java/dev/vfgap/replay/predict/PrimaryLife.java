package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Host;
import java.util.List;
import java.util.OptionalLong;

/**
 * One life of a primary in the guest as the recorded events show it: from its registration to its end.
 *
 * <p>All moments are on the bundle's clock; empty where no event shows one.
 *
 * @param host where
 * @param fromBoot whether the guest had it when the recording began
 * @param linked first link message with a master
 * @param opened first link message with {@code up=1}
 * @param registeredLine kernel line "failover primary slave … registered"
 * @param enablingLine last kernel line "enabling device" or "enabling Extended Tags" before the open, of the PCI core
 * @param throttlingLine last kernel line "Interrupt Throttling Rate" before the open, of the driver's probe
 * @param linkLine kernel line "NIC Link is Up"
 * @param ready first link message with {@code up}, {@code lower_up} and {@code carrier}
 * @param removeLine kernel line "removed PHC": the remove routine has begun
 * @param linkDownLine kernel line "NIC Link is Down"
 * @param closed first link message with {@code up=0} after it was open
 * @param unregisteredLine kernel line "failover primary slave … unregistered"
 * @param gone {@code dellink} message
 * @param carrierChanges link messages after {@code ready} whose carrier differs from the message before
 */
record PrimaryLife(
        Host host,
        boolean fromBoot,
        OptionalLong linked,
        OptionalLong opened,
        OptionalLong registeredLine,
        OptionalLong enablingLine,
        OptionalLong throttlingLine,
        OptionalLong linkLine,
        OptionalLong ready,
        OptionalLong removeLine,
        OptionalLong linkDownLine,
        OptionalLong closed,
        OptionalLong unregisteredLine,
        OptionalLong gone,
        List<CarrierChange> carrierChanges) {
    PrimaryLife {
        carrierChanges = List.copyOf(carrierChanges);
    }

    /** A primary that had been ready tells that it lost its carrier or has it again. */
    record CarrierChange(long atNanos, boolean on) {}
}
