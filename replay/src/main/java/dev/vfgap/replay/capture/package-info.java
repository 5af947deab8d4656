/**
 * Packet captures: the formats pcap and pcapng read as a stream and pcapng written, and the few headers that tell what a frame
 * is.
 *
 * <p>Nothing here makes an object per packet, trusts a length before it is checked, or allocates by one. A {@code
 * CaptureReader} finds out the {@code CaptureFormat} and reads it through a {@code ByteWindow}, which is a mapped file or a
 * stream; a {@code CaptureRing} reads the files of one capture as one. Formats: the IETF drafts draft-ietf-opsawg-pcap and
 * draft-ietf-opsawg-pcapng, libpcap's {@code pcap-savefile(5)}.
 */
package dev.vfgap.replay.capture;
