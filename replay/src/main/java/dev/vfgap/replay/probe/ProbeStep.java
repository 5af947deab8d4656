package dev.vfgap.replay.probe;

import dev.vfgap.replay.bundle.RecordedEvent;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

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

    /** What was run; empty when nothing was: a step without an exit status only waits. */
    public Optional<String> command() {
        return exitStatus().isEmpty() ? Optional.empty() : event.text("cmd");
    }

    /** How the command ended, 0 = well. */
    public OptionalInt exitStatus() {
        var value = event.detail().path("rc");
        return value.isIntegralNumber() && value.canConvertToInt()
                ? OptionalInt.of(value.intValue())
                : OptionalInt.empty();
    }

    /** The dump of the receive filter's registers; empty when none was taken. */
    public Optional<String> registers() {
        return event.text("regs").filter(text -> !text.isBlank());
    }

    /** What {@code ip -o link} showed; empty when it was not asked. */
    public Optional<String> links() {
        return event.text("ip");
    }
}
