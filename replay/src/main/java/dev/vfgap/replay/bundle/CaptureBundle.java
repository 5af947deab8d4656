package dev.vfgap.replay.bundle;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.operate.Initial;
import dev.vfgap.models.operate.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A capture bundle: what was captured while one guest was migrated once, or plugged, or unplugged.
 *
 * <p>The manifest and the events are read and checked; the captures and the delivery file, which are large, are only
 * found, and read by who needs them. Parts that are absent only limit what can be said: see {@link #findings}. Format:
 * {@code docs/capture-bundle.md}, {@code vfgap-capture-bundle/1}.
 *
 * @param folder the bundle's folder
 * @param name its short name
 * @param title one sentence, may be empty
 * @param clock the clocks of its files
 * @param guest the guest's end of the stream
 * @param peer the peer's end
 * @param environment what was there
 * @param traffic the stream, one entry for each direction
 * @param points capture points in path order: the peer's first, the guest's last
 * @param deliveries the delivery file; empty when there is none
 * @param strategy the lab's short name of what was done; a label, not an input
 * @param events what was recorded, in order of time
 * @param interfaces the guest's interface names
 * @param initial the state before the plan; empty when not given
 * @param plan what was done; without a step when not given
 * @param window frames sent in it count
 * @param findings what the bundle lacks, and fields that are not known
 */
public record CaptureBundle(
        Path folder,
        String name,
        String title,
        BundleClock clock,
        Endpoint guest,
        Endpoint peer,
        Environment environment,
        List<Traffic> traffic,
        List<CapturePoint> points,
        Optional<Path> deliveries,
        Optional<String> strategy,
        EventLog events,
        GuestInterfaces interfaces,
        Optional<Initial> initial,
        Plan plan,
        Window window,
        List<Finding> findings) {

    /** The name of the manifest in a bundle's folder. */
    public static final String MANIFEST = "bundle.json";

    /** The format that is read. */
    public static final String FORMAT = "vfgap-capture-bundle/1";

    public CaptureBundle {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(events, "events");
        Objects.requireNonNull(window, "window");
        traffic = List.copyOf(traffic);
        points = List.copyOf(points);
        findings = List.copyOf(findings);
    }

    /**
     * Reads a bundle's manifest and events.
     *
     * @param folder the bundle's folder, or its {@code bundle.json}
     * @throws BadInputException with all problems that were found
     * @throws MachineRefusedException when the machine does not let it be read
     */
    public static CaptureBundle read(Path folder) {
        return BundleReader.read(folder);
    }

    /** The stream of a direction; empty when the bundle does not tell of it. */
    public Optional<Traffic> traffic(Direction direction) {
        return traffic.stream()
                .filter(stream -> stream.direction() == direction)
                .findFirst();
    }

    /** The same bundle with other streams, such as one whose sequence number was found. */
    public CaptureBundle withTraffic(List<Traffic> streams) {
        return with(clock, streams, events, findings);
    }

    /** The same bundle with other clocks, its events on them, and more findings. */
    public CaptureBundle withClock(BundleClock clocks, List<Finding> more, EventLog lines) {
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(more);
        return with(clocks, traffic, lines, all);
    }

    private CaptureBundle with(BundleClock clocks, List<Traffic> streams, EventLog lines, List<Finding> told) {
        return new CaptureBundle(
                folder,
                name,
                title,
                clocks,
                guest,
                peer,
                environment,
                streams,
                points,
                deliveries,
                strategy,
                lines,
                interfaces,
                initial,
                plan,
                window,
                told);
    }
}
