package dev.vfgap.replay.match;

import dev.vfgap.replay.bundle.IntOrder;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Matches the frames of one direction across capture points by what no hop changes in them, and by order in time where
 * several frames are alike.
 *
 * <p>Points come in the order of the path. At each, a sighting belongs to the latest frame of its key that was seen before
 * it, has not been taken by a later sighting, and is at most {@link #WINDOW_NANOS} old, or half as old as the next of its key is away: like frames are matched in order,
 * and as many as can be. A key that only one frame has, and that this point saw once and in copies, needs no time. A sighting that finds no frame free is a copy of one that
 * was seen there already; where it can be none, it is a frame that no point before has seen.
 *
 * <p>Columns of primitives: 16 bytes a frame and 13 a sighting; while a point is matched, 8 more a frame and 28 a sighting
 * there.
 *
 * <p>Not modelled: loss among frames that are all alike (no number, no identification, one payload): which of them was lost is
 * then told by times alone, and every one of them counts as ambiguous.
 */
final class ContentMatcher {

    /** Frames alike that are farther apart are told from each other by time alone: no queue of a lab holds frames longer. */
    static final long WINDOW_NANOS = 2_000_000_000L;

    /** A frame that is the only one of its key is not looked for beyond a minute or half a round of the identification, nor more than the window before it was seen. */
    private static final long MOST_DELAY_NANOS = 60_000_000_000L;

    /** Stamps of one clock may step back by this much: measured, 99 of 100 frames reach a tap within 56 µs. */
    private static final long STAMP_SLACK_NANOS = 200_000;

    /** A frame seen again so soon at one point is a copy (a bridge and its port, a flood), not the next frame. */
    private static final long COPY_NANOS = 10_000_000;

    /** Where more of the frames than this have another one alike within the window, repetitions are frames, not copies. */
    private static final double MOST_COPIES = 0.6;

    /** IPv4 identifies datagrams with 16 bits. Source: RFC 791, section 3.1. */
    private static final int IDENTIFICATIONS = 1 << 16;

    private static final int FIRST_CAPACITY = 1024;
    private static final int NONE = -1;

    private long[] frameKey = new long[FIRST_CAPACITY];
    private long[] frameFirst = new long[FIRST_CAPACITY];
    private int frames;

    private byte[] sightPoint = new byte[FIRST_CAPACITY];
    private long[] sightAt = new long[FIRST_CAPACITY];
    private int[] sightFrame = new int[FIRST_CAPACITY];
    private int sightings;

    /** The sender's points, bit 0 = the first: what repeats there may be a frame of its own. */
    private final long senders;

    /** How late a frame that is alone in its content is looked for. */
    private long mostLoneNanos = MOST_DELAY_NANOS;

    private final BitSet merged = new BitSet();

    /** Whether most of the frames at the point that is being matched differ from those around them. */
    private boolean keysTell = true;

    /**
     * Without frames yet.
     *
     * @param senders the sender's points, bit 0 = the first
     */
    ContentMatcher(long senders) {
        this.senders = senders;
    }

    /**
     * Matches the sightings of the next point on the path.
     *
     * @param point its index
     * @param keys the key of each sighting
     * @param at when, on the bundle's clock
     * @param count how many
     * @param slackNanos how far the stamps of this point may be too early against those before
     */
    void add(int point, long[] keys, long[] at, int count, long slackNanos) {
        int[] seen = IntOrder.of(count, (left, right) -> order(keys[left], at[left], keys[right], at[right]));
        keysTell = alike(seen, keys, at) <= MOST_COPIES * count;
        mostLoneNanos = Math.min(mostLoneNanos, halfARound(at, count));
        int[] known = framesByKey();
        int[] taken = new int[count];
        long slack = slackNanos + STAMP_SLACK_NANOS;
        int from = 0;
        int firstKnown = 0;
        while (from < count) {
            long key = keys[seen[from]];
            int until = from;
            while (until < count && keys[seen[until]] == key) {
                until++;
            }
            while (firstKnown < known.length && frameKey[known[firstKnown]] < key) {
                firstKnown++;
            }
            int endKnown = firstKnown;
            while (endKnown < known.length && frameKey[known[endKnown]] == key) {
                endKnown++;
            }
            matchKey(key, Arrays.copyOfRange(known, firstKnown, endKnown), seen, from, until, at, slack, taken);
            from = until;
            firstKnown = endKnown;
        }
        for (int sighting = 0; sighting < count; sighting++) {
            keep(point, at[sighting], taken[sighting]);
        }
        if ((senders >>> point & 1) != 0) {
            markMerged(taken);
        }
    }

    /** Marks frames that a point of the sender saw more than once: each time may have been a frame of its own. */
    private void markMerged(int[] taken) {
        BitSet once = new BitSet(frames);
        for (int frame : taken) {
            if (once.get(frame)) {
                merged.set(frame);
            }
            once.set(frame);
        }
    }

    /** Matches the sightings of one key, which are in order of time; writes the frame of each into {@code taken}. */
    private void matchKey(long key, int[] like, int[] seen, int from, int until, long[] at, long slack, int[] taken) {
        int free = like.length - 1;
        for (int i = until - 1; i >= from; i--) {
            long time = at[seen[i]];
            while (free >= 0 && frameFirst[like[free]] > time + slack) {
                free--;
            }
            boolean fits = free >= 0 && time - frameFirst[like[free]] <= horizon(like, free);
            taken[seen[i]] = fits ? like[free--] : NONE;
        }
        boolean alone = like.length == 1 && at[seen[until - 1]] - at[seen[from]] <= COPY_NANOS;
        int last = NONE;
        long lastAt = 0;
        for (int i = from; i < until; i++) {
            int sighting = seen[i];
            long time = at[sighting];
            int frame = taken[sighting];
            if (frame == NONE) {
                boolean repeats = last != NONE && keysTell && time - lastAt <= COPY_NANOS;
                frame = repeats ? last : copied(like, alone, time, slack);
            }
            if (frame == NONE) {
                frame = append(key, time);
            }
            frameFirst[frame] = Math.min(frameFirst[frame], time);
            taken[sighting] = frame;
            last = frame;
            lastAt = time;
        }
    }

    /** Half the time in which the identification, which may be all that differs, comes round at this rate; at least the window. */
    private static long halfARound(long[] at, int count) {
        if (count < 2) {
            return MOST_DELAY_NANOS;
        }
        long first = Arrays.stream(at, 0, count).min().orElseThrow();
        long last = Arrays.stream(at, 0, count).max().orElseThrow();
        return Math.max(WINDOW_NANOS, Math.round((double) (last - first) / (count - 1) * IDENTIFICATIONS / 2));
    }

    /** How late a frame among those of its key is looked for: half the distance to the next one, or from the one before the last. */
    private long horizon(int[] like, int i) {
        if (like.length == 1) {
            return WINDOW_NANOS;
        }
        int left = Math.min(i, like.length - 2);
        long half = (frameFirst[like[left + 1]] - frameFirst[like[left]]) / 2;
        return Math.max(WINDOW_NANOS, Math.min(MOST_DELAY_NANOS, half));
    }

    /** The frame of which a sighting that found none free is a copy, or {@link #NONE}. */
    private int copied(int[] like, boolean alone, long time, long slack) {
        long late = alone ? time - frameFirst[like[0]] : 0;
        if (alone && late >= -WINDOW_NANOS && late <= mostLoneNanos) {
            return like[0];
        }
        for (int i = like.length - 1; keysTell && i >= 0; i--) {
            long ago = time - frameFirst[like[i]];
            if (ago >= -slack && ago <= WINDOW_NANOS) {
                return like[i];
            }
        }
        return NONE;
    }

    /** How many sightings have another one alike within the window before them. */
    private static long alike(int[] seen, long[] keys, long[] at) {
        long alike = 0;
        for (int i = 1; i < seen.length; i++) {
            boolean sameKey = keys[seen[i]] == keys[seen[i - 1]];
            alike += sameKey && at[seen[i]] - at[seen[i - 1]] <= WINDOW_NANOS ? 1 : 0;
        }
        return alike;
    }

    int frames() {
        return frames;
    }

    /** Frames for which another one was alike within the window, or that the sender's own point saw more than once. */
    long ambiguousFrames() {
        int[] byKey = framesByKey();
        boolean[] ambiguous = new boolean[frames];
        for (int i = 1; i < frames; i++) {
            int before = byKey[i - 1];
            int frame = byKey[i];
            boolean alike =
                    frameKey[before] == frameKey[frame] && frameFirst[frame] - frameFirst[before] <= WINDOW_NANOS;
            ambiguous[before] |= alike;
            ambiguous[frame] |= alike;
        }
        long count = 0;
        for (int frame = 0; frame < frames; frame++) {
            count += ambiguous[frame] || merged.get(frame) ? 1 : 0;
        }
        return count;
    }

    /** Takes the sightings in the order in which they were added. */
    interface Sink {
        /**
         * A frame was seen.
         *
         * @param number the frame's rank in the order of first sight, from 0
         */
        void seen(int point, long number, long atNanos);
    }

    /** Tells all sightings, each with the number of its frame. */
    void tell(Sink sink) {
        int[] byFirst = IntOrder.of(frames, (left, right) -> Long.compare(frameFirst[left], frameFirst[right]));
        int[] number = new int[frames];
        for (int rank = 0; rank < frames; rank++) {
            number[byFirst[rank]] = rank;
        }
        for (int sighting = 0; sighting < sightings; sighting++) {
            sink.seen(sightPoint[sighting], number[sightFrame[sighting]], sightAt[sighting]);
        }
    }

    private int[] framesByKey() {
        return IntOrder.of(
                frames, (left, right) -> order(frameKey[left], frameFirst[left], frameKey[right], frameFirst[right]));
    }

    private static int order(long leftKey, long leftAt, long rightKey, long rightAt) {
        int byKey = Long.compare(leftKey, rightKey);
        return byKey != 0 ? byKey : Long.compare(leftAt, rightAt);
    }

    private int append(long key, long firstNanos) {
        if (frames == frameKey.length) {
            int capacity = frames + (frames >> 1);
            frameKey = Arrays.copyOf(frameKey, capacity);
            frameFirst = Arrays.copyOf(frameFirst, capacity);
        }
        frameKey[frames] = key;
        frameFirst[frames] = firstNanos;
        return frames++;
    }

    private void keep(int point, long atNanos, int frame) {
        if (sightings == sightAt.length) {
            int capacity = sightings + (sightings >> 1);
            sightPoint = Arrays.copyOf(sightPoint, capacity);
            sightAt = Arrays.copyOf(sightAt, capacity);
            sightFrame = Arrays.copyOf(sightFrame, capacity);
        }
        sightPoint[sightings] = (byte) point;
        sightAt[sightings] = atNanos;
        sightFrame[sightings++] = frame;
    }
}
