package dev.vfgap.replay.capture;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.InputFiles;
import dev.vfgap.replay.bundle.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A cursor over the packets of a capture: pcap in its four kinds of record, or pcapng; either byte order, plain or gzip.
 *
 * <p>{@link #next} moves to a packet; its numbers and its {@link #frame} are then read in place, without an object per
 * packet. Stamps are given as the file has them; they may step back. A last packet that is cut off (a capture that was
 * killed) ends the data with a {@link Finding}; everything else that is wrong is a {@link BadInputException} that names
 * the byte, counted in the uncompressed data.
 *
 * <p>Memory: a plain file is mapped, in pieces of at most a GiB; of a packed one at most {@value ByteWindow#MOST_WANTED}
 * bytes are held, whatever the file says.
 *
 * <p>Not modelled: link types beyond those of {@link LinkType}; a plain file that changes while it is read. What is written
 * to its end meanwhile is not read. When it becomes shorter, the JVM reports the lost pages as an {@link InternalError}, in
 * compiled code not always inside {@link #next}, where it becomes a clear sentence.
 */
public final class CaptureReader implements AutoCloseable {

    /** No captured packet is longer; libpcap's MAXIMUM_SNAPLEN. */
    public static final int MAX_CAPTURED_BYTES = 262_144;

    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int GZIP_BUFFER = 1 << 16;

    private final ByteWindow window;
    private final CaptureProblems problems;
    private final CaptureFormat format;
    private final Packet packet = new Packet();
    private final FrameView frame = packet.frame;
    private boolean ended;

    private CaptureReader(ByteWindow window, CaptureProblems problems) {
        this.window = window;
        this.problems = problems;
        this.format = format(window, problems);
    }

    /**
     * Opens a capture and reads its header.
     *
     * @param path the capture; gzip data is recognised by its first bytes
     * @param shown its name in messages
     * @throws BadInputException when it is no capture that can be read
     */
    public static CaptureReader open(Path path, String shown) {
        return open(path, shown, MappedWindow.WINDOW_BYTES);
    }

    /** As {@link #open(Path, String)}, mapped in pieces of so many bytes. */
    static CaptureReader open(Path path, String shown, int windowBytes) {
        CaptureProblems problems = new CaptureProblems(shown);
        try {
            return of(window(path, shown, windowBytes, problems), problems);
        } catch (IOException e) {
            throw InputFiles.problem(e, shown);
        }
    }

    /** As {@link #open}, of what a stream gives, plain or gzip; closes it. */
    static CaptureReader open(InputStream in, String shown) {
        CaptureProblems problems = new CaptureProblems(shown);
        PushbackInputStream start = new PushbackInputStream(in, 2);
        try {
            InputStream data = isPacked(start) ? new GZIPInputStream(start, GZIP_BUFFER) : start;
            return of(new StreamedWindow(data, problems), problems);
        } catch (IOException e) {
            throw InputFiles.problem(e, shown);
        }
    }

    private static CaptureReader of(ByteWindow window, CaptureProblems problems) {
        boolean opened = false;
        try {
            CaptureReader reader = new CaptureReader(window, problems);
            opened = true;
            return reader;
        } finally {
            if (!opened) {
                window.close();
            }
        }
    }

    /** Whether a plain file begins as a capture does, whatever its name: {@code tcpdump -C} numbers at the end, pf.pcap12. */
    public static boolean begins(Path path) {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] start = in.readNBytes(Integer.BYTES);
            int magic =
                    start.length < Integer.BYTES ? 0 : ByteBuffer.wrap(start).getInt();
            return magic == PcapngFormat.SECTION_HEADER || PcapFormat.isMagic(magic);
        } catch (IOException e) {
            // Whoever reads it next will be told why it cannot be read.
            return false;
        }
    }

    /**
     * Reads a capture to its end, for what is wrong with it.
     *
     * @return what is doubtful in it
     * @throws BadInputException when it cannot be read
     */
    public static List<Finding> check(Path path, String shown) {
        try (CaptureReader reader = open(path, shown)) {
            while (reader.next()) {
                // Reading is the check.
            }
            return reader.findings();
        }
    }

    /**
     * Moves to the next packet.
     *
     * @return false at the end of the data
     * @throws BadInputException when a length cannot be right or compressed data is damaged
     */
    public boolean next() {
        if (!ended && advance()) {
            return true;
        }
        if (!ended) {
            ended = true;
            packet.optionBytes = 0;
            frame.place(window.bytes, 0, 0, frame.link());
            format.tellAtEnd();
        }
        return false;
    }

    private boolean advance() {
        try {
            return format.next(packet);
        } catch (InternalError e) {
            // What the JVM makes of a page of a mapped file that is no longer there.
            throw problems.bad(window.offset(), "became shorter while it was read", "read it when it is complete");
        }
    }

    /** The stamp of the packet in nanoseconds since the epoch, as the file has it; 0 without one. */
    public long atNanos() {
        return packet.atNanos;
    }

    /** Whether the packet has a stamp; only pcapng's simple packets have none. */
    public boolean hasStamp() {
        return packet.stamped;
    }

    /** Which clock made the stamp, where the capture says so. */
    public StampSource stampSource() {
        return packet.stampSource;
    }

    /** Bytes of the packet that were captured, 0 to {@link #MAX_CAPTURED_BYTES}. */
    public int capturedLength() {
        return frame.length();
    }

    /** Bytes that the packet had on its way; not below {@link #capturedLength}. */
    public long originalLength() {
        return packet.originalLength;
    }

    /** The packet's interface, as an index into {@link #interfaces}. */
    public int interfaceIndex() {
        return packet.interfaceIndex;
    }

    /** The number of the packet's link type, see {@link CaptureInterface#linkNumber}. */
    public int linkNumber() {
        return format.interfaces().get(packet.interfaceIndex).linkNumber;
    }

    /** Which way it went, by its record or its cooked header. */
    public PacketDirection direction() {
        if (packet.direction == PacketDirection.UNKNOWN && frame.packetType() >= 0) {
            return PacketDirection.ofPacketType(frame.packetType());
        }
        return packet.direction;
    }

    /** Packets that were lost between this one and the one before it, as its record says; 0 when it says nothing. */
    public long dropCount() {
        return packet.drops;
    }

    /** The packet's comments, in their order. */
    public List<String> comments() {
        return packet.optionBytes > 0 && format instanceof PcapngFormat pcapng
                ? pcapng.options().comments(packet)
                : List.of();
    }

    /** Where the packet's record starts, in bytes of the uncompressed data. */
    public long packetOffset() {
        return packet.offset;
    }

    /** The packet's headers; the same view for all packets, to be asked for after each {@link #next}. */
    public FrameView frame() {
        return frame;
    }

    /** The capture's name in messages. */
    public String shown() {
        return problems.shown();
    }

    /** Packets moved to so far. */
    public long packets() {
        return format.packets();
    }

    /** The interfaces that the capture has described so far; all of them after the last packet. */
    public List<CaptureInterface> interfaces() {
        return format.interfaces().told();
    }

    /** What a reader of the result must know about this file; complete after the last packet. */
    public List<Finding> findings() {
        return problems.findings();
    }

    @Override
    public void close() {
        window.close();
    }

    private static ByteWindow window(Path path, String shown, int windowBytes, CaptureProblems problems)
            throws IOException {
        InputStream file = InputFiles.open(path, shown);
        boolean opened = false;
        try {
            PushbackInputStream start = new PushbackInputStream(file, 2);
            if (isPacked(start)) {
                InputStream unpacked = new GZIPInputStream(start, GZIP_BUFFER);
                opened = true;
                return new StreamedWindow(unpacked, problems);
            }
            if (path.toString().endsWith(".gz") && start.read() >= 0) {
                throw new BadInputException(InputProblem.ofFile(
                        shown, "is named .gz but is not gzip data", "compress it, or name it without .gz"));
            }
        } finally {
            if (!opened) {
                CaptureProblems.closeQuietly(file);
            }
        }
        return plain(path, windowBytes, problems);
    }

    private static boolean isPacked(PushbackInputStream start) throws IOException {
        byte[] magic = start.readNBytes(2);
        start.unread(magic);
        return magic.length == 2 && ((magic[0] & 0xff) << 8 | magic[1] & 0xff) == GZIP_MAGIC;
    }

    /** Maps a file; one that cannot be mapped, as in some file systems of networks, is read as a stream. */
    private static ByteWindow plain(Path path, int windowBytes, CaptureProblems problems) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new MappedWindow(file, windowBytes, problems);
        } catch (IOException e) {
            return new StreamedWindow(Channels.newInputStream(file), problems);
        }
    }

    private static CaptureFormat format(ByteWindow window, CaptureProblems problems) {
        int have = window.ensure(Integer.BYTES);
        if (have == 0) {
            throw problems.damaged(0, "is empty; a capture without packets still has a header of 24 bytes");
        }
        if (have < Integer.BYTES) {
            throw problems.damaged(have, "ends inside the capture's header of 24 bytes");
        }
        int magic = window.bytes.getInt(window.position);
        if (magic == PcapngFormat.SECTION_HEADER) {
            return new PcapngFormat(window, problems).open();
        }
        return PcapFormat.of(magic, window, problems)
                .orElseThrow(() -> problems.bad(
                        0,
                        String.format("starts with %08x, which is no capture", magic),
                        "give a pcap or pcapng file, plain or gzip"))
                .open();
    }
}
