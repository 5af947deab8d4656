package dev.vfgap.replay.capture;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The pcap format in its four kinds of record, either byte order.
 *
 * <p>Sources: the IETF draft draft-ietf-opsawg-pcap and libpcap's {@code pcap-savefile(5)}; for Kuznetzov's records
 * libpcap's {@code sf-pcap.c} ({@code pcap_sf_patched_pkthdr}), for netsniff-ng's its {@code pcap_io.h}
 * ({@code pcap_pkthdr_bkm}).
 *
 * <p>Not modelled: Kuznetzov records of 28 bytes, which one release of a patched libpcap of 1999 wrote under the same
 * number; captures whose lengths are swapped.
 */
final class PcapFormat implements CaptureFormat {

    private static final int MAGIC_KUZNETZOV = 0xa1b2cd34;
    private static final int MAGIC_NETSNIFF = 0xa1e2cb12;

    private static final int MAGIC_MICROS = 0xa1b2c3d4;
    private static final int MAGIC_NANOS = 0xa1b23c4d;
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int EXTENDED_HEADER = 24;
    /** The upper bits of the field hold the length of the frame check sequence. */
    private static final int LINK_TYPE_MASK = 0x03ff_ffff;

    private static final long UINT32 = 0xffff_ffffL;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final ByteWindow window;
    private final CaptureProblems problems;
    private final CapturedInterfaces interfaces = new CapturedInterfaces();
    private final Kind kind;
    private final boolean littleEndian;
    private final long nanosPerUnit;
    private final long unitsPerSecond;
    private final int recordHeader;

    private LinkType link = LinkType.OTHER;
    private int linkNumber;
    private long snapLength;
    private long mostCaptured;
    private long packets;
    /** The system's index of each interface that was met, for the formats that have one. */
    private long[] systemIndex = new long[0];

    private long hardwareStamps;

    /** What a capture's first number says of its records. */
    enum Kind {
        MICROS(MAGIC_MICROS, 6, RECORD_HEADER),
        NANOS(MAGIC_NANOS, 9, RECORD_HEADER),
        KUZNETZOV(MAGIC_KUZNETZOV, 6, EXTENDED_HEADER),
        NETSNIFF(MAGIC_NETSNIFF, 9, EXTENDED_HEADER);

        private final int magic;
        private final int digits;
        private final int recordHeader;

        Kind(int magic, int digits, int recordHeader) {
            this.magic = magic;
            this.digits = digits;
            this.recordHeader = recordHeader;
        }
    }

    private PcapFormat(ByteWindow window, CaptureProblems problems, Kind kind, boolean littleEndian) {
        this.window = window;
        this.problems = problems;
        this.kind = kind;
        this.littleEndian = littleEndian;
        this.recordHeader = kind.recordHeader;
        this.nanosPerUnit = kind.digits == 9 ? 1 : 1_000;
        this.unitsPerSecond = NANOS_PER_SECOND / nanosPerUnit;
    }

    /** The format by a capture's first four bytes, read big-endian; empty when it is another one. */
    static Optional<PcapFormat> of(int magic, ByteWindow window, CaptureProblems problems) {
        return kindOf(magic).map(kind -> new PcapFormat(window, problems, kind, magic != kind.magic));
    }

    /** Whether a capture of this format begins with a number, in either byte order. */
    static boolean isMagic(int magic) {
        return kindOf(magic).isPresent();
    }

    private static Optional<Kind> kindOf(int magic) {
        return Stream.of(Kind.values())
                .filter(kind -> magic == kind.magic || Integer.reverseBytes(magic) == kind.magic)
                .findFirst();
    }

    /** Reads the capture's header. */
    PcapFormat open() {
        int have = window.ensure(FILE_HEADER);
        if (have < FILE_HEADER) {
            throw problems.damaged(have, "ends inside the capture's header of 24 bytes");
        }
        int at = window.position;
        int major = uint16(at + 4);
        if (major != 2) {
            throw problems.bad(
                    4, "is of pcap version " + major + "." + uint16(at + 6) + ", not 2.4", "convert it with editcap");
        }
        snapLength = uint32(at + 16);
        boolean isLimit = snapLength > 0 && snapLength < CaptureReader.MAX_CAPTURED_BYTES;
        mostCaptured = isLimit ? snapLength : CaptureReader.MAX_CAPTURED_BYTES;
        linkNumber = int32(at + 20) & LINK_TYPE_MASK;
        link = LinkType.of(linkNumber);
        if (link == LinkType.OTHER) {
            throw problems.bad(
                    20,
                    "has link type " + LinkType.named(linkNumber) + ", not Ethernet (1)",
                    "capture on one interface");
        }
        if (kind.recordHeader == RECORD_HEADER) {
            interfaces.add(row(""));
        }
        LinkType.tellLimits(problems, "", linkNumber);
        window.position += FILE_HEADER;
        return this;
    }

    private CapturedInterfaces.Row row(String name) {
        StampUnit unit = nanosPerUnit == 1 ? StampUnit.NANOS : StampUnit.MICROS;
        return new CapturedInterfaces.Row(name, "", linkNumber, unit, snapLength);
    }

    @Override
    public boolean next(Packet packet) {
        return take(packet) || isWhole() && take(packet);
    }

    /** Moves to the next packet when its record is wholly in the window and nothing is wrong with it. */
    private boolean take(Packet packet) {
        int at = window.position;
        int left = window.limit - at - recordHeader;
        if (left < 0) {
            return false;
        }
        ByteBuffer bytes = window.bytes;
        long stamp = twoNumbers(bytes.getLong(at));
        long lengths = twoNumbers(bytes.getLong(at + 8));
        long captured = lengths & UINT32;
        if (isWrong(stamp, lengths) || captured > left) {
            return false;
        }
        int start = at + recordHeader;
        window.position = start + (int) captured;
        packet.offset = window.startOffset + at;
        packet.atNanos = (stamp & UINT32) * NANOS_PER_SECOND + (stamp >>> 32) * nanosPerUnit;
        packet.originalLength = lengths >>> 32;
        if (recordHeader != RECORD_HEADER) {
            readExtension(packet, at);
        }
        packet.frame.place(bytes, start, (int) captured, link);
        packets++;
        return true;
    }

    private boolean isWrong(long stamp, long lengths) {
        long captured = lengths & UINT32;
        return stamp >>> 32 >= unitsPerSecond || captured > mostCaptured || captured > lengths >>> 32;
    }

    /** Brings the next record wholly into the window; false at the end of the data, and when it is cut off there. */
    private boolean isWhole() {
        int have = window.ensure(recordHeader);
        if (have < recordHeader) {
            return have != 0 && cutOff("its header has " + have + " of " + recordHeader + " bytes");
        }
        long stamp = twoNumbers(window.bytes.getLong(window.position));
        long lengths = twoNumbers(window.bytes.getLong(window.position + 8));
        if (isWrong(stamp, lengths)) {
            throw wrong(window.offset(), stamp >>> 32, lengths & UINT32, lengths >>> 32);
        }
        int captured = (int) lengths;
        have = window.ensure(recordHeader + captured) - recordHeader;
        return have == captured || cutOff("it has " + have + " of " + captured + " captured bytes");
    }

    @Override
    public long packets() {
        return packets;
    }

    @Override
    public CapturedInterfaces interfaces() {
        return interfaces;
    }

    @Override
    public void tellAtEnd() {
        if (hardwareStamps > 0) {
            problems.note(hardwareStamps + " of " + packets
                    + " packets are stamped by the NIC's own clock, which may run apart from the host's");
        }
    }

    /** Kuznetzov: index (4), protocol (2), type (1); netsniff-ng: stamp source (2), index (2), protocol (2), hardware (1), type (1). */
    private void readExtension(Packet packet, int at) {
        ByteBuffer bytes = window.bytes;
        if (kind == Kind.KUZNETZOV) {
            packet.interfaceIndex = interfaceOf(uint32(at + 16), packet.offset + 16);
            packet.direction = PacketDirection.ofPacketType(bytes.get(at + 22) & 0xff);
        } else {
            packet.interfaceIndex = interfaceOf(uint16(at + 18), packet.offset + 18);
            packet.direction = PacketDirection.ofPacketType(bytes.get(at + 23) & 0xff);
            packet.stampSource = StampSource.ofNetsniff(uint16(at + 16));
            hardwareStamps += packet.stampSource == StampSource.HARDWARE_RAW ? 1 : 0;
        }
    }

    private int interfaceOf(long index, long offset) {
        int count = interfaces.size();
        for (int i = 0; i < count; i++) {
            if (systemIndex[i] == index) {
                return i;
            }
        }
        if (count == CapturedInterfaces.MOST) {
            throw problems.damaged(offset, "names more than " + CapturedInterfaces.MOST + " interfaces");
        }
        systemIndex = Arrays.copyOf(systemIndex, count + 1);
        systemIndex[count] = index;
        interfaces.add(row("ifindex " + index));
        return count;
    }

    private RuntimeException wrong(long offset, long fraction, long captured, long original) {
        String which = "packet " + (packets + 1);
        if (fraction >= unitsPerSecond) {
            return problems.damaged(
                    offset + 4,
                    which + " has a stamp with " + fraction + (nanosPerUnit == 1 ? " ns" : " µs")
                            + " after the second; the data before it is damaged");
        }
        if (captured > mostCaptured) {
            return problems.damaged(
                    offset + 8,
                    which + " has a captured length of " + captured + " bytes, more than the capture's limit of "
                            + mostCaptured);
        }
        return problems.damaged(
                offset + 8,
                which + " has a captured length of " + captured + " bytes, more than the " + original + " that it had");
    }

    private boolean cutOff(String how) {
        problems.doubt("packet " + (packets + 1) + " at byte " + window.offset() + " is cut off (" + how
                + "); the packets before it were used");
        return false;
    }

    /** Two numbers of 32 bits that follow each other: the first in the lower half. */
    private long twoNumbers(long bigEndian) {
        return littleEndian ? Long.reverseBytes(bigEndian) : Long.rotateLeft(bigEndian, 32);
    }

    private long uint32(int at) {
        return int32(at) & UINT32;
    }

    private int int32(int at) {
        int value = window.bytes.getInt(at);
        return littleEndian ? Integer.reverseBytes(value) : value;
    }

    private int uint16(int at) {
        short value = window.bytes.getShort(at);
        return (littleEndian ? Short.reverseBytes(value) : value) & 0xffff;
    }
}
