package dev.vfgap.replay.account;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.match.Matching;
import java.util.List;
import java.util.Locale;

/** Says how a direction's frames were told apart, where the manifest does not say where their number is. */
final class MatchingNotes {

    private MatchingNotes() {}

    static void tell(CaptureBundle bundle, Direction direction, Matching matching, List<Finding> findings) {
        String word = direction.name().toLowerCase(Locale.ROOT);
        boolean isTold = bundle.traffic(direction).isPresent();
        switch (matching.by()) {
            case SEQUENCE -> {}
            case FOUND_SEQUENCE ->
                findings.add(Finding.note(
                        word,
                        "a sequence number was found: "
                                + matching.found().orElseThrow().text()));
            case CONTENT -> {
                if (matching.frames() > 0) {
                    findings.add(content(word, matching));
                } else if (isTold) {
                    findings.add(Finding.limit(word, "no sequence number is given, and no capture has a frame of it"));
                }
                if (matching.frames() > 0 && bundle.deliveries().isPresent()) {
                    findings.add(Finding.limit(
                            word,
                            "the numbers of the delivery file are in no frame, so where a frame was last seen is not"
                                    + " known"));
                }
            }
            case NOTHING ->
                findings.add(Finding.limit(
                        word, "has no sequence number, so its frames cannot be found again from point to point"));
        }
    }

    private static Finding content(String word, Matching matching) {
        return Finding.limit(
                word,
                String.format(
                        Locale.ROOT,
                        "no sequence number is given or found: %d frames were matched by their content and order in time, %.1f"
                                + " %% of them certainly; for %d another one was alike within 2 s",
                        matching.frames(),
                        100 * matching.confidence(),
                        matching.ambiguousFrames()));
    }
}
