package dev.vfgap.replay.logs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which files of a folder are one capture: those that a pattern in the notes matches, and those that are named as
 * {@code dumpcap -b} and {@code vfgap capture --ring} name theirs, {@code pf_00012_20261122204132.pcapng}.
 *
 * <p>Not modelled: rings named as {@code tcpdump -C -W} does, whose names are those of other files too; a pattern in the notes
 * names them.
 */
final class RingNames {
    private static final Pattern OF_DUMPCAP = Pattern.compile("(.*)_\\d{5}_\\d{14}(\\.(?:pcap|pcapng|cap)(?:\\.gz)?)");

    private final Map<String, Pattern> patterns = new LinkedHashMap<>();
    private final Set<String> named;

    private RingNames(Set<String> named) {
        this.named = named;
        for (String name : named) {
            if (name.indexOf('*') >= 0 || name.indexOf('?') >= 0) {
                String text = name.replace("*", "\\E[^/]*\\Q").replace("?", "\\E[^/]\\Q");
                patterns.put(name, Pattern.compile("\\Q" + text + "\\E"));
            }
        }
    }

    /** The rings that notes name, and those that are known by their names. */
    static RingNames of(LabNotes notes) {
        return new RingNames(notes.files().keySet());
    }

    /** The files of a folder, each ring as one path: a pattern where its first file was. */
    List<Path> joined(Path folder, List<Path> files) {
        Map<Path, Integer> counts = new LinkedHashMap<>();
        List<Path> ringOf = new ArrayList<>();
        for (Path file : files) {
            Path ring = ring(folder, file);
            ringOf.add(ring);
            counts.merge(ring, 1, Integer::sum);
        }
        Set<Path> joined = new LinkedHashSet<>();
        for (int i = 0; i < files.size(); i++) {
            boolean alone = counts.get(ringOf.get(i)) == 1 && !patterns.containsKey(name(folder, ringOf.get(i)));
            joined.add(alone ? files.get(i) : ringOf.get(i));
        }
        return List.copyOf(joined);
    }

    private Path ring(Path folder, Path file) {
        String name = name(folder, file);
        if (named.contains(name)) {
            return file;
        }
        for (Map.Entry<String, Pattern> one : patterns.entrySet()) {
            if (one.getValue().matcher(name).matches()) {
                return folder.resolve(one.getKey());
            }
        }
        Matcher matcher = OF_DUMPCAP.matcher(name);
        return matcher.matches()
                ? folder.resolve(matcher.group(1) + "_?????_" + "?".repeat(14) + matcher.group(2))
                : file;
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }
}
