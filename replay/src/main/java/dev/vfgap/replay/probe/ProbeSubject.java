package dev.vfgap.replay.probe;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds what the commands of a probe are about: the PF, as the device whose VFs are set, and the first VF that is. */
final class ProbeSubject implements Host {

    private final SortedSet<String> made = new TreeSet<>();
    private Optional<String> name = Optional.empty();
    private Optional<String> pf = Optional.empty();
    private Optional<Integer> vf = Optional.empty();
    private boolean binds;
    private Optional<String> stranger = Optional.empty();

    /** The first device that a command is about and that none made; empty when there is none. */
    Optional<String> name() {
        return name;
    }

    /** The first device of which a VF is set. */
    Optional<String> pf() {
        return pf;
    }

    /** The first VF that is set. */
    Optional<Integer> vf() {
        return vf;
    }

    /**
     * Whether VFs are given to a driver as they are made: no command binds one, and yet one brings up a device that is neither
     * the PF nor made by a command.
     */
    boolean bindsByItself() {
        return !binds && stranger.isPresent();
    }

    private HostAnswer set(String device, int number) {
        pf = pf.or(() -> Optional.of(device));
        vf = vf.or(() -> Optional.of(number));
        return HostAnswer.APPLIED;
    }

    private HostAnswer use(String device) {
        boolean unknown = !made.contains(device)
                && !device.isEmpty()
                && HostCommandReader.virtualFunction(device).isEmpty();
        if (name.isEmpty() && unknown) {
            name = Optional.of(device);
        }
        return HostAnswer.APPLIED;
    }

    @Override
    public HostAnswer apply(HostCommand.BindDriver command) {
        binds = true;
        return HostAnswer.APPLIED;
    }

    @Override
    public HostAnswer apply(HostCommand.Up command) {
        if (!made.contains(command.device())
                && !command.device().isEmpty()
                && name.filter(first -> !first.equals(command.device())).isPresent()
                && pf.filter(command.device()::equals).isEmpty()) {
            stranger = Optional.of(command.device());
        }
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

    @Override
    public HostAnswer apply(HostCommand.VfMac command) {
        return set(command.device(), command.vf());
    }

    @Override
    public HostAnswer apply(HostCommand.VfVlan command) {
        return set(command.device(), command.vf());
    }

    @Override
    public HostAnswer apply(HostCommand.VfTrust command) {
        return set(command.device(), command.vf());
    }

    @Override
    public HostAnswer apply(HostCommand.VfSpoofCheck command) {
        return set(command.device(), command.vf());
    }

    @Override
    public HostAnswer apply(HostCommand.VfLinkState command) {
        return set(command.device(), command.vf());
    }
}
