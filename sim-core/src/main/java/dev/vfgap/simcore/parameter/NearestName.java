package dev.vfgap.simcore.parameter;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The name that a person most likely meant when he wrote an unknown one: "did you mean …?". */
public final class NearestName {

    private NearestName() {}

    /**
     * The known name with the fewest single-letter insertions, deletions and replacements to the written one, upper and
     * lower case being equal; of several the first. Nothing when even that needs more than a third of the letters.
     *
     * @param written the unknown name
     * @param known all names, in an order that does not change
     */
    public static Optional<String> of(String written, Collection<String> known) {
        String nearest = null;
        int least = Math.max(2, written.length() / 3) + 1;
        for (String name : known) {
            int distance = distance(written.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Levenshtein's distance, one row at a time. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
