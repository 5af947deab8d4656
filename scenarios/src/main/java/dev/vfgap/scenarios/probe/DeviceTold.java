package dev.vfgap.scenarios.probe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a host tells of the NIC that is probed: the {@code device} of a probe bundle.
 *
 * <p>{@code emulated} is written only where the host shows a sign, and the sign beside it: QEMU gives a model that names no other the PCI
 * subsystem vendor {@value #QEMU_VENDOR} ({@code hw/pci/pci.c pci_set_default_subsystem_id}), and a NIC that is passed through keeps its own; and a machine that is
 * no guest has no emulated NICs. In a guest with any other subsystem vendor it stays open: the NIC may be a model or passed through.
 */
final class DeviceTold {
    static final String QEMU_VENDOR = "0x1af4";

    /** What a hypervisor that hides the CPU's flag still writes into the machine's name. */
    private static final String QEMU = "QEMU";

    private static final String FIRMWARE = "firmware-version: ";

    private DeviceTold() {}

    /** The fields of the device behind a PF's interface. */
    static Map<String, Object> of(ProbeHost host, String pf) {
        String path = "/sys/class/net/" + pf + "/device";
        Map<String, Object> device = new LinkedHashMap<>();
        host.linkTarget(path + "/driver").ifPresent(driver -> device.put("driver", driver));
        host.look(List.of("ethtool", "-i", pf))
                .output()
                .lines()
                .filter(line -> line.startsWith(FIRMWARE) && line.length() > FIRMWARE.length())
                .findFirst()
                .ifPresent(line ->
                        device.put("firmware", line.substring(FIRMWARE.length()).strip()));
        host.read("/proc/sys/kernel/osrelease").ifPresent(kernel -> device.put("kernel", kernel));
        Optional<String> vendor = host.read(path + "/vendor");
        Optional<String> id = host.read(path + "/device");
        if (vendor.isPresent() && id.isPresent()) {
            device.put("pciId", (vendor.get() + ":" + id.get()).replace("0x", ""));
        }
        if (host.read(path + "/subsystem_vendor").filter(QEMU_VENDOR::equals).isPresent()) {
            device.put("emulated", true);
            device.put("emulatedSign", "PCI subsystem vendor 1af4: QEMU's own models have it");
        } else if (isNoGuest(host)) {
            device.put("emulated", false);
            device.put("emulatedSign", "the CPU's flags name no hypervisor, and the machine is not called QEMU");
        }
        return device;
    }

    /** Known of x86 only, whose flags show it; a machine that does not say its name is not believed. */
    private static boolean isNoGuest(ProbeHost host) {
        Optional<String> flags = host.read("/proc/cpuinfo")
                .orElse("")
                .lines()
                .filter(line -> line.startsWith("flags"))
                .findFirst();
        Optional<String> machine = host.read("/sys/class/dmi/id/sys_vendor");
        return flags.isPresent()
                && !List.of(flags.get().split("\\s+")).contains("hypervisor")
                && machine.isPresent()
                && !machine.get().equals(QEMU);
    }
}
