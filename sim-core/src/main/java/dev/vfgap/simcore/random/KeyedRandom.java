package dev.vfgap.simcore.random;

/**
 * Uniform numbers by key: the number that belongs to frame {@code key}, whatever was asked before, and whether or not
 * other frames were asked for. Draws keyed by the frame let two strategies share the luck of each frame.
 *
 * <p>The number for a key is the key-th output of commons-rng's {@code PHILOX_4X64} under the same 128-bit seed (a test
 * holds the two together), computed directly instead of by drawing all before it: Philox is a function of a counter.
 * Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011; ten rounds.
 *
 * <p>One evaluation yields the numbers of four neighbouring keys, and the last evaluation is kept, so keys in order cost
 * a quarter of keys at random. Nothing is allocated. Not thread safe.
 */
public final class KeyedRandom {

    private static final long MULTIPLIER_0 = 0xD2E7470EE14C6C93L;
    private static final long MULTIPLIER_1 = 0xCA5A826395121157L;
    private static final long WEYL_0 = 0x9E3779B97F4A7C15L;
    private static final long WEYL_1 = 0xBB67AE8584CAA73BL;
    private static final int ROUNDS = 10;

    private final long key0;
    private final long key1;
    private long block;
    private long word0;
    private long word1;
    private long word2;
    private long word3;

    KeyedRandom(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
        evaluate(block);
    }

    /**
     * The number that belongs to a key, uniform in the open interval (0, 1): a function of seed, replication, name and
     * key alone.
     *
     * @param key any number, for example the sequence number of a frame
     */
    public double uniform(long key) {
        return OpenUnit.of(bits(key));
    }

    long bits(long key) {
        if (key >>> 2 != block) {
            evaluate(key >>> 2);
        }
        return switch ((int) key & 3) {
            case 0 -> word0;
            case 1 -> word1;
            case 2 -> word2;
            default -> word3;
        };
    }

    /** Philox 4x64 of the counter that commons-rng uses for a block: it counts from 1. */
    private void evaluate(long newBlock) {
        block = newBlock;
        long counter0 = newBlock + 1;
        long counter1 = 0;
        long counter2 = 0;
        long counter3 = 0;
        long round0 = key0;
        long round1 = key1;
        for (int round = 0; round < ROUNDS; round++) {
            long high0 = unsignedMultiplyHigh(MULTIPLIER_0, counter0);
            long low0 = MULTIPLIER_0 * counter0;
            long high1 = unsignedMultiplyHigh(MULTIPLIER_1, counter2);
            long low1 = MULTIPLIER_1 * counter2;
            counter0 = high1 ^ counter1 ^ round0;
            counter1 = low1;
            counter2 = high0 ^ counter3 ^ round1;
            counter3 = low0;
            round0 += WEYL_0;
            round1 += WEYL_1;
        }
        word0 = counter0;
        word1 = counter1;
        word2 = counter2;
        word3 = counter3;
    }

    /** The upper half of an unsigned product whose first factor has its top bit set; JDK 18 has a method for it. */
    private static long unsignedMultiplyHigh(long multiplier, long value) {
        return Math.multiplyHigh(multiplier, value) + value + (value >> 63 & multiplier);
    }
}
