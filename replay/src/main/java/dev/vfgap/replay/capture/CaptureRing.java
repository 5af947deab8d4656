package dev.vfgap.replay.capture;

import dev.vfgap.replay.bundle.CapturePoint;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.capture.RingFiles.RingFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One capture in one file or in several: what {@code tcpdump -G}, {@code -C} and {@code -W} or {@code dumpcap -b} wrote, read as
 * one in order of time.
 *
 * <p>A packet that two neighbouring files hold, equal in stamp, lengths and bytes, is given once. Files that lack (a ring that
 * was overwritten) are told by a {@link Finding}: by the names of the files, and where between two files passes more time
 * without a packet than anywhere inside one, and more than a second.
 *
 * <p>Of a capture of several interfaces the packets of one can be asked for ({@link InterfaceFilter}).
 *
 * <p>Memory: one file is open at a time; where two overlap, a number for each of at most {@value #MOST_COMPARED} packets.
 *
 * <p>Not modelled: files of one ring that overlap with more than their neighbour.
 */
public final class CaptureRing implements AutoCloseable {

    private static final int MOST_COMPARED = 1 << 16;
    private static final long LEAST_GAP_NANOS = 1_000_000_000L;

    private final String shown;
    private final List<RingFile> files;
    private final InterfaceFilter wanted;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Seam> seams = new ArrayList<>();
    private int opened;
    private CaptureReader current;
    private boolean ended;

    private long lastNanos = Long.MIN_VALUE;
    private long longestPauseNanos;

    /** Packets of the file before that may come again, by a number made of all of each, and how often; empty elsewhere. */
    private Map<Long, Integer> before = Map.of();

    private long beforeUntilNanos;
    private long repeated;
    private long inFile;

    /** The time between the last packet of a file and the first of the next. */
    private record Seam(String first, String second, long nanos) {}

    private CaptureRing(List<RingFile> files, String shown, InterfaceFilter wanted) {
        this.files = files;
        this.wanted = wanted;
        this.shown = shown;
        this.current = CaptureReader.open(files.get(0).path(), files.get(0).shown());
        this.opened = 1;
    }

    /**
     * Opens a capture.
     *
     * @param path a file; or a pattern of files, with {@code *} and {@code ?} in its last name
     * @param shown its name in messages
     * @throws dev.vfgap.replay.bundle.BadInputException when there is none, or one is no capture that can be read
     */
    public static CaptureRing open(Path path, String shown) {
        return open(path, shown, Optional.empty());
    }

    /** As {@link #open(Path, String)}; with a name only what that interface captured. */
    public static CaptureRing open(Path path, String shown, Optional<String> interfaceName) {
        return new CaptureRing(RingFiles.of(path, shown), shown, new InterfaceFilter(shown, interfaceName));
    }

    /** The capture of a point, which must have a file. */
    public static CaptureRing open(CapturePoint point) {
        return open(point.file().orElseThrow(), point.shownFile(), point.interfaceName());
    }

    /** Reads the capture of a point to its end, for what is wrong with it; as {@link CaptureReader#check}. */
    public static List<Finding> check(CapturePoint point) {
        return check(open(point));
    }

    /** As {@link #check(CapturePoint)}, of all that a capture holds. */
    public static List<Finding> check(Path path, String shown) {
        return check(open(path, shown));
    }

    private static List<Finding> check(CaptureRing opened) {
        try (CaptureRing ring = opened) {
            while (ring.next()) {
                // Reading is the check.
            }
            return ring.findings();
        }
    }

    /**
     * Moves to the next packet; throws as {@link CaptureReader#next} does.
     *
     * @return false at the end of the last file
     * @throws dev.vfgap.replay.bundle.BadInputException also when no file has the interface that was asked for
     */
    public boolean next() {
        while (nextOfAll()) {
            if (wanted.takes(current)) {
                return true;
            }
        }
        wanted.end(current);
        return false;
    }

    private boolean nextOfAll() {
        if (files.size() == 1) {
            return nextOfOne();
        }
        while (!ended) {
            if (!current.next()) {
                endFile();
                if (opened == files.size()) {
                    ended = true;
                    tellAtEnd();
                } else {
                    openNext();
                }
            } else if (!isRepeated()) {
                follow();
                return true;
            }
        }
        return false;
    }

    private boolean nextOfOne() {
        if (current.next()) {
            return true;
        }
        if (!ended) {
            ended = true;
            findings.addAll(current.findings());
        }
        return false;
    }

    /** The reader of the file that holds the packet, moved to it; another one after {@link #next} went to another file. */
    public CaptureReader packet() {
        return current;
    }

    /** What a reader of the result must know; complete after the last packet. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    @Override
    public void close() {
        current.close();
    }

    private void follow() {
        inFile++;
        if (current.hasStamp()) {
            long at = current.atNanos();
            if (lastNanos != Long.MIN_VALUE && inFile > 1) {
                longestPauseNanos = Math.max(longestPauseNanos, at - lastNanos);
            }
            lastNanos = Math.max(lastNanos, at);
        }
    }

    private void endFile() {
        findings.addAll(current.findings());
        if (repeated > 0) {
            findings.add(Finding.note(
                    current.shown(), repeated + " packets are also in the file before and were taken once"));
        } else if (!before.isEmpty()) {
            findings.add(
                    Finding.doubt(
                            current.shown(),
                            "begins before the file before it ends, but repeats none of its packets: are they of one capture?"));
        }
        current.close();
    }

    private void openNext() {
        RingFile last = files.get(opened - 1);
        RingFile next = files.get(opened);
        before = Map.of();
        repeated = 0;
        inFile = 0;
        boolean known = lastNanos != Long.MIN_VALUE && next.firstNanos() != Long.MAX_VALUE;
        if (known && next.firstNanos() <= lastNanos) {
            before = packetsSince(last, next.firstNanos());
            beforeUntilNanos = lastNanos;
        } else if (known) {
            seams.add(new Seam(last.shown(), next.shown(), next.firstNanos() - lastNanos));
        }
        current = CaptureReader.open(next.path(), next.shown());
        opened++;
    }

    private Map<Long, Integer> packetsSince(RingFile file, long fromNanos) {
        Map<Long, Integer> packets = new HashMap<>();
        try (CaptureReader reader = CaptureReader.open(file.path(), file.shown())) {
            while (reader.next()) {
                if (reader.hasStamp() && reader.atNanos() >= fromNanos) {
                    if (packets.size() == MOST_COMPARED) {
                        findings.add(Finding.doubt(
                                file.shown(),
                                "shares over " + MOST_COMPARED
                                        + " packets' time with the next file; those after them are not compared"));
                        break;
                    }
                    packets.merge(number(reader), 1, Integer::sum);
                }
            }
        }
        return packets;
    }

    /** Whether the packet was in the file before, as often as it was. */
    private boolean isRepeated() {
        if (before.isEmpty() || !current.hasStamp() || current.atNanos() > beforeUntilNanos) {
            return false;
        }
        Integer left = before.computeIfPresent(number(current), (key, times) -> times > 0 ? times - 1 : null);
        if (left == null) {
            return false;
        }
        repeated++;
        return true;
    }

    /** A number of 64 bits made of all of a packet; two of a few thousand that differ have the same once in 10^11 times. */
    private static long number(CaptureReader reader) {
        long number = mix(reader.atNanos(), reader.originalLength());
        FrameView frame = reader.frame();
        for (int i = 0; i < frame.length(); i++) {
            number = mix(number, frame.byteAt(i));
        }
        return mix(number, frame.length());
    }

    private static long mix(long number, long more) {
        long mixed = (number ^ more) * 0x9e3779b97f4a7c15L;
        return mixed ^ mixed >>> 32;
    }

    private void tellAtEnd() {
        RingFiles.missing(files).forEach(text -> findings.add(Finding.limit(shown, text)));
        long least = Math.max(LEAST_GAP_NANOS, longestPauseNanos);
        for (Seam seam : seams) {
            if (seam.nanos() > least) {
                findings.add(Finding.limit(
                        shown,
                        String.format(
                                Locale.ROOT,
                                "nothing was captured for %.3f s between %s and %s (inside a file for %.3f s at most): files lack,"
                                        + " or the ring was overwritten",
                                seam.nanos() / 1e9,
                                seam.first(),
                                seam.second(),
                                longestPauseNanos / 1e9)));
            }
        }
    }
}
