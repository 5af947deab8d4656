package dev.vfgap.replay.bundle;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Place;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A place where frames were captured, in both directions.
 *
 * @param name its name in results
 * @param shownFile the file as messages name it
 * @param file the capture; empty when it is named but not in the folder
 * @param interfaceName the interface in a capture of several whose packets are this point's; empty = all of them
 * @param at what stands there
 * @param host the host; there for {@code UPLINK}, {@code STANDBY} and {@code PRIMARY}
 */
public record CapturePoint(
        String name,
        String shownFile,
        Optional<Path> file,
        Optional<String> interfaceName,
        Place.Kind at,
        Optional<Host> host) {

    public CapturePoint {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(shownFile, "shownFile");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(interfaceName, "interfaceName");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(host, "host");
    }

    /** The place in the vocabulary of fates. */
    public Place place() {
        return Place.of(at, host.orElse(null));
    }

    /** The name of the clock that stamped it, for {@link BundleClock#toBundleNanos}. */
    public String clock() {
        return switch (at) {
            case GUEST -> "guest";
            case PEER -> host.map(Host::name).orElse("peer");
            default -> host.map(Host::name).orElse("");
        };
    }
}
