package dev.vfgap.models.fabric;

import java.util.Objects;

/**
 * What the switch between peer and hosts is.
 *
 * @param learning whether it learns from frames, or knows only what a control plane enters
 * @param unknownUnicast what it does with frames for the guest without an entry
 * @param entry of what kind its entry for the guest's MAC is at first
 * @param flowIdleNanos how long a table beside its entries keeps a way that no frame uses, see {@link
 *     LearningSwitch.Settings}; 0 = it has none
 */
public record FabricSide(Learning learning, UnknownUnicast unknownUnicast, EntryKind entry, long flowIdleNanos) {
    /** It learns, floods what it does not know, and looks each frame up: the lab's. */
    public static final FabricSide FLOODING = new FabricSide(Learning.ON, UnknownUnicast.FLOOD, EntryKind.DYNAMIC, 0);

    public FabricSide {
        Objects.requireNonNull(learning, "learning");
        Objects.requireNonNull(unknownUnicast, "unknownUnicast");
        Objects.requireNonNull(entry, "entry");
        if (entry == EntryKind.LOCAL) {
            throw new IllegalArgumentException("the guest's MAC is not the switch's own");
        }
        if (flowIdleNanos < 0) {
            throw new IllegalArgumentException("a table cannot keep a way for " + flowIdleNanos + " ns");
        }
    }

    /** One that learns and looks each frame up. */
    public static FabricSide learning(UnknownUnicast unknownUnicast) {
        return new FabricSide(Learning.ON, unknownUnicast, EntryKind.DYNAMIC, 0);
    }
}
