package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.config.Strategy;
import dev.vfgap.scenarios.device.DeviceCatalogue;
import dev.vfgap.scenarios.device.DevicePlan;
import dev.vfgap.scenarios.device.SoughtNic;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** {@code --catalogue} with {@code --nic} or {@code --device}: a device and its marks, for a verb without a scenario. */
final class DeviceOption {
    @Option(
            names = "--catalogue",
            paramLabel = "DIR",
            description = "Marked devices (\"vfgap probe judge --catalogue\"): the steps are ordered for the one that"
                    + " --nic or --device names.")
    private Path folder;

    @ArgGroup
    private Device device;

    /** Which device it is. */
    private static final class Device {
        @Option(
                names = "--nic",
                paramLabel = "NAME",
                description = "The hosts' NIC: a family, chip or driver, or the path of a profile.")
        private String nic;

        @Option(names = "--device", paramLabel = "VENDOR:DEVICE", description = "The hosts' NIC: its PCI id.")
        private String pciId;

        SoughtNic sought() {
            return nic == null ? SoughtNic.device(pciId) : SoughtNic.named(nic);
        }
    }

    boolean isGiven() {
        return folder != null || device != null;
    }

    /** What the mark of the device makes of a strategy; empty where no device is named. */
    Optional<DevicePlan> plan(Strategy strategy) {
        if (!isGiven()) {
            return Optional.empty();
        }
        if (folder == null) {
            throw bad(
                    device.nic == null ? "--device" : "--nic",
                    "names a device, and nothing says where its mark is",
                    "add --catalogue DIR");
        }
        DeviceCatalogue catalogue = DeviceCatalogue.read(folder);
        if (device == null) {
            throw bad(
                    "--catalogue " + folder,
                    "does not say which device it is",
                    "add --nic NAME, or --device with one of " + String.join(", ", catalogue.pciIds()));
        }
        SoughtNic sought = device.sought();
        if (!sought.isKnown()) {
            throw bad(
                    "--nic " + device.nic,
                    "is a profile that names no \"device\", by which a catalogue could be asked",
                    "\"vfgap probe judge --write-profile\" writes it; or use --device");
        }
        return Optional.of(DevicePlan.of(strategy, sought.words(), catalogue.marks(sought)));
    }

    private static BadInputException bad(String what, String message, String mend) {
        return new BadInputException(InputProblem.ofFile(what, message, mend));
    }
}
