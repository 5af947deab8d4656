package dev.vfgap.replay.capture;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.InputFiles;
import dev.vfgap.replay.bundle.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A cursor over the packets of a pcap capture: stamps in µs or ns, either byte order, plain or gzip.
 *
 * <p>{@link #next} moves to a packet; its numbers and its {@link #frame} are then read in place, without an object per
 * packet. Stamps are given as the file has them; they may step back. A last packet that is cut off (a capture that was
 * killed) ends the data with a {@link Finding}; everything else that is wrong is a {@link BadInputException} that names
 * the byte, counted in the uncompressed data.
 *
 * <p>Memory: one window of {@value #WINDOW_BYTES} bytes, whatever the file says.
 *
 * <p>Not modelled: pcapng, link types other than Ethernet, the record variants of Kuznetzov and netsniff-ng.
 */
public final class CaptureReader implements AutoCloseable {

    /** No captured packet is longer; libpcap's MAXIMUM_SNAPLEN. */
    public static final int MAX_CAPTURED_BYTES = 262_144;

    private static final int WINDOW_BYTES = 2 * MAX_CAPTURED_BYTES;
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int MAGIC_MICROS = 0xa1b2c3d4;
    private static final int MAGIC_NANOS = 0xa1b23c4d;
    private static final int MAGIC_KUZNETZOV = 0xa1b2cd34;
    private static final int MAGIC_NETSNIFF = 0xa1e2cb12;
    private static final int MAGIC_PCAPNG = 0x0a0d0d0a;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int LINK_TYPE_ETHERNET = 1;
    /** The upper bits of the field hold the length of the frame check sequence. */
    private static final int LINK_TYPE_MASK = 0x03ff_ffff;

    private static final String COPY_AGAIN = "copy the file again or capture again";

    private final String shown;
    private final InputStream in;
    private final List<Finding> findings = new ArrayList<>();
    private final FrameView frame = new FrameView();
    private final byte[] window = new byte[WINDOW_BYTES];
    private int position;
    private int limit;
    private long windowOffset;
    private boolean ended;

    private boolean bigEndian;
    private int nanosPerUnit;
    private long unitsPerSecond;
    private long snapLength;

    private long packets;
    private long packetOffset;
    private long atNanos;
    private int capturedLength;
    private long originalLength;

    private CaptureReader(InputStream in, String shown) {
        this.in = in;
        this.shown = shown;
    }

    /**
     * Opens a capture and reads its header.
     *
     * @param path the capture; gzip data is recognised by its first bytes
     * @param shown its name in messages
     * @throws BadInputException when it is no capture that can be read
     */
    public static CaptureReader open(Path path, String shown) {
        InputStream file = InputFiles.open(path, shown);
        boolean opened = false;
        try {
            CaptureReader reader = new CaptureReader(unpacked(file, path, shown), shown);
            reader.readFileHeader();
            opened = true;
            return reader;
        } catch (IOException e) {
            throw InputFiles.problem(e, shown);
        } finally {
            if (!opened) {
                closeQuietly(file);
            }
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
        if (ended) {
            return false;
        }
        packetOffset = windowOffset + position;
        int have = ensure(RECORD_HEADER);
        if (have == 0) {
            ended = true;
            return false;
        }
        if (have < RECORD_HEADER) {
            return endCutOff("its header has " + have + " of " + RECORD_HEADER + " bytes");
        }
        long seconds = uint32(position);
        long fraction = uint32(position + 4);
        long captured = uint32(position + 8);
        originalLength = uint32(position + 12);
        checkRecord(fraction, captured);
        capturedLength = (int) captured;
        have = ensure(RECORD_HEADER + capturedLength) - RECORD_HEADER;
        if (have < capturedLength) {
            return endCutOff("it has " + have + " of " + capturedLength + " captured bytes");
        }
        atNanos = seconds * 1_000_000_000L + fraction * nanosPerUnit;
        frame.moveTo(window, position + RECORD_HEADER, capturedLength);
        position += RECORD_HEADER + capturedLength;
        packets++;
        return true;
    }

    /** The stamp of the packet in nanoseconds since the epoch, as the file has it. */
    public long atNanos() {
        return atNanos;
    }

    /** Bytes of the packet that were captured, 0 to {@link #MAX_CAPTURED_BYTES}. */
    public int capturedLength() {
        return capturedLength;
    }

    /** Bytes that the packet had on its way; not below {@link #capturedLength}. */
    public long originalLength() {
        return originalLength;
    }

    /** Where the packet's record starts, in bytes of the uncompressed data. */
    public long packetOffset() {
        return packetOffset;
    }

    /** The packet's headers; the same view for all packets, valid until the next {@link #next}. */
    public FrameView frame() {
        return frame;
    }

    /** Packets moved to so far. */
    public long packets() {
        return packets;
    }

    /** The most bytes of a packet that this capture keeps, as its header says. */
    public long snapLength() {
        return snapLength;
    }

    /** The resolution of the stamps in nanoseconds: 1 or 1000. */
    public int resolutionNanos() {
        return nanosPerUnit;
    }

    /** What a reader of the result must know about this file; complete after the last packet. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    @Override
    public void close() {
        closeQuietly(in);
    }

    private static InputStream unpacked(InputStream file, Path path, String shown) throws IOException {
        PushbackInputStream start = new PushbackInputStream(file, 2);
        byte[] magic = start.readNBytes(2);
        start.unread(magic);
        if (magic.length == 2 && ((magic[0] & 0xff) << 8 | magic[1] & 0xff) == GZIP_MAGIC) {
            return new GZIPInputStream(start, 1 << 16);
        }
        if (magic.length > 0 && path.toString().endsWith(".gz")) {
            throw new BadInputException(InputProblem.ofFile(
                    shown, "is named .gz but is not gzip data", "compress it, or name it without .gz"));
        }
        return start;
    }

    private void readFileHeader() {
        int have = ensure(FILE_HEADER);
        if (have == 0) {
            throw bad(0, "is empty; a capture without packets still has a header of 24 bytes", COPY_AGAIN);
        }
        if (have >= 4) {
            readMagic();
        }
        if (have < FILE_HEADER) {
            throw bad(have, "ends inside the capture's header of 24 bytes", COPY_AGAIN);
        }
        int major = uint16(4);
        if (major != 2) {
            throw bad(4, "is of pcap version " + major + "." + uint16(6) + ", not 2.4", "convert it with editcap");
        }
        snapLength = uint32(16);
        long linkType = uint32(20) & LINK_TYPE_MASK;
        if (linkType != LINK_TYPE_ETHERNET) {
            throw bad(20, "has link type " + named(linkType) + ", not Ethernet (1)", "capture on one interface");
        }
        position = FILE_HEADER;
    }

    private void readMagic() {
        bigEndian = true;
        int magic = int32(0);
        if (known(Integer.reverseBytes(magic))) {
            bigEndian = false;
            magic = Integer.reverseBytes(magic);
        }
        switch (magic) {
            case MAGIC_MICROS -> {
                nanosPerUnit = 1_000;
                unitsPerSecond = 1_000_000;
            }
            case MAGIC_NANOS -> {
                nanosPerUnit = 1;
                unitsPerSecond = 1_000_000_000;
            }
            case MAGIC_PCAPNG ->
                throw bad(0, "is a pcapng capture, which is not read yet", "convert it: editcap -F nsecpcap IN OUT");
            case MAGIC_KUZNETZOV, MAGIC_NETSNIFF ->
                throw bad(
                        0,
                        String.format("is a pcap variant (magic %08x) that is not read yet", magic),
                        "capture with tcpdump or dumpcap");
            default ->
                throw bad(
                        0,
                        String.format("starts with %08x, which is no capture", magic),
                        "give a pcap file, plain or gzip");
        }
    }

    private static boolean known(int magic) {
        return magic == MAGIC_MICROS || magic == MAGIC_NANOS || magic == MAGIC_KUZNETZOV || magic == MAGIC_NETSNIFF;
    }

    private void checkRecord(long fraction, long captured) {
        if (fraction >= unitsPerSecond) {
            throw bad(
                    packetOffset + 4,
                    "packet " + (packets + 1) + " has a stamp with " + fraction + (nanosPerUnit == 1 ? " ns" : " µs")
                            + " after the second; the data before it is damaged",
                    COPY_AGAIN);
        }
        long most = snapLength == 0 || snapLength > MAX_CAPTURED_BYTES ? MAX_CAPTURED_BYTES : snapLength;
        if (captured > most) {
            throw bad(
                    packetOffset + 8,
                    "packet " + (packets + 1) + " has a captured length of " + captured
                            + " bytes, more than the capture's limit of " + most,
                    COPY_AGAIN);
        }
        if (captured > originalLength) {
            throw bad(
                    packetOffset + 8,
                    "packet " + (packets + 1) + " has a captured length of " + captured + " bytes, more than the "
                            + originalLength + " that it had",
                    COPY_AGAIN);
        }
    }

    private boolean endCutOff(String how) {
        ended = true;
        findings.add(Finding.doubt(
                shown,
                "packet " + (packets + 1) + " at byte " + packetOffset + " is cut off (" + how
                        + "); the packets before it were used"));
        return false;
    }

    /** Brings bytes into the window from {@code position} on; returns how many are there, at most {@code wanted}. */
    private int ensure(int wanted) {
        if (limit - position < wanted && position > 0 && window.length - position < wanted) {
            System.arraycopy(window, position, window, 0, limit - position);
            windowOffset += position;
            limit -= position;
            position = 0;
        }
        try {
            while (limit - position < wanted) {
                int read = in.read(window, limit, window.length - limit);
                if (read < 0) {
                    return limit - position;
                }
                limit += read;
            }
        } catch (IOException e) {
            throw damaged(e);
        }
        return wanted;
    }

    private RuntimeException damaged(IOException e) {
        RuntimeException told = InputFiles.problem(e, shown);
        if (told instanceof BadInputException bad) {
            InputProblem problem = bad.problems().get(0);
            return bad(windowOffset + limit, problem.message(), problem.mend());
        }
        return told;
    }

    private BadInputException bad(long offset, String message, String mend) {
        return new BadInputException(InputProblem.atByte(shown, offset, message, mend));
    }

    private static String named(long linkType) {
        String name =
                switch ((int) linkType) {
                    case 0 -> "BSD loopback";
                    case 101 -> "raw IP";
                    case 105, 127 -> "wireless";
                    case 113, 276 -> "Linux cooked, which has no destination address";
                    default -> "";
                };
        return name.isEmpty() ? String.valueOf(linkType) : linkType + " (" + name + ")";
    }

    private long uint32(int at) {
        int value = int32(at);
        return (bigEndian ? value : Integer.reverseBytes(value)) & 0xffff_ffffL;
    }

    private int uint16(int at) {
        int first = window[at] & 0xff;
        int second = window[at + 1] & 0xff;
        return bigEndian ? first << 8 | second : second << 8 | first;
    }

    private int int32(int at) {
        return (window[at] & 0xff) << 24
                | (window[at + 1] & 0xff) << 16
                | (window[at + 2] & 0xff) << 8
                | window[at + 3] & 0xff;
    }

    private static void closeQuietly(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            // Nothing was written: what could be read has been read.
        }
    }
}
