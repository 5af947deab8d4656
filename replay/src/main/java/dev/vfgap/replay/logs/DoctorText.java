package dev.vfgap.replay.logs;

import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.InputProblem;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The result of {@code doctor} for people. */
public final class DoctorText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** So many kinds of events are listed for a file. */
    private static final int MOST_COUNTS = 12;

    private final StringBuilder text = new StringBuilder();

    private DoctorText() {}

    /** The text, with its last line's end. */
    public static String of(Doctor doctor) {
        DoctorText writer = new DoctorText();
        doctor.lab().files().forEach(writer::file);
        if (doctor.lab().files().isEmpty()) {
            writer.line("The folder holds no file.");
        }
        writer.section("Clocks");
        doctor.clocks().forEach(sentence -> writer.line("  " + sentence));
        writer.section("What can be done");
        for (Analysis analysis : doctor.analyses()) {
            writer.line("  " + analysis.name() + ": " + analysis.state().name().toLowerCase(Locale.ROOT));
            analysis.lacks().forEach(lack -> writer.line("    " + lack));
        }
        if (!doctor.findings().isEmpty()) {
            writer.section("Findings");
            doctor.findings().forEach(finding -> writer.line("  " + finding));
        }
        return writer.text.toString();
    }

    private void section(String title) {
        line("");
        line(title);
    }

    private void line(String content) {
        text.append(content).append('\n');
    }

    private void file(LabFile file) {
        line(file.label() + ": " + what(file));
        file.log().ifPresent(this::log);
        file.capture().ifPresent(this::capture);
        file.problems().stream().map(InputProblem::sentence).forEach(problem -> line("  cannot be used: " + problem));
    }

    private static String what(LabFile file) {
        if (file.log().isPresent()) {
            return file.log().get().format().words() + where(file);
        }
        if (file.kind() == LabFile.Kind.CAPTURE) {
            return "a capture"
                    + file.point()
                            .map(point -> " at the " + point.name().toLowerCase(Locale.ROOT))
                            .orElse("") + host(file);
        }
        return file.kind().words();
    }

    private static String where(LabFile file) {
        return switch (file.place().machine()) {
            case GUEST ->
                ", of the guest"
                        + file.place().host().map(host -> " by way of " + host).orElse("");
            case PEER -> ", of the peer";
            case HOST -> file.place().host().map(host -> ", of host " + host).orElse("");
        };
    }

    private static String host(LabFile file) {
        return file.place().host().map(host -> " of " + host).orElse("");
    }

    private void log(ReadLog log) {
        line("  " + span(log) + ", to " + resolution(log.resolutionNanos()) + ", by "
                + log.clock().words());
        String counts = log.counts().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_COUNTS)
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
        int more = log.counts().size() - MOST_COUNTS;
        line("  " + (counts.isEmpty() ? "no event" : counts) + (more > 0 ? " and " + more + " more kinds" : ""));
        if (log.unreadLines() > 0) {
            line("  " + log.unreadLines() + " of " + log.lines() + " lines could not be read:");
            log.firstUnread()
                    .forEach(unread -> line("    line " + unread.line() + " " + unread.why() + ": " + unread.start()));
        }
        log.findings().forEach(this::finding);
    }

    private void finding(Finding finding) {
        line("  " + finding.text());
    }

    private void capture(CaptureSummary capture) {
        String span = capture.packets() == 0
                ? "no frame"
                : time(capture.firstNanos()) + " to " + time(capture.lastNanos()) + " UTC";
        line("  " + span + ", to " + resolution(capture.resolutionNanos()) + "; " + capture.packets() + " frames, "
                + capture.cutPackets() + " of them cut, the longest " + capture.longestBytes() + " bytes");
        capture.findings().forEach(this::finding);
    }

    private static String span(ReadLog log) {
        if (log.firstNanos().isEmpty()) {
            return "no stamp";
        }
        long first = log.firstNanos().getAsLong();
        long last = log.lastNanos().getAsLong();
        return log.clock().isRealtime()
                ? time(first) + " to " + time(last) + " UTC"
                : String.format(Locale.ROOT, "%.6f s to %.6f s since boot", first / 1e9, last / 1e9);
    }

    private static String time(long nanos) {
        return TIME.format(Instant.ofEpochSecond(0, nanos));
    }

    private static String resolution(long nanos) {
        return nanos >= 1_000_000_000 ? "1 s" : nanos >= 1_000_000 ? "1 ms" : nanos >= 1_000 ? "1 us" : "1 ns";
    }
}
