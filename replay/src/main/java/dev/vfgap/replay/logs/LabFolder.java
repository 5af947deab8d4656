package dev.vfgap.replay.logs;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.InputFiles;
import dev.vfgap.replay.bundle.InputProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of a lab, each recognised by what it holds; its name only says where it was written. The files of a ring are one,
 * named by their pattern.
 *
 * @param folder the folder
 * @param notes what the lab says of its files
 * @param files its files, by name
 */
public record LabFolder(Path folder, LabNotes notes, List<LabFile> files) {
    private static final int MOST_FILES = 1_000;
    private static final int DEEPEST = 3;

    private static final Set<Integer> CAPTURE_MAGICS = Set.of(
            0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1, 0xa1b2cd34, 0x34cdb2a1, 0xa1e2cb12, 0x12cbe2a1, 0x0a0d0d0a);

    public LabFolder {
        files = List.copyOf(files);
    }

    /**
     * Reads all files of a folder. A file that cannot be used keeps its problem; the others are read.
     *
     * @throws BadInputException when there is no such folder
     * @throws dev.vfgap.replay.bundle.MachineRefusedException when the machine does not let it be read
     */
    public static LabFolder read(Path folder, LabNotes notes) {
        List<LabFile> files = new ArrayList<>();
        for (Path path : RingNames.of(notes).joined(folder, paths(folder))) {
            files.addAll(of(folder, path, notes));
        }
        return new LabFolder(folder, notes, files);
    }

    private static List<Path> paths(Path folder) {
        if (!Files.isDirectory(folder)) {
            if (Files.isRegularFile(folder)) {
                throw new BadInputException(InputProblem.ofFile(
                        folder.toString(), "is a file, not a folder", "give the folder that holds the lab's files"));
            }
            InputFiles.open(folder, folder.toString());
        }
        try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
            List<Path> paths = all.filter(
                            path -> !String.valueOf(path.getFileName()).startsWith("."))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .limit(MOST_FILES + 1L)
                    .toList();
            if (paths.size() > MOST_FILES) {
                throw new BadInputException(InputProblem.ofFile(
                        folder.toString(), "holds more than " + MOST_FILES + " files", "give the folder of one run"));
            }
            return paths;
        } catch (UncheckedIOException e) {
            throw InputFiles.problem(e.getCause(), folder.toString());
        } catch (IOException e) {
            throw InputFiles.problem(e, folder.toString());
        }
    }

    /** A file; a capture of several interfaces once for each. */
    private static List<LabFile> of(Path folder, Path path, LabNotes notes) {
        LabFile whole = file(folder, path, notes, Optional.empty());
        List<String> interfaces =
                whole.capture().map(CaptureSummary::interfaces).orElse(List.of());
        return interfaces.size() < 2
                ? List.of(whole)
                : interfaces.stream()
                        .map(one -> file(folder, path, notes, Optional.of(one)))
                        .toList();
    }

    private static LabFile file(Path folder, Path path, LabNotes notes, Optional<String> interfaceName) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        LabNotes.OfFile said = notes.of(name, interfaceName);
        PlaceName named = interfaceName
                .map(PlaceName::of)
                .map(ofInterface -> ofInterface.or(PlaceName.of(name)))
                .orElseGet(() -> PlaceName.of(name));
        Optional<LogPlace.Machine> machine = said.machine().or(named::machine);
        LogPlace place = new LogPlace(
                machine.orElse(LogPlace.Machine.HOST),
                said.host().or(named::host),
                said.zone().orElse(notes.zone()));
        LabFile file = new LabFile(
                path,
                name,
                interfaceName,
                LabFile.Kind.UNKNOWN,
                place,
                said.at().or(named::point),
                Optional.empty(),
                Optional.empty(),
                List.of());
        try {
            return recognised(file, said, machine.isPresent());
        } catch (BadInputException e) {
            return with(file, file.kind(), file.place(), Optional.empty(), Optional.empty(), e.problems());
        }
    }

    private static LabFile recognised(LabFile file, LabNotes.OfFile said, boolean machineKnown) {
        String own = file.path().getFileName().toString();
        if (file.name().equals(LabNotes.NAME) || own.equals(CaptureBundle.MANIFEST)) {
            return with(file, LabFile.Kind.NOTES, file.place(), Optional.empty(), Optional.empty(), List.of());
        }
        boolean isRing = InputFiles.isPattern(file.path());
        byte[] head = head(isRing ? InputFiles.matching(file.path()).get(0) : file.path());
        if (head.length >= 4 && CAPTURE_MAGICS.contains(magic(head))) {
            return capture(file);
        }
        if (isRing) {
            throw new BadInputException(InputProblem.ofFile(
                    file.path().toString(), "names several files, and the first is no capture", "name each file"));
        }
        if (isDeliveries(head)) {
            return with(file, LabFile.Kind.DELIVERIES, file.place(), Optional.empty(), Optional.empty(), List.of());
        }
        Optional<LogFormat> format =
                said.format().or(() -> LogReader.recognise(head, head.length < LogReader.HEAD_BYTES, file.place()));
        return format.isEmpty() ? file : log(file, format.get(), machineKnown);
    }

    private static LabFile capture(LabFile file) {
        try {
            return with(
                    file,
                    LabFile.Kind.CAPTURE,
                    file.place(),
                    Optional.empty(),
                    Optional.of(CaptureSummary.of(file.path(), file.path().toString(), file.interfaceName())),
                    List.of());
        } catch (BadInputException e) {
            return with(file, LabFile.Kind.CAPTURE, file.place(), Optional.empty(), Optional.empty(), e.problems());
        }
    }

    private static LabFile log(LabFile file, LogFormat format, boolean machineKnown) {
        LogPlace place = file.place();
        try {
            ReadLog log = LogReader.read(file.path(), file.path().toString(), format, place);
            LogPlace better = LogOrigin.of(log, place, machineKnown);
            if (!better.equals(place)) {
                log = LogReader.read(file.path(), file.path().toString(), format, better);
            }
            return with(file, LabFile.Kind.LOG, better, Optional.of(log), Optional.empty(), List.of());
        } catch (BadInputException e) {
            return with(file, LabFile.Kind.LOG, place, Optional.empty(), Optional.empty(), e.problems());
        }
    }

    private static LabFile with(
            LabFile file,
            LabFile.Kind kind,
            LogPlace place,
            Optional<ReadLog> log,
            Optional<CaptureSummary> capture,
            List<InputProblem> problems) {
        return new LabFile(
                file.path(), file.name(), file.interfaceName(), kind, place, file.point(), log, capture, problems);
    }

    private static byte[] head(Path path) {
        try (var in = LogLines.unpacked(InputFiles.open(path, path.toString()))) {
            return in.readNBytes(LogReader.HEAD_BYTES);
        } catch (IOException e) {
            throw InputFiles.problem(e, path.toString());
        }
    }

    private static int magic(byte[] head) {
        return (head[0] & 0xff) << 24 | (head[1] & 0xff) << 16 | (head[2] & 0xff) << 8 | head[3] & 0xff;
    }

    private static boolean isDeliveries(byte[] head) {
        String text = new String(head, 0, Math.min(head.length, 4_096), StandardCharsets.UTF_8);
        return text.startsWith("#") && text.contains("t0_ns=") && text.contains("dir,seq,tx_us,rx_us");
    }
}
