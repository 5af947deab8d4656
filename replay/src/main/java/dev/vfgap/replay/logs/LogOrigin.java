package dev.vfgap.replay.logs;

import dev.vfgap.models.frame.Host;
import dev.vfgap.replay.bundle.RecordedEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Concludes from what a log tells where it was written, where its name does not say so. */
final class LogOrigin {
    /** Only the QEMU that a guest leaves tells these. */
    private static final Set<String> OF_SOURCE = Set.of("UNPLUG_PRIMARY", "MIGRATION_PASS", "cmd:migrate");

    private static final Set<String> SOURCE_STATUS = Set.of("wait-unplug", "pre-switchover", "device");

    /** Kernel lines that only a guest with a failover device or netvsc prints. */
    private static final Set<String> OF_GUEST = Set.of(
            "primary-registered", "primary-unregistered", "standby-registered", "vf-registering", "data-path-to-vf");

    private LogOrigin() {}

    /** The place of a log; as it was taken to be, where the log does not show another. */
    static LogPlace of(ReadLog log, LogPlace taken, boolean machineKnown) {
        if (log.format() == LogFormat.CONSOLE) {
            return new LogPlace(LogPlace.Machine.GUEST, taken.host(), taken.zone());
        }
        boolean ofQemu = log.events().stream().anyMatch(event -> event.source().startsWith("qmp"));
        if (ofQemu && taken.host().isEmpty()) {
            return new LogPlace(LogPlace.Machine.HOST, side(log.events()), taken.zone());
        }
        boolean ofKernel = log.format() == LogFormat.DMESG || log.format() == LogFormat.JOURNAL;
        if (ofKernel && !machineKnown && log.events().stream().anyMatch(LogOrigin::isOfGuest)) {
            return new LogPlace(LogPlace.Machine.GUEST, taken.host(), taken.zone());
        }
        if (log.format() == LogFormat.PING && !machineKnown) {
            return new LogPlace(LogPlace.Machine.PEER, taken.host(), taken.zone());
        }
        return taken;
    }

    private static boolean isOfGuest(RecordedEvent event) {
        return event.text("sign").filter(OF_GUEST::contains).isPresent();
    }

    /** The source is known by what only it tells, the destination by a resume before any stop. */
    private static Optional<Host> side(List<RecordedEvent> events) {
        boolean source = events.stream()
                .anyMatch(event -> OF_SOURCE.contains(event.name())
                        || event.migrationStatus()
                                .filter(SOURCE_STATUS::contains)
                                .isPresent());
        Optional<String> firstRun = events.stream()
                .map(RecordedEvent::name)
                .filter(name -> name.equals("STOP") || name.equals("RESUME"))
                .findFirst();
        boolean destination = firstRun.filter("RESUME"::equals).isPresent()
                || events.stream().anyMatch(event -> event.name().equals("cmd:migrate-incoming"));
        if (source == destination) {
            return Optional.empty();
        }
        return Optional.of(source ? Host.A : Host.B);
    }
}
