package dev.vfgap.scenarios.probe;

import dev.vfgap.models.frame.Mac;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to be probed.
 *
 * @param pf the PF's interface
 * @param vf the VF, 0 to {@value #MOST_VF}
 * @param mac the address of the test frames
 * @param vlan the VLAN of a second stream; empty for none
 * @param from the interface that sends, or {@value #EXTERNAL}
 * @param vfs whether the probe makes the VFs
 */
public record ProbeRequest(String pf, int vf, long mac, OptionalInt vlan, String from, VfOrigin vfs) {
    /** Frames come from another machine. */
    public static final String EXTERNAL = "external";

    /** The most VFs of a PF are 256 (PCIe's VF numbers of one bus). */
    public static final int MOST_VF = 255;

    /** An interface's name as the kernel takes it ({@code dev_valid_name}), without what a shell would read otherwise. */
    private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9_.@-]{0,14}";

    private static final Pattern NAMED = Pattern.compile("\\$([A-Z]+)");

    /** Holds the values to their ranges. */
    public ProbeRequest {
        name("--pf", pf);
        name("--from", from);
        if (vf < 0 || vf > MOST_VF) {
            throw new IllegalArgumentException("--vf is " + vf + "; write a number from 0 to " + MOST_VF);
        }
        if (Mac.isGroup(mac) || mac == 0) {
            throw new IllegalArgumentException(
                    "--mac is " + Mac.format(mac) + "; write one station's address, such as 52:54:00:fa:11:0e");
        }
        if (vlan.isPresent() && (vlan.getAsInt() < 1 || vlan.getAsInt() > 4094)) {
            throw new IllegalArgumentException("--vlan is " + vlan.getAsInt() + "; write a number from 1 to 4094");
        }
        if (from.equals(pf)) {
            throw new IllegalArgumentException("--from is the PF itself; what it sends does not come back to it; name a"
                    + " port that is cabled to the PF's, or external");
        }
    }

    /** A probe that makes its VFs. */
    public ProbeRequest(String pf, int vf, long mac, OptionalInt vlan, String from) {
        this(pf, vf, mac, vlan, from, VfOrigin.MADE);
    }

    private static void name(String option, String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    option + " is \"" + name + "\", which is no interface's name; write for example eth0");
        }
    }

    /** What is known of the names in commands before the host was asked. */
    TreeMap<String, String> names() {
        TreeMap<String, String> names = new TreeMap<>();
        names.put("PF", pf);
        names.put("VF", String.valueOf(vf));
        names.put("NUMVFS", String.valueOf(vf + 1));
        names.put("MAC", Mac.format(mac));
        names.put("DEVICE", "/sys/class/net/" + pf + "/device");
        vlan.ifPresent(id -> names.put("VLAN", String.valueOf(id)));
        return names;
    }

    /** A text with its {@code $} names replaced by what is known of them. */
    static String replace(String text, Map<String, String> names) {
        return NAMED.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(names.getOrDefault(found.group(1), found.group())));
    }
}
