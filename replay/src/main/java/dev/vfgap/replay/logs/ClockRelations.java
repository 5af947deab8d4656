package dev.vfgap.replay.logs;

import dev.vfgap.models.frame.Host;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Says how the clocks that stamped a lab's files relate, and which files lie at another time than the rest. */
final class ClockRelations {
    private static final long SECOND = 1_000_000_000L;

    /** A log may begin or end so long before or after the captures. */
    private static final long NEAR_NANOS = 600 * SECOND;

    private static final long MINUTE = 60 * SECOND;
    private static final long QUARTER_HOUR = 900 * SECOND;

    /** Zones lie between UTC-12 and UTC+14. */
    private static final int MOST_QUARTERS = 56;

    private final LabFolder lab;
    private final List<String> sentences = new ArrayList<>();

    private ClockRelations(LabFolder lab) {
        this.lab = lab;
    }

    static List<String> of(LabFolder lab) {
        ClockRelations relations = new ClockRelations(lab);
        relations.tellHosts();
        relations.tellSinceBoot();
        relations.tellStrays();
        return relations.sentences;
    }

    private void tellHosts() {
        String kind = lab.notes().fields().path("clock").path("kind").asText("");
        Set<String> clocks = new LinkedHashSet<>();
        for (LabFile file : lab.files()) {
            boolean stamped = file.capture().isPresent() || file.log().isPresent();
            if (stamped) {
                clocks.add(ofMachine(file));
            }
        }
        clocks.remove("");
        if (clocks.size() < 2) {
            return;
        }
        String list = String.join(", ", clocks);
        if (kind.equals("single-host-realtime")) {
            sentences.add("The files are of " + list + "; one clock stamped them all, says the lab.");
        } else if (lab.notes().fields().path("clock").path("hosts").size() > 0) {
            sentences.add("The files are of " + list + "; how far their clocks are apart, the lab says.");
        } else {
            sentences.add(
                    "The files are of " + list + ", and nothing says how far their clocks are apart; they are taken to"
                            + " agree. Give clock in " + LabNotes.NAME + " (chronyc tracking shows the bound).");
        }
    }

    private static String ofMachine(LabFile file) {
        Optional<Host> host = file.place().host();
        return switch (file.place().machine()) {
            case PEER -> "the peer";
            case GUEST ->
                file.is(LogFormat.CONSOLE) ? host.map(name -> "host " + name).orElse("") : "the guest";
            case HOST -> host.map(name -> "host " + name).orElse("");
        };
    }

    private void tellSinceBoot() {
        for (LabFile file : lab.files()) {
            file.log().filter(log -> !log.clock().isRealtime()).ifPresent(log -> {
                boolean tied = lab.files().stream()
                        .anyMatch(other -> other.place().machine()
                                        == file.place().machine()
                                && other.place().host().equals(file.place().host())
                                && other.log().flatMap(ReadLog::pair).isPresent());
                sentences.add(file.label() + " is stamped by " + log.clock().words()
                        + (tied
                                ? "; the journal of the same machine ties it to realtime."
                                : "; nothing ties it to realtime (journalctl -o json of the same boot would)."));
            });
            if (file.is(LogFormat.CONSOLE)) {
                long links = file.log().orElseThrow().events().stream()
                        .filter(event ->
                                event.name().equals("link") && event.detail().has("mono_ns"))
                        .count();
                sentences.add(file.label() + ": " + links + " link lines carry the guest's own clock"
                        + (links > 0
                                ? " and tie it to the host's."
                                : ", so kernel lines are placed by their arrival."));
            }
        }
    }

    /** Files whose stamps lie far from the captures: of another run, or read in the wrong zone. */
    private void tellStrays() {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (LabFile file : lab.files()) {
            if (file.capture().filter(capture -> capture.packets() > 0).isPresent()) {
                first = Math.min(first, file.capture().get().firstNanos());
                last = Math.max(last, file.capture().get().lastNanos());
            }
        }
        if (first > last) {
            return;
        }
        for (LabFile file : lab.files()) {
            if (file.log().filter(log -> log.clock().isRealtime()).isPresent()) {
                tellStray(file, file.log().get(), first, last);
            }
        }
    }

    private void tellStray(LabFile file, ReadLog log, long first, long last) {
        if (log.firstNanos().isEmpty()) {
            return;
        }
        long from = log.firstNanos().getAsLong();
        long until = log.lastNanos().getAsLong();
        if (near(from, until, first, last, 0)) {
            return;
        }
        for (int quarters = 1; quarters <= MOST_QUARTERS; quarters++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                if (overlaps(from, until, first, last, sign * quarters * QUARTER_HOUR)) {
                    sentences.add(String.format(
                            Locale.ROOT,
                            "%s lies beside the captures, but would lie among them if it were %.2f h %s: its zone is wrong"
                                    + " (--zone, or zone in %s).",
                            file.label(),
                            quarters / 4.0,
                            sign > 0 ? "later" : "earlier",
                            LabNotes.NAME));
                    return;
                }
            }
        }
        sentences.add(file.label()
                + " lies more than ten minutes from all captures: it is of another run, or its clock is" + " wrong.");
    }

    private static boolean near(long from, long until, long first, long last, long shift) {
        return until + shift >= first - NEAR_NANOS && from + shift - NEAR_NANOS <= last;
    }

    private static boolean overlaps(long from, long until, long first, long last, long shift) {
        return until + shift >= first - MINUTE && from + shift - MINUTE <= last;
    }
}
