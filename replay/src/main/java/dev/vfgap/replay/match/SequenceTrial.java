package dev.vfgap.replay.match;

import dev.vfgap.replay.bundle.SequenceField;
import dev.vfgap.replay.capture.FrameView;
import java.util.List;
import java.util.Optional;

/**
 * Asks all frames of one capture which of the numbers that a sample suggests is the frames' own.
 *
 * <p>A number repeats in copies only and rises as long as the stream lasts. A time repeats in every burst; a number that wraps,
 * or that a sender began anew, comes back long after it was passed. Of those that do neither, the one that repeats least is
 * taken, of equals the likeliest.
 */
final class SequenceTrial {

    /** A number that comes so long after a higher one is another frame's: no queue of a lab holds frames longer. */
    private static final long LATE_NANOS = ContentMatcher.WINDOW_NANOS;

    private final List<FoundSequence> candidates;
    private final long[] before;
    private final long[] highest;
    private final long[] highestAtNanos;
    private final long[] repeats;
    private final long[] late;
    private final long[] frames;

    /**
     * A trial of some numbers.
     *
     * @param candidates the likeliest first
     */
    SequenceTrial(List<FoundSequence> candidates) {
        this.candidates = candidates;
        before = new long[candidates.size()];
        highest = new long[candidates.size()];
        highestAtNanos = new long[candidates.size()];
        repeats = new long[candidates.size()];
        late = new long[candidates.size()];
        frames = new long[candidates.size()];
    }

    /** The next frame of the capture. */
    void saw(FrameView frame, long atNanos) {
        for (int i = 0; i < before.length; i++) {
            SequenceField field = candidates.get(i).field();
            if (ContentKey.payload(frame) - field.bytes() >= field.payloadOffset()) {
                count(i, StreamFrames.number(frame, field), atNanos);
            }
        }
    }

    private void count(int i, long number, long atNanos) {
        boolean first = frames[i] == 0;
        if (first || number > highest[i]) {
            highest[i] = number;
            highestAtNanos[i] = atNanos;
        } else if (atNanos - highestAtNanos[i] > LATE_NANOS) {
            late[i]++;
        }
        repeats[i] += !first && number == before[i] ? 1 : 0;
        before[i] = number;
        frames[i]++;
    }

    /** The number that all frames bear out; empty where none does. */
    Optional<FoundSequence> best() {
        int best = -1;
        for (int i = 0; i < before.length; i++) {
            double most = SequenceFinder.MOST_REPEATS * frames[i];
            boolean bornOut = repeats[i] <= most && late[i] <= most;
            best = bornOut && (best < 0 || repeats[i] < repeats[best]) ? i : best;
        }
        return best < 0 ? Optional.empty() : Optional.of(candidates.get(best));
    }
}
