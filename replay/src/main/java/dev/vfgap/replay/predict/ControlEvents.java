package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Host;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.EventLog;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.GuestLink;
import dev.vfgap.replay.bundle.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A bundle's events as far as they can have to do with its frames: those stamped within a day of them.
 *
 * @param log the events
 * @param findings whether some were left out
 */
record ControlEvents(EventLog log, List<Finding> findings) {
    /** Stamps further from the frames than this are no stamps of the run. */
    private static final long FAR_NANOS = 86_400L * 1_000_000_000L;

    /** QEMU answers a command within this time. */
    private static final long ANSWER_NANOS = 5_000_000_000L;

    private static final String COMMAND = "cmd:";

    /** How well QEMU's own stamp of an event is known, and a command's. */
    private static final long QMP_STAMP_NANOS = 50_000;

    /** The name that a plan's device has in QEMU, where no command or event names it. */
    private static final String PRIMARY_ID = "primary";

    /** The events of a bundle whose frames were sent in this time. */
    static ControlEvents of(CaptureBundle bundle, long fromNanos, long untilNanos) {
        List<RecordedEvent> all = bundle.events().events();
        List<RecordedEvent> near = all.stream()
                .filter(event -> isNear(event.atNanos(), fromNanos, untilNanos)
                        && isNear(event.readAtNanos(), fromNanos, untilNanos))
                .toList();
        int far = all.size() - near.size();
        List<Finding> findings = new ArrayList<>();
        if (far > 0) {
            findings.add(Finding.doubt(
                    "events", far + " events are stamped more than a day from all frames and were left out"));
        }
        List<RecordedEvent> done = new ArrayList<>();
        for (int i = 0; i < near.size(); i++) {
            if (isRefused(near, i)) {
                findings.add(Finding.note(
                        "events",
                        "QEMU refused " + near.get(i).name().substring(COMMAND.length()) + "; it changed nothing"));
            } else {
                done.add(near.get(i));
            }
        }
        return new ControlEvents(new EventLog(done), findings);
    }

    /** Whether a command was answered with an error. */
    private static boolean isRefused(List<RecordedEvent> events, int command) {
        RecordedEvent asked = events.get(command);
        if (!asked.name().startsWith(COMMAND)) {
            return false;
        }
        String error = "error:" + asked.name().substring(COMMAND.length());
        for (RecordedEvent later : events.subList(command + 1, events.size())) {
            if (later.atNanos() - asked.atNanos() > ANSWER_NANOS || later.is(asked.source(), asked.name())) {
                return false;
            }
            if (later.is(asked.source(), error)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNear(long at, long from, long until) {
        return at >= from - FAR_NANOS && at - FAR_NANOS <= until;
    }

    List<RecordedEvent> events() {
        return log.events();
    }

    Stream<GuestLink> links() {
        return log.links();
    }

    /** The events of a host's QEMU with this name, in order. */
    Stream<RecordedEvent> qmp(Host host, String name) {
        return log.named("qmp-" + host, name);
    }

    /** Whether anything was recorded of a host's QEMU. */
    boolean anyQmp(Host host) {
        return events().stream().anyMatch(event -> event.source().equals("qmp-" + host));
    }

    /** When QEMU's migration on A came to a status for the first time. */
    Optional<Moment> migration(String status) {
        return log.named("qmp-A", "MIGRATION")
                .filter(event -> event.migrationStatus().filter(status::equals).isPresent())
                .findFirst()
                .map(event -> Moment.shown(event.atNanos(), QMP_STAMP_NANOS, "MIGRATION " + status));
    }

    /** The moment of a QMP event or command. */
    static Moment moment(RecordedEvent event) {
        String name = event.name().startsWith(COMMAND) ? event.name().substring(COMMAND.length()) : event.name();
        return Moment.shown(event.atNanos(), QMP_STAMP_NANOS, name + " (" + event.source() + ")");
    }

    /** Whether a name is that of a primary: what was added, deleted or unplugged as one, or the plan's own. */
    boolean isPrimary(String device) {
        return device.equals(PRIMARY_ID)
                || events().stream().anyMatch(event -> switch (event.name()) {
                    case "cmd:device_add", "cmd:device_del" ->
                        event.detail().path("args").path("id").asText("").equals(device);
                    case "UNPLUG_PRIMARY" ->
                        event.detail().path("data").path("device-id").asText("").equals(device);
                    default -> false;
                });
    }

    /** Whether an event tells that a primary was deleted. */
    boolean isDeletion(RecordedEvent event) {
        return event.name().equals("DEVICE_DELETED")
                && isPrimary(event.detail().path("data").path("device").asText(PRIMARY_ID));
    }

    /** Whether an event asks the guest to let its primary go. */
    static boolean isRemovalRequest(RecordedEvent event) {
        return event.name().equals("UNPLUG_PRIMARY") || event.name().equals("cmd:device_del");
    }
}
