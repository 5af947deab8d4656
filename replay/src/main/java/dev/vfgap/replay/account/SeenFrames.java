package dev.vfgap.replay.account;

import dev.vfgap.replay.match.SequenceIndex;
import java.util.Arrays;

/**
 * The frames of one direction as the captures saw them: one row for each number, in the order of first sight.
 *
 * <p>A frame's points are kept as one bit each. Its arrival is what was seen at a point of the receiver; copies are
 * counted at one of them, the last of the bundle, so that two captures inside one guest do not make two of one frame.
 *
 * <p>Columns of primitives, in pages so that they grow without being copied: 38 bytes a frame, and up to 11 to find it by its
 * number (16 at the moment at which that grows).
 */
final class SeenFrames {

    static final long NEVER = Long.MIN_VALUE;

    /** A number that a point sees again so long after is another frame's: no queue of a lab holds frames longer. */
    private static final long ANOTHER_NANOS = 2_000_000_000L;

    private static final int PAGE_BITS = 10;
    private static final int PAGE_ROWS = 1 << PAGE_BITS;
    private static final int FIRST_PAGES = 16;
    private static final int NO_POINT = -1;
    private static final Arrival[] ARRIVALS = Arrival.values();

    /** So many rows of each column. */
    private static final class Page {
        private final long[] sequence = new long[PAGE_ROWS];
        private final long[] firstSeenNanos = new long[PAGE_ROWS];
        private final long[] points = new long[PAGE_ROWS];
        private final long[] arrivedNanos = new long[PAGE_ROWS];
        private final byte[] arrivalPoint = new byte[PAGE_ROWS];
        private final int[] copies = new int[PAGE_ROWS];
        private final byte[] arrival = new byte[PAGE_ROWS];
    }

    private SequenceIndex index = new SequenceIndex(this::sequence);
    private Page[] pages = new Page[FIRST_PAGES];
    private int size;
    private long repeated;

    /** The sender's points, as the bits of {@link #points}. */
    private final long senders;

    /** The row after the one that was seen last at each point: the next frame there is most often the next row. */
    private final int[] next = new int[Long.SIZE];

    /**
     * No frames yet.
     *
     * @param senders the sender's points, as the bits of {@link #points}: where one saw a frame, its stamp is when it was sent
     */
    SeenFrames(long senders) {
        this.senders = senders;
    }

    /** A frame was seen at a point that is not the receiver's. */
    void passed(int point, long number, long atNanos) {
        see(point, number, atNanos);
    }

    /** A frame was seen at a point of the receiver: it arrived. */
    void arrived(int point, long number, long atNanos) {
        int row = see(point, number, atNanos);
        Page page = page(row);
        int line = line(row);
        if (page.arrivalPoint[line] < point) {
            page.arrivalPoint[line] = (byte) point;
            page.copies[line] = 0;
        }
        if (page.arrivalPoint[line] == point) {
            page.copies[line]++;
            page.arrivedNanos[line] = page.copies[line] == 1 ? atNanos : Math.min(page.arrivedNanos[line], atNanos);
        }
    }

    /** Adds a frame that no point saw; returns its row. It is not found by its number. */
    int unseen(long number, long sentNanos) {
        int row = append(number);
        page(row).firstSeenNanos[line(row)] = sentNanos;
        return row;
    }

    /** Gives up finding rows by number, and the memory for it. */
    void forgetNumbers() {
        index = new SequenceIndex(this::sequence);
    }

    int frames() {
        return size;
    }

    /** The row of a number, or -1. */
    int row(long number) {
        return index.find(number);
    }

    long sequence(int row) {
        return page(row).sequence[line(row)];
    }

    /** When the sender's point saw it first; where none did, the earliest time at which it was seen anywhere. */
    long firstSeenNanos(int row) {
        return page(row).firstSeenNanos[line(row)];
    }

    /** The points where it was seen, bit 0 = the first of the bundle. */
    long points(int row) {
        return page(row).points[line(row)];
    }

    /** When it was first seen at the receiver, or {@link #NEVER}. */
    long arrivedNanos(int row) {
        return page(row).arrivedNanos[line(row)];
    }

    /** How often a point saw a number again so much later that it was another frame's. */
    long repeated() {
        return repeated;
    }

    int copies(int row) {
        return page(row).copies[line(row)];
    }

    /** Decides what became of a frame. */
    void decide(int row, Arrival arrival) {
        page(row).arrival[line(row)] = (byte) arrival.ordinal();
    }

    /** What was decided. */
    Arrival arrival(int row) {
        return ARRIVALS[page(row).arrival[line(row)]];
    }

    private Page page(int row) {
        return pages[row >>> PAGE_BITS];
    }

    private static int line(int row) {
        return row & PAGE_ROWS - 1;
    }

    private int see(int point, long number, long atNanos) {
        int row = next[point];
        if (row >= size || sequence(row) != number) {
            row = index.find(number);
        }
        if (row < 0) {
            row = append(number);
            index.add(row);
            page(row).firstSeenNanos[line(row)] = atNanos;
        }
        next[point] = row + 1;
        Page page = page(row);
        int line = line(row);
        long bit = 1L << point;
        boolean bySender = (senders & bit) != 0;
        boolean knownBySender = (page.points[line] & senders) != 0;
        if (bySender && !knownBySender) {
            page.firstSeenNanos[line] = atNanos;
        } else if (bySender || !knownBySender) {
            page.firstSeenNanos[line] = Math.min(page.firstSeenNanos[line], atNanos);
        }
        if ((page.points[line] & bit) != 0) {
            long before = page.arrivalPoint[line] == point ? page.arrivedNanos[line] : page.firstSeenNanos[line];
            repeated += Math.abs(atNanos - before) > ANOTHER_NANOS ? 1 : 0;
        }
        page.points[line] |= bit;
        return row;
    }

    private int append(long number) {
        int row = size++;
        if (line(row) == 0) {
            int at = row >>> PAGE_BITS;
            if (at == pages.length) {
                pages = Arrays.copyOf(pages, 2 * at);
            }
            pages[at] = new Page();
        }
        Page page = page(row);
        int line = line(row);
        page.sequence[line] = number;
        page.arrivedNanos[line] = NEVER;
        page.arrivalPoint[line] = NO_POINT;
        return row;
    }
}
