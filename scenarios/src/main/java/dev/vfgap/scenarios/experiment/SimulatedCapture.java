package dev.vfgap.scenarios.experiment;

import dev.vfgap.models.frame.Outage;
import dev.vfgap.models.frame.WindowTracer;
import dev.vfgap.models.frame.WindowTracer.Sighting;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.replay.capture.PcapngWriter;
import dev.vfgap.simcore.unit.Quantity;
import dev.vfgap.simcore.unit.Quantity.NanosRange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A part of a simulated run as pcapng: an interface for each place where frames were looked at, and beside each frame what was
 * decided there and which control event decided it.
 *
 * <p>Stamps are the run's own times, so the capture begins in 1970. A frame that waits in a queue is seen when it comes and again
 * when it is handed over. The bytes are those of {@link FrameBytes}.
 *
 * @param window which part of the run, from its begin
 * @param sightings what was seen, in order of time
 */
public record SimulatedCapture(NanosRange window, List<Sighting> sightings) {

    /** So many frames at places a capture has at most. */
    public static final int MOST_SIGHTINGS = 1_000_000;

    private static final long AROUND_NANOS = 20_000_000;
    private static final long MOST_USUAL_NANOS = 200_000_000;
    private static final int ETHERNET = 1;

    /** The part that is worth a look when none is named: around the first frames that are lost, at most 0.2 s. */
    public static NanosRange usualWindow(MigrationRun run) {
        List<Outage> outages = Stream.of(run.rx(), run.tx())
                .flatMap(sent -> sent.outcome().outages().stream())
                .sorted(Comparator.comparingLong(Outage::fromNanos))
                .toList();
        if (outages.isEmpty()) {
            return new NanosRange(0, MOST_USUAL_NANOS);
        }
        long from = Math.max(0, outages.get(0).fromNanos() - AROUND_NANOS);
        long until = outages.get(0).untilNanos() + AROUND_NANOS;
        return new NanosRange(from, Math.min(until, from + MOST_USUAL_NANOS));
    }

    /**
     * Makes a run again and looks at it.
     *
     * @throws TooManyException when the part has more than {@link #MOST_SIGHTINGS}
     */
    public static SimulatedCapture of(Experiment experiment, long seed, int replication, NanosRange window) {
        WindowTracer tracer = new WindowTracer(window.minNanos(), window.maxNanos(), MOST_SIGHTINGS);
        MigrationRun.watch(experiment.setup(), seed, replication, tracer);
        if (tracer.isFull()) {
            throw new TooManyException();
        }
        return new SimulatedCapture(window, tracer.sightings());
    }

    /** Thrown when a part of a run is too long to be written down. */
    public static final class TooManyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyException() {
            super("more than " + MOST_SIGHTINGS + " frames at places");
        }
    }

    /** Writes it as pcapng. */
    public void writeTo(OutputStream out, String application) throws IOException {
        try (PcapngWriter writer = new PcapngWriter(out, application)) {
            Map<String, Integer> interfaces = new LinkedHashMap<>();
            for (String place :
                    new TreeSet<>(sightings.stream().map(Sighting::place).toList())) {
                interfaces.put(place, writer.add(place, "", ETHERNET, FrameBytes.SNAP_LENGTH));
            }
            for (Sighting seen : sightings) {
                writer.write(
                        interfaces.get(seen.place()),
                        seen.atNanos(),
                        FrameBytes.of(seen.flow(), seen.index()),
                        seen.flow().header().bytes(),
                        comment(seen));
            }
        }
    }

    /** {@code rx 4711: dropped: STANDBY_SHADOWED; since primary registered at 1.25 s}. */
    private static String comment(Sighting seen) {
        List<String> parts = new ArrayList<>();
        parts.add(seen.flow().name() + " " + seen.index() + (seen.copy() ? " (copy)" : "") + ": " + seen.decision());
        seen.cause()
                .ifPresent(
                        cause -> parts.add("because " + cause.what() + " at " + Quantity.formatNanos(cause.atNanos())));
        return String.join("; ", parts);
    }
}
