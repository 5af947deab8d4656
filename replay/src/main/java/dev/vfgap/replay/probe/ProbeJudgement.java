package dev.vfgap.replay.probe;

import dev.vfgap.replay.probe.ProbeEvidence.Shows;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What one or several probes of one device say of its driver, from frames alone; register dumps are a second witness, and are
 * named as such.
 *
 * @param evidence what each bundle shows
 * @param verdict when the driver leads a VF's MAC to the VF
 * @param usable whether VFs of the device can be a failover primary
 * @param confidence how sure it is
 * @param because the reasons, a clause each
 * @param registers what the registers say, where the frames do not tell and the registers were dumped
 * @param windows when frames were lost because of an early filter
 * @param remedy what avoids the loss, where it was shown to
 * @param wouldDecide which probe would tell what is open
 */
public record ProbeJudgement(
        List<ProbeEvidence> evidence,
        ProbeVerdict verdict,
        Usable usable,
        Confidence confidence,
        List<String> because,
        Optional<ProbeVerdict> registers,
        List<LossWindow> windows,
        Optional<String> remedy,
        Optional<String> wouldDecide) {

    /** Whether a device's VFs can be a failover primary. */
    public enum Usable {
        YES("yes"),
        NO("no"),
        /** With the remedy, or, where nothing is decided, with the steps for an early filter. */
        WITH_CARE("with-care");

        private final String word;

        Usable(String word) {
            this.word = word;
        }

        /** The word in results. */
        public String word() {
            return word;
        }
    }

    /** How sure a verdict is, by how many windows, streams and runs agree in it. */
    public enum Confidence {
        NONE,
        LOW,
        MEDIUM,
        HIGH
    }

    /**
     * A time in which frames of a stream were lost because of an early filter.
     *
     * @param bundle the bundle
     * @param stream the stream's name
     * @param fromStep the step whose command began it
     * @param untilStep the step whose command ended it; empty when the probe ended before
     * @param beganNanos the first lost frame, after the start of the command that began it; empty when the step's frames do
     *     not show it
     * @param lostFrames frames seen nowhere that the NIC had accepted, as far as that was captured, until the first that
     *     arrives in the step that ended it
     */
    public record LossWindow(
            String bundle,
            String stream,
            String fromStep,
            Optional<String> untilStep,
            OptionalLong beganNanos,
            int lostFrames) {}

    private static final int MANY_WINDOWS = 3;

    public ProbeJudgement {
        evidence = List.copyOf(evidence);
        because = List.copyOf(because);
        windows = List.copyOf(windows);
    }

    /** Judges probes of one device. */
    public static ProbeJudgement of(List<ProbeEvidence> evidence) {
        Set<ProbeVerdict> verdicts = EnumSet.noneOf(ProbeVerdict.class);
        List<String> because = new ArrayList<>();
        int decided = 0;
        for (ProbeEvidence one : evidence) {
            ProbeVerdict verdict = ProbeReasons.verdict(one);
            if (verdict != ProbeVerdict.UNDECIDED) {
                verdicts.add(verdict);
                decided++;
            }
            ProbeReasons.of(one, verdict)
                    .forEach(reason -> because.add(one.bundle().name() + ": " + reason));
        }
        List<LossWindow> windows = evidence.stream()
                .filter(one -> one.obstacles().isEmpty())
                .flatMap(one -> windows(one).stream())
                .toList();
        ProbeVerdict verdict = verdicts.size() == 1 ? verdicts.iterator().next() : ProbeVerdict.UNDECIDED;
        if (verdicts.size() > 1) {
            because.add("the probes contradict each other: is it one device and one driver?");
        }
        boolean decidedVerdict = verdict != ProbeVerdict.UNDECIDED;
        Optional<String> remedy = decidedVerdict ? ProbeReasons.remedy(verdict, evidence) : Optional.empty();
        return new ProbeJudgement(
                evidence,
                verdict,
                usable(verdict, remedy, windows),
                confidence(verdict, windows.size(), decided),
                because,
                decidedVerdict ? Optional.empty() : registers(evidence),
                verdict == ProbeVerdict.EARLY || verdict == ProbeVerdict.LATE ? windows : List.of(),
                remedy,
                ProbeReasons.wouldDecide(verdict, verdicts.size() > 1, remedy, evidence));
    }

    private static Usable usable(ProbeVerdict verdict, Optional<String> remedy, List<LossWindow> windows) {
        return switch (verdict) {
            case LATE -> windows.isEmpty() ? Usable.YES : Usable.WITH_CARE;
            case EARLY -> remedy.isPresent() ? Usable.WITH_CARE : Usable.NO;
            case SWITCHDEV, UNDECIDED -> Usable.WITH_CARE;
        };
    }

    private static Confidence confidence(ProbeVerdict verdict, int windows, int decided) {
        if (verdict == ProbeVerdict.UNDECIDED) {
            return Confidence.NONE;
        }
        int agreeing = Math.max(verdict == ProbeVerdict.EARLY ? windows : 0, decided);
        return agreeing >= MANY_WINDOWS ? Confidence.HIGH : agreeing > 1 ? Confidence.MEDIUM : Confidence.LOW;
    }

    private static Optional<ProbeVerdict> registers(List<ProbeEvidence> evidence) {
        int lead = evidence.stream().mapToInt(ProbeEvidence::registersLead).sum();
        int dumped = evidence.stream().mapToInt(ProbeEvidence::registersDumped).sum();
        if (dumped == 0) {
            return Optional.empty();
        }
        return Optional.of(lead > 0 ? ProbeVerdict.EARLY : ProbeVerdict.LATE);
    }

    /** Rows of steps whose frames are lost for one stream. */
    private static List<LossWindow> windows(ProbeEvidence one) {
        List<LossWindow> windows = new ArrayList<>();
        for (int stream = 0; stream < one.bundle().streams().size(); stream++) {
            int steps = one.bundle().steps().size();
            for (int from = 0; from < steps; from++) {
                int until = from;
                while (until < steps && isLost(one, until, stream)) {
                    until++;
                }
                if (until > from) {
                    windows.add(window(one, stream, from, until));
                    from = until;
                }
            }
        }
        return windows;
    }

    private static boolean isLost(ProbeEvidence one, int step, int stream) {
        return one.witnesses(Shows.LOST).stream()
                .anyMatch(witness -> witness.step() == step && witness.stream() == stream);
    }

    private static LossWindow window(ProbeEvidence one, int stream, int from, int until) {
        int lost = 0;
        for (int step = from; step < until; step++) {
            ProbeCounts.Cell cell = one.counts().cell(step, stream);
            lost += cell.frames(ProbePath.NONE) - cell.notAcceptedFrames().orElse(0);
        }
        if (until < one.bundle().steps().size()) {
            lost += one.firstLostFrames(until, stream);
        }
        Optional<ProbeCourse.Change> began = one.course().leg(from, stream).change();
        return new LossWindow(
                one.bundle().name(),
                one.bundle().streams().get(stream).name(),
                one.bundle().steps().get(from).name(),
                until < one.bundle().steps().size()
                        ? Optional.of(one.bundle().steps().get(until).name())
                        : Optional.empty(),
                began.map(change -> OptionalLong.of(change.firstNewNanos())).orElse(OptionalLong.empty()),
                lost);
    }
}
