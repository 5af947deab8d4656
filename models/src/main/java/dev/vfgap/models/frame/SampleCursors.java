package dev.vfgap.models.frame;

import java.util.List;

/** Goes through the frames of a flow along the samples of its thinned entries, a step at a time. */
final class SampleCursors {
    private final List<Ledger.Entry> entries;
    private final long[] position;
    private final long[] index;
    private long at;

    /** Stands before frame {@code from}. */
    SampleCursors(List<Ledger.Entry> entries, long from) {
        this.entries = entries;
        this.position = new long[entries.size()];
        this.index = new long[entries.size()];
        for (int i = 0; i < position.length; i++) {
            position[i] = sample(i).positionAtOrAfter(from);
            index[i] = indexAt(i);
        }
    }

    /** Goes on to a frame, which does not lie before the one where it stands. */
    void advanceTo(long frame) {
        at = frame;
        for (int i = 0; i < index.length; i++) {
            while (index[i] < frame) {
                position[i]++;
                index[i] = indexAt(i);
            }
        }
    }

    /** The luckiest code of the frame where it stands, at least {@code whole}. */
    byte luckiest(byte whole) {
        byte best = whole;
        for (int i = 0; i < index.length; i++) {
            Ledger.Entry entry = entries.get(i);
            boolean has = (entry.except() == null) == (index[i] == at);
            byte code = Ledger.code(entry.fate(), entry.host());
            if (has && code > best) {
                best = code;
            }
        }
        return best;
    }

    /** The first frame from the one where it stands that any sample has; {@link Long#MAX_VALUE} when there is none. */
    long nextKept() {
        long next = Long.MAX_VALUE;
        for (long candidate : index) {
            next = Math.min(next, candidate);
        }
        return next;
    }

    private long indexAt(int i) {
        Span sample = sample(i);
        return position[i] < sample.count() ? sample.indexOf(position[i]) : Long.MAX_VALUE;
    }

    private Span sample(int i) {
        Ledger.Entry entry = entries.get(i);
        return entry.except() == null ? entry.span() : entry.except();
    }
}
