package dev.vfgap.replay.bundle;

import dev.vfgap.models.frame.Direction;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The stream of one direction.
 *
 * @param direction which way it goes
 * @param framesPerSecond its rate as the sender was told; empty when not given
 * @param payloadBytes bytes of its UDP payload; empty when not given
 * @param sequence where its frames carry their number; empty when they carry none
 */
public record Traffic(
        Direction direction,
        OptionalDouble framesPerSecond,
        OptionalLong payloadBytes,
        Optional<SequenceField> sequence) {

    public Traffic {
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(framesPerSecond, "framesPerSecond");
        Objects.requireNonNull(payloadBytes, "payloadBytes");
        Objects.requireNonNull(sequence, "sequence");
    }
}
