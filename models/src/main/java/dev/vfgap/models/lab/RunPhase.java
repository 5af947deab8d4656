package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.lab.ControlLog.Milestone;
import dev.vfgap.models.lab.ControlLog.Milestone.Kind;
import dev.vfgap.models.migration.SwitchoverPart;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * A named stretch of a run between two things that can be seen from outside: what an engineer would read off his logs.
 *
 * <p>A phase is measured from the first milestone that begins it to the first one after it that ends it. The parts of
 * the downtime follow each other without a gap.
 */
public enum RunPhase {
    /** From the request to the guest's last word of the primary: the ordered removal on the source. */
    UNPLUG("unplug", new Mark(Kind.UNPLUG_REQUESTED, Host.A, ""), new Mark(Kind.GONE, Host.A, "")),
    /** QEMU waits for the guest to let the primary go. */
    WAIT_UNPLUG(
            "wait-unplug", new Mark(Kind.MIGRATION, Host.A, "wait-unplug"), new Mark(Kind.MIGRATION, Host.A, "active")),
    /** The guest has no primary any more, its filter still leads there. */
    FILTER_LATE("filter-after-removal", new Mark(Kind.GONE, Host.A, ""), new Mark(Kind.FILTER_MOVED, Host.A, "")),
    /** Memory is copied while the guest runs. */
    PRECOPY("pre-copy", new Mark(Kind.MIGRATION, Host.A, "active"), new Mark(Kind.STOP, Host.A, "")),
    /** No guest runs. */
    DOWNTIME("downtime", new Mark(Kind.STOP, Host.A, ""), new Mark(Kind.RESUME, null, "")),
    /** No guest runs: management's word before the switchover. */
    PRE_SWITCHOVER(
            "pre-switchover",
            new Mark(Kind.MIGRATION, Host.A, "pre-switchover"),
            new Mark(Kind.MIGRATION, Host.A, "device")),
    /** No guest runs: what was dirty at its stop is sent. */
    LAST_MEMORY("last-memory", new Mark(Kind.MIGRATION, Host.A, "device"), sent(SwitchoverPart.LAST_MEMORY)),
    /** No guest runs: a migrated VF gives its state away. */
    VF_STATE("vf-state", sent(SwitchoverPart.LAST_MEMORY), sent(SwitchoverPart.VF_STATE)),
    /** No guest runs: the devices' state is sent. */
    DEVICE_STATE(
            "device-state",
            List.of(
                    sent(SwitchoverPart.VF_STATE),
                    sent(SwitchoverPart.LAST_MEMORY),
                    new Mark(Kind.MIGRATION, Host.A, "device")),
            sent(SwitchoverPart.STATE)),
    /** No guest runs: the destination opens the primary, whose function is reset. */
    FUNCTION_RESET("function-reset", loaded(SwitchoverPart.VIRTIO_STATE), loaded(SwitchoverPart.FUNCTION_RESET)),
    /** No guest runs: its memory is pinned for the primary, or for a vDPA back end. */
    PINNING(
            "pinning",
            List.of(loaded(SwitchoverPart.FUNCTION_RESET), loaded(SwitchoverPart.VIRTIO_STATE)),
            loaded(SwitchoverPart.MEMORY_PINNED)),
    /** No guest runs: pinning waits for what post-copy has not brought. */
    PINNING_WAITS("pinning-waits", loaded(SwitchoverPart.FUNCTION_RESET), loaded(SwitchoverPart.MEMORY_THERE)),
    /** No guest runs: the rest of the primary's device is made. */
    REALIZE(
            "realize",
            List.of(loaded(SwitchoverPart.MEMORY_THERE), loaded(SwitchoverPart.MEMORY_PINNED)),
            loaded(SwitchoverPart.PRIMARY_MADE)),
    /** No guest runs: a migrated VF takes its state. */
    VF_LOAD("vf-load", loaded(SwitchoverPart.VIRTIO_STATE), loaded(SwitchoverPart.VF_LOADED)),
    /** No guest runs: a vDPA back end maps its memory. */
    VDPA_MAP(
            "vdpa-map",
            List.of(loaded(SwitchoverPart.MEMORY_PINNED), loaded(SwitchoverPart.VIRTIO_STATE)),
            loaded(SwitchoverPart.BACKEND_MAPPED)),
    /** No guest runs: a vDPA back end makes its queues. */
    VDPA_QUEUES("vdpa-queues", loaded(SwitchoverPart.BACKEND_MAPPED), loaded(SwitchoverPart.BACKEND_READY)),
    /** No guest runs: all is loaded, QEMU or management starts it. */
    START(
            "start",
            List.of(
                    loaded(SwitchoverPart.PRIMARY_MADE),
                    loaded(SwitchoverPart.VF_LOADED),
                    loaded(SwitchoverPart.BACKEND_READY),
                    loaded(SwitchoverPart.VIRTIO_STATE)),
            new Mark(Kind.RESUME, Host.B, "")),
    /** The guest runs at the destination before its memory is there. */
    POST_COPY(
            "post-copy",
            new Mark(Kind.MIGRATION, Host.A, "postcopy-active"),
            new Mark(Kind.MIGRATION, Host.A, "completed")),
    /** The vCPU of the primary's driver is held. */
    VCPU_HELD("vcpu-held", new Mark(Kind.VCPU_HELD, null, ""), new Mark(Kind.VCPU_RELEASED, null, "")),
    /** From the migration's start to its end. */
    MIGRATION("migration", new Mark(Kind.MIGRATION, Host.A, "setup"), new Mark(Kind.MIGRATION, Host.A, "completed")),
    /** The destination's primary, from QEMU's plug to the guest's registration. */
    PLUG("plug", new Mark(Kind.PLUGGED, Host.B, ""), new Mark(Kind.REGISTERED, Host.B, "")),
    /** The destination's primary, from its registration to its link. */
    LINK("link", new Mark(Kind.REGISTERED, Host.B, ""), new Mark(Kind.LINK_UP, Host.B, "")),
    /** The destination's primary is ready, the filter does not lead to it yet. */
    FILTER_RETURN("filter-after-link", new Mark(Kind.LINK_UP, Host.B, ""), new Mark(Kind.FILTER_MOVED, Host.B, ""));

    private final String word;
    private final List<Mark> begins;
    private final Mark end;

    /** Which milestone: a null host and an empty text match any. */
    private record Mark(Kind kind, Host host, String text) {
        boolean matches(Milestone milestone) {
            return milestone.kind() == kind
                    && (host == null || milestone.host() == host)
                    && (text.isEmpty() || milestone.text().equals(text));
        }

        String words() {
            String name = kind == Kind.SWITCHOVER ? text : (kind.words() + " " + text).strip();
            return name + (host == null ? "" : " on " + host);
        }
    }

    RunPhase(String word, Mark begin, Mark end) {
        this(word, List.of(begin), end);
    }

    /** A phase that begins with the first of several marks that a run has. */
    RunPhase(String word, List<Mark> begins, Mark end) {
        this.word = word;
        this.begins = begins;
        this.end = end;
    }

    private static Mark sent(SwitchoverPart part) {
        return new Mark(Kind.SWITCHOVER, Host.A, part.text());
    }

    private static Mark loaded(SwitchoverPart part) {
        return new Mark(Kind.SWITCHOVER, Host.B, part.text());
    }

    /** The name used in results. */
    public String word() {
        return word;
    }

    /** What it begins with, in the words of the milestones. */
    public String begins() {
        return begins.stream().map(Mark::words).collect(Collectors.joining(" or "));
    }

    /** What it ends with, in the words of the milestones. */
    public String ends() {
        return end.words();
    }

    /** When it began in a run; empty when it did not. */
    public OptionalLong beginNanos(ControlLog log) {
        return begins.stream()
                .map(begin -> first(log, begin, Long.MIN_VALUE))
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    /** When it ended in a run; empty when it did not, or never began. */
    public OptionalLong endNanos(ControlLog log) {
        OptionalLong began = beginNanos(log);
        return began.isPresent() ? first(log, end, began.getAsLong()) : began;
    }

    private static OptionalLong first(ControlLog log, Mark mark, long from) {
        return log.milestones().stream()
                .filter(milestone -> milestone.atNanos() >= from && mark.matches(milestone))
                .mapToLong(Milestone::atNanos)
                .findFirst();
    }
}
