package dev.vfgap.replay.probe;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/** A network device of a host, as far as it asks something of the device below it. */
final class HostDevice {

    final String type;
    final OptionalInt vid;
    private final boolean passthru;

    Optional<String> parent;
    long address;
    boolean up;
    boolean promiscuous;
    Optional<String> master = Optional.empty();
    /** Addresses that {@code bridge fdb add … self} gave it. */
    final SortedSet<Long> ownEntries = new TreeSet<>();

    HostDevice(HostCommand.AddDevice made, long address) {
        type = made.type();
        parent = made.parent();
        vid = made.vid();
        passthru = made.mode().filter("passthru"::equals).isPresent();
        this.address = address;
    }

    boolean isMacvlan() {
        return type.equals("macvlan") || type.equals("macvtap");
    }

    /** Whether it takes all that its parent gets instead of asking for an address. */
    boolean isPassthru() {
        return isMacvlan() && passthru;
    }

    boolean isVlan() {
        return type.equals("vlan");
    }
}
