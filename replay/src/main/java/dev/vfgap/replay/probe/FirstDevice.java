package dev.vfgap.replay.probe;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds the first device that commands are about and that none of them made. */
final class FirstDevice implements Host {

    private final SortedSet<String> made = new TreeSet<>();
    private Optional<String> name = Optional.empty();

    /** The device; empty when there is none. */
    Optional<String> name() {
        return name;
    }

    private HostAnswer use(String device) {
        boolean stranger = !made.contains(device)
                && !device.isEmpty()
                && HostCommandReader.virtualFunction(device).isEmpty();
        if (name.isEmpty() && stranger) {
            name = Optional.of(device);
        }
        return HostAnswer.APPLIED;
    }

    @Override
    public HostAnswer apply(HostCommand.Up command) {
        return use(command.device());
    }

    @Override
    public HostAnswer apply(HostCommand.Down command) {
        return use(command.device());
    }

    @Override
    public HostAnswer apply(HostCommand.Promiscuous command) {
        return use(command.device());
    }

    @Override
    public HostAnswer apply(HostCommand.Enslave command) {
        return use(command.device());
    }

    @Override
    public HostAnswer apply(HostCommand.OwnAddress command) {
        return use(command.device());
    }

    @Override
    public HostAnswer apply(HostCommand.AddOwnEntry command) {
        return use(command.device());
    }

    @Override
    public HostAnswer apply(HostCommand.AddDevice command) {
        made.add(command.name());
        return use(command.parent().orElse(""));
    }

    @Override
    public HostAnswer apply(HostCommand.Rename command) {
        made.add(command.name());
        return HostAnswer.APPLIED;
    }
}
