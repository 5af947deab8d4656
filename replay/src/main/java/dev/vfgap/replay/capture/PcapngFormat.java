package dev.vfgap.replay.capture;

/**
 * The pcapng format: sections of either byte order, each with its interfaces; packets in three kinds of block.
 *
 * <p>Blocks for names, secrets, a vendor's own or of kinds that are not known are passed over by their length. Source: the
 * IETF draft draft-ietf-opsawg-pcapng.
 *
 * <p>Not modelled: comments of sections and interfaces; hashes, queues and verdicts of packets; a section's stated length
 * (its blocks are read one by one).
 */
final class PcapngFormat implements CaptureFormat {

    static final int SECTION_HEADER = 0x0a0d0d0a;

    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int INTERFACE_STATISTICS = 5;
    private static final int ENHANCED_PACKET = 6;

    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
    private static final int BLOCK_HEADER = 8;
    private static final int TRAILER = 4;
    private static final int LEAST_BLOCK = BLOCK_HEADER + TRAILER;
    private static final int LEAST_SECTION = 28;
    private static final int PACKET_HEADER = 28;
    private static final int PACKET_DROPS_UNKNOWN = 0xffff;

    private final ByteWindow window;
    private final CaptureProblems problems;
    private final CapturedInterfaces interfaces = new CapturedInterfaces();
    private final PcapngOptions options;

    private boolean littleEndian;
    /** Where the section's interfaces begin among those of the capture. */
    private int sectionInterfaces;

    private long blockOffset;
    private long packets;
    private long unstamped;

    PcapngFormat(ByteWindow window, CaptureProblems problems) {
        this.window = window;
        this.problems = problems;
        this.options = new PcapngOptions(window, problems);
    }

    /** Reads the first section's header. */
    PcapngFormat open() {
        int have = window.ensure(LEAST_SECTION);
        if (have < LEAST_SECTION) {
            throw problems.damaged(have, "ends inside the capture's header of 28 bytes");
        }
        readSection();
        return this;
    }

    @Override
    public boolean next(Packet packet) {
        while (true) {
            blockOffset = window.offset();
            int have = window.ensure(BLOCK_HEADER);
            if (have < BLOCK_HEADER) {
                return have > 0 && cutOff("its header has " + have + " of " + BLOCK_HEADER + " bytes");
            }
            int type = int32(window.position);
            if (type == SECTION_HEADER) {
                if (!readSection()) {
                    return false;
                }
                continue;
            }
            long length = checked(uint32(window.position + 4));
            boolean isLooked = type == ENHANCED_PACKET
                    || type == INTERFACE_DESCRIPTION
                    || type == INTERFACE_STATISTICS
                    || type == SIMPLE_PACKET
                    || type == PACKET;
            if (!(isLooked ? isWhole(length) : isPassed(length))) {
                return false;
            }
            if (isLooked && read(type, (int) length, packet)) {
                return true;
            }
        }
    }

    @Override
    public long packets() {
        return packets;
    }

    @Override
    public CapturedInterfaces interfaces() {
        return interfaces;
    }

    PcapngOptions options() {
        return options;
    }

    /** Reads a whole block and moves on behind it; whether it holds a packet. */
    private boolean read(int type, int length, Packet packet) {
        int at = window.position;
        switch (type) {
            case ENHANCED_PACKET -> {
                requireLength(length, PACKET_HEADER + TRAILER);
                readPacket(at, length, packet, uint32(at + 8));
            }
            case PACKET -> readOldPacket(at, length, packet);
            case SIMPLE_PACKET -> readSimplePacket(at, length, packet);
            case INTERFACE_DESCRIPTION -> readInterface(at, length);
            default -> readStatistics(at, length);
        }
        window.position = at + length;
        return type == ENHANCED_PACKET || type == SIMPLE_PACKET || type == PACKET;
    }

    private boolean readSection() {
        int have = window.ensure(LEAST_BLOCK);
        int at = window.position;
        if (have < LEAST_BLOCK) {
            return cutOff("its header has " + have + " of " + LEAST_BLOCK + " bytes");
        }
        int magic = window.bytes.getInt(at + BLOCK_HEADER);
        if (magic != BYTE_ORDER_MAGIC && Integer.reverseBytes(magic) != BYTE_ORDER_MAGIC) {
            throw problems.damaged(
                    blockOffset + BLOCK_HEADER,
                    String.format("starts a section with byte order %08x, which is none", magic));
        }
        littleEndian = magic != BYTE_ORDER_MAGIC;
        options.littleEndian(littleEndian);
        long length = checked(uint32(at + 4));
        if (length < LEAST_SECTION) {
            throw tooShort(length, LEAST_SECTION);
        }
        if (!isWhole(length)) {
            return false;
        }
        at = window.position;
        int major = uint16(at + 12);
        if (major != 1) {
            throw problems.bad(
                    blockOffset + 12,
                    "has a section of pcapng version " + major + "." + uint16(at + 14) + ", not 1.0",
                    "convert it with editcap");
        }
        sectionInterfaces = interfaces.size();
        window.position = at + (int) length;
        return true;
    }

    private void readInterface(int at, int length) {
        requireLength(length, 20);
        if (interfaces.size() == CapturedInterfaces.MOST) {
            throw problems.damaged(blockOffset, "names more than " + CapturedInterfaces.MOST + " interfaces");
        }
        PcapngOptions.OfInterface found = options.ofInterface(at + 16, length - 20, blockOffset + 16);
        int linkNumber = uint16(at + 8);
        interfaces.add(new CapturedInterfaces.Row(
                found.name(), found.description(), linkNumber, found.unit(), uint32(at + 12)));
        LinkType.tellLimits(problems, interfaces.named(interfaces.size() - 1), linkNumber);
    }

    private void readStatistics(int at, int length) {
        requireLength(length, 24);
        int index = interfaceOf(uint32(at + 8), blockOffset + 8);
        long drops = options.dropsOfInterface(at + 20, length - 24, blockOffset + 20);
        if (drops >= 0) {
            interfaces.get(index).stateDrops(drops);
        }
    }

    /** The enhanced packet block, and but for the first four bytes the obsolete one. */
    private void readPacket(int at, int length, Packet packet, long section) {
        int index = interfaceOf(section, blockOffset + 8);
        CapturedInterfaces.Row row = interfaces.get(index);
        long units = uint32(at + 12) << 32 | uint32(at + 16);
        long captured = uint32(at + 20);
        long original = uint32(at + 24);
        int padded = checkLengths(captured, original, length - PACKET_HEADER - TRAILER, 20);
        packet.plain();
        long atNanos = row.unit.nanos(units);
        if (atNanos == StampUnit.OUT_OF_RANGE) {
            throw problems.damaged(
                    blockOffset + 12,
                    "packet " + (packets + 1) + " has a stamp of " + Long.toUnsignedString(units)
                            + " units, which is in no year from 1970 to 2262");
        }
        place(packet, index, atNanos, at + PACKET_HEADER, (int) captured, original);
        packet.options = at + PACKET_HEADER + padded;
        packet.optionBytes = length - PACKET_HEADER - TRAILER - padded;
        if (packet.optionBytes > 0) {
            options.ofPacket(packet, blockOffset + PACKET_HEADER + padded);
            if (packet.drops > 0) {
                row.countDrops(packet.drops);
            }
        }
    }

    private void readOldPacket(int at, int length, Packet packet) {
        requireLength(length, PACKET_HEADER + TRAILER);
        readPacket(at, length, packet, uint16(at + 8));
        int drops = uint16(at + 10);
        if (drops != PACKET_DROPS_UNKNOWN && drops > 0) {
            packet.drops = drops;
            interfaces.get(packet.interfaceIndex).countDrops(drops);
        }
    }

    /** No stamp, no captured length: as much of the packet as the first interface's limit lets, see the draft. */
    private void readSimplePacket(int at, int length, Packet packet) {
        requireLength(length, 16);
        int index = interfaceOf(0, blockOffset);
        long snapLength = interfaces.get(index).snapLength;
        long original = uint32(at + 8);
        long captured = snapLength == 0 ? original : Math.min(original, snapLength);
        checkLengths(captured, original, length - 16, 8);
        packet.plain();
        packet.stamped = false;
        place(packet, index, 0, at + 12, (int) captured, original);
        unstamped++;
    }

    private void place(Packet packet, int index, long atNanos, int start, int captured, long original) {
        packet.interfaceIndex = index;
        packet.offset = blockOffset;
        packet.atNanos = atNanos;
        packet.originalLength = original;
        packet.frame.place(window.bytes, start, captured, interfaces.get(index).link);
        packets++;
    }

    /** Checks a packet's lengths against each other and its block; returns the captured bytes with their padding. */
    private int checkLengths(long captured, long original, int room, int field) {
        long padded = captured + 3 & ~3L;
        if (padded <= room && captured <= original && captured <= CaptureReader.MAX_CAPTURED_BYTES) {
            return (int) padded;
        }
        String more = padded > room
                ? "more than the " + room + " of its block"
                : captured > original
                        ? "more than the " + original + " that it had"
                        : "more than " + CaptureReader.MAX_CAPTURED_BYTES;
        throw problems.damaged(
                blockOffset + field,
                "packet " + (packets + 1) + " has a captured length of " + captured + " bytes, " + more);
    }

    private int interfaceOf(long section, long offset) {
        int count = interfaces.size() - sectionInterfaces;
        if (section >= count) {
            throw problems.damaged(
                    offset,
                    "names interface " + section + " of its section, which describes "
                            + (count == 0 ? "none" : "only " + count));
        }
        return sectionInterfaces + (int) section;
    }

    /** A block's length as its start gives it, where it can be one. */
    private long checked(long length) {
        if (length < LEAST_BLOCK || (length & 3) != 0) {
            throw problems.damaged(
                    blockOffset + 4,
                    "has a block with a length of " + length
                            + " bytes, where a multiple of 4 from 12 on must be; the data before it is damaged");
        }
        return length;
    }

    private void requireLength(int length, int least) {
        if (length < least) {
            throw tooShort(length, least);
        }
    }

    private RuntimeException tooShort(long length, int least) {
        return problems.damaged(
                blockOffset + 4, "has a block of " + length + " bytes, of a kind that has at least " + least);
    }

    /** Whether a block is there to its end; then its lengths agree and it lies in the window. */
    private boolean isWhole(long length) {
        if (length > ByteWindow.MOST_WANTED) {
            throw problems.damaged(
                    blockOffset + 4,
                    "has a block of " + length + " bytes, of a kind that has at most " + ByteWindow.MOST_WANTED);
        }
        int have = window.ensure((int) length);
        if (have < length) {
            return cutOff("it has " + have + " of " + length + " bytes");
        }
        checkTrailer(length, uint32(window.position + (int) length - TRAILER));
        return true;
    }

    /** Passes over a block; whether it is there to its end. */
    private boolean isPassed(long length) {
        long passed = window.skip(length - TRAILER);
        int have = passed < length - TRAILER ? 0 : window.ensure(TRAILER);
        if (have < TRAILER) {
            return cutOff("it has " + (passed + have) + " of " + length + " bytes");
        }
        checkTrailer(length, uint32(window.position));
        window.position += TRAILER;
        return true;
    }

    private void checkTrailer(long length, long again) {
        if (length != again) {
            throw problems.damaged(
                    blockOffset + length - TRAILER,
                    "has a block at byte " + blockOffset + " whose length is " + length + " at its start and " + again
                            + " at its end");
        }
    }

    private boolean cutOff(String how) {
        problems.doubt(
                "the block at byte " + blockOffset + " is cut off (" + how + "); the packets before it were used");
        return false;
    }

    @Override
    public void tellAtEnd() {
        if (unstamped > 0) {
            problems.limit(
                    unstamped + " packets have no stamp (simple packet blocks), so nothing is known of their time");
        }
        for (int i = 0; i < interfaces.size(); i++) {
            long drops = interfaces.get(i).drops();
            if (drops > 0) {
                problems.limit(interfaces.named(i) + " lost " + drops
                        + " packets while capturing, as the capture says: a frame that lacks may have been there");
            }
        }
    }

    private long uint32(int at) {
        return int32(at) & 0xffff_ffffL;
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
