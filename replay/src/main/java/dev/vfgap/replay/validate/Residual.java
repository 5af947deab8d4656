package dev.vfgap.replay.validate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is left between a prediction and what was measured, and what it points to.
 *
 * <p>It rests on a second prediction of the same plan, with the delays that the run's own events show put in for those of the
 * others. It knows more than a forecast can, so it is no test of one: it asks whether the mechanism gives these losses when the
 * delays are these.
 *
 * @param verdict what it points to
 * @param own where the measured value lies in the second prediction; empty where the run shows no delay
 * @param unexplainedFrames measured less the second prediction's median, in frames, with those that were due at the stream's rate
 *     during its outages and not sent; 0 where it agrees
 * @param reasons the sentences that the verdict rests on
 */
public record Residual(Verdict verdict, Optional<Score> own, double unexplainedFrames, List<String> reasons) {

    /** What a residual points to. */
    public enum Verdict {
        // spotless:off
        /** The measured value lies in its interval. */
        WITHIN_SPREAD  ("within the predicted spread"),
        /** It lies outside, and the run's own delays move it there: what they leave would not have put it outside. */
        DELAYS_UNUSUAL ("its own delays and sender explain it; the mechanism stands"),
        /** It lies outside, and the run's own delays leave enough to put it outside. */
        MECHANISM      ("not the delays alone: a mechanism is missing or wrong"),
        /** It lies outside, and the run shows no delay by which to tell. */
        NOT_KNOWN      ("not known: the run shows no delay");
        // spotless:on

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /**
         * The verdict on a prediction.
         *
         * @param left what the run's own delays do not explain, in the prediction's unit: if the prediction were off by that alone,
         *     would the measured value lie outside?
         */
        static Verdict of(Score predicted, double left) {
            double alone = predicted.median() + left;
            if (predicted.inside()) {
                return WITHIN_SPREAD;
            }
            return predicted.low() <= alone && alone <= predicted.high() ? DELAYS_UNUSUAL : MECHANISM;
        }

        /** A clause for people. */
        public String words() {
            return words;
        }

        /** Its word in results. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Residual {
        reasons = List.copyOf(reasons);
    }

    /** Whether the run's own delays predict what was measured, as far as frames can show it; empty without own delays. */
    public Optional<Boolean> ownAgrees() {
        return own.map(any -> unexplainedFrames == 0);
    }
}
