package dev.vfgap.models.frame;

import java.util.Locale;
import java.util.regex.Pattern;

/** Ethernet addresses as numbers of 48 bits; the octet that is first on the wire is the highest (IEEE 802-2014, 8.2). */
public final class Mac {
    /** All ones: every station. */
    public static final long BROADCAST = 0xffff_ffff_ffffL;

    private static final long GROUP_BIT = 1L << 40;
    private static final Pattern TEXT = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}");

    private Mac() {}

    /** Whether the address is of a group of stations; the broadcast address is one. */
    public static boolean isGroup(long address) {
        return (address & GROUP_BIT) != 0;
    }

    /**
     * The number of a text like {@code 52:54:00:fa:11:0e}.
     *
     * @throws IllegalArgumentException when it is no such text
     */
    public static long parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no MAC; write for example 52:54:00:aa:bb:01");
        }
        return Long.parseLong(text.replace(":", ""), 16);
    }

    /** The text of a number: six octets in lower case, separated by colons. */
    public static String format(long address) {
        StringBuilder text = new StringBuilder(17);
        for (int octet = 5; octet >= 0; octet--) {
            text.append(String.format(Locale.ROOT, "%02x", address >>> 8 * octet & 0xff));
            if (octet > 0) {
                text.append(':');
            }
        }
        return text.toString();
    }
}
