package dev.vfgap.models.frame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** The frames of one flow at which an entry of its ledger starts, or of which one ends before, one after the other. */
final class EntryBounds {
    /** Nearly sorted as they come: entries end nearly in the order in which their frames were sent. */
    private final List<Bound> starts;

    private final List<Bound> ends;
    private int startsFrom;
    private int startsUntil;
    private int endsFrom;
    private int endsUntil;

    private record Bound(long index, Ledger.Entry entry) {
        static final Comparator<Bound> BY_INDEX = Comparator.comparingLong(Bound::index);
    }

    EntryBounds(List<Ledger.Entry> entries) {
        starts = new ArrayList<>(entries.size());
        ends = new ArrayList<>(entries.size());
        for (Ledger.Entry entry : entries) {
            starts.add(new Bound(entry.span().indexOf(0), entry));
            ends.add(new Bound(entry.span().indexOf(entry.span().count() - 1) + 1, entry));
        }
        starts.sort(Bound.BY_INDEX);
        ends.sort(Bound.BY_INDEX);
    }

    boolean hasNext() {
        return endsUntil < ends.size();
    }

    /** Goes to the next bound and returns it: an index of a frame, more than the one before. */
    long next() {
        startsFrom = startsUntil;
        endsFrom = endsUntil;
        long bound = ends.get(endsFrom).index();
        if (startsFrom < starts.size()) {
            bound = Math.min(bound, starts.get(startsFrom).index());
        }
        startsUntil = pastAll(starts, startsFrom, bound);
        endsUntil = pastAll(ends, endsFrom, bound);
        return bound;
    }

    private static int pastAll(List<Bound> bounds, int from, long index) {
        int past = from;
        while (past < bounds.size() && bounds.get(past).index() == index) {
            past++;
        }
        return past;
    }

    /** The entries whose last frame is the one before this bound. */
    void forEachEnding(Consumer<Ledger.Entry> reader) {
        for (int i = endsFrom; i < endsUntil; i++) {
            reader.accept(ends.get(i).entry());
        }
    }

    /** The entries that start here. */
    void forEachStarting(Consumer<Ledger.Entry> reader) {
        for (int i = startsFrom; i < startsUntil; i++) {
            reader.accept(starts.get(i).entry());
        }
    }
}
