package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A link as iproute2 prints it, {@code 4: v0@v1: <BROADCAST,UP,LOWER_UP> mtu 1500 … master br0 state UP …}, as the detail of
 * a bundle's {@code link} event.
 *
 * <p>iproute2 leaves IFF_RUNNING out and prints {@code NO-CARRIER} for a link that is up but not running
 * ({@code ip/ipaddress.c}, {@code print_link_flags}); a master is printed by its name, and its index is known once its own
 * link has been printed.
 */
final class LinkText {
    /** RFC 2863, {@code include/uapi/linux/if.h}. */
    private static final List<String> STATES =
            List.of("UNKNOWN", "NOTPRESENT", "DOWN", "LOWERLAYERDOWN", "TESTING", "DORMANT", "UP");

    private static final int MOST_LINKS = 10_000;

    /** The index of a master that has not been printed itself. */
    private static final String UNKNOWN_INDEX = "-1";

    private final Map<String, String> indexByName = new HashMap<>();

    /** The detail; null when the text is no link. */
    ObjectNode read(Scan scan, String operation) {
        long index = scan.digits(1, 9);
        if (index < 0 || !scan.skip(": ")) {
            return null;
        }
        String name = scan.until(": <");
        String flagText = name == null || name.indexOf(' ') >= 0 ? null : scan.until(">");
        if (flagText == null) {
            return null;
        }
        String device = name.contains("@") ? name.substring(0, name.indexOf('@')) : name;
        if (indexByName.size() < MOST_LINKS) {
            indexByName.put(device, String.valueOf(index));
        }
        Set<String> flags = new HashSet<>(List.of(flagText.split(",")));
        boolean up = flags.contains("UP");
        boolean lowerUp = flags.contains("LOWER_UP");
        ObjectNode detail = Json.object();
        detail.put("op", operation);
        detail.put("dev", device);
        detail.put("idx", String.valueOf(index));
        String master = after(scan, "master");
        detail.put("master", master.isEmpty() ? "0" : indexByName.getOrDefault(master, UNKNOWN_INDEX));
        detail.put("up", bit(up));
        detail.put("running", bit(up && !flags.contains("NO-CARRIER")));
        detail.put("lower_up", bit(lowerUp));
        detail.put("carrier", bit(lowerUp));
        int state = STATES.indexOf(after(scan, "state"));
        detail.put("oper", String.valueOf(Math.max(0, state)));
        if (!master.isEmpty()) {
            detail.put("master_name", master);
        }
        return detail;
    }

    private static String bit(boolean set) {
        return set ? "1" : "0";
    }

    /** The word after a key, from here on; empty without it. */
    private static String after(Scan scan, String key) {
        int from = scan.position();
        String found = scan.until(" " + key + " ") == null ? "" : scan.word();
        scan.moveTo(from);
        return found;
    }
}
