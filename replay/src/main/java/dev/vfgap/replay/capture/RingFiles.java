package dev.vfgap.replay.capture;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputFiles;
import dev.vfgap.replay.bundle.InputProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the files of a ring and puts them in order of time, and says what their names tell of files that lack.
 *
 * <p>Names: {@code dumpcap -b} numbers its files from 1 and never begins again, {@code pf_00012_20261122204132.pcapng};
 * {@code tcpdump -C -W} numbers from 0 and begins again, {@code pf.pcap03}.
 */
final class RingFiles {

    private static final int MOST_FILES = 10_000;
    private static final Pattern OF_DUMPCAP = Pattern.compile(".*_(\\d{5,9})_\\d{14}(\\.[\\w.]*)?");
    private static final Pattern OF_TCPDUMP = Pattern.compile(".*\\D(\\d{1,9})");

    private RingFiles() {}

    /** One file and the stamp of its first packet; without packets the largest stamp that there is. */
    record RingFile(Path path, String shown, long firstNanos) {

        private String name() {
            return path.getFileName().toString();
        }
    }

    /**
     * The files that a path means.
     *
     * @throws BadInputException when a pattern matches none, or a file is no capture
     */
    static List<RingFile> of(Path path, String shown) {
        if (!InputFiles.isPattern(path)) {
            return List.of(new RingFile(path, shown, 0));
        }
        List<Path> found = InputFiles.matching(path);
        if (found.isEmpty() || found.size() > MOST_FILES) {
            String message = found.isEmpty() ? "no file has such a name" : "more than " + MOST_FILES + " files match";
            throw new BadInputException(InputProblem.ofFile(shown, message, "check the name"));
        }
        List<RingFile> files = new ArrayList<>();
        for (Path file : found) {
            String name = Path.of(shown).resolveSibling(file.getFileName()).toString();
            files.add(new RingFile(file, name, firstNanos(file, name)));
        }
        files.sort(Comparator.comparingLong(RingFile::firstNanos).thenComparing(RingFile::name));
        return files;
    }

    private static long firstNanos(Path file, String shown) {
        try (CaptureReader reader = CaptureReader.open(file, shown)) {
            while (reader.next()) {
                if (reader.hasStamp()) {
                    return reader.atNanos();
                }
            }
            return Long.MAX_VALUE;
        }
    }

    /** What the names of files in order of time say of files that lack; a sentence each. */
    static List<String> missing(List<RingFile> files) {
        List<String> told = new ArrayList<>();
        if (files.stream().allMatch(file -> OF_DUMPCAP.matcher(file.name()).matches())) {
            long before = 0;
            for (RingFile file : files) {
                long number = number(OF_DUMPCAP, file.name());
                if (number > before + 1) {
                    told.add("the ring has no files " + (before + 1) + " to " + (number - 1)
                            + (before == 0 ? ", which were overwritten or left out" : ", which were left out"));
                }
                before = number;
            }
        } else if (files.stream()
                .allMatch(file -> OF_TCPDUMP.matcher(file.name()).matches())) {
            long first = number(OF_TCPDUMP, files.get(0).name());
            boolean isRotated = files.stream().anyMatch(file -> number(OF_TCPDUMP, file.name()) < first);
            if (isRotated) {
                told.add("the ring has begun again: its oldest file is "
                        + files.get(0).name() + ", and what was captured before it was overwritten");
            }
        }
        return told;
    }

    private static long number(Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(name);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
