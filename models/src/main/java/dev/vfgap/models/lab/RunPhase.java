package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.lab.ControlLog.Milestone;
import dev.vfgap.models.lab.ControlLog.Milestone.Kind;
import java.util.OptionalLong;

/**
 * A named stretch of a run between two things that can be seen from outside: what an engineer would read off his logs.
 *
 * <p>A phase is measured from the first milestone that begins it to the first one after it that ends it.
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
    /** From the migration's start to its end. */
    MIGRATION("migration", new Mark(Kind.MIGRATION, Host.A, "setup"), new Mark(Kind.MIGRATION, Host.A, "completed")),
    /** The destination's primary, from QEMU's plug to the guest's registration. */
    PLUG("plug", new Mark(Kind.PLUGGED, Host.B, ""), new Mark(Kind.REGISTERED, Host.B, "")),
    /** The destination's primary, from its registration to its link. */
    LINK("link", new Mark(Kind.REGISTERED, Host.B, ""), new Mark(Kind.LINK_UP, Host.B, "")),
    /** The destination's primary is ready, the filter does not lead to it yet. */
    FILTER_RETURN("filter-after-link", new Mark(Kind.LINK_UP, Host.B, ""), new Mark(Kind.FILTER_MOVED, Host.B, ""));

    private final String word;
    private final Mark begin;
    private final Mark end;

    /** Which milestone: a null host and an empty text match any. */
    private record Mark(Kind kind, Host host, String text) {
        boolean matches(Milestone milestone) {
            return milestone.kind() == kind
                    && (host == null || milestone.host() == host)
                    && (text.isEmpty() || milestone.text().equals(text));
        }

        String words() {
            return (kind.words() + " " + text).strip() + (host == null ? "" : " on " + host);
        }
    }

    RunPhase(String word, Mark begin, Mark end) {
        this.word = word;
        this.begin = begin;
        this.end = end;
    }

    /** The name used in results. */
    public String word() {
        return word;
    }

    /** What it begins with, in the words of the milestones. */
    public String begins() {
        return begin.words();
    }

    /** What it ends with, in the words of the milestones. */
    public String ends() {
        return end.words();
    }

    /** When it began in a run; empty when it did not. */
    public OptionalLong beginNanos(ControlLog log) {
        return first(log, begin, Long.MIN_VALUE);
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
