package dev.vfgap.replay.capture;

/**
 * What stands before a packet's network header.
 *
 * <p>Numbers: the registry of link types at tcpdump.org, {@code LINKTYPE_…}. 12 and 14 are raw IP as some systems wrote it.
 */
public enum LinkType {
    /** Ethernet: both addresses. */
    ETHERNET("Ethernet"),
    /** Linux cooked, version 1: the sender's address, the packet's type; no destination address. */
    LINUX_SLL("Linux cooked"),
    /** Linux cooked, version 2: as version 1, and the interface. */
    LINUX_SLL2("Linux cooked, version 2"),
    /** An IPv4 or IPv6 packet and nothing before it. */
    RAW_IP("raw IP"),
    /** An IPv4 packet and nothing before it. */
    IPV4("raw IPv4"),
    /** An IPv6 packet and nothing before it. */
    IPV6("raw IPv6"),
    /** Another one, into which nothing here looks. */
    OTHER("");

    private final String text;

    LinkType(String text) {
        this.text = text;
    }

    /** The link type by its number in a capture. */
    static LinkType of(int number) {
        return switch (number) {
            case 1 -> ETHERNET;
            case 113 -> LINUX_SLL;
            case 276 -> LINUX_SLL2;
            case 12, 14, 101 -> RAW_IP;
            case 228 -> IPV4;
            case 229 -> IPV6;
            default -> OTHER;
        };
    }

    /** A number with its name, where it has one that a reader of a message knows. */
    static String named(int number) {
        LinkType type = of(number);
        String name =
                switch (number) {
                    case 0 -> "BSD loopback";
                    case 105, 127, 192 -> "wireless";
                    case 113, 276 -> type.text + ", which has no destination address";
                    case 189, 220 -> "USB";
                    default -> type.text;
                };
        return name.isEmpty() ? String.valueOf(number) : number + " (" + name + ")";
    }

    /** Tells what a capture of this link type cannot show; nothing for Ethernet. */
    static void tellLimits(CaptureProblems problems, String where, int linkNumber) {
        LinkType link = of(linkNumber);
        String which = where.isEmpty() ? "" : where + " ";
        if (link == OTHER) {
            problems.limit(which + "has link type " + named(linkNumber)
                    + ", into which nothing here looks: its packets are counted and no more");
        } else if (!link.hasDestination()) {
            problems.limit(which + "has link type " + named(linkNumber)
                    + ", so its frames say nothing about MAC filters; capture on one interface, not on any");
        }
    }

    /** Whether a frame of this link type names the address that it goes to. */
    public boolean hasDestination() {
        return this == ETHERNET;
    }
}
