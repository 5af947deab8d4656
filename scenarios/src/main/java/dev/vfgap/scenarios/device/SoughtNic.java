package dev.vfgap.scenarios.device;

import dev.vfgap.models.lab.GuestNic;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.probe.ProbeDevice;
import dev.vfgap.scenarios.config.Profile;
import dev.vfgap.scenarios.config.ProfileFile;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.scenarios.library.Nics;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A NIC that a catalogue is asked for: a built-in family, or a device by what is known of it.
 *
 * @param words what it is called where it was named
 * @param family the built-in family; empty for a device
 * @param device what is known of the device; empty for a family, and for a profile that names none
 */
public record SoughtNic(String words, Optional<String> family, Optional<ProbeDevice> device) {

    /** The NIC of a scenario's hosts; empty where a bridge stands for it. */
    public static Optional<SoughtNic> of(Scenario scenario) {
        String name = scenario.nic().orElse(scenario.primaryNic().usualNic());
        return name.equals(GuestNic.BRIDGE) ? Optional.empty() : Optional.of(named(name));
    }

    /**
     * The NIC of this name.
     *
     * @param nameOrPath a family, chip or driver, or the path of a profile with a {@code nic} section
     * @throws BadInputException when there is none
     */
    public static SoughtNic named(String nameOrPath) {
        String family = Nics.of(nameOrPath).name();
        if (!Scenario.isPath(nameOrPath)) {
            return new SoughtNic(family, Optional.of(family), Optional.empty());
        }
        Profile profile = ProfileFile.read(Path.of(nameOrPath), Catalogue.all());
        return new SoughtNic("profile " + profile.name(), Optional.empty(), profile.device());
    }

    /**
     * The device of a PCI id.
     *
     * @param pciId vendor and device in hexadecimal, {@code 8086:10c9}
     * @throws BadInputException when it is none
     */
    public static SoughtNic device(String pciId) {
        if (!pciId.matches(ProfileFile.PCI_ID)) {
            throw new BadInputException(InputProblem.ofFile(
                    "--device " + pciId, "is no PCI id", "write vendor and device as lspci -n shows them: 8086:10c9"));
        }
        return new SoughtNic(
                pciId,
                Optional.empty(),
                Optional.of(new ProbeDevice(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(pciId),
                        Optional.empty())));
    }

    /** Whether a catalogue can be asked for it at all. */
    public boolean isKnown() {
        return family.isPresent() || device.isPresent();
    }

    /** Whether a record is of this NIC: of a family that acts as it did, or of this device as far as both are known. */
    boolean isOf(DeviceRecord record) {
        if (family.isPresent()) {
            return record.nic().equals(family.get());
        }
        return device.isPresent() && same(device.get(), record.device());
    }

    private static boolean same(ProbeDevice one, ProbeDevice other) {
        boolean comparable = one.pciId().isPresent() && other.pciId().isPresent()
                || one.driver().isPresent() && other.driver().isPresent();
        return comparable
                && agree(
                        one.pciId().map(id -> id.toLowerCase(Locale.ROOT)),
                        other.pciId().map(id -> id.toLowerCase(Locale.ROOT)))
                && agree(one.driver(), other.driver())
                && agree(one.emulated(), other.emulated());
    }

    private static <T> boolean agree(Optional<T> one, Optional<T> other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    /** Whether a record is of this driver version too. */
    boolean isOfVersion(DeviceRecord record) {
        return device.flatMap(ProbeDevice::version)
                .filter(version -> Optional.of(version).equals(record.device().version()))
                .isPresent();
    }
}
