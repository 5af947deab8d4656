package dev.vfgap.replay.live;

import dev.vfgap.replay.capture.InterfaceStatistics;
import dev.vfgap.replay.capture.PcapngWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The files of one capture, one after the other: one, or those of a ring. Each is a pcapng capture of its own, with all
 * interfaces and, at its end, their statistics. A file has its name when it is complete; until then it begins with a dot and
 * ends in {@code .part}.
 *
 * <p>The names of a ring are those of {@code dumpcap -b}, {@code pf_00012_20261122204132.pcapng}: numbers from 1 that never
 * begin again, the time (UTC) at which the file was begun.
 */
final class CaptureSeries {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path folder;
    private final String name;
    private final List<CapturedPort> ports;
    private final Optional<RingPlan> ring;
    private final String application;

    /** The files that are complete and kept, oldest first. */
    private final Deque<Path> complete = new ArrayDeque<>();

    private int number;
    private long removed;
    private Path target;
    private Path part;
    private BlockFile file;
    private PcapngWriter writer;

    /** What is known of each interface at the beginning of this file, and what of it is in this file. */
    private final LiveCounts[] before;

    private final long[] framesInFile;
    private final LiveCounts[] ended;
    private long beganAtNanos;
    private boolean isOpen;

    /**
     * A series with its first file begun.
     *
     * @param name the files' name without number and ending
     * @param ports the interfaces whose frames go into it
     * @param atNanos when the capture begins, in ns since the epoch
     */
    CaptureSeries(
            Path folder,
            String name,
            List<CapturedPort> ports,
            Optional<RingPlan> ring,
            String application,
            long atNanos)
            throws IOException {
        this.folder = folder;
        this.name = name;
        this.ports = List.copyOf(ports);
        this.ring = ring;
        this.application = application;
        this.before = new LiveCounts[ports.size()];
        this.ended = new LiveCounts[ports.size()];
        this.framesInFile = new long[ports.size()];
        Arrays.fill(before, LiveCounts.NONE);
        begin(atNanos);
    }

    /** The name that names all files of a series: a file, or a pattern. */
    static String pattern(String name, Optional<RingPlan> ring) {
        return name + (ring.isPresent() ? "_?????_??????????????" : "") + ".pcapng";
    }

    String pattern() {
        return pattern(name, ring);
    }

    private void begin(long atNanos) throws IOException {
        makeRoom();
        number++;
        beganAtNanos = atNanos;
        String own = ring.isPresent()
                ? String.format(Locale.ROOT, "%s_%05d_%s", name, number, TIME.format(Instant.ofEpochSecond(0, atNanos)))
                : name;
        target = folder.resolve(own + ".pcapng");
        part = folder.resolve("." + own + ".pcapng.part");
        file = new BlockFile(Files.newByteChannel(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
        isOpen = true;
        writer = new PcapngWriter(file, application);
        for (int i = 0; i < ports.size(); i++) {
            CapturedPort port = ports.get(i);
            writer.add(
                    port.place().interfaceName(),
                    port.place().words(" of "),
                    port.filter(),
                    port.linkNumber(),
                    port.snapLength());
            framesInFile[i] = 0;
        }
    }

    /** Writes a frame of an interface of this series; begins the next file of a ring when this one is full. */
    void write(int port, LiveFrame frame) throws IOException {
        if (ring.isPresent() && file.bytes() >= ring.get().bytes()) {
            end(frame.atNanos());
            begin(frame.atNanos());
        }
        writer.write(port, frame.atNanos(), frame.bytes(), frame.originalLength(), "");
        framesInFile[port]++;
    }

    /** Ends the file that is being written, which gets its name. */
    private void end(long atNanos) throws IOException {
        isOpen = false;
        try {
            writeStatistics(atNanos);
        } catch (IOException e) {
            try {
                // The file was cut, so there is room again; it now holds fewer frames.
                writeStatistics(atNanos);
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        } finally {
            file.close();
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            complete.addLast(target);
        }
        for (int i = 0; i < ports.size(); i++) {
            before[i] = ended[i];
        }
    }

    private void writeStatistics(long atNanos) throws IOException {
        for (int i = 0; i < ports.size(); i++) {
            ended[i] = ports.get(i).counts();
            LiveCounts here = ended[i].since(before[i]);
            writer.statistics(
                    i,
                    new InterfaceStatistics(
                            beganAtNanos,
                            Math.max(beganAtNanos, atNanos),
                            here.received(),
                            here.droppedByInterface(),
                            here.droppedByKernel(),
                            framesInFile[i] - file.lostPackets(i)));
        }
        writer.close();
    }

    /** Removes what a ring keeps no longer when a file is begun. */
    private void makeRoom() throws IOException {
        while (ring.isPresent() && complete.size() >= ring.get().files()) {
            Files.deleteIfExists(complete.removeFirst());
            removed++;
        }
    }

    /**
     * Ends the series, also after a write has failed.
     *
     * @return why its last file lacks something that was captured
     */
    Optional<IOException> finish(long atNanos) {
        try {
            if (isOpen) {
                end(atNanos);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    /** Its files, oldest first. */
    List<Path> files() {
        return List.copyOf(complete);
    }

    /** Files that a ring has removed. */
    long removed() {
        return removed;
    }

    /** The file that is being written, as messages name it. */
    Path target() {
        return target;
    }
}
