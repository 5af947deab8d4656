package dev.vfgap.replay.account;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.clock.ClockEstimates;
import dev.vfgap.replay.match.CaptureScan;
import dev.vfgap.replay.match.MatchedBundle;
import dev.vfgap.replay.match.Matching;

/**
 * A bundle whose frames can be found again from point to point and whose clocks are brought together, as far as its
 * captures allow: what an account and a replay read.
 *
 * @param matched the bundle with the clocks that were estimated and the numbers that were found
 */
public record PreparedBundle(MatchedBundle matched) {

    /**
     * Prepares a bundle: reads its captures where the manifest gives no number or no clock.
     *
     * @throws dev.vfgap.replay.bundle.BadInputException when a capture that is read is damaged
     */
    public static PreparedBundle of(CaptureBundle bundle) {
        return of(bundle, MatchedBundle.Choice.AUTO);
    }

    /** As {@link #of(CaptureBundle)}, with a choice of what may tell frames apart. */
    public static PreparedBundle of(CaptureBundle bundle, MatchedBundle.Choice choice) {
        MatchedBundle matched = MatchedBundle.of(bundle, choice);
        CaptureBundle timed = ClockEstimates.resolve(matched.bundle());
        return new PreparedBundle(new MatchedBundle(timed, matched.rx(), matched.tx(), matched.unnumbered()));
    }

    public CaptureBundle bundle() {
        return matched.bundle();
    }

    /** Tells every frame of the stream each time that it was seen. */
    CaptureScan scan(CaptureScan.Sink sink) {
        return CaptureScan.of(bundle(), matched.unnumbered(), sink);
    }

    /** How the frames of a direction were told apart, with how many there were. */
    Matching matching(Direction direction, CaptureScan scan, int framesSeen) {
        Matching decided = matched.of(direction);
        return decided.by() == Matching.By.CONTENT
                ? scan.matching(direction)
                : new Matching(decided.by(), framesSeen, 0, decided.found());
    }
}
