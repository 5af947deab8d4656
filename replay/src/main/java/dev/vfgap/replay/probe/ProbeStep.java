package dev.vfgap.replay.probe;

import dev.vfgap.replay.bundle.RecordedEvent;
import java.util.Objects;
import java.util.Optional;

/**
 * One step of a probe: a command, and what was read some time after it.
 *
 * @param name its name, once in a bundle
 * @param event its line in the event file
 */
public record ProbeStep(String name, RecordedEvent event) {

    public ProbeStep {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(event, "event");
    }

    /** When the command was started. */
    public long startedNanos() {
        return event.readAtNanos();
    }

    /** When the command had returned; the start where no command was run. */
    public long returnedNanos() {
        var value = event.detail().path("t_end_ns");
        return value.isIntegralNumber() && value.canConvertToLong()
                ? Math.max(value.longValue(), startedNanos())
                : startedNanos();
    }

    /** Whether the command of a line was run: it returned, or has an exit status. A line without both only waits. */
    static boolean wasRun(RecordedEvent event) {
        return event.detail().path("rc").isIntegralNumber()
                || event.detail().path("t_end_ns").isIntegralNumber();
    }

    /** The dump of the receive filter's registers; empty when none was taken. */
    public Optional<String> registers() {
        return event.text("regs").filter(text -> !text.isBlank());
    }
}
