package dev.vfgap.models.lab;

import static dev.vfgap.simcore.parameter.Provenance.Kind.ASSUMED;
import static dev.vfgap.simcore.parameter.Provenance.Kind.DOCUMENTED;

import dev.vfgap.models.host.HostTimes;
import dev.vfgap.models.host.SoftSwitch;
import dev.vfgap.models.machine.DelayParameter;
import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.distribution.Empirical;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.Provenance;
import dev.vfgap.simcore.parameter.Unit;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The parameters of the path between the peer and the guest, and their defaults. */
public final class LabParameters {

    // spotless:off
    /** Every parameter of this package. */
    public static final List<Parameter> ALL = List.of(
            DelayParameter.fixed("path.peerToSwitch", "from the peer's send to the switch's decision",
                    "5us", "0ns", "100ms", new Provenance(ASSUMED, "a driver, a cable, a store-and-forward switch")),
            DelayParameter.fixed("path.switchToNic", "from the switch to the decision of a host's NIC",
                    "2us", "0ns", "100ms", new Provenance(ASSUMED, "a cable and the NIC's parser")),
            DelayParameter.fixed("path.nicToPrimary", "from the NIC's decision to the VF's ring",
                    "1us", "0ns", "100ms", new Provenance(ASSUMED, "a DMA write over PCIe")),
            DelayParameter.fixed("path.nicToStandby", "from the NIC's decision through the PF and the bridge to the tap",
                    "15us", "0ns", "100ms", new Provenance(ASSUMED, "an interrupt, NAPI, a bridge hop")),
            DelayParameter.fixed("path.guestToSwitch", "from the guest's send call, through the primary, to the switch",
                    "20us", "0ns", "100ms", new Provenance(ASSUMED, "a driver, a doorbell, the NIC")),
            DelayParameter.fixed("path.guestToBridge", "from the guest's send call, through the standby, to the host's bridge",
                    "10us", "0ns", "100ms", new Provenance(ASSUMED, "half of path.guestToSwitch")),
            DelayParameter.fixed("path.bridgeToSwitch", "from the host's bridge, through the PF and the NIC, to the switch",
                    "10us", "0ns", "100ms", new Provenance(ASSUMED, "half of path.guestToSwitch")),
            DelayParameter.fixed("path.slowPath", "what a frame takes longer that misses in a NIC in switchdev mode",
                    "5us", "0ns", "100ms", new Provenance(ASSUMED, "metadata, and a representor before the bridge")),
            DelayParameter.fixed("path.switchToPeer", "from the switch to the peer's interface",
                    "5us", "0ns", "100ms", new Provenance(ASSUMED, "a cable and a driver")),
            constant("guest.rxRingVf", "frames that a VF's receive ring keeps", Unit.FRAMES,
                    512, 1, 8192, new Provenance(DOCUMENTED, "Linux 6.12 ixgbevf.h and iavf.h, default 512; igbvf 256")),
            constant("tap.queue", "frames that the standby's tap keeps", Unit.FRAMES,
                    500, 1, 100_000, new Provenance(DOCUMENTED, "Linux include/uapi/linux/if_tun.h TUN_READQ_SIZE")),
            constant("tap.freeBatch", "in batches of how many a queue frees its slots while nobody reads it", Unit.FRAMES,
                    16, 1, 64, new Provenance(DOCUMENTED, "Linux 6.12 include/linux/ptr_ring.h: two cache lines of pointers")),
            DelayParameter.fixed("guest.primaryService", "the least time between two frames that the guest takes from the VF",
                    "67ns", "0ns", "1ms", new Provenance(ASSUMED, "one core that keeps up with 10 Gbit/s of small frames")),
            DelayParameter.fixed("guest.standbyService", "the least time between two frames that the guest takes from the standby",
                    "700ns", "0ns", "1ms", new Provenance(ASSUMED, "one vhost worker copies some 1.4 million small frames a second")),
            DelayParameter.fixed("br.ageing", "how long a host's bridge remembers a port without a frame from it",
                    "300s", "0ns", "1000000s", new Provenance(DOCUMENTED, "Linux 6.12 include/linux/if_bridge.h:65 BR_DEFAULT_AGEING_TIME")),
            DelayParameter.fixed("br.forwardDelay", "how long a port of a host's bridge listens, and then learns, with a spanning tree",
                    "15s", "0ns", "30s", new Provenance(DOCUMENTED, "Linux 6.12 net/bridge/br_device.c:525; libvirt's networks set 0")),
            DelayParameter.fixed("sw.forwardDelay", "how long a port of the switch that came up listens, and then learns",
                    "0ns", "0ns", "30s", new Provenance(DOCUMENTED, "IEEE 802.1Q 13.25: an edge port forwards at once; 15 s of each on another")),
            DelayParameter.fixed("sw.flowIdle", "how long a flow table beside a switch's or a bridge's entries keeps what no frame uses",
                    "30s", "1ms", "1000000s", new Provenance(DOCUMENTED, "Linux 6.12 include/net/netfilter/nf_flow_table.h NF_FLOW_TIMEOUT")),
            new Parameter("fabric.portBinding", "from the guest's resume until a control plane has bound its MAC to the new port", Unit.NANOSECONDS,
                    0, 600e9, Empirical.of(0.1e9, 0.5e9, 1e9, 3e9, 18e9),
                    new Provenance(ASSUMED, "kube-ovn 3472 and 5343: over 10 s and 18 s with a cold control plane, under 3 s and under 1 s with a warm one")),
            DelayParameter.fixed("sw.ageing", "how long the switch remembers a port without a frame from it",
                    "300s", "10s", "1000000s", new Provenance(DOCUMENTED, "Linux 6.12 include/linux/if_bridge.h:65 BR_DEFAULT_AGEING_TIME")));
    // spotless:on

    private LabParameters() {}

    /**
     * The layout of the path, with the constants that a host's side of this kind has.
     *
     * @param value the value of a key in its unit
     * @param drawn a value of a key that has several: in a run the same NIC always takes as long
     */
    public static PathLayout layout(ToDoubleFunction<String> value, ToDoubleFunction<String> drawn, SoftSwitch kind) {
        return new PathLayout(
                Math.round(value.applyAsDouble("path.peerToSwitch")),
                Math.round(value.applyAsDouble("path.switchToNic")),
                Math.round(value.applyAsDouble("path.nicToPrimary")),
                Math.round(value.applyAsDouble("path.nicToStandby")),
                Math.round(value.applyAsDouble("path.guestToSwitch")),
                Math.round(value.applyAsDouble("path.switchToPeer")),
                Math.round(value.applyAsDouble("guest.rxRingVf")),
                Math.round(value.applyAsDouble("tap.queue")),
                Math.round(value.applyAsDouble("tap.freeBatch")),
                Math.round(value.applyAsDouble("guest.primaryService")),
                Math.round(value.applyAsDouble("guest.standbyService")),
                Math.round(value.applyAsDouble("sw.ageing")),
                Math.round(value.applyAsDouble("sw.forwardDelay")),
                hostTimes(value, drawn, kind));
    }

    private static HostTimes hostTimes(
            ToDoubleFunction<String> value, ToDoubleFunction<String> drawn, SoftSwitch kind) {
        long guestToBridge = Math.round(value.applyAsDouble("path.guestToBridge"));
        long bridgeToSwitch = Math.round(value.applyAsDouble("path.bridgeToSwitch"));
        boolean switchdev = kind instanceof SoftSwitch.Switchdev;
        if (!switchdev && !(kind instanceof SoftSwitch.Bridge)) {
            return HostTimes.open(guestToBridge, bridgeToSwitch);
        }
        return new HostTimes(
                guestToBridge,
                bridgeToSwitch,
                switchdev ? Math.round(value.applyAsDouble("path.slowPath")) : 0,
                Math.round(value.applyAsDouble("br.ageing")),
                switchdev ? 0 : Math.round(value.applyAsDouble("br.forwardDelay")),
                switchdev ? Math.round(drawn.applyAsDouble("hw.fdbMove")) : 1,
                Math.round(value.applyAsDouble("sw.flowIdle")));
    }

    private static Parameter constant(
            String key, String meaning, Unit unit, double value, double min, double max, Provenance provenance) {
        return new Parameter(key, meaning, unit, min, max, new Constant(value), provenance);
    }
}
