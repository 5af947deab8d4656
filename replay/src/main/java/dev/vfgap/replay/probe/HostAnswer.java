package dev.vfgap.replay.probe;

import java.util.Objects;
import java.util.Optional;

/**
 * What a host makes of a command.
 *
 * @param refusal why it is refused; empty when it is done
 */
public record HostAnswer(Optional<String> refusal) {

    /** It is done. */
    public static final HostAnswer APPLIED = new HostAnswer(Optional.empty());

    public HostAnswer {
        Objects.requireNonNull(refusal, "refusal");
    }

    /** It is refused and changes nothing. */
    public static HostAnswer refused(String why) {
        return new HostAnswer(Optional.of(why));
    }
}
