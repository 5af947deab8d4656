package dev.vfgap.replay.capture;

/** Which clock stamped a packet, as far as the capture says (only netsniff-ng's own format does). */
public enum StampSource {
    /** The capture does not say. */
    UNKNOWN,
    /** The kernel, when it got the packet. */
    SOFTWARE,
    /** The NIC, converted to the host's clock. */
    HARDWARE_SYSTEM,
    /** The NIC, by its own clock. */
    HARDWARE_RAW;

    /** By the numbers of netsniff-ng's {@code pcap_io.h}, {@code PCAP_TSOURCE_…}. */
    static StampSource ofNetsniff(int number) {
        return switch (number) {
            case 1 -> SOFTWARE;
            case 2 -> HARDWARE_SYSTEM;
            case 3 -> HARDWARE_RAW;
            default -> UNKNOWN;
        };
    }
}
