package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.models.frame.Host;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.RecordedEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Brings the events of a lab's logs together into those of a bundle: on realtime, each once, with what only several logs
 * together tell.
 */
final class EventMerge {
    /** A migration's events hold nothing of these: what they tell bounds an outage, but does not cause one. */
    private static final Set<LogFormat> LEFT_OUT = Set.of(LogFormat.PING, LogFormat.IPERF3);

    private final LabFolder lab;
    private final List<RecordedEvent> events = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /** Events that the guest stamped itself: on which host it ran then is not known yet. */
    private final List<RecordedEvent> byGuest = new ArrayList<>();

    private EventMerge(LabFolder lab) {
        this.lab = lab;
    }

    /**
     * The events of a bundle.
     *
     * @param events in the order in which they were read or done
     * @param findings what was left out, and what was concluded
     */
    record Merged(List<RecordedEvent> events, List<Finding> findings) {
        Merged {
            events = List.copyOf(events);
            findings = List.copyOf(findings);
        }
    }

    static Merged of(LabFolder lab) {
        EventMerge merge = new EventMerge(lab);
        boolean ownOnly =
                lab.files().stream().filter(file -> file.log().isPresent()).allMatch(EventMerge::isOwn);
        for (LabFile file : lab.files()) {
            if (file.log().isPresent() && (ownOnly || !isOwn(file))) {
                merge.add(file, file.log().get());
            } else if (file.log().isPresent()) {
                merge.findings.add(Finding.note(
                        file.name(), "is the event file of a bundle; the logs beside it were taken instead of it"));
            }
        }
        merge.addWhatLibvirtTells();
        merge.placeTheGuest();
        GuestStamps.estimate(merge.events, merge.findings);
        merge.events.sort(Comparator.comparingLong(RecordedEvent::readAtNanos));
        return new Merged(merge.once(), merge.findings);
    }

    /** Whether a file is what this program writes: made of the other logs, it would tell everything a second time. */
    private static boolean isOwn(LabFile file) {
        return file.name().equals(BundleDraft.EVENTS);
    }

    private void add(LabFile file, ReadLog log) {
        if (LEFT_OUT.contains(log.format())) {
            findings.add(
                    Finding.note(file.name(), "tells when answers were missing; it is not part of a bundle's events"));
            return;
        }
        boolean hostless =
                log.events().stream().anyMatch(event -> event.source().equals("qmp"));
        if (hostless) {
            findings.add(Finding.limit(
                    file.name(),
                    "is of a QEMU, but not known is of which; name the file with src or dst, or say in " + LabNotes.NAME
                            + " \"host: A\" (source) or \"host: B\" (destination)"));
            return;
        }
        if (log.clock().isRealtime()) {
            List<RecordedEvent> target = log.clock() == LogClock.GUEST_REALTIME ? byGuest : events;
            log.events().forEach(event -> target.add(at(event, event.atNanos(), event.readAtNanos())));
            return;
        }
        Optional<ClockPair> pair = pairFor(file);
        if (pair.isEmpty()) {
            findings.add(Finding.limit(
                    file.name(),
                    "is stamped by " + log.clock().words() + ", which nothing ties to realtime, so it was left out; add"
                            + " journalctl -o json of the same machine and boot, or use dmesg --time-format iso"));
            return;
        }
        log.events().forEach(event -> {
            long at = pair.get().realtime(event.atNanos());
            (log.clock() == LogClock.GUEST_MONOTONIC ? byGuest : events).add(at(event, at, at));
        });
        findings.add(Finding.note(file.name(), "was brought onto realtime by the journal of the same machine"));
    }

    /** A copy, so that what is added here does not change what the log says. */
    private static RecordedEvent at(RecordedEvent event, long atNanos, long readAtNanos) {
        return new RecordedEvent(
                atNanos,
                readAtNanos,
                event.source(),
                event.name(),
                event.detail().deepCopy(),
                event.line());
    }

    /** What another log of the same machine says of its two clocks. */
    private Optional<ClockPair> pairFor(LabFile file) {
        return lab.files().stream()
                .filter(other -> other.place().machine() == file.place().machine()
                        && other.place().host().equals(file.place().host()))
                .flatMap(other -> other.log().stream())
                .flatMap(log -> log.pair().stream())
                .findFirst();
    }

    /** Without a monitor's log, libvirt's own events tell of stop, resume and removal, with its stamps. */
    private void addWhatLibvirtTells() {
        for (Host host : Host.values()) {
            String qmp = "qmp-" + host;
            if (events.stream().anyMatch(event -> event.source().equals(qmp))) {
                continue;
            }
            List<RecordedEvent> told = new ArrayList<>();
            for (RecordedEvent event : events) {
                if (event.source().equals("libvirt-" + host)) {
                    asQmp(event, qmp).ifPresent(told::add);
                }
            }
            if (!told.isEmpty()) {
                events.addAll(told);
                findings.add(Finding.limit(
                        qmp, told.size() + " events were taken from virsh event, so their stamps are good to some ms"));
            }
        }
    }

    private static Optional<RecordedEvent> asQmp(RecordedEvent event, String source) {
        String text = event.text("text").orElse("");
        String name =
                switch (event.name()) {
                    case "lifecycle" ->
                        text.startsWith("Suspended ") ? "STOP" : text.startsWith("Resumed ") ? "RESUME" : "";
                    case "device-removed" -> "DEVICE_DELETED";
                    default -> "";
                };
        if (name.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode detail = Json.object().put("from", "virsh event");
        if (name.equals("DEVICE_DELETED")) {
            detail.putObject("data").put("device", text);
        }
        return Optional.of(new RecordedEvent(event.atNanos(), event.readAtNanos(), source, name, detail, event.line()));
    }

    /**
     * What the guest wrote down itself does not say on which host it ran: on A until it was resumed on B. In a bundle such an
     * event is on the clock of that host.
     */
    private void placeTheGuest() {
        OptionalLong resumed = events.stream()
                .filter(event -> event.is("qmp-B", "RESUME"))
                .mapToLong(event -> event.atNanos() - offsetNanos("B"))
                .min();
        for (RecordedEvent event : byGuest) {
            long at = event.atNanos() - offsetNanos("guest");
            boolean onB = resumed.isPresent() && at >= resumed.getAsLong();
            String via = event.text("via").orElse(onB ? "B" : "A");
            ((ObjectNode) event.detail()).put("via", via);
            events.add(at(event, at + offsetNanos(via), at + offsetNanos(via)));
        }
        if (!byGuest.isEmpty()) {
            findings.add(Finding.note(
                    "guest",
                    byGuest.size()
                            + " events of the guest were placed on A before the guest was resumed on B, and on B after"
                            + (resumed.isPresent() ? "" : "; no resume on B is known, so all on A")));
        }
        GuestStamps.stampKernelLines(events);
    }

    /** What a clock shows more than the bundle's, as the lab says. */
    private long offsetNanos(String clock) {
        return lab.notes()
                .fields()
                .path("clock")
                .path("hosts")
                .path(clock)
                .path("offsetNs")
                .asLong(0);
    }

    /** The events without those that two logs told in the same words. */
    private List<RecordedEvent> once() {
        Set<String> told = new HashSet<>();
        List<RecordedEvent> once = new ArrayList<>();
        for (RecordedEvent event : events) {
            String key = event.atNanos() + " " + event.source() + " " + event.name() + " " + event.detail();
            if (!event.source().startsWith("qmp-") || told.add(key)) {
                once.add(event);
            }
        }
        if (once.size() < events.size()) {
            findings.add(Finding.note(
                    "events", events.size() - once.size() + " events were told by two logs and taken once"));
        }
        return once;
    }
}
