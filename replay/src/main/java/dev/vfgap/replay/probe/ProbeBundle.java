package dev.vfgap.replay.probe;

import dev.vfgap.replay.bundle.EventLog;
import dev.vfgap.replay.bundle.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A probe bundle: the same MAC given to a PF and to its VF, step by step, under a steady stream of numbered frames.
 *
 * <p>Manifest and events are read and checked; captures are only found, and read by {@link ProbeSightings}. What is absent
 * limits what can be said: see {@link #findings}. Format: {@code docs/probe.md}, {@code vfgap-probe-bundle/1}.
 *
 * @param folder the bundle's folder
 * @param name its short name
 * @param title one sentence, may be empty
 * @param device the NIC
 * @param testMac the address that the test frames are for
 * @param pfMac the PF's own address
 * @param streams the streams
 * @param frames how a test frame is recognised; empty when not given, and then none is
 * @param sender who sent: {@code external} or {@code local}
 * @param points capture points in the order of the manifest
 * @param events everything that was told, in order of time; commands before the first step are among them
 * @param steps the steps, in order of time
 * @param endNanos when the traffic ended
 * @param existingVfs what VFs the PF had before the probe, which then made none; empty when the probe made them
 * @param findings what the bundle lacks, and fields that are not known
 */
public record ProbeBundle(
        Path folder,
        String name,
        String title,
        ProbeDevice device,
        long testMac,
        OptionalLong pfMac,
        List<ProbeStream> streams,
        Optional<ProbeFrameFormat> frames,
        Optional<String> sender,
        List<ProbePoint> points,
        EventLog events,
        List<ProbeStep> steps,
        OptionalLong endNanos,
        Optional<ExistingVfs> existingVfs,
        List<Finding> findings) {

    /** The format that is read. */
    public static final String FORMAT = "vfgap-probe-bundle/1";

    /**
     * The VFs that were there.
     *
     * @param count how many, 1 to 256
     * @param driver the driver that the probed one had; empty when it had none
     */
    public record ExistingVfs(int count, Optional<String> driver) {}

    public ProbeBundle {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(events, "events");
        Objects.requireNonNull(endNanos, "endNanos");
        Objects.requireNonNull(existingVfs, "existingVfs");
        streams = List.copyOf(streams);
        points = List.copyOf(points);
        steps = List.copyOf(steps);
        findings = List.copyOf(findings);
    }

    /**
     * Reads a bundle's manifest and events.
     *
     * @param folder the bundle's folder, or its {@code bundle.json}
     * @throws dev.vfgap.replay.bundle.BadInputException with all problems that were found
     * @throws dev.vfgap.replay.bundle.MachineRefusedException when the machine does not let it be read
     */
    public static ProbeBundle read(Path folder) {
        return ProbeBundleReader.read(folder);
    }

    /** The points of a kind whose capture is there. */
    public Stream<ProbePoint> captured(ProbePoint.At at) {
        return points.stream().filter(point -> point.at() == at && point.file().isPresent());
    }

    /** Whether a point of a kind was captured. */
    public boolean has(ProbePoint.At at) {
        return captured(at).findAny().isPresent();
    }
}
