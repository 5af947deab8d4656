package dev.vfgap.scenarios.device;

import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.bundle.MachineRefusedException;
import dev.vfgap.replay.probe.ProbeJudgement.Usable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of device records, each a {@code .json} file. */
public final class DeviceCatalogue {

    private final List<DeviceRecord> records;

    private DeviceCatalogue(List<DeviceRecord> records) {
        this.records = List.copyOf(records);
    }

    /**
     * Reads all records of a folder.
     *
     * @throws BadInputException when there is no such folder, or a file of it is no record
     * @throws MachineRefusedException when the machine does not let it be read
     */
    public static DeviceCatalogue read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new BadInputException(InputProblem.ofFile(
                    folder.toString(),
                    "there is no such catalogue folder",
                    "\"vfgap probe judge --catalogue DIR\" makes one"));
        }
        try (Stream<Path> files = Files.list(folder)) {
            return new DeviceCatalogue(files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(DeviceRecord::read)
                    .toList());
        } catch (IOException e) {
            throw new MachineRefusedException(
                    InputProblem.ofFile(
                            folder.toString(), "cannot be read (" + e.getMessage() + ")", "check its rights"),
                    e);
        }
    }

    /** What a user of a NIC of this family should know of the marked devices that act as it does; a sentence each. */
    public List<String> warnings(NicFamily family) {
        return records.stream()
                .filter(device -> device.nic().equals(family.name()) && device.usable() != Usable.YES)
                .map(DeviceRecord::warning)
                .toList();
    }
}
