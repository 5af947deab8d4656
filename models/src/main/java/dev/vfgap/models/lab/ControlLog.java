package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.operate.PlanOutcome;
import java.util.List;

/**
 * What the machines did in one run, in order of time: all that the frames will meet.
 *
 * <p>No frame changes what a machine does, so a run is two passes: first the machines, then the frames under what they
 * did. The log of a recorded migration has the same form.
 *
 * @param effects the changes of the lab's state
 * @param milestones what an observer of QEMU, the guest and management would have written down
 * @param outcome how far the plan came
 * @param planEndedNanos when it came no further
 * @param migration QEMU's last status on the source, in its own word
 * @param drawnKeys the parameters that were drawn, in the order of their names
 * @param firedEvents how many events fired
 * @param fingerprint of the events, in their order
 */
public record ControlLog(
        List<Effect> effects,
        List<Milestone> milestones,
        PlanOutcome outcome,
        long planEndedNanos,
        String migration,
        List<String> drawnKeys,
        long firedEvents,
        String fingerprint) {
    public ControlLog {
        effects = List.copyOf(effects);
        milestones = List.copyOf(milestones);
        drawnKeys = List.copyOf(drawnKeys);
    }

    /** This log without the changes: what is worth keeping of many runs. */
    public ControlLog withoutEffects() {
        return new ControlLog(
                List.of(), milestones, outcome, planEndedNanos, migration, drawnKeys, firedEvents, fingerprint);
    }

    /** A change of the lab's state, and why. */
    public record Effect(Cause cause, Change change) {}

    /** Changes the lab's state. */
    @FunctionalInterface
    public interface Change {
        void apply(LabState lab, Cause why);
    }

    /** Something that can be seen from outside. */
    public record Milestone(long atNanos, Kind kind, Host host, String text) {
        /** What it is. */
        public enum Kind {
            /** QEMU's migration status. */
            MIGRATION,
            /** A guest was stopped. */
            STOP,
            /** A guest runs. */
            RESUME,
            /** The primary was asked out. */
            UNPLUG_REQUESTED,
            /** The primary was plugged. */
            PLUGGED,
            /** The guest's driver of the primary begins to stop. */
            REMOVE_STARTED,
            /** The primary is linked to the failover device. */
            REGISTERED,
            /** The primary has carrier. */
            LINK_UP,
            /** The primary has left the guest. */
            GONE,
            /** QEMU has deleted the primary. */
            DEVICE_DELETED,
            /** A filter has moved. */
            FILTER_MOVED,
            /** Something was refused or given up. */
            TROUBLE
        }
    }
}
