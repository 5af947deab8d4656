package dev.vfgap.replay.logs;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a file's name says of where the file was written: its words, {@code tapA-virtio.pcap.gz} being tap, A, virtio.
 *
 * @param host on which host
 * @param point at which point of the frames' path
 * @param machine on what kind of machine
 */
record PlaceName(Optional<Host> host, Optional<Place.Kind> point, Optional<LogPlace.Machine> machine) {
    private static final Map<String, Host> HOSTS = Map.of(
            "a",
            Host.A,
            "src",
            Host.A,
            "source",
            Host.A,
            "b",
            Host.B,
            "dst",
            Host.B,
            "dest",
            Host.B,
            "destination",
            Host.B);

    private static final Map<String, Place.Kind> POINTS = Map.of(
            "peer", Place.Kind.PEER,
            "uplink", Place.Kind.UPLINK,
            "pf", Place.Kind.UPLINK,
            "mirror", Place.Kind.UPLINK,
            "standby", Place.Kind.STANDBY,
            "virtio", Place.Kind.STANDBY,
            "primary", Place.Kind.PRIMARY,
            "vf", Place.Kind.PRIMARY,
            "guest", Place.Kind.GUEST);

    /** What a tap's name means where nothing says more. */
    private static final Map<String, Place.Kind> WEAK_POINTS =
            Map.of("tap", Place.Kind.STANDBY, "vnet", Place.Kind.STANDBY);

    static PlaceName of(String file) {
        List<String> words = words(file);
        Optional<Host> host =
                words.stream().filter(HOSTS::containsKey).map(HOSTS::get).findFirst();
        Optional<Place.Kind> point = words.stream()
                .filter(POINTS::containsKey)
                .map(POINTS::get)
                .findFirst()
                .or(() -> words.stream()
                        .filter(WEAK_POINTS::containsKey)
                        .map(WEAK_POINTS::get)
                        .findFirst());
        Optional<LogPlace.Machine> machine = words.contains("guest") || words.contains("console")
                ? Optional.of(LogPlace.Machine.GUEST)
                : words.contains("peer")
                        ? Optional.of(LogPlace.Machine.PEER)
                        : host.map(known -> LogPlace.Machine.HOST);
        return new PlaceName(host, point, machine);
    }

    /** What this name says, and where it says nothing what another one says. */
    PlaceName or(PlaceName other) {
        return new PlaceName(host.or(other::host), point.or(other::point), machine.or(other::machine));
    }

    /** The words of a name: it is cut at every character that is neither letter nor digit, and before a capital letter. */
    private static List<String> words(String file) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < file.length() && i < 255; i++) {
            char c = file.charAt(i);
            boolean cut = !Character.isLetter(c)
                    || Character.isUpperCase(c) && i > 0 && Character.isLowerCase(file.charAt(i - 1));
            if (cut && word.length() > 0) {
                words.add(word.toString().toLowerCase(Locale.ROOT));
                word.setLength(0);
            }
            if (Character.isLetter(c)) {
                word.append(c);
            }
        }
        if (word.length() > 0) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
        }
        return words;
    }
}
