package dev.vfgap.scenarios.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a VF that is there was told by the host, and who has it, as names for the undo of commands: {@code vfinfo_list} of {@code ip -details
 * -json link show}, {@code driver} and {@code driver_override} in sysfs. What the host does not show has no name, and is not changed.
 *
 * <p>Not modelled: rates, GUIDs, RSS queries, which no step changes; whether the host or the VF's own driver chose its MAC, which {@code ip} does not
 * show.
 */
final class VfSettings {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** What {@code driver_override} reads as when there is none. */
    private static final String NONE = "(null)";

    private static final Map<String, String> NAMES = Map.of(
            "mac", "$OLDMAC", "vlan", "$OLDVLAN", "trust", "$OLDTRUST", "spoofchk", "$OLDSPOOF", "state", "$OLDSTATE");

    private VfSettings() {}

    /** The name of what an attribute of {@code ip link set PF vf N} was before. */
    static String name(String attribute) {
        return NAMES.get(attribute);
    }

    /** The names of a VF that is there; none of what is not known. */
    static Map<String, String> names(ProbeHost host, ProbeRequest request) {
        Map<String, String> names = new TreeMap<>();
        String vf = request.names().get("DEVICE") + "/virtfn" + request.vf();
        host.linkTarget(vf).ifPresent(address -> names.put("VFPCI", address));
        host.linkTarget(vf + "/driver").ifPresent(driver -> names.put("VFDRIVER", driver));
        host.read(vf + "/driver_override")
                .filter(driver -> !driver.isEmpty() && !driver.equals(NONE))
                .ifPresent(driver -> names.put("OVERRIDE", driver));
        for (JsonNode info : list(host, request.pf())) {
            if (info.path("vf").asInt(-1) != request.vf()) {
                continue;
            }
            mac(info).ifPresent(mac -> names.put("OLDMAC", mac));
            names.put("OLDVLAN", vlan(info));
            onOff(info, "trust").ifPresent(word -> names.put("OLDTRUST", word));
            onOff(info, "spoofchk").ifPresent(word -> names.put("OLDSPOOF", word));
            text(info, "link_state").ifPresent(word -> names.put("OLDSTATE", word));
        }
        return names;
    }

    /** The VF that has an address; empty when none has. */
    static Optional<Integer> holder(ProbeHost host, String pf, String mac) {
        for (JsonNode info : list(host, pf)) {
            if (mac(info).filter(mac::equals).isPresent()) {
                return Optional.of(info.path("vf").asInt());
            }
        }
        return Optional.empty();
    }

    private static JsonNode list(ProbeHost host, String pf) {
        String shown = host.look(List.of("ip", "-details", "-json", "link", "show", "dev", pf))
                .output();
        try {
            return MAPPER.readTree(shown).path(0).path("vfinfo_list");
        } catch (JsonProcessingException e) {
            // An ip that knows no JSON shows nothing.
            return MAPPER.createArrayNode();
        }
    }

    /** {@code mac} of an older iproute2 is {@code address} in a newer one ({@code print_vfinfo}). */
    private static Optional<String> mac(JsonNode info) {
        return text(info, "address").or(() -> text(info, "mac"));
    }

    /** As {@code ip link set} takes it; a VF outside VLANs shows none, and 802.1Q is not shown. */
    private static String vlan(JsonNode info) {
        JsonNode vlan = info.path("vlan_list").path(0).isMissingNode()
                ? info
                : info.path("vlan_list").path(0);
        int qos = vlan.path("qos").asInt();
        return vlan.path("vlan").asInt()
                + (qos == 0 ? "" : " qos " + qos)
                + text(vlan, "protocol").map(protocol -> " proto " + protocol).orElse("");
    }

    private static Optional<String> onOff(JsonNode info, String key) {
        JsonNode value = info.path(key);
        return value.isBoolean() ? Optional.of(value.asBoolean() ? "on" : "off") : Optional.empty();
    }

    private static Optional<String> text(JsonNode info, String key) {
        return Optional.of(info.path(key).asText()).filter(text -> !text.isEmpty());
    }
}
