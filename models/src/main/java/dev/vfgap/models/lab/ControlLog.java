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

    /**
     * Something that can be seen from outside.
     *
     * @param text QEMU's or management's own word for it
     */
    public record Milestone(long atNanos, Kind kind, Host host, String text) {

        /** Its name without the host: {@code primary gone}, {@code migration active}, {@code filter to standby}. */
        public String name() {
            return switch (kind) {
                case MIGRATION -> kind.words() + " " + text;
                case FILTER_MOVED, SWITCHOVER -> text;
                default -> kind.words();
            };
        }

        /** What it is. */
        public enum Kind {
            // spotless:off
            MIGRATION       ("migration",          "QEMU's migration status on A, in its own word"),
            STOP            ("guest stopped",      "QEMU has stopped the guest (event STOP)"),
            SWITCHOVER      ("switchover",         "a part of the time in which no guest runs has ended, by the part's own words"),
            RESUME          ("guest runs",         "QEMU has started the guest (event RESUME)"),
            VCPU_HELD       ("vCPU held",          "QEMU holds the vCPU that runs the primary's driver"),
            VCPU_RELEASED   ("vCPU released",      "it runs on"),
            UNPLUG_REQUESTED("unplug requested",   "the guest was asked to release the primary: by device_del, or by the migration (event UNPLUG_PRIMARY)"),
            PLUGGED         ("primary plugged",    "QEMU has put a primary into the slot"),
            REMOVE_STARTED  ("driver remove",      "the guest's driver of the primary begins to stop"),
            REGISTERED      ("primary registered", "the primary is linked to the guest's failover device"),
            LINK_UP         ("primary link up",    "the primary has carrier in the guest"),
            GONE            ("primary gone",       "the primary's network device has left the guest"),
            DEVICE_DELETED  ("device deleted",     "QEMU has deleted the primary (event DEVICE_DELETED)"),
            FILTER_MOVED    ("filter moved",       "a NIC's filter leads the guest's MAC elsewhere"),
            TROUBLE         ("trouble",            "something was refused or given up, or needs a word");
            // spotless:on

            private final String words;
            private final String meaning;

            Kind(String words, String meaning) {
                this.words = words;
                this.meaning = meaning;
            }

            /** What an engineer calls it; a status or a filter's target may follow. */
            public String words() {
                return words;
            }

            /** One clause in plain words. */
            public String meaning() {
                return meaning;
            }
        }
    }
}
