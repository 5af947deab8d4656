package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Place;
import java.util.Locale;
import java.util.Optional;

/**
 * Lost frames that were sent one after the other and that were lost in the same way.
 *
 * @param fromNanos when the first of them was sent
 * @param untilNanos when the last of them was sent
 * @param lostFrames how many
 * @param place where they were seen last; of predicted ones, where they would have been; empty where no capture shows it
 * @param fate what became of them; empty for measured ones
 */
public record LossRun(
        long fromNanos, long untilNanos, int lostFrames, Optional<Place> place, Optional<FrameFate> fate) {
    boolean continuedBy(Optional<Place> otherPlace, Optional<FrameFate> otherFate) {
        return place.equals(otherPlace) && fate.equals(otherFate);
    }

    LossRun with(long sentNanos) {
        return new LossRun(fromNanos, sentNanos, lostFrames + 1, place, fate);
    }

    /** The place and the fate in words. */
    String text() {
        String where = place.map(Enum::name)
                .orElse("a place not known")
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ');
        return fate.map(told -> told.name() + " at " + where).orElse("last seen at " + where);
    }
}
