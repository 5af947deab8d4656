package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.FrameFate;
import java.util.Comparator;
import java.util.List;

/**
 * A fate that frames were predicted to have, and how many.
 *
 * @param fate the fate
 * @param frames how many lost frames have it
 */
record LossCause(FrameFate fate, int frames) {

    /** The causes of a prediction's losses, the greatest first. */
    static List<LossCause> byFrames(Comparison comparison) {
        return comparison.causes().entrySet().stream()
                .map(cause -> new LossCause(cause.getKey(), cause.getValue()))
                .sorted(Comparator.comparingInt((LossCause cause) -> -cause.frames)
                        .thenComparing(LossCause::fate))
                .toList();
    }
}
