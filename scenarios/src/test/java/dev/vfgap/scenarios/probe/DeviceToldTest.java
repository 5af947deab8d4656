package dev.vfgap.scenarios.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DeviceToldTest {
    private static final String DEVICE = "/sys/class/net/pf0/device/";
    private static final String GUEST = "processor\t: 0\nflags\t\t: fpu vme hypervisor lahf_lm\n";
    private static final String NO_GUEST = "processor\t: 0\nflags\t\t: fpu vme lahf_lm\n";

    private final WrittenHost host = new WrittenHost();

    private Map<String, Object> told() {
        return DeviceTold.of(host, "pf0");
    }

    @Test
    void aHostThatShowsEverythingIsWrittenDownWhole() {
        host.files.put(DEVICE + "driver", "igb");
        host.files.put("/proc/sys/kernel/osrelease", "6.12.0");
        host.files.put(DEVICE + "vendor", "0x8086");
        host.files.put(DEVICE + "device", "0x10c9");
        host.files.put(DEVICE + "subsystem_vendor", "0x1af4");
        host.files.put("/proc/cpuinfo", GUEST);
        host.said.put("ethtool -i pf0", "driver: igb\nfirmware-version: 1.2.3");
        assertThat(told())
                .isEqualTo(Map.of(
                        "driver", "igb",
                        "firmware", "1.2.3",
                        "kernel", "6.12.0",
                        "pciId", "8086:10c9",
                        "emulated", true,
                        "emulatedSign", "PCI subsystem vendor 1af4: QEMU's own models have it"));
    }

    @Test
    void aMachineThatIsNoGuestHasSilicon() {
        host.files.put(DEVICE + "subsystem_vendor", "0x8086");
        host.files.put("/proc/cpuinfo", NO_GUEST);
        host.files.put("/sys/class/dmi/id/sys_vendor", "Dell Inc.");
        assertThat(told())
                .isEqualTo(Map.of(
                        "emulated",
                        false,
                        "emulatedSign",
                        "the CPU's flags name no hypervisor, and the machine is not called QEMU"));
    }

    /** The NIC of a guest may be passed through; a machine that shows no flags or no name may be one. */
    @Test
    void whatNoSignTellsStaysOpen() {
        host.files.put(DEVICE + "subsystem_vendor", "0x8086");
        assertThat(told()).isEmpty();
        host.files.put("/proc/cpuinfo", GUEST);
        host.files.put("/sys/class/dmi/id/sys_vendor", "Dell Inc.");
        assertThat(told()).isEmpty();
        host.files.put("/proc/cpuinfo", NO_GUEST);
        host.files.put("/sys/class/dmi/id/sys_vendor", "QEMU");
        assertThat(told()).isEmpty();
        host.files.remove("/sys/class/dmi/id/sys_vendor");
        assertThat(told()).isEmpty();
    }
}
