package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Host;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a recording lacks that would have shown a moment, and what stands in for it. */
final class EvidenceNotes {
    private EvidenceNotes() {}

    static List<Finding> of(CaptureBundle bundle, ControlEvents events, List<FilterMove> moves, Offered offered) {
        List<Finding> notes = new ArrayList<>();
        if (offered.rx().size() + offered.tx().size() == 0) {
            notes.add(Finding.limit(
                    "frames",
                    "neither a delivery file nor a capture tells when frames were sent: nothing is predicted"));
        }
        long unseen = moves.stream().filter(move -> !move.shownByCapture()).count();
        if (unseen > 0) {
            double widest = moves.stream()
                            .filter(move -> !move.shownByCapture())
                            .mapToLong(move ->
                                    move.moment().latestNanos() - move.moment().earliestNanos())
                            .max()
                            .orElse(0)
                    / 1e6;
            notes.add(Finding.limit(
                    "filter moves",
                    String.format(
                            Locale.ROOT,
                            "no capture shows when %d of %d took effect; taken within the command's run time, which"
                                    + " leaves up to %.1f ms open",
                            unseen,
                            moves.size(),
                            widest)));
        }
        boolean primaries = bundle.interfaces().virtio().isEmpty();
        if (primaries && events.events().stream().noneMatch(event -> event.is("guest", "kmsg"))) {
            notes.add(Finding.limit(
                    "events",
                    "no kernel lines: when the driver starts and stops to receive is derived from link messages"));
        }
        if (primaries && events.links().findAny().isEmpty()) {
            notes.add(Finding.limit(
                    "events",
                    "no link messages of the guest: when its primary comes and goes is derived from kernel lines and"
                            + " from QEMU's events"));
        }
        for (Host host : Host.values()) {
            if (!events.anyQmp(host)) {
                notes.add(Finding.limit(
                        "events",
                        "nothing of " + host + "'s QEMU: "
                                + (host == Host.A
                                        ? "when the guest stopped and lost its primary there is derived from the rest"
                                        : "when the guest was resumed and got its primary there is derived from the"
                                                + " rest")));
            }
        }
        if (bundle.environment().hotplug().isEmpty() && primaries) {
            notes.add(Finding.limit(
                    "environment.hotplug", "not given: where a moment rests on it, ACPI's times are taken"));
        }
        return notes;
    }
}
