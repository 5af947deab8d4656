package dev.vfgap.scenarios.config;

import dev.vfgap.simcore.parameter.NearestName;
import java.util.List;
import java.util.Optional;

/** What to say about a word that is not known: the word that was meant, or the whole choice. */
public final class Nearest {
    /** Shorter words are near to everything. */
    private static final int SHORTEST = 3;
    /** Longer texts are no mistyped words. */
    private static final int LONGEST = 64;

    private Nearest() {}

    /** The word that was most likely meant. */
    public static Optional<String> to(String typed, List<String> words) {
        return typed.length() < SHORTEST || typed.length() > LONGEST ? Optional.empty() : NearestName.of(typed, words);
    }

    /** {@code did you mean "x"?}, or the whole choice. */
    public static String mend(String typed, List<String> words) {
        return to(typed, words)
                .map(word -> "did you mean \"" + word + "\"?")
                .orElseGet(() -> "use " + Kinds.either(words));
    }
}
