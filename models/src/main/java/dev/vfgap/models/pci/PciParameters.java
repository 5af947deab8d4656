package dev.vfgap.models.pci;

import static dev.vfgap.simcore.parameter.Provenance.Kind.ASSUMED;
import static dev.vfgap.simcore.parameter.Provenance.Kind.DERIVED;
import static dev.vfgap.simcore.parameter.Provenance.Kind.DOCUMENTED;

import dev.vfgap.models.machine.DelayParameter;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.Provenance;
import java.util.List;

/** The parameters of hot-plug slots, and their defaults. */
public final class PciParameters {

    // spotless:off
    /** Every parameter of this package. */
    public static final List<Parameter> ALL = List.of(
            DelayParameter.uniform("pciehp.interrupt", "from QEMU's slot event to the guest's pciehp acting on it",
                    "10us", "500us", new Provenance(ASSUMED, "an interrupt and a threaded handler on an idle vCPU")),
            DelayParameter.fixed("pciehp.buttonDelay", "the time between button and removal in which a second press cancels",
                    "5s", "0s", "5600ms", new Provenance(DOCUMENTED, "Linux 6.12 drivers/pci/hotplug/pciehp_ctrl.c:179; 0 for a kernel patched to skip it; kernel/time/timer.c is late by up to 256 ms at 250 Hz, 512 ms at 1000 Hz")),
            DelayParameter.fixed("pciehp.powerOffSleep", "the sleep after the slot's power is cut",
                    "1s", "0s", "1200ms", new Provenance(DOCUMENTED, "Linux 6.12 drivers/pci/hotplug/pciehp_ctrl.c:45,121; 0 without power controller; kernel/time/timer.c is late by up to 32 ms at 250 Hz, 80 ms at 100 Hz")),
            DelayParameter.fixed("pciehp.linkWait", "the wait for the link after power on",
                    "120ms", "120ms", "1100ms", new Provenance(DOCUMENTED, "Linux 6.12 drivers/pci/pci.c pcie_wait_for_link_delay: 20 ms, the link, 100 ms; without link active reporting see pciehp.linkWaitBlind")),
            DelayParameter.fixed("pciehp.linkWaitBlind", "the wait for the link of a port that does not report it",
                    "1100ms", "0ms", "1100ms", new Provenance(DOCUMENTED, "Linux 6.12 drivers/pci/pci.c pcie_wait_for_link_delay: 1000 + 100 ms")),
            DelayParameter.fixed("pciehp.cmdCompletion", "from a power command to the port's word that it is done",
                    "0ms", "0ms", "60s", new Provenance(DOCUMENTED, "QEMU 10.0 hw/pci/pcie.c pcie_cap_slot_write_config completes within the write; a port that never does: anything above pciehp.cmdTimeout")),
            DelayParameter.fixed("pciehp.cmdTimeout", "how long pciehp waits for that word",
                    "1s", "0s", "1s", new Provenance(DOCUMENTED, "Linux 6.12 drivers/pci/hotplug/pciehp_hpc.c pcie_wait_cmd")),
            DelayParameter.fixed("pciehp.cmdTimeoutPolling", "how long pciehp waits for that word in poll mode",
                    "2500ms", "0s", "2500ms", new Provenance(DOCUMENTED, "Linux 6.12 drivers/pci/hotplug/pciehp_hpc.c pcie_wait_cmd")),
            DelayParameter.fixed("pciehp.pollPeriod", "from one look of pciehp at its slot to the next, in poll mode",
                    "2s", "1s", "60s", new Provenance(DOCUMENTED, "Linux 6.12 drivers/pci/hotplug/pciehp_hpc.c pciehp_poll; module parameter pciehp_poll_time")),
            DelayParameter.fixed("pciehp.firstPoll", "from pciehp's start to its first look, in poll mode",
                    "10s", "10s", "10s", new Provenance(DOCUMENTED, "Linux 6.12 drivers/pci/hotplug/pciehp_hpc.c pciehp_poll")),
            DelayParameter.uniform("pciehp.pollMoment", "from an event to the next look of a guest that has been up for long, in poll mode; modulo the period",
                    "0ms", "2s", new Provenance(DERIVED, "the event comes at any moment of pciehp.pollPeriod")),
            DelayParameter.estimated("pciehp.linkDetect", "from a pulled card to the port's link event",
                    "10ms", "1ms", "1s", new Provenance(ASSUMED, "the data link layer's own time-outs, and the port's debouncing")),
            DelayParameter.uniform("pciehp.presenceWait", "from the link to the presence pins of a port without in-band presence",
                    "0ms", "1250ms", new Provenance(DERIVED, "Linux 6.12 drivers/pci/hotplug/pciehp_hpc.c pcie_wait_for_presence looks each 10 ms for at most 1250 ms; how late the pins are is the slot's affair")),
            DelayParameter.fixed("pciehp.devIdPoll", "from the link to a readable device id",
                    "0ms", "0ms", "1s", new Provenance(DERIVED, "Linux 6.12 pciehp_hpc.c:255 reads at once, then each 20 ms; a device plugged by QEMU answers at once")),
            DelayParameter.fixed("vfio.flr", "a function-level reset of the VF",
                    "100ms", "0ms", "60s", new Provenance(DOCUMENTED, "Linux 6.12 drivers/pci/pci.c:4567 pcie_flr sleeps 100 ms, then polls up to PCIE_RESET_READY_POLL_MS; 0 for an emulated NIC")),
            DelayParameter.estimated("acpi.notify", "from QEMU's event to acpiphp acting on the notification",
                    "5ms", "100us", "100ms", new Provenance(ASSUMED, "SCI, AML method, work queue")),
            DelayParameter.estimated("acpi.ejectOverhead", "from the driver's end through _EJ0 to QEMU's removal",
                    "20ms", "5ms", "500ms", new Provenance(ASSUMED, "AML method, register write, removal in QEMU")),
            DelayParameter.between("pci.enumerate", "from a readable device id to the driver's probe: enumeration, BARs",
                    "96ms", "492ms", "5ms", "2s", new Provenance(DERIVED, "function found to BARs assigned: 96 ms in a published netvsc/mlx5 trace, 492 ms in kata-containers/runtime issue 2890")));
    // spotless:on

    private PciParameters() {}
}
