/**
 * Packet captures, read as a stream: the pcap file format, and the few headers that tell what a frame is.
 *
 * <p>Nothing here makes an object per packet, trusts a length before it is checked, or allocates by one. Format: the
 * IETF draft draft-ietf-opsawg-pcap and libpcap's {@code pcap-savefile(5)}.
 */
package dev.vfgap.replay.capture;
