package dev.vfgap.simcore.random;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The source of all chance in one replication: named streams, and draws by key.
 *
 * <p>Each name gets its own Philox generator (commons-rng {@code PHILOX_4X64}), seeded with 128 bits of the SHA-256 of
 * seed, replication, kind and name. So a stream does not depend on which others exist or how much they were used, the
 * same inputs give the same numbers on every JVM, and a replication needs none of those before it.
 */
public final class RandomStreams {

    private final long seed;
    private final int replication;

    /**
     * The chance of one replication of an experiment.
     *
     * @param seed seed of the experiment, any number
     * @param replication number of the replication, at least 0
     * @throws IllegalArgumentException if the replication is negative
     */
    public RandomStreams(long seed, int replication) {
        if (replication < 0) {
            throw new IllegalArgumentException("replications are counted from 0, but " + replication + " was given");
        }
        this.seed = seed;
        this.replication = replication;
    }

    /**
     * The stream of a name, from its start: asking twice gives the same numbers twice.
     *
     * @param name what the chance is about, for example {@code guest/vf-probe}; not blank
     */
    public RandomStream stream(String name) {
        ByteBuffer digest = digest("stream", name);
        // The last four words are Philox's counter: the stream starts at its beginning.
        long[] seedAndCounter = {digest.getLong(), digest.getLong(), 0, 0, 0, 0};
        return new RandomStream(RandomSource.PHILOX_4X64.create(seedAndCounter));
    }

    /**
     * The draws by key of a name. They share nothing with the stream of that name.
     *
     * @param name what the chance is about, for example {@code uplink/loss}; not blank
     */
    public KeyedRandom keyed(String name) {
        ByteBuffer digest = digest("keyed", name);
        return new KeyedRandom(digest.getLong(), digest.getLong());
    }

    /** SHA-256 of seed, replication, kind and name; the kinds are no prefixes of each other, so no two inputs meet. */
    private ByteBuffer digest(String kind, String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a random stream needs a name");
        }
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                    .putLong(seed)
                    .putInt(replication)
                    .array());
            sha256.update((kind + '/').getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(sha256.digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM lacks SHA-256, which every JVM must have", e);
        }
    }
}
