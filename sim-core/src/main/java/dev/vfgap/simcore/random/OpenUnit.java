package dev.vfgap.simcore.random;

/** The map from 64 random bits to a number in the open interval (0, 1). */
final class OpenUnit {

    private OpenUnit() {}

    /**
     * The middle of one of 2^52 equal cells, chosen by the high bits: least 2^-53, greatest 1 - 2^-53, exact in both
     * directions. With 53 bits the last cell's middle would round to 1.
     */
    static double of(long bits) {
        return ((bits >>> 12) + 0.5) * 0x1.0p-52;
    }
}
