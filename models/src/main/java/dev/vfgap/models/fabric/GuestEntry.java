package dev.vfgap.models.fabric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A switch's entry for the guest's MAC, over time.
 *
 * <p>Frames that teach are told in order of time. Where the entry leads is then a list of changes, read by cursors: the
 * frames that ask may be dealt with later, and a copy of the entry in hardware may follow later.
 */
final class GuestEntry {
    private final long ageingNanos;
    private final List<Cursor> cursors = new ArrayList<>();

    private EntryKind kind;
    private int port;
    private long lastTaughtNanos;

    /** From {@code changeAtNanos[i]} on frames for the guest go to {@code changeTo[i]}. */
    private long[] changeAtNanos = new long[16];

    private int[] changeTo = new int[16];
    private int changes;

    /**
     * @param ageingNanos how long a dynamic entry lives without a frame that confirms it
     * @param port where it leads at first
     * @param sinceNanos since when
     */
    GuestEntry(long ageingNanos, EntryKind kind, int port, long sinceNanos) {
        this.ageingNanos = ageingNanos;
        this.kind = kind;
        this.port = port;
        this.lastTaughtNanos = sinceNanos;
    }

    /** Reads the changes from here on. */
    Cursor cursor() {
        Cursor cursor = new Cursor(port, lastTaughtNanos);
        cursors.add(cursor);
        return cursor;
    }

    /** Frames at most so far apart, in nanoseconds, confirm an entry before it is forgotten. */
    long longestSpacingNanos() {
        return kind == EntryKind.DYNAMIC ? ageingNanos : Long.MAX_VALUE;
    }

    /** Whether frames on this port alone (or none) leave it where it leads until a moment, and it does not age before. */
    boolean isSteady(int heardOn, long untilNanos) {
        boolean stays = heardOn == LearningSwitch.NOWHERE
                || port == heardOn
                || !kind.movesOnLearning() && port != LearningSwitch.NOWHERE;
        boolean ages = kind == EntryKind.DYNAMIC && port != LearningSwitch.NOWHERE;
        return stays && (!ages || lastTaughtNanos + ageingNanos >= untilNanos);
    }

    /** Frames came in on a port, the first and the last of them at these times, none later than the ageing time. */
    void taught(int onPort, long firstNanos, long lastNanos) {
        expireBefore(firstNanos);
        if (port == LearningSwitch.NOWHERE) {
            kind = EntryKind.DYNAMIC;
        }
        if (kind.movesOnLearning()) {
            if (port != onPort) {
                change(firstNanos, onPort);
            }
            lastTaughtNanos = Math.max(lastTaughtNanos, lastNanos);
        }
    }

    /** Forgets a dynamic entry whose time is over before a moment. */
    void expireBefore(long untilNanos) {
        if (kind == EntryKind.DYNAMIC && port != LearningSwitch.NOWHERE && lastTaughtNanos + ageingNanos < untilNanos) {
            change(lastTaughtNanos + ageingNanos, LearningSwitch.NOWHERE);
        }
    }

    /** Management enters it, or removes it ({@link LearningSwitch#NOWHERE}). */
    void set(EntryKind newKind, int newPort, long atNanos) {
        kind = newKind;
        lastTaughtNanos = atNanos;
        if (port != newPort) {
            change(atNanos, newPort);
        }
    }

    /** A port went down: what was learned there is forgotten. */
    void flush(int ofPort, long atNanos) {
        if (kind == EntryKind.DYNAMIC && port == ofPort) {
            change(atNanos, LearningSwitch.NOWHERE);
        }
    }

    private void change(long atNanos, int to) {
        if (cursors.stream().allMatch(cursor -> cursor.next == changes)) {
            cursors.forEach(cursor -> cursor.next = 0);
            changes = 0;
        }
        if (changes == changeAtNanos.length) {
            changeAtNanos = Arrays.copyOf(changeAtNanos, 2 * changes);
            changeTo = Arrays.copyOf(changeTo, 2 * changes);
        }
        changeAtNanos[changes] = atNanos;
        changeTo[changes++] = to;
        port = to;
    }

    /** A reader of the changes. */
    final class Cursor {
        private int next;
        private int port;
        private long sinceNanos;

        private Cursor(int port, long sinceNanos) {
            this.next = changes;
            this.port = port;
            this.sinceNanos = sinceNanos;
        }

        /** Where the entry leads until the next change. */
        int port() {
            return port;
        }

        /** Since when. */
        long sinceNanos() {
            return sinceNanos;
        }

        /** When the next change comes, as far as is known. */
        long nextAtNanos() {
            return next < changes ? changeAtNanos[next] : Long.MAX_VALUE;
        }

        /** Goes on to the next change. */
        void advance() {
            port = changeTo[next];
            sinceNanos = changeAtNanos[next++];
        }
    }
}
