package dev.vfgap.replay.probe;

import dev.vfgap.models.frame.FrameHeader;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.capture.CaptureReader;
import dev.vfgap.replay.capture.CaptureRing;
import dev.vfgap.replay.match.SequenceIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The test frames of a probe as its captures saw them: one row for each, in the order of first sight.
 *
 * <p>A frame's time is when it was on the wire; where the wire was not captured, when its sender says that it sent it, and
 * else when it was first seen anywhere. Without a capture of the PF its second capture stands in.
 */
public final class ProbeSightings {

    /** The time of what never happened. */
    public static final long NEVER = Long.MIN_VALUE;

    private static final int FIRST_CAPACITY = 1024;

    private final ProbeBundle bundle;
    private final List<Finding> findings = new ArrayList<>();
    private final List<SequenceIndex> index = new ArrayList<>();
    private final Map<FrameHeader, Integer> headers = new LinkedHashMap<>();
    private final long[] duplicates = new long[ProbePoint.At.values().length];
    private final long[] lastNanos = new long[ProbePoint.At.values().length];
    private final boolean pfKnown;
    private final boolean vfKnown;

    private long[] numbers = new long[FIRST_CAPACITY];
    private long[] atPfNanos = new long[FIRST_CAPACITY];
    private long[] atVfNanos = new long[FIRST_CAPACITY];
    private long[] atNanos = new long[FIRST_CAPACITY];
    private byte[] stream = new byte[FIRST_CAPACITY];
    private byte[] points = new byte[FIRST_CAPACITY];
    private int[] header = new int[FIRST_CAPACITY];
    private int size;

    private ProbeSightings(ProbeBundle bundle) {
        this.bundle = bundle;
        this.pfKnown = bundle.has(ProbePoint.At.PF) || bundle.has(ProbePoint.At.PF_CONTROL);
        this.vfKnown = bundle.has(ProbePoint.At.VF);
        Arrays.fill(lastNanos, NEVER);
        bundle.streams().forEach(one -> index.add(new SequenceIndex(row -> numbers[row])));
    }

    /**
     * Reads the captures that tell where a frame was.
     *
     * @throws dev.vfgap.replay.bundle.BadInputException when one is no capture or is damaged
     */
    public static ProbeSightings of(ProbeBundle bundle) {
        ProbeSightings sightings = new ProbeSightings(bundle);
        sightings.scan();
        return sightings;
    }

    private void scan() {
        if (bundle.frames().isEmpty()) {
            return;
        }
        boolean wire = bundle.has(ProbePoint.At.WIRE);
        if (!wire) {
            findings.add(Finding.limit(
                    "points",
                    "hold no capture of the wire: only frames that were seen somewhere are known to have been sent"));
        }
        Stream<ProbePoint> pf = bundle.captured(ProbePoint.At.PF);
        if (!bundle.has(ProbePoint.At.PF) && pfKnown) {
            findings.add(Finding.note("points", "hold no capture of the PF; its second capture stands in"));
            pf = bundle.captured(ProbePoint.At.PF_CONTROL);
        } else if (!pfKnown) {
            findings.add(
                    Finding.limit("points", "hold no capture of the PF: whether it received a frame is not known"));
        }
        if (!vfKnown) {
            findings.add(
                    Finding.limit("points", "hold no capture of the VF: whether it received a frame is not known"));
        }
        bundle.captured(ProbePoint.At.WIRE).forEach(point -> read(point, ProbePoint.At.WIRE));
        bundle.captured(ProbePoint.At.ACCEPTED).forEach(point -> read(point, ProbePoint.At.ACCEPTED));
        pf.forEach(point -> read(point, ProbePoint.At.PF));
        bundle.captured(ProbePoint.At.VF).forEach(point -> read(point, ProbePoint.At.VF));
    }

    private void read(ProbePoint point, ProbePoint.At at) {
        ProbeFrames frames = new ProbeFrames(bundle.frames().orElseThrow(), bundle.streams());
        long unreadable = 0;
        long strangers = 0;
        try (CaptureRing capture = CaptureRing.open(point.file().orElseThrow(), point.shownFile())) {
            while (capture.next()) {
                CaptureReader reader = capture.packet();
                if (reader.hasStamp()) {
                    long stamp = reader.atNanos() - point.clockOffsetNanos();
                    lastNanos[at.ordinal()] = Math.max(lastNanos[at.ordinal()], stamp);
                }
                ProbeFrames.Match match = frames.look(reader.frame());
                if (match == ProbeFrames.Match.UNREADABLE) {
                    unreadable++;
                } else if (match == ProbeFrames.Match.NUMBERED && reader.hasStamp()) {
                    strangers += see(at, frames, reader, point.clockOffsetNanos());
                }
            }
            findings.addAll(capture.findings());
        }
        if (unreadable > 0) {
            findings.add(Finding.limit(
                    point.shownFile(),
                    unreadable + " test frames carry no readable number or are of no stream of the manifest"));
        }
        if (strangers > 0 && at != ProbePoint.At.WIRE && bundle.has(ProbePoint.At.WIRE)) {
            findings.add(Finding.doubt(
                    point.shownFile(), strangers + " test frames were never seen on the wire; they are left out"));
        }
    }

    /** Notes a sighting; 1 when it is of a frame that was not seen before. */
    private int see(ProbePoint.At at, ProbeFrames frames, CaptureReader reader, long offset) {
        SequenceIndex rows = index.get(frames.stream());
        int row = rows.find(frames.sequence());
        int added = 0;
        if (row < 0) {
            added = 1;
            row = append(frames, reader.originalLength(), reader);
            rows.add(row);
            boolean told = at != ProbePoint.At.WIRE && frames.sentNanos() != 0;
            atNanos[row] = told ? frames.sentNanos() : reader.atNanos() - offset;
        }
        if (was(row, at)) {
            duplicates[at.ordinal()]++;
        }
        if (at == ProbePoint.At.PF || at == ProbePoint.At.VF) {
            long[] reached = at == ProbePoint.At.PF ? atPfNanos : atVfNanos;
            long stamp = reader.atNanos() - offset;
            reached[row] = reached[row] == NEVER ? stamp : Math.min(reached[row], stamp);
        }
        points[row] |= (byte) (1 << at.ordinal());
        return added;
    }

    private int append(ProbeFrames frames, long bytes, CaptureReader reader) {
        if (size == atNanos.length) {
            int capacity = size + (size >> 1);
            numbers = Arrays.copyOf(numbers, capacity);
            atPfNanos = Arrays.copyOf(atPfNanos, capacity);
            atVfNanos = Arrays.copyOf(atVfNanos, capacity);
            atNanos = Arrays.copyOf(atNanos, capacity);
            stream = Arrays.copyOf(stream, capacity);
            points = Arrays.copyOf(points, capacity);
            header = Arrays.copyOf(header, capacity);
        }
        numbers[size] = frames.sequence();
        atPfNanos[size] = NEVER;
        atVfNanos[size] = NEVER;
        stream[size] = (byte) frames.stream();
        header[size] = headers.computeIfAbsent(ProbeFrames.header(reader.frame(), bytes), key -> headers.size());
        return size++;
    }

    /** How many frames there are. */
    public int frames() {
        return size;
    }

    /** When a frame was on the wire, on the bundle's clock. */
    public long atNanos(int frame) {
        return atNanos[frame];
    }

    /** When a frame was first captured at the PF, on the bundle's clock; {@link #NEVER} for one that was not. */
    public long atPfNanos(int frame) {
        return atPfNanos[frame];
    }

    /** The same of the VF. */
    public long atVfNanos(int frame) {
        return atVfNanos[frame];
    }

    /** When it was first captured at one of the two. */
    public long reachedNanos(int frame) {
        boolean both = atPfNanos[frame] != NEVER && atVfNanos[frame] != NEVER;
        return both ? Math.min(atPfNanos[frame], atVfNanos[frame]) : Math.max(atPfNanos[frame], atVfNanos[frame]);
    }

    /** The index of a frame's stream in the bundle. */
    public int stream(int frame) {
        return stream[frame] & 0xff;
    }

    /** Whether a frame was captured at a point of a kind. */
    public boolean was(int frame, ProbePoint.At at) {
        return (points[frame] & 1 << at.ordinal()) != 0;
    }

    /**
     * Whether a frame counts: it was on the wire, or nobody captured that. A frame that is at a point but not on the captured
     * wire is not one that the sender sent.
     */
    public boolean counts(int frame) {
        return was(frame, ProbePoint.At.WIRE) || !bundle.has(ProbePoint.At.WIRE);
    }

    /** Where a frame was seen. */
    public ProbePath path(int frame) {
        return ProbePath.of(side(pfKnown, frame, ProbePoint.At.PF), side(vfKnown, frame, ProbePoint.At.VF));
    }

    private ProbePath.Side side(boolean known, int frame, ProbePoint.At at) {
        return !known ? ProbePath.Side.UNKNOWN : was(frame, at) ? ProbePath.Side.YES : ProbePath.Side.NO;
    }

    /** The index of a frame's header in {@link #headers}. */
    public int header(int frame) {
        return header[frame];
    }

    /** The headers that occur, each once. */
    public List<FrameHeader> headers() {
        return List.copyOf(headers.keySet());
    }

    /** Frames of a point that it saw more than once, each time beyond the first counted. */
    public long duplicates(ProbePoint.At at) {
        return duplicates[at.ordinal()];
    }

    /** When a kind of point last captured any packet, of the test or not; {@link #NEVER} when it captured none. */
    public long lastNanos(ProbePoint.At at) {
        return lastNanos[at.ordinal()];
    }

    /** What is doubtful in the captures. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }
}
