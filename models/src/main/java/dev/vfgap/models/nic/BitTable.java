package dev.vfgap.models.nic;

import java.util.Arrays;

/** A table of 4096 bits: a VLAN filter table by VLAN identifier, or a hash table by hash. All are clear at first. */
public final class BitTable {
    /** How many bits it has. */
    public static final int BITS = 4096;

    private final long[] words = new long[BITS / Long.SIZE];

    BitTable() {}

    void copyFrom(BitTable other) {
        System.arraycopy(other.words, 0, words, 0, words.length);
    }

    public boolean has(int bit) {
        return (words[bit / Long.SIZE] & 1L << bit % Long.SIZE) != 0;
    }

    public void set(int bit) {
        words[bit / Long.SIZE] |= 1L << bit % Long.SIZE;
    }

    public void clear(int bit) {
        words[bit / Long.SIZE] &= ~(1L << bit % Long.SIZE);
    }

    public void setAll() {
        Arrays.fill(words, -1);
    }

    public void clearAll() {
        Arrays.fill(words, 0);
    }
}
