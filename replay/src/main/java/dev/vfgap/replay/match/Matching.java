package dev.vfgap.replay.match;

import java.util.Objects;
import java.util.Optional;

/**
 * How the frames of one direction were found again from point to point, and how sure that is.
 *
 * @param by what told them apart
 * @param frames frames that were told apart
 * @param ambiguousFrames those among them for which another frame was as like them within {@link ContentMatcher#WINDOW_NANOS}, or
 *     that the sender's own point saw more than once
 * @param found the number that was found, where one was looked for and is used
 */
public record Matching(By by, long frames, long ambiguousFrames, Optional<FoundSequence> found) {

    /** What tells one frame from another. */
    public enum By {
        /** A number whose place the manifest gives. */
        SEQUENCE("sequence"),
        /** A number whose place was found. */
        FOUND_SEQUENCE("found-sequence"),
        /** What no hop changes in a frame, and the order in time. */
        CONTENT("content"),
        /** Nothing: frames were not matched. */
        NOTHING("nothing");

        private final String word;

        By(String word) {
            this.word = word;
        }

        /** As it is written in results. */
        public String word() {
            return word;
        }
    }

    public Matching {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(found, "found");
        if (ambiguousFrames < 0 || ambiguousFrames > frames) {
            throw new IllegalArgumentException(ambiguousFrames + " ambiguous of " + frames + " frames");
        }
    }

    /** The share of frames that are certain, 0 to 1; 1 where there is none. */
    public double confidence() {
        return frames == 0 ? 1 : 1 - (double) ambiguousFrames / frames;
    }
}
