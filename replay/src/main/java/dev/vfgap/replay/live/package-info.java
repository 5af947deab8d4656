/**
 * Live capture: interfaces of this machine, read at once, into pcapng files.
 *
 * <p>{@code Libpcap} and {@code PcapPort} alone know pcap4j, which is no longer maintained and could be replaced; everything
 * else sees a {@code LiveInterface}. A {@code LiveCapture} reads each interface by a thread of its own and writes with the
 * thread that called it; {@code CaptureFiles} are what it writes to.
 *
 * <p>This package stands outside the rule that results depend on inputs only: what passes an interface, when, and which thread
 * saw it first are the machine's. It reads the clock for one purpose, to begin and end all interfaces at the same moment.
 */
package dev.vfgap.replay.live;
