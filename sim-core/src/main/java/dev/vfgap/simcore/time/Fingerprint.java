package dev.vfgap.simcore.time;

import java.nio.charset.StandardCharsets;

/**
 * A 64-bit hash of a sequence of values that depends on their order: equal runs have equal fingerprints.
 *
 * <p>It finds accidental differences (another order of events, another delay by a nanosecond); it is no protection
 * against someone who looks for a collision. The value is the same on every JVM. One step is the accumulation round of
 * XXH64, the end is its avalanche (Collet, xxHash specification, doc/xxhash_spec.md), over other framing: a fingerprint
 * is not an XXH64 digest.
 */
public final class Fingerprint {

    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;

    private long state = PRIME_3;

    /** Adds a number to the end of the sequence. */
    public void add(long value) {
        state = Long.rotateLeft(state ^ value * PRIME_2, 31) * PRIME_1 + PRIME_4;
    }

    /** Adds a text to the end of the sequence; two texts one after the other differ from their concatenation. */
    public void add(String text) {
        add(hash(text));
    }

    /** The hash of everything added so far. */
    public long value() {
        long hash = state;
        hash = (hash ^ hash >>> 33) * PRIME_2;
        hash = (hash ^ hash >>> 29) * PRIME_3;
        return hash ^ hash >>> 32;
    }

    /** The hash of everything added so far, as 16 lower-case hexadecimal digits. */
    public String hex() {
        String digits = Long.toHexString(value());
        return "0".repeat(16 - digits.length()) + digits;
    }

    /** FNV-1a, 64 bits, of the text in UTF-8 (RFC 9923). */
    static long hash(String text) {
        long hash = 0xCBF29CE484222325L;
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xFF)) * 0x100000001B3L;
        }
        return hash;
    }
}
