package dev.vfgap.replay.bundle;

import dev.vfgap.simcore.unit.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the {@code environment} of a bundle. */
final class EnvironmentReader {

    /** No queue of frames is longer. */
    private static final int MOST_FRAMES = 1 << 24;

    private EnvironmentReader() {}

    /** The environment of a bundle that tells nothing of it. */
    static Environment unknown() {
        return new Environment(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Environment read(JsonPart part) {
        Optional<JsonPart> migration = part.object("migration");
        Optional<JsonPart> queues = part.object("queues");
        Optional<JsonPart> announce = part.object("announce");
        Environment environment = new Environment(
                part.text("hypervisor"),
                part.text("guestKernel"),
                part.text("accelerator"),
                optionalLong(part.parsed("guestMemory", Quantity::parseBytes)),
                part.word("hotplug", List.of("acpi", "native")),
                // "none": there is no primary at all.
                part.text("primaryNic").filter(nic -> !nic.equals("none")),
                part.text("standby"),
                optionalLong(migration.flatMap(m -> m.parsed("maxBandwidth", Quantity::parseByteRate))),
                optionalLong(migration.flatMap(m -> m.parsed("downtimeLimit", Quantity::parseNanos))),
                frames(queues, "primaryFrames"),
                frames(queues, "standbyFrames"),
                announce.flatMap(EnvironmentReader::announce),
                part.text("lab").filter(name -> !name.isBlank()));
        migration.ifPresent(JsonPart::noteTheRest);
        queues.ifPresent(JsonPart::noteTheRest);
        announce.ifPresent(JsonPart::noteTheRest);
        part.noteTheRest();
        return environment;
    }

    private static Optional<Environment.Announce> announce(JsonPart part) {
        part.requirePresent("initial");
        part.requirePresent("step");
        part.requirePresent("max");
        part.requirePresent("rounds");
        Optional<Long> initial = part.parsed("initial", Quantity::parseNanos);
        Optional<Long> step = part.parsed("step", Quantity::parseNanos);
        Optional<Long> max = part.parsed("max", Quantity::parseNanos);
        OptionalLong rounds = part.number("rounds", 0, 1000);
        if (initial.isEmpty() || step.isEmpty() || max.isEmpty() || rounds.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Environment.Announce(initial.get(), step.get(), max.get(), (int) rounds.getAsLong()));
    }

    private static OptionalLong frames(Optional<JsonPart> part, String name) {
        return part.isEmpty() ? OptionalLong.empty() : part.get().number(name, 0, MOST_FRAMES);
    }

    private static OptionalLong optionalLong(Optional<Long> value) {
        return value.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
