package dev.vfgap.replay.bundle;

import dev.vfgap.models.frame.Mac;

/**
 * One end of the stream: the guest or the peer.
 *
 * @param mac its address as a number of 48 bits
 * @param ipv4 its address as a number of 32 bits
 * @param udpPort its port, 1 to 65535
 */
public record Endpoint(long mac, int ipv4, int udpPort) {

    private static final int IPV4_BYTES = 4;

    /** The number of a MAC written as six pairs of hex digits with colons. */
    public static long parseMac(String text) {
        return Mac.parse(text);
    }

    /** The number of an IPv4 address written as four decimal numbers. */
    static int parseIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        int address = 0;
        for (String part : parts) {
            if (parts.length != IPV4_BYTES || !part.matches("[0-9]{1,3}") || Integer.parseInt(part) > 255) {
                throw new IllegalArgumentException("\"" + text + "\" is no IPv4 address; write for example 10.9.0.2");
            }
            address = address << 8 | Integer.parseInt(part);
        }
        return address;
    }
}
