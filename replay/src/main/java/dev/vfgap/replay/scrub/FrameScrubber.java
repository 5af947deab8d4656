package dev.vfgap.replay.scrub;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Endpoint;
import dev.vfgap.replay.bundle.SequenceField;
import dev.vfgap.replay.bundle.Traffic;
import dev.vfgap.replay.capture.FrameView;
import dev.vfgap.replay.capture.LinkType;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Gives a captured frame other addresses and takes its payload away.
 *
 * <p>Kept: MACs and IP addresses as pseudonyms, VLAN tags, the headers of IPv4, IPv6 and UDP with ports and lengths, ARP and
 * RARP messages, and of the stream's own payload the sequence number, with zeros before it. Everything else is cut off: the
 * captured length shrinks, the original length stays. The checksum of an IPv4 header is changed along with its addresses, so
 * it is right if it was; that of UDP becomes 0 (none), for its data are gone.
 */
final class FrameScrubber {
    private static final int VLAN = 0x8100;
    private static final int PROVIDER_VLAN = 0x88a8;
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int ARP = 0x0806;
    private static final int RARP = 0x8035;
    private static final int UDP = 17;
    private static final int ARP_MESSAGE = 28;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int UDP_HEADER = 8;

    private final CaptureBundle bundle;
    private final Pseudonyms names;
    private final FrameView view = new FrameView();

    FrameScrubber(CaptureBundle bundle, Pseudonyms names) {
        this.bundle = bundle;
        this.names = names;
    }

    /**
     * Changes a frame in place.
     *
     * @param frame an array that begins with it
     * @param length its captured bytes
     * @return how many of them are left
     */
    int scrub(byte[] frame, int length) {
        if (length < 14) {
            return 0;
        }
        ByteBuffer bytes = ByteBuffer.wrap(frame, 0, length);
        view.moveTo(bytes, 0, length, LinkType.ETHERNET);
        // Known by the addresses that are changed next.
        Optional<SequenceField> number = number();
        putMac(bytes, 0);
        putMac(bytes, 6);
        int at = 12;
        while ((uint16(bytes, at) == VLAN || uint16(bytes, at) == PROVIDER_VLAN) && length >= at + 6) {
            at += 4;
        }
        int type = uint16(bytes, at);
        int network = at + 2;
        return switch (type) {
            case IPV4 -> ipv4(bytes, network, number);
            case IPV6 -> ipv6(bytes, network);
            case ARP, RARP -> arp(bytes, network);
            default -> network;
        };
    }

    /** The stream's number, where the frame is of the stream and was captured up to its end. */
    private Optional<SequenceField> number() {
        if (view.kind() != FrameView.Kind.UDP) {
            return Optional.empty();
        }
        Direction direction = goes(bundle.peer(), bundle.guest())
                ? Direction.RX
                : goes(bundle.guest(), bundle.peer()) ? Direction.TX : null;
        if (direction == null) {
            return Optional.empty();
        }
        return bundle.traffic(direction)
                .flatMap(Traffic::sequence)
                .filter(field -> field.payloadOffset() + field.bytes() <= view.payloadLength());
    }

    private boolean goes(Endpoint from, Endpoint to) {
        return view.sourceIpv4() == from.ipv4()
                && view.destinationIpv4() == to.ipv4()
                && view.sourcePort() == from.udpPort()
                && view.destinationPort() == to.udpPort();
    }

    private int ipv4(ByteBuffer bytes, int at, Optional<SequenceField> number) {
        int length = bytes.limit();
        if (length < at + IPV4_HEADER) {
            return at;
        }
        int header = (bytes.get(at) & 0xf) * 4;
        if (header < IPV4_HEADER || length < at + header) {
            return at;
        }
        int before = sum(bytes, at + 12, at + header);
        putIpv4(bytes, at + 12);
        putIpv4(bytes, at + 16);
        for (int option = at + IPV4_HEADER; option < at + header; option++) {
            // Options record addresses; 0 ends the list.
            bytes.put(option, (byte) 0);
        }
        adjustChecksum(bytes, at + 10, before, sum(bytes, at + 12, at + header));
        int udp = at + header;
        boolean laterFragment = (uint16(bytes, at + 6) & 0x1fff) != 0;
        if ((bytes.get(at + 9) & 0xff) != UDP || laterFragment || length < udp + UDP_HEADER) {
            return udp;
        }
        bytes.putShort(udp + 6, (short) 0);
        return udp
                + UDP_HEADER
                + number.map(field -> keep(field, bytes, udp + UDP_HEADER)).orElse(0);
    }

    /** Zeros what stands before the stream's number; the number is the end of what is kept. */
    private static int keep(SequenceField number, ByteBuffer bytes, int from) {
        for (int i = 0; i < number.payloadOffset(); i++) {
            bytes.put(from + i, (byte) 0);
        }
        return number.payloadOffset() + number.bytes();
    }

    private int ipv6(ByteBuffer bytes, int at) {
        int length = bytes.limit();
        if (length < at + IPV6_HEADER) {
            return at;
        }
        putIpv6(bytes, at + 8);
        putIpv6(bytes, at + 24);
        int udp = at + IPV6_HEADER;
        if ((bytes.get(at + 6) & 0xff) != UDP || length < udp + UDP_HEADER) {
            return udp;
        }
        bytes.putShort(udp + 6, (short) 0);
        return udp + UDP_HEADER;
    }

    private int arp(ByteBuffer bytes, int at) {
        boolean ipv4OverEthernet = bytes.limit() >= at + ARP_MESSAGE
                && uint16(bytes, at) == 1
                && uint16(bytes, at + 2) == IPV4
                && uint16(bytes, at + 4) == 0x0604;
        if (!ipv4OverEthernet) {
            return at;
        }
        putMac(bytes, at + 8);
        putIpv4(bytes, at + 14);
        putMac(bytes, at + 18);
        putIpv4(bytes, at + 24);
        return at + ARP_MESSAGE;
    }

    private void putMac(ByteBuffer bytes, int at) {
        long mac = names.mac((long) uint16(bytes, at) << 32 | bytes.getInt(at + 2) & 0xffff_ffffL);
        bytes.putShort(at, (short) (mac >> 32)).putInt(at + 2, (int) mac);
    }

    private void putIpv4(ByteBuffer bytes, int at) {
        bytes.putInt(at, names.ipv4(bytes.getInt(at)));
    }

    private void putIpv6(ByteBuffer bytes, int at) {
        byte[] address = new byte[16];
        for (int i = 0; i < address.length; i++) {
            address[i] = bytes.get(at + i);
        }
        byte[] other = names.ipv6(address);
        for (int i = 0; i < address.length; i++) {
            bytes.put(at + i, other[i]);
        }
    }

    /** RFC 1624, equation 3: HC' = ~(~HC + ~m + m'). */
    private static void adjustChecksum(ByteBuffer bytes, int at, int before, int after) {
        int sum = (~uint16(bytes, at) & 0xffff) + (~before & 0xffff) + after;
        sum = (sum & 0xffff) + (sum >>> 16);
        sum = (sum & 0xffff) + (sum >>> 16);
        bytes.putShort(at, (short) ~sum);
    }

    /** The one's complement sum of some words. */
    private static int sum(ByteBuffer bytes, int from, int until) {
        int sum = 0;
        for (int at = from; at < until; at += 2) {
            sum += uint16(bytes, at);
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        return (sum & 0xffff) + (sum >>> 16);
    }

    private static int uint16(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & 0xffff;
    }
}
