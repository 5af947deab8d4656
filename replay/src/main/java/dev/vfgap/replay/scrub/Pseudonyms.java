package dev.vfgap.replay.scrub;

import dev.vfgap.models.frame.Mac;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Other names for addresses and words, by a key: the same key gives the same names, and without it they cannot be led back.
 *
 * <p>IP addresses keep their prefixes: two addresses that share their first n bits share them afterwards. Each bit is
 * flipped or not by a keyed hash of the bits before it (the scheme of Crypto-PAn, Xu et al. 2002, with SHA-256). The first
 * octet of an IPv4 address and the first two of an IPv6 address stay, so that a private address stays private. Addresses
 * that are nobody's (multicast, loopback, link-local IPv4, 0.0.0.0, broadcast) stay whole.
 *
 * <p>A MAC keeps its group and its local bit; the rest, the manufacturer's prefix with it, is new. Group addresses stay, but
 * for those of IPv6 that hold the end of an address.
 *
 * <p>Not protected: what sizes, times and ports give away; who knows some addresses of a prefix learns about others.
 */
public final class Pseudonyms {
    private static final int IPV4_KEPT_BITS = 8;
    private static final int IPV6_KEPT_BITS = 16;
    private static final int MOST_REMEMBERED = 1 << 16;
    private static final long GROUP_AND_LOCAL = 0x0300_0000_0000L;
    private static final long IPV6_GROUP = 0x3333L;

    private final byte[] key;
    private final Map<Long, Long> macs = new HashMap<>();
    private final Set<Long> givenMacs = new HashSet<>();
    private final Map<Integer, Integer> ipv4s = new HashMap<>();
    private final Map<ByteBuffer, byte[]> ipv6s = new HashMap<>();

    /** Names by a key of any length. */
    public Pseudonyms(byte[] key) {
        this.key = digest(key, "vfgap scrub".getBytes(StandardCharsets.US_ASCII));
    }

    /** The other MAC, both numbers of 48 bits. */
    public long mac(long address) {
        if (address == 0 || address == Mac.BROADCAST) {
            return address;
        }
        if (address >> 32 == IPV6_GROUP) {
            return IPV6_GROUP << 32 | hash("group", address & 0xffff_ffffL) & 0xffff_ffffL;
        }
        if (Mac.isGroup(address)) {
            return address;
        }
        Long known = macs.get(address);
        if (known != null) {
            return known;
        }
        long kept = address & GROUP_AND_LOCAL;
        long found;
        long attempt = 0;
        do {
            found = hash("mac" + attempt++, address) & 0xffff_ffff_ffffL & ~GROUP_AND_LOCAL | kept;
        } while (givenMacs.contains(found));
        if (macs.size() >= MOST_REMEMBERED) {
            macs.clear();
            givenMacs.clear();
        }
        macs.put(address, found);
        givenMacs.add(found);
        return found;
    }

    /** The other IPv4 address, both numbers of 32 bits. */
    public int ipv4(int address) {
        int first = address >>> 24;
        boolean nobodys = first == 0 || first == 127 || first >= 224 || address >>> 16 == 0xa9fe;
        if (nobodys) {
            return address;
        }
        Integer known = ipv4s.get(address);
        if (known != null) {
            return known;
        }
        int found = address;
        for (int bit = IPV4_KEPT_BITS; bit < 32; bit++) {
            int prefix = address >>> 32 - bit;
            if ((hash("ipv4/" + bit, prefix) & 1) == 1) {
                found ^= 1 << 31 - bit;
            }
        }
        forgetIfFull(ipv4s);
        ipv4s.put(address, found);
        return found;
    }

    /** The other IPv6 address, both of 16 bytes. */
    public byte[] ipv6(byte[] address) {
        boolean group = (address[0] & 0xff) == 0xff;
        boolean solicited = group && address[11] == 1 && (address[12] & 0xff) == 0xff;
        byte[] found = address.clone();
        if (group && !solicited || ByteBuffer.wrap(address).getLong() == 0) {
            // A group, or an address in ::/64 such as the unspecified one and loopback.
            return found;
        }
        byte[] known = ipv6s.get(ByteBuffer.wrap(address));
        if (known != null) {
            return known.clone();
        }
        int from = solicited ? 104 : IPV6_KEPT_BITS;
        for (int bit = from; bit < 128; bit++) {
            byte[] prefix = new byte[16];
            System.arraycopy(address, 0, prefix, 0, bit / 8);
            prefix[bit / 8] = (byte) (address[bit / 8] & 0xff00 >> bit % 8);
            if ((digest(key, ("ipv6/" + bit).getBytes(StandardCharsets.US_ASCII), prefix)[0] & 1) == 1) {
                found[bit / 8] ^= (byte) (0x80 >> bit % 8);
            }
        }
        forgetIfFull(ipv6s);
        ipv6s.put(ByteBuffer.wrap(address.clone()), found.clone());
        return found;
    }

    /** Another word for one that may be a name: the kind and four hex digits. */
    public String word(String kind, String word) {
        byte[] hash = digest(key, kind.getBytes(StandardCharsets.UTF_8), word.getBytes(StandardCharsets.UTF_8));
        return kind + String.format("-%02x%02x", hash[0], hash[1]);
    }

    private long hash(String use, long value) {
        byte[] bytes = digest(
                key,
                use.getBytes(StandardCharsets.US_ASCII),
                ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        return ByteBuffer.wrap(bytes).getLong();
    }

    private static void forgetIfFull(Map<?, ?> remembered) {
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
    }

    private static byte[] digest(byte[]... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                // With its length, so that no two lists of parts are one text.
                sha.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
                sha.update(part);
            }
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
