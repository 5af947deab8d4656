package dev.vfgap.replay.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads {@code ip link set|add|del}; the words are as in iproute2's {@code iplink.c}. */
final class IpLinkReader {

    private static final List<String> TYPED = List.of("macvlan", "macvtap", "vlan", "bridge", "dummy");

    private final List<String> words;
    private final String text;
    private final List<HostCommand> read = new ArrayList<>();
    private int at;

    private IpLinkReader(List<String> words, String text, int at) {
        this.words = words;
        this.text = text;
        this.at = at;
    }

    static List<HostCommand> read(List<String> words, String text) {
        String object = words.size() > 1 ? words.get(1) : "";
        String action = words.size() > 2 ? words.get(2) : "show";
        boolean isLink = object.length() > 0 && "link".startsWith(object);
        if (!isLink || action.equals("show") || action.equals("ls") || action.equals("list")) {
            return List.of(
                    isLink
                                    || List.of("addr", "a", "address", "route", "r", "neigh", "n")
                                            .contains(object)
                            ? new HostCommand.Irrelevant(text)
                            : new HostCommand.Unknown(text, "is not known"));
        }
        IpLinkReader reader = new IpLinkReader(words, text, 3);
        switch (action) {
            case "set", "s", "change" -> reader.set();
            case "add", "a" -> reader.add();
            case "del", "delete", "d" -> reader.delete();
            default -> reader.unknown("is not known");
        }
        return reader.read;
    }

    private boolean more() {
        return at < words.size();
    }

    private String next() {
        return more() ? words.get(at++) : "";
    }

    private void unknown(String why) {
        read.add(new HostCommand.Unknown(text, why));
    }

    private void set() {
        String device = next();
        if (device.equals("dev")) {
            device = next();
        }
        while (more()) {
            String word = next();
            switch (word) {
                case "up" -> read.add(new HostCommand.Up(device));
                case "down" -> read.add(new HostCommand.Down(device));
                case "promisc" -> read.add(new HostCommand.Promiscuous(device, onOff(next())));
                case "master" -> read.add(new HostCommand.Enslave(device, Optional.of(next())));
                case "nomaster" -> read.add(new HostCommand.Enslave(device, Optional.empty()));
                case "address" -> address(device, next());
                case "name" -> read.add(new HostCommand.Rename(device, next()));
                case "vf" -> {
                    vf(device, next());
                    return;
                }
                case "type" -> {
                    // Settings of a bridge or of another kind of device move no frame of the NIC.
                    read.add(new HostCommand.Irrelevant(text));
                    return;
                }
                case "mtu", "txqueuelen", "alias", "arp", "multicast", "allmulticast", "group" -> next();
                default -> {
                    unknown("\"" + word + "\" is not known");
                    return;
                }
            }
        }
    }

    private void address(String device, String word) {
        HostCommandReader.mac(word)
                .ifPresentOrElse(
                        mac -> read.add(new HostCommand.OwnAddress(device, mac)),
                        () -> unknown("\"" + word + "\" is no address"));
    }

    private void vf(String device, String number) {
        if (!number.matches("\\d{1,3}")) {
            unknown("\"" + number + "\" is no VF");
            return;
        }
        int vf = Integer.parseInt(number);
        while (more()) {
            String word = next();
            String value = next();
            switch (word) {
                case "mac" ->
                    HostCommandReader.mac(value)
                            .ifPresentOrElse(
                                    mac -> read.add(new HostCommand.VfMac(device, vf, mac)),
                                    () -> unknown("\"" + value + "\" is no address"));
                case "vlan" -> {
                    OptionalInt vid = HostCommandReader.vid(value);
                    if (vid.isEmpty()) {
                        unknown("\"" + value + "\" is no VLAN");
                    } else {
                        read.add(new HostCommand.VfVlan(device, vf, vid.getAsInt()));
                    }
                }
                case "trust" -> read.add(new HostCommand.VfTrust(device, vf, onOff(value)));
                case "spoofchk" -> read.add(new HostCommand.VfSpoofCheck(device, vf, onOff(value)));
                case "state" -> read.add(new HostCommand.VfLinkState(device, vf, value));
                case "qos", "proto", "rate", "max_tx_rate", "min_tx_rate", "query_rss" -> {
                    // Moves no frame.
                }
                default -> {
                    unknown("\"" + word + "\" is not known");
                    return;
                }
            }
        }
    }

    private void add() {
        String name = "";
        Optional<String> parent = Optional.empty();
        OptionalLong address = OptionalLong.empty();
        String type = "";
        Optional<String> mode = Optional.empty();
        OptionalInt vid = OptionalInt.empty();
        boolean up = false;
        while (more()) {
            String word = next();
            switch (word) {
                case "link" -> parent = Optional.of(next());
                case "name", "dev" -> name = next();
                case "address" ->
                    address =
                            HostCommandReader.mac(next()).map(OptionalLong::of).orElseGet(OptionalLong::empty);
                case "type" -> type = next();
                case "mode" -> mode = Optional.of(next());
                case "id" -> vid = HostCommandReader.vid(next());
                case "up" -> up = true;
                case "mtu", "txqueuelen", "protocol", "numtxqueues", "numrxqueues" -> next();
                default -> {
                    if (name.isEmpty() && type.isEmpty()) {
                        name = word;
                    }
                    // What follows a type otherwise are its settings.
                }
            }
        }
        if (!TYPED.contains(type)) {
            unknown("a device of type \"" + type + "\" is not known");
            return;
        }
        read.add(new HostCommand.AddDevice(name, type, parent, address, mode, vid));
        if (up) {
            read.add(new HostCommand.Up(name));
        }
    }

    private void delete() {
        String device = next();
        if (device.equals("dev") || device.equals("link")) {
            device = next();
        }
        read.add(new HostCommand.DeleteDevice(device));
    }

    private static HostCommand.Switch onOff(String word) {
        return word.equals("on") ? HostCommand.Switch.ON : HostCommand.Switch.OFF;
    }
}
