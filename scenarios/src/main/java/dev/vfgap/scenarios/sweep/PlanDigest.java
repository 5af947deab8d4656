package dev.vfgap.scenarios.sweep;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What tells one sweep's results from another's. */
public final class PlanDigest {
    private PlanDigest() {}

    /**
     * A short hash of all that the runs of a sweep depend on but the program's version: equal plans have equal digests.
     *
     * @param experiments the digest of each point's experiment, in the order of the points
     * @param replications how many runs each point has
     */
    public static String of(List<String> experiments, long seed, int replications) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((seed + " " + replications + "\n").getBytes(StandardCharsets.UTF_8));
            for (String experiment : experiments) {
                sha.update((experiment + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
