package dev.vfgap.models.host;

import dev.vfgap.models.fabric.EntryKind;
import dev.vfgap.models.fabric.Learning;
import dev.vfgap.models.fabric.LearningSwitch.Entry;
import dev.vfgap.models.fabric.UnknownUnicast;
import java.util.List;
import java.util.Objects;

/** What leads from a host's PF to the standby's tap, as data. */
public sealed interface SoftSwitch {

    /** What it asks of the PF. */
    List<PfDemand> pfDemands();

    /**
     * Nothing that decides: what the PF accepts reaches the tap, and what the tap sends leaves. That is the lab, whose one
     * bridge stands for the NIC.
     */
    record Open() implements SoftSwitch {
        @Override
        public List<PfDemand> pfDemands() {
            return List.of(PfDemand.PROMISCUOUS);
        }
    }

    /**
     * A Linux bridge with the PF and the tap as ports; Open vSwitch without offload does the same under its action {@code
     * NORMAL}.
     *
     * <p>Source: Linux {@code net/bridge}: {@code br_if.c} ({@code br_manage_promisc}: every port is promiscuous unless the
     * bridge filters VLANs); see {@link dev.vfgap.models.fabric.LearningSwitch}.
     *
     * @param learning whether it learns from frames
     * @param unknownUnicast whether it floods what it does not know
     * @param spanningTree whether a port that comes up waits
     * @param entered an entry that management wrote before the start, or {@link Entry#NONE}; its port is a {@link
     *     BridgePort}'s number
     * @param flows whether it sends by a flow table beside its entries
     */
    record Bridge(
            Learning learning,
            UnknownUnicast unknownUnicast,
            SpanningTree spanningTree,
            Entry entered,
            FlowMemory flows)
            implements SoftSwitch {
        /** As {@code ip link add type bridge} makes it: it learns and floods, without a spanning tree. */
        public static final Bridge USUAL = new Bridge(Learning.ON, UnknownUnicast.FLOOD, SpanningTree.OFF, Entry.NONE);

        /** One that looks each frame up. */
        public Bridge(Learning learning, UnknownUnicast unknownUnicast, SpanningTree spanningTree, Entry entered) {
            this(learning, unknownUnicast, spanningTree, entered, FlowMemory.NONE);
        }

        public Bridge {
            Objects.requireNonNull(flows, "flows");
            Objects.requireNonNull(learning, "learning");
            Objects.requireNonNull(unknownUnicast, "unknownUnicast");
            Objects.requireNonNull(spanningTree, "spanningTree");
            Objects.requireNonNull(entered, "entered");
        }

        @Override
        public List<PfDemand> pfDemands() {
            return List.of(PfDemand.PROMISCUOUS);
        }
    }

    /** A macvtap on the PF, in the tap's place. */
    record Macvtap(MacvtapMode mode) implements SoftSwitch {
        public Macvtap {
            Objects.requireNonNull(mode, "mode");
        }

        @Override
        public List<PfDemand> pfDemands() {
            return mode.demands();
        }
    }

    /**
     * A NIC in switchdev mode: a bridge (or Open vSwitch with offload) over the uplink's representor, the VF's representor
     * and the tap, whose entry for a VF the NIC has too.
     *
     * <p>A frame that the NIC has no entry for comes up to the bridge, which decides by its own; the NIC follows the bridge's
     * entry after a delay. So a miss is no drop, only a detour, and the delay costs frames in one direction only: an entry
     * that moves away from the VF is still hit in the NIC meanwhile, one that moves to it is missed there, and the bridge's
     * own already leads to the representor.
     *
     * <p>Source: Linux {@code net/bridge/br_switchdev.c}, {@code mellanox/mlx5/core/en/rep/bridge.c}, {@code
     * intel/ice/ice_eswitch_br.c}. Not modelled: the detour of the guest's own first frames through the VF's representor.
     *
     * @param entries {@link EntryKind#DYNAMIC}: the bridge learns where the guest is; {@link EntryKind#STATIC} or {@link
     *     EntryKind#STICKY}: management writes it
     */
    record Switchdev(EntryKind entries) implements SoftSwitch {
        public Switchdev {
            Objects.requireNonNull(entries, "entries");
            if (entries == EntryKind.LOCAL) {
                throw new IllegalArgumentException("an entry of the bridge itself is not offloaded");
            }
        }

        @Override
        public List<PfDemand> pfDemands() {
            return List.of(PfDemand.PROMISCUOUS);
        }
    }
}
