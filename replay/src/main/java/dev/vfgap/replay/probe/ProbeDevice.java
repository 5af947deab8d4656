package dev.vfgap.replay.probe;

import java.util.Objects;
import java.util.Optional;

/**
 * The NIC that was probed, as far as the bundle tells.
 *
 * @param driver the PF's driver, such as {@code igb}
 * @param version the driver's version
 * @param firmware the firmware's
 * @param kernel the kernel it ran on
 * @param pciId vendor and device, {@code 8086:10c9}
 * @param emulated whether it is a model in a hypervisor instead of silicon
 */
public record ProbeDevice(
        Optional<String> driver,
        Optional<String> version,
        Optional<String> firmware,
        Optional<String> kernel,
        Optional<String> pciId,
        Optional<Boolean> emulated) {

    /** A NIC of which nothing is told. */
    public static final ProbeDevice UNKNOWN = new ProbeDevice(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public ProbeDevice {
        Objects.requireNonNull(driver, "driver");
        Objects.requireNonNull(emulated, "emulated");
    }

    /** The NIC in a few words for people. */
    public String words() {
        String what = emulated.map(is -> is ? "emulated " : "").orElse("");
        return driver.orElse("unknown driver") + version.map(v -> " " + v).orElse("") + " on "
                + (pciId.isPresent() ? what + pciId.get() : what + "hardware");
    }
}
