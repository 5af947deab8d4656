package dev.vfgap.replay.capture;

import java.nio.ByteBuffer;

/** Writes Ethernet frames for tests, without any code of the reader. */
public final class EthernetBytes {

    private final ByteBuffer out = ByteBuffer.allocate(2_048);

    private EthernetBytes(long destination, long source) {
        mac(destination);
        mac(source);
    }

    public static EthernetBytes frame(long destination, long source) {
        return new EthernetBytes(destination, source);
    }

    /** An 802.1Q ({@code 0x8100}) or 802.1ad ({@code 0x88a8}) tag. */
    public EthernetBytes tag(int etherType, int priorityAndVlan) {
        out.putShort((short) etherType).putShort((short) priorityAndVlan);
        return this;
    }

    /** An EtherType and what follows it. */
    public byte[] of(int etherType, byte... payload) {
        out.putShort((short) etherType).put(payload);
        return bytes();
    }

    /** A UDP datagram over IPv4 with so many bytes of IP options. */
    public byte[] udp(
            int source, int destination, int sourcePort, int destinationPort, int optionBytes, byte[] payload) {
        out.putShort((short) 0x0800);
        out.put((byte) (0x40 | 5 + optionBytes / 4)).put((byte) 0);
        out.putShort((short) (20 + optionBytes + 8 + payload.length));
        out.putShort((short) 7)
                .putShort((short) 0x4000)
                .put((byte) 64)
                .put((byte) 17)
                .putShort((short) 0);
        out.putInt(source).putInt(destination).put(new byte[optionBytes]);
        out.putShort((short) sourcePort).putShort((short) destinationPort);
        out.putShort((short) (8 + payload.length)).putShort((short) 0).put(payload);
        return bytes();
    }

    /** An ARP ({@code 0x0806}) or RARP ({@code 0x8035}) message. */
    public byte[] arp(int etherType, int operation, long sender, int senderIpv4, long target, int targetIpv4) {
        out.putShort((short) etherType);
        out.putShort((short) 1)
                .putShort((short) 0x0800)
                .put((byte) 6)
                .put((byte) 4)
                .putShort((short) operation);
        mac(sender);
        out.putInt(senderIpv4);
        mac(target);
        out.putInt(targetIpv4);
        return bytes();
    }

    private void mac(long address) {
        out.putShort((short) (address >> 32)).putInt((int) address);
    }

    private byte[] bytes() {
        byte[] bytes = new byte[out.position()];
        out.flip();
        out.get(bytes);
        return bytes;
    }
}
