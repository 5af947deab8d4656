package dev.vfgap.scenarios.device;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.bundle.MachineRefusedException;
import dev.vfgap.replay.probe.ProbeJudgement.Usable;
import dev.vfgap.scenarios.config.NamedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of device records, each a {@code .json} file. */
public final class DeviceCatalogue {
    private static final String MISSING = "there is no such catalogue folder";
    private static final String MEND = "\"vfgap probe judge --catalogue DIR\" makes one";

    /** What a user has to know first: the worst, then the newest. */
    private static final Comparator<DeviceMark> SEVEREST_FIRST = Comparator.comparing(
                    (DeviceMark mark) -> List.of(Usable.NO, Usable.WITH_CARE, Usable.YES)
                            .indexOf(mark.device().usable()))
            .thenComparing(mark -> mark.device().date(), Comparator.reverseOrder())
            .thenComparing(DeviceMark::file);

    private final List<DeviceMark> marks;

    private DeviceCatalogue(List<DeviceMark> marks) {
        this.marks = List.copyOf(marks);
    }

    /**
     * Reads all records of a folder.
     *
     * @throws BadInputException when there is no such folder, or a file of it is no record
     * @throws MachineRefusedException when the machine does not let it be read
     */
    public static DeviceCatalogue read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new BadInputException(InputProblem.ofFile(folder.toString(), MISSING, MEND));
        }
        try (Stream<Path> files = Files.list(folder)) {
            return new DeviceCatalogue(files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(DeviceRecord::readMark)
                    .toList());
        } catch (IOException e) {
            throw new MachineRefusedException(
                    InputProblem.ofFile(
                            folder.toString(), "cannot be read (" + e.getMessage() + ")", "check its rights"),
                    e);
        }
    }

    /** The same of a folder that a file names: where there is none, the file is told with the line. */
    public static DeviceCatalogue read(NamedFolder named) {
        if (!Files.isDirectory(named.folder())) {
            throw new BadInputException(named.problem(named.folder() + ": " + MISSING, MEND));
        }
        return read(named.folder());
    }

    /**
     * The marks of a NIC, the severest first, of equal ones the newest; of a device whose driver's version is known those of
     * this version, where there are some.
     */
    public List<DeviceMark> marks(SoughtNic nic) {
        List<DeviceMark> all = marks.stream()
                .filter(mark -> nic.isOf(mark.device()))
                .sorted(SEVEREST_FIRST)
                .toList();
        List<DeviceMark> ofVersion =
                all.stream().filter(mark -> nic.isOfVersion(mark.device())).toList();
        return ofVersion.isEmpty() ? all : ofVersion;
    }

    /** The PCI ids that are marked, in order. */
    public List<String> pciIds() {
        return marks.stream()
                .flatMap(mark -> mark.device().device().pciId().stream())
                .distinct()
                .sorted()
                .toList();
    }
}
