package dev.vfgap.models.guest;

import static dev.vfgap.simcore.parameter.Provenance.Kind.ASSUMED;
import static dev.vfgap.simcore.parameter.Provenance.Kind.DERIVED;
import static dev.vfgap.simcore.parameter.Provenance.Kind.DOCUMENTED;

import dev.vfgap.models.machine.DelayParameter;
import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.Provenance;
import dev.vfgap.simcore.parameter.Unit;
import java.util.List;

/** The parameters of the guest's VF driver, and their defaults. */
public final class GuestParameters {

    // spotless:off
    /** Every parameter of this package. */
    public static final List<Parameter> ALL = List.of(
            DelayParameter.between("guest.vfProbe", "from probe (bus master on) to the registration of the netdev",
                    "77ms", "353ms", "10ms", "1500ms", new Provenance(DERIVED, "ixgbevf 77 ms (ntop/PF_RING issue 15), mlx5 353 ms (published netvsc/mlx5 trace)")),
            DelayParameter.estimated("guest.vfOpen", "from the registration of the netdev to queues on",
                    "20ms", "1ms", "500ms", new Provenance(ASSUMED, "rings filled, interrupts requested, queues enabled")),
            DelayParameter.estimated("guest.vfPointer", "from queues on to the failover device's primary pointer",
                    "100us", "1us", "100ms", new Provenance(ASSUMED, "net_failover_slave_register: address lists and VLANs are synchronised")),
            DelayParameter.between("guest.vfCarrierFirst", "from queues on, or the return of the link, to carrier",
                    "10ms", "244ms", "1ms", "2s", new Provenance(DERIVED, "ixgbevf and igbvf look at once, then each 2 s; mlx5 244 ms after registration (published netvsc/mlx5 trace)")),
            DelayParameter.estimated("guest.vfCarrierLoss", "from the loss of the link to the driver's notice of it",
                    "1ms", "10us", "2s", new Provenance(ASSUMED, "an interrupt or a mailbox message; at worst the 2 s timer of igbvf and ixgbevf")),
            DelayParameter.estimated("guest.vfRemoveStop", "from remove to the end of ndo_stop",
                    "20ms", "5ms", "300ms", new Provenance(ASSUMED, "igbvf sleeps 10 ms for its queues and 10 ms for its mailbox, ixgbevf 10 ms")),
            DelayParameter.between("guest.vfRemoveDead", "from remove to the end of ndo_stop, of a device that has gone without warning: reads return all ones",
                    "50ms", "1s", "10ms", "5s", new Provenance(ASSUMED, "the driver's waits for its mailbox and its queues run to their time-outs; drivers differ")),
            DelayParameter.estimated("guest.bootToHotplug", "from the plan's start to a booting guest's hot-plug driver",
                    "2s", "100ms", "60s", new Provenance(ASSUMED, "firmware, boot loader and the kernel's own start, of which a part is over")),
            DelayParameter.estimated("guest.bootToNetwork", "from a booting guest's hot-plug driver to the probe of its NICs",
                    "1s", "10ms", "60s", new Provenance(ASSUMED, "udev in the initial file system loads the network drivers")),
            DelayParameter.estimated("guest.txRingStay", "from the driver's doorbell to the NIC's having read a frame from the VF's transmit ring",
                    "5us", "0us", "1ms", new Provenance(ASSUMED, "two or three reads over PCIe of about 1 us each, and the NIC's scheduler; what is still there when ndo_stop frees the ring is lost")),
            new Parameter("guest.txRingVf", "frames that a VF's transmit ring keeps", Unit.FRAMES,
                    64, 4096, new Constant(512), new Provenance(DOCUMENTED, "Linux 6.12 ixgbevf.h and iavf.h, default 512; igbvf 256")),
            DelayParameter.estimated("guest.vfUnregister", "from the end of ndo_stop to the cleared primary pointer",
                    "20ms", "2ms", "150ms", new Provenance(ASSUMED, "a flush of the backlogs and two RCU synchronisations")),
            DelayParameter.estimated("guest.vfRemoveTail", "from the cleared primary pointer to bus master off",
                    "10ms", "1ms", "150ms", new Provenance(ASSUMED, "iavf sleeps 50 to 100 ms here, others little")));
    // spotless:on

    private GuestParameters() {}
}
