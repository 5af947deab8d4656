package dev.vfgap.models.lab;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is to happen, and in which order, for {@link FrameByFrame}. */
final class PlainAgenda {
    private final PriorityQueue<Happening> agenda = new PriorityQueue<>(Comparator.naturalOrder());
    private int planned;

    /** In which order simultaneous events happen. */
    enum Rank {
        CHANGE,
        SEND,
        BRIDGE_FROM_TAP,
        SWITCH_FROM_HOST,
        SWITCH_FROM_PEER,
        NIC,
        BRIDGE_ANNOUNCED,
        BRIDGE_FROM_NEIGHBOUR,
        NIC_FROM_NEIGHBOUR,
        BRIDGE_FROM_UPLINK,
        DEPART,
        QUEUE
    }

    private record Happening(long at, Rank rank, int order, PlainFrame frame, Runnable what)
            implements Comparable<Happening> {
        @Override
        public int compareTo(Happening other) {
            int byTime = Long.compare(at, other.at);
            int byRank = byTime != 0 ? byTime : rank.compareTo(other.rank);
            if (byRank != 0 || frame == null || other.frame == null) {
                return byRank != 0 ? byRank : Integer.compare(order, other.order);
            }
            int byFlow = Integer.compare(frame.flow(), other.frame.flow());
            int byCopy = byFlow != 0 ? byFlow : Boolean.compare(frame.copy(), other.frame.copy());
            return byCopy != 0 ? byCopy : Long.compare(frame.index(), other.frame.index());
        }
    }

    void plan(long at, Rank rank, PlainFrame frame, Runnable what) {
        agenda.add(new Happening(at, rank, planned++, frame, what));
    }

    void plan(long at, Runnable change) {
        plan(at, Rank.CHANGE, null, change);
    }

    void runUntil(long untilNanos) {
        for (Happening next = agenda.peek(); next != null && next.at < untilNanos; next = agenda.peek()) {
            agenda.remove();
            next.what.run();
        }
    }
}
