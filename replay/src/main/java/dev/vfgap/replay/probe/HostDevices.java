package dev.vfgap.replay.probe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The devices that were made on a host, and what those on the PF ask of it: addresses, promiscuity, VLANs.
 *
 * <p>A macvlan asks for its address while it is up, one in passthru mode for everything; a VLAN device asks for its address,
 * where it has one of its own, and for what is asked of it, while it is up, and for its VLAN from its making to its end. A
 * port of a bridge is promiscuous, and what is promiscuous makes the device below it so.
 *
 * <p>Source: Linux 6.12 {@code drivers/net/macvlan.c} ({@code macvlan_open}, {@code macvlan_change_rx_flags}), {@code
 * net/8021q/vlan_dev.c} ({@code vlan_dev_open}, {@code vlan_dev_set_rx_mode}), {@code net/8021q/vlan.c} ({@code
 * register_vlan_dev}, {@code vlan_device_event}), {@code net/bridge/br_if.c} ({@code br_manage_promisc}). Not modelled: a
 * bridge with VLAN filtering, which may leave its only learning port without promiscuity; bonds and teams.
 */
final class HostDevices {

    /** Addresses of macvlans that draw their own. */
    private static final long DRAWN = 0x02_6d_76_00_00_00L;

    /** Devices are stacked no higher: the kernel's {@code MAX_NEST_DEV}. */
    private static final int MOST_NESTED = 8;

    private final TreeMap<String, HostDevice> devices = new TreeMap<>();
    private int drawn;

    Optional<HostDevice> find(String name) {
        return Optional.ofNullable(devices.get(name));
    }

    HostAnswer add(HostCommand.AddDevice command) {
        if (devices.containsKey(command.name())) {
            return HostAnswer.refused("RTNETLINK answers: File exists");
        }
        boolean draws = command.type().startsWith("macv");
        long address = command.address().orElseGet(() -> draws ? DRAWN + ++drawn : 0);
        devices.put(command.name(), new HostDevice(command, address));
        return HostAnswer.APPLIED;
    }

    /** Removes a device and all that stand on it. */
    void remove(String name) {
        devices.remove(name);
        for (String above : List.copyOf(devices.keySet())) {
            HostDevice device = devices.get(above);
            if (device != null && device.parent.filter(name::equals).isPresent()) {
                remove(above);
            }
        }
        devices.values().stream()
                .filter(device -> device.master.filter(name::equals).isPresent())
                .forEach(device -> device.master = Optional.empty());
    }

    void rename(String from, String to) {
        HostDevice device = devices.remove(from);
        if (device != null) {
            devices.put(to, device);
            on(from).forEach(entry -> entry.getValue().parent = Optional.of(to));
        }
    }

    /** A device went up or down: VLAN devices on it follow. */
    void carry(String parent, boolean up) {
        on(parent).filter(entry -> entry.getValue().isVlan()).forEach(entry -> entry.getValue().up = up);
    }

    /** The devices that stand on one, in order of their names. */
    private Stream<Map.Entry<String, HostDevice>> on(String parent) {
        return devices.entrySet().stream()
                .filter(entry -> entry.getValue().parent.filter(parent::equals).isPresent());
    }

    /** The addresses that the devices on one ask of it. */
    SortedSet<Long> addresses(String parent, long ownAddress) {
        SortedSet<Long> asked = new TreeSet<>();
        collectAddresses(parent, MOST_NESTED, asked);
        asked.remove(ownAddress);
        asked.remove(0L);
        return asked;
    }

    private void collectAddresses(String parent, int nested, SortedSet<Long> asked) {
        on(parent)
                .filter(entry -> entry.getValue().up && !entry.getValue().isPassthru() && nested > 0)
                .forEach(entry -> {
                    asked.add(entry.getValue().address);
                    if (entry.getValue().isVlan()) {
                        asked.addAll(entry.getValue().ownEntries);
                        collectAddresses(entry.getKey(), nested - 1, asked);
                    }
                });
    }

    /** Whether a device on one makes it promiscuous. */
    boolean makePromiscuous(String parent) {
        return makePromiscuous(parent, MOST_NESTED);
    }

    private boolean makePromiscuous(String parent, int nested) {
        return nested > 0
                && on(parent)
                        .filter(entry -> entry.getValue().up)
                        .anyMatch(entry -> entry.getValue().isPassthru()
                                || entry.getValue().promiscuous
                                || entry.getValue().master.isPresent()
                                || makePromiscuous(entry.getKey(), nested - 1));
    }

    /** The VLANs of the devices on one. */
    SortedSet<Integer> vlans(String parent) {
        SortedSet<Integer> vlans = new TreeSet<>();
        on(parent)
                .filter(entry -> entry.getValue().isVlan())
                .forEach(entry -> entry.getValue().vid.ifPresent(vlans::add));
        return vlans;
    }
}
