package dev.vfgap.models.guest;

import static dev.vfgap.simcore.parameter.Provenance.Kind.ASSUMED;
import static dev.vfgap.simcore.parameter.Provenance.Kind.DERIVED;
import static dev.vfgap.simcore.parameter.Provenance.Kind.DOCUMENTED;
import static dev.vfgap.simcore.parameter.Provenance.Kind.MEASURED;

import dev.vfgap.models.machine.DelayParameter;
import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.Provenance;
import dev.vfgap.simcore.parameter.Unit;
import java.util.List;

/**
 * The parameters of the guest: its VF driver, what joins its NICs, its tools.
 *
 * <p>The defaults of {@code guest.vf…} are those of any driver; {@link DriverValues} has what is known of each.
 */
public final class GuestParameters {

    // spotless:off
    /** Every parameter of this package. */
    public static final List<Parameter> ALL = List.of(
            DelayParameter.within("1ms", "25s", DelayParameter.between("guest.vfProbe", "from probe (bus master on) to the registration of the netdev",
                    "77ms", "353ms", "10ms", "1500ms", new Provenance(DERIVED, "ixgbevf 77 ms (ntop/PF_RING issue 15), mlx5 353 ms (published netvsc/mlx5 trace)"))),
            DelayParameter.fixed("guest.udevRenameBusy", "how long udev's rename keeps net_failover from opening the VF; 0 = it does not",
                    "0ns", "0ns", "500ms", new Provenance(ASSUMED, "IFF_LIVE_RENAME_OK avoids it; older kernels: Linux net/core/failover.c failover_slave_name_change")),
            DelayParameter.estimated("guest.vfOpen", "from dev_open, which net_failover calls at the registration, to queues on",
                    "20ms", "1ms", "500ms", new Provenance(ASSUMED, "rings filled, interrupts requested, queues enabled")),
            DelayParameter.estimated("guest.vfPointer", "from queues on to the failover device's primary pointer",
                    "100us", "1us", "100ms", new Provenance(ASSUMED, "net_failover_slave_register: address lists and VLANs are synchronised")),
            DelayParameter.between("guest.vfCarrierFirst", "from queues on, or the return of the link, to carrier",
                    "10ms", "244ms", "1ms", "2s", new Provenance(DERIVED, "ixgbevf and igbvf look at once, then each 2 s; mlx5 244 ms after registration (published netvsc/mlx5 trace)")),
            DelayParameter.fixed("guest.vfCarrierRetry", "from a look that finds no link to the next look, of a driver that looks by a timer",
                    "2s", "1ms", "60s", new Provenance(DOCUMENTED, "Linux 6.12 igbvf/netdev.c igbvf_watchdog_task, ixgbevf_main.c ixgbevf_service_timer: 2 * HZ")),
            count("guest.vfLooksInVain", "how often the PF has no link to tell yet when a driver with a timer looks after it opened",
                    0, 0, 100, new Provenance(ASSUMED, "the PF's link is up before the VF's driver looks")),
            DelayParameter.estimated("guest.vfCarrierLoss", "from the loss of the link to the driver's notice of it",
                    "1ms", "10us", "2s", new Provenance(ASSUMED, "an interrupt or a mailbox message; at worst the 2 s timer of igbvf and ixgbevf")),
            DelayParameter.within("10us", "60s", DelayParameter.estimated("guest.vfRemoveStop", "from remove to the end of ndo_stop",
                    "20ms", "5ms", "300ms", new Provenance(ASSUMED, "igbvf sleeps 10 ms for its queues and 10 ms for its mailbox, ixgbevf 10 ms"))),
            DelayParameter.estimated("guest.vfDeaf", "from remove until the driver of an e1000e has it refuse frames, which wait from then on",
                    "10ms", "0ms", "100ms", new Provenance(MEASURED, "5 to 16 ms in 10 recorded removals; Linux e1000e/netdev.c e1000_remove: unregister_netdev and synchronize_net come before e1000e_down")),
            DelayParameter.between("guest.vfRemoveDead", "from remove to the end of ndo_stop, of a device that has gone without warning: reads return all ones",
                    "50ms", "1s", "10ms", "5s", new Provenance(ASSUMED, "the driver's waits for its mailbox and its queues run to their time-outs; drivers differ")),
            DelayParameter.estimated("guest.bootToHotplug", "from the plan's start to a booting guest's hot-plug driver",
                    "2s", "100ms", "60s", new Provenance(ASSUMED, "firmware, boot loader and the kernel's own start, of which a part is over")),
            DelayParameter.estimated("guest.bootToNetwork", "from a booting guest's hot-plug driver to the probe of its NICs",
                    "1s", "10ms", "60s", new Provenance(ASSUMED, "udev in the initial file system loads the network drivers")),
            DelayParameter.estimated("guest.txRingStay", "from the driver's doorbell to the NIC's having read a frame from the VF's transmit ring",
                    "5us", "0us", "1ms", new Provenance(ASSUMED, "two or three reads over PCIe of about 1 us each, and the NIC's scheduler; what is still there when ndo_stop frees the ring is lost")),
            new Parameter("guest.txRingVf", "frames that a VF's transmit ring keeps", Unit.FRAMES,
                    64, 4096, new Constant(512), new Provenance(DOCUMENTED, "Linux 6.12 iavf.h 512; igbvf 256, ixgbevf and mlx5 1024")),
            DelayParameter.estimated("guest.vfUnregister", "from the end of ndo_stop to the cleared primary pointer",
                    "20ms", "2ms", "150ms", new Provenance(ASSUMED, "a flush of the backlogs and two RCU synchronisations")),
            DelayParameter.within("1us", "60s", DelayParameter.estimated("guest.vfRemoveTail", "from the cleared primary pointer to bus master off",
                    "10ms", "1ms", "150ms", new Provenance(ASSUMED, "iavf sleeps 50 to 100 ms here, others little"))),
            DelayParameter.estimated("guest.toolsOpen", "from the registration of the guest's only NIC to its tools' ip link set up",
                    "100ms", "1ms", "60s", new Provenance(ASSUMED, "udev, then NetworkManager, systemd-networkd or a script")),
            DelayParameter.estimated("guest.toolsAddress", "from carrier on the guest's only NIC to its addresses",
                    "500ms", "1us", "60s", new Provenance(ASSUMED, "a static address at once, DHCP after a round trip and the server's probe")),
            DelayParameter.fixed("bond.miimon", "how often a bond looks at its slaves' carriers; 0 = never",
                    "100ms", "0ns", "1s", new Provenance(DOCUMENTED, "Linux Documentation/networking/bonding.rst: 100 is a good starting point; the module's default is 0")),
            DelayParameter.fixed("bond.updelay", "how long a carrier must have returned before a bond uses the slave",
                    "0ns", "0ns", "60s", new Provenance(DOCUMENTED, "Linux Documentation/networking/bonding.rst; rounded down to whole polls")),
            DelayParameter.fixed("bond.downdelay", "how long a carrier must be missing before a bond gives the slave up",
                    "0ns", "0ns", "60s", new Provenance(DOCUMENTED, "Linux Documentation/networking/bonding.rst; rounded down to whole polls")),
            count("bond.numGratArp", "announcements of a bond after a change of its active slave: one at once, one at each poll",
                    1, 0, 255, new Provenance(DOCUMENTED, "Linux 6.12 drivers/net/bonding/bond_main.c num_peer_notif")),
            DelayParameter.estimated("bond.enslave", "from the registration of the VF's netdev to bond_enslave",
                    "200ms", "1ms", "60s", new Provenance(ASSUMED, "udev, then NetworkManager, systemd-networkd or ifupdown")),
            DelayParameter.fixed("netvsc.takeover", "from the registration of the VF's netdev until netvsc opens it",
                    "100ms", "0ns", "10s", new Provenance(DOCUMENTED, "Linux 6.12 drivers/net/hyperv/netvsc_drv.c VF_TAKEOVER_INT, HZ / 10")),
            DelayParameter.estimated("netvsc.hostSwitch", "from netvsc's message until the host has moved its steering and answered",
                    "2.1ms", "1us", "20s", new Provenance(DERIVED, "published netvsc/mlx5 trace: link up to data path switched 2.1 ms; one value, its spread assumed")),
            new Parameter("virtio.ring", "frames that the virtio NIC's receive ring takes", Unit.FRAMES, 64, 1024,
                    new Constant(256), new Provenance(DOCUMENTED, "QEMU 10.0 hw/net/virtio-net.c VIRTIO_NET_RX_QUEUE_DEFAULT_SIZE")));
    // spotless:on

    private GuestParameters() {}

    private static Parameter count(String key, String meaning, int value, int min, int max, Provenance provenance) {
        return new Parameter(key, meaning, Unit.COUNT, min, max, new Constant(value), provenance);
    }
}
