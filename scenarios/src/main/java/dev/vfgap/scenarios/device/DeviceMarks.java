package dev.vfgap.scenarios.device;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A device's mark as the texts that other programs carry: a udev rule and a hwdb entry (udev(7), hwdb(7)), an element for
 * libvirt's {@code <metadata>}, and a label of a Kubernetes node.
 *
 * <p>No program reads these names by itself; they are for the policy of who manages the machine. The two texts for udev need
 * the driver and the PCI id, the label the PCI id.
 */
final class DeviceMarks {

    private DeviceMarks() {}

    /** The texts by their names; those for which the record knows too little are absent. */
    static Map<String, Object> of(DeviceRecord device) {
        Map<String, Object> marks = new LinkedHashMap<>();
        String usable = device.usable().word();
        String filter = device.verdict().name().toLowerCase(Locale.ROOT);
        Optional<String[]> pci = device.device()
                .pciId()
                .filter(id -> id.matches("[0-9a-fA-F]{4}:[0-9a-fA-F]{4}"))
                .map(id -> id.toLowerCase(Locale.ROOT).split(":"));
        Optional<String> driver = device.device().driver().filter(name -> name.matches("[A-Za-z0-9_-]+"));
        pci.ifPresent(id -> {
            driver.ifPresent(name -> marks.put(
                    "udevRule",
                    String.format(
                            "ACTION!=\"remove\", SUBSYSTEM==\"net\", DRIVERS==\"%s\", ATTRS{vendor}==\"0x%s\","
                                    + " ATTRS{device}==\"0x%s\", ENV{VFGAP_FILTER}=\"%s\", ENV{VFGAP_FAILOVER}=\"%s\"",
                            name, id[0], id[1], filter, usable)));
            marks.put(
                    "hwdb",
                    String.format(
                            "pci:v0000%sd0000%s*\n VFGAP_FILTER=%s\n VFGAP_FAILOVER=%s",
                            id[0].toUpperCase(Locale.ROOT), id[1].toUpperCase(Locale.ROOT), filter, usable));
        });
        marks.put(
                "libvirtMetadata",
                String.format(
                        "<vfgap:device xmlns:vfgap=\"urn:vfgap:device:1\"%s%s filter=\"%s\" failover=\"%s\"/>",
                        attribute("driver", driver),
                        attribute("pciId", device.device().pciId()),
                        filter,
                        usable));
        pci.ifPresent(id -> marks.put("nodeLabel", String.format("vfgap.dev/failover-%s-%s=%s", id[0], id[1], usable)));
        return marks;
    }

    private static String attribute(String name, Optional<String> value) {
        return value.map(text -> " " + name + "=\"" + escaped(text) + '"').orElse("");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
