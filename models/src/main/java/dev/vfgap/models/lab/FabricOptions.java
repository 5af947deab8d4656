package dev.vfgap.models.lab;

import dev.vfgap.models.fabric.EntryKind;
import dev.vfgap.models.fabric.FabricSide;
import dev.vfgap.models.fabric.Learning;
import dev.vfgap.models.fabric.UnknownUnicast;
import dev.vfgap.models.host.FlowMemory;
import java.util.Objects;

/**
 * The switch between the hosts and what controls it, where a scenario may choose.
 *
 * @param control who enters the guest's MAC
 * @param entry of what kind its entry is at first
 * @param flows whether it sends by a flow table beside its entries
 */
public record FabricOptions(Control control, EntryKind entry, FlowMemory flows) {
    /** The usual form: it learns, and looks each frame up. */
    public static final FabricOptions USUAL = new FabricOptions(Control.LEARNING, EntryKind.DYNAMIC, FlowMemory.NONE);

    /** Who enters the guest's MAC. */
    public enum Control {
        /** The switch itself, from what it sees. */
        LEARNING("learning"),
        /**
         * A control plane (EVPN, OVN and the like), which binds the MAC to the port of the host on which the guest runs
         * {@code fabric.portBinding} after it resumed there; frames teach nothing.
         */
        CONTROL_PLANE("control-plane");

        private final String word;

        Control(String word) {
            this.word = word;
        }

        /** The name used in files. */
        public String word() {
            return word;
        }
    }

    public FabricOptions {
        Objects.requireNonNull(control, "control");
        Objects.requireNonNull(entry, "entry");
        Objects.requireNonNull(flows, "flows");
    }

    /** The switch that this makes. */
    FabricSide side(UnknownUnicast unknownUnicast, long flowIdleNanos) {
        boolean learns = control == Control.LEARNING;
        return new FabricSide(
                learns ? Learning.ON : Learning.OFF,
                unknownUnicast,
                learns ? entry : EntryKind.STICKY,
                flows == FlowMemory.KEPT ? flowIdleNanos : 0);
    }
}
