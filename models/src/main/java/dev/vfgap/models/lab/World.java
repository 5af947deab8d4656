package dev.vfgap.models.lab;

import dev.vfgap.models.guest.GuestOptions;
import dev.vfgap.models.migration.HypervisorOptions;
import dev.vfgap.models.pci.SlotOptions;
import java.util.Objects;

/**
 * How the things around a strategy are set up where a scenario may choose: each part has its usual form.
 *
 * @param guest what runs in the guest
 * @param slot the hot-plug slot of the primary
 * @param hypervisor what QEMU is told beside the migration's limits
 * @param traffic what is offered beside the streams between peer and guest
 * @param fabric the switch between the hosts and what controls it
 * @param nic what the hosts have set on their NIC
 */
public record World(
        GuestOptions guest,
        SlotOptions slot,
        HypervisorOptions hypervisor,
        TrafficOptions traffic,
        FabricOptions fabric,
        NicOptions nic) {
    /** Everything in its usual form. */
    public static final World USUAL = new World(
            GuestOptions.USUAL,
            SlotOptions.USUAL,
            HypervisorOptions.USUAL,
            TrafficOptions.USUAL,
            FabricOptions.USUAL,
            NicOptions.USUAL);

    public World {
        Objects.requireNonNull(guest, "guest");
        Objects.requireNonNull(slot, "slot");
        Objects.requireNonNull(hypervisor, "hypervisor");
        Objects.requireNonNull(traffic, "traffic");
        Objects.requireNonNull(fabric, "fabric");
        Objects.requireNonNull(nic, "nic");
    }

    /** This world with another slot. */
    public World with(SlotOptions other) {
        return new World(guest, other, hypervisor, traffic, fabric, nic);
    }

    /** This world with other traffic. */
    public World with(TrafficOptions other) {
        return new World(guest, slot, hypervisor, other, fabric, nic);
    }

    /** This world with another switch. */
    public World with(FabricOptions other) {
        return new World(guest, slot, hypervisor, traffic, other, nic);
    }

    /** This world with other settings of the NIC. */
    public World with(NicOptions other) {
        return new World(guest, slot, hypervisor, traffic, fabric, other);
    }

    /** This world with another hypervisor. */
    public World with(HypervisorOptions other) {
        return new World(guest, slot, other, traffic, fabric, nic);
    }
}
