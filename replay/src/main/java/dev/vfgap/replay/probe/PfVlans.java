package dev.vfgap.replay.probe;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The VLANs whose devices stand on the PF: the PF's driver puts each into the port's VLAN table when the device is made,
 * whether it is up or not (Linux {@code register_vlan_dev}, {@code igb_vlan_rx_add_vid}).
 */
final class PfVlans implements Host {

    private final Optional<String> pf;
    private final TreeMap<String, Integer> devices = new TreeMap<>();

    PfVlans(Optional<String> pf) {
        this.pf = pf;
    }

    /** The VLANs now. */
    Set<Integer> vids() {
        return new TreeSet<>(devices.values());
    }

    @Override
    public HostAnswer apply(HostCommand.AddDevice command) {
        OptionalInt vid = command.vid();
        boolean onPf = pf.isEmpty() || command.parent().equals(pf);
        if (command.type().equals("vlan") && onPf && vid.isPresent()) {
            devices.put(command.name(), vid.getAsInt());
        }
        return HostAnswer.APPLIED;
    }

    @Override
    public HostAnswer apply(HostCommand.DeleteDevice command) {
        devices.remove(command.device());
        return HostAnswer.APPLIED;
    }

    @Override
    public HostAnswer apply(HostCommand.Rename command) {
        Integer vid = devices.remove(command.device());
        if (vid != null) {
            devices.put(command.name(), vid);
        }
        return HostAnswer.APPLIED;
    }
}
