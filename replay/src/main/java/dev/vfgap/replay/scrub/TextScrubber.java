package dev.vfgap.replay.scrub;

import dev.vfgap.models.frame.Mac;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Gives the addresses in a text other names: MACs, IPv4 and IPv6 addresses. */
final class TextScrubber {
    private final Pseudonyms names;

    TextScrubber(Pseudonyms names) {
        this.names = names;
    }

    String scrub(String text) {
        StringBuilder scrubbed = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && isOfAddress(text.charAt(end))) {
                end++;
            }
            if (end == at) {
                scrubbed.append(text.charAt(at++));
            } else {
                boolean wordBefore = at > 0 && isWord(text.charAt(at - 1)) && isWord(text.charAt(at));
                boolean wordAfter = end < text.length() && isWord(text.charAt(end)) && isWord(text.charAt(end - 1));
                String run = text.substring(at, end);
                scrubbed.append(wordBefore || wordAfter ? run : marked(run));
                at = end;
            }
        }
        return scrubbed.toString();
    }

    private static boolean isOfAddress(char c) {
        return isHex(c) || c == ':' || c == '.';
    }

    private static boolean isHex(char c) {
        return c < 128 && Character.digit(c, 16) >= 0;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /** An address between marks that do not belong to it, such as the colon of {@code addr:} or the end of a sentence. */
    private String marked(String run) {
        int from = run.startsWith("::") || isHex(run.charAt(0)) ? 0 : 1;
        int until = run.length();
        while (until > from
                && !isHex(run.charAt(until - 1))
                && !(until - 2 >= from && run.startsWith("::", until - 2))) {
            until--;
        }
        return run.substring(0, from) + address(run.substring(from, until)) + run.substring(until);
    }

    /** A run of hex digits, points and colons as another address, when it is one. */
    private String address(String run) {
        String[] parts = run.split(":", -1);
        if (parts.length == 6 && run.length() == 17 && run.indexOf('.') < 0) {
            return mac(run);
        }
        if (run.indexOf('.') >= 0) {
            // An IPv4 address, with a port after it or at the end of an IPv6 address.
            for (int i = 0; i < parts.length; i++) {
                parts[i] = ipv4(parts[i]);
            }
            return String.join(":", parts);
        }
        boolean ipv6 = parts.length > 2 && parts.length <= 9 && (run.contains("::") || parts.length == 8);
        return ipv6 ? ipv6(run) : run;
    }

    private String mac(String text) {
        try {
            return Mac.format(names.mac(Mac.parse(text)));
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private String ipv4(String text) {
        String[] parts = text.split("\\.", 5);
        int address = 0;
        for (String part : parts) {
            boolean octet =
                    !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
            if (parts.length != 4 || !octet || Integer.parseInt(part) > 255) {
                return text;
            }
            address = address << 8 | Integer.parseInt(part);
        }
        return ipv4(names.ipv4(address));
    }

    static String ipv4(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 0xff) + "." + (address >>> 8 & 0xff) + "." + (address & 0xff);
    }

    private String ipv6(String text) {
        try {
            // In brackets it is taken as a number or refused: no name is looked up.
            return InetAddress.getByName("[" + text + "]") instanceof Inet6Address address
                    ? InetAddress.getByAddress(names.ipv6(address.getAddress())).getHostAddress()
                    : text;
        } catch (UnknownHostException e) {
            return text;
        }
    }
}
