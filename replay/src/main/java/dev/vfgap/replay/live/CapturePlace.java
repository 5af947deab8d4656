package dev.vfgap.replay.live;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Place;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An interface that is captured, and which point of the frames' path it is in a bundle.
 *
 * @param interfaceName the interface
 * @param at what stands there
 * @param host the host that it belongs to; empty at the peer and in the guest
 */
public record CapturePlace(String interfaceName, Place.Kind at, Optional<Host> host) {

    public CapturePlace {
        Objects.requireNonNull(interfaceName, "interfaceName");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(host, "host");
    }

    /**
     * A place as a user writes it: {@code br0=uplink}, {@code tap3=standby:B}.
     *
     * @param usual the host of places that name none
     * @throws IllegalArgumentException with a clause that says what is wrong and what to write
     */
    public static CapturePlace parse(String text, Optional<Host> usual) {
        int sign = text.lastIndexOf('=');
        if (sign < 1) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" does not say where the interface stands; write for example "
                            + (text.isEmpty() ? "br0" : text.replace("=", "")) + "=uplink (" + words() + ")");
        }
        String name = text.substring(0, sign);
        String[] place = text.substring(sign + 1).split(":", 2);
        Place.Kind at = Arrays.stream(Place.Kind.values())
                .filter(kind -> word(kind).equals(place[0]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + place[0] + "\" is no point of a bundle; write one of " + words()));
        Optional<Host> said = place.length == 1 ? Optional.empty() : Optional.of(host(place[1]));
        boolean isEnd = at == Place.Kind.PEER || at == Place.Kind.GUEST;
        if (isEnd && said.isPresent()) {
            throw new IllegalArgumentException(
                    "the " + word(at) + " belongs to no host; write " + name + "=" + word(at));
        }
        if (!isEnd && said.or(() -> usual).isEmpty()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" does not say on which host; write " + name + "=" + word(at)
                            + ":A on the host that the guest leaves, :B on the one that it comes to, or give --host");
        }
        return new CapturePlace(name, at, isEnd ? Optional.empty() : said.or(() -> usual));
    }

    /** A host by its letter. */
    public static Host host(String text) {
        return switch (text) {
            case "A" -> Host.A;
            case "B" -> Host.B;
            default ->
                throw new IllegalArgumentException(
                        "\"" + text + "\" is no host; write A for the host that the guest leaves, B for the other");
        };
    }

    private static String words() {
        return Arrays.stream(Place.Kind.values()).map(CapturePlace::word).collect(Collectors.joining(", "));
    }

    private static String word(Place.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** What stands there, in the word of a bundle's points. */
    public String atWord() {
        return word(at);
    }

    /** The place in words: {@code standby of A}. */
    public String words(String of) {
        return word(at) + host.map(known -> of + known).orElse("");
    }

    /** The name of its capture without ending: {@code standby-A-tap3}, which says the place to whoever reads only names. */
    public String fileName() {
        return words("-") + "-" + interfaceName.replaceAll("[^A-Za-z0-9.-]", "-");
    }
}
