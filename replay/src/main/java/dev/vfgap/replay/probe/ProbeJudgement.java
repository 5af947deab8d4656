package dev.vfgap.replay.probe;

import dev.vfgap.models.frame.Mac;
import dev.vfgap.replay.probe.ProbeEvidence.Shows;
import dev.vfgap.replay.probe.ProbeEvidence.Witness;
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
     * @param lostFrames frames seen nowhere that the NIC had accepted, as far as that was captured
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
            ProbeVerdict verdict = of(one);
            if (verdict != ProbeVerdict.UNDECIDED) {
                verdicts.add(verdict);
                decided++;
            }
            reasons(one, verdict).forEach(reason -> because.add(one.bundle().name() + ": " + reason));
        }
        List<LossWindow> windows = evidence.stream()
                .filter(one -> one.obstacles().isEmpty())
                .flatMap(one -> windows(one).stream())
                .toList();
        ProbeVerdict verdict = verdicts.size() == 1 ? verdicts.iterator().next() : ProbeVerdict.UNDECIDED;
        if (verdicts.size() > 1) {
            because.add("the probes contradict each other: is it one device and one driver?");
        }
        boolean held = evidence.stream()
                .anyMatch(one -> one.obstacles().isEmpty()
                        && !one.witnesses(Shows.HELD_BY_PF).isEmpty());
        boolean early = verdict == ProbeVerdict.EARLY;
        long mac = evidence.isEmpty() ? 0 : evidence.get(0).bundle().testMac();
        return new ProbeJudgement(
                evidence,
                verdict,
                usable(verdict, held),
                confidence(verdict, windows.size(), decided),
                because,
                verdict == ProbeVerdict.UNDECIDED ? registers(evidence) : Optional.empty(),
                early ? windows : List.of(),
                early && held
                        ? Optional.of(
                                "bridge fdb add " + Mac.format(mac) + " dev PF self before the VF's MAC is set, and"
                                        + " bridge fdb del " + Mac.format(mac) + " dev PF self when the VF is up")
                        : Optional.empty(),
                wouldDecide(verdict, held, evidence));
    }

    private static Usable usable(ProbeVerdict verdict, boolean held) {
        return switch (verdict) {
            case LATE -> Usable.YES;
            case EARLY -> held ? Usable.WITH_CARE : Usable.NO;
            case SWITCHDEV, UNDECIDED -> Usable.WITH_CARE;
        };
    }

    private static Confidence confidence(ProbeVerdict verdict, int windows, int decided) {
        if (verdict == ProbeVerdict.UNDECIDED) {
            return Confidence.NONE;
        }
        int agreeing = Math.max(windows, decided);
        return agreeing >= MANY_WINDOWS ? Confidence.HIGH : agreeing > 1 ? Confidence.MEDIUM : Confidence.LOW;
    }

    /** What one bundle's frames say. */
    private static ProbeVerdict of(ProbeEvidence one) {
        if (!one.obstacles().isEmpty()) {
            return ProbeVerdict.UNDECIDED;
        }
        if (!one.witnesses(Shows.LOST).isEmpty()) {
            return ProbeVerdict.EARLY;
        }
        if (one.witnesses(Shows.AT_PF).isEmpty()) {
            return ProbeVerdict.UNDECIDED;
        }
        if (one.isSwitchdev()) {
            return ProbeVerdict.SWITCHDEV;
        }
        return one.vfReceived() ? ProbeVerdict.LATE : ProbeVerdict.UNDECIDED;
    }

    private static List<String> reasons(ProbeEvidence one, ProbeVerdict verdict) {
        if (!one.obstacles().isEmpty()) {
            return one.obstacles();
        }
        List<String> reasons = new ArrayList<>();
        switch (verdict) {
            case EARLY -> first(one, Shows.LOST).ifPresent(lost -> reasons.add(lostReason(one, lost)));
            case LATE ->
                reasons.add("frames came to the PF, which " + asks(one) + ", in all "
                        + one.witnesses(Shows.AT_PF).size()
                        + " steps in which the VF had the address and could not receive, and to the VF when it could");
            case SWITCHDEV ->
                reasons.add("the host says that the NIC is in switchdev mode, and frames came to the PF while the"
                        + " VF had the address");
            case UNDECIDED -> reasons.addAll(open(one));
        }
        return reasons;
    }

    private static String asks(ProbeEvidence one) {
        return one.witnesses(Shows.AT_PF).get(0).state().pfAsks().words();
    }

    private static Optional<Witness> first(ProbeEvidence one, Shows kind) {
        return one.witnesses(kind).stream().findFirst();
    }

    private static String lostReason(ProbeEvidence one, Witness lost) {
        String control = one.bundle().steps().get(lost.control().orElseThrow()).name();
        return "in step " + one.bundle().steps().get(lost.step()).name()
                + " the VF has the address and cannot receive, and"
                + " the frames of " + one.bundle().streams().get(lost.stream()).name()
                + " are nowhere; in step " + control + ", without the address at the VF, they are at the PF, which "
                + lost.state().pfAsks().words();
    }

    private static List<String> open(ProbeEvidence one) {
        List<String> reasons = new ArrayList<>();
        first(one, Shows.HELD_BY_PF)
                .ifPresent(held -> reasons.add("the PF holds the MAC too (step "
                        + one.bundle().steps().get(held.step()).name()
                        + "), so its frames come to the PF with either kind of driver"));
        first(one, Shows.NO_CONTROL)
                .ifPresent(
                        open -> reasons.add("the control fails: without the address at the VF no frame comes to the PF"
                                + " either, so that none does in step "
                                + one.bundle().steps().get(open.step()).name() + " shows nothing"));
        first(one, Shows.INTERRUPTED)
                .ifPresent(cut -> reasons.add("the stream was interrupted in the settled second of step "
                        + one.bundle().steps().get(cut.step()).name()));
        if (!one.witnesses(Shows.AT_PF).isEmpty()) {
            reasons.add(
                    one.vfWasUp()
                            ? "frames came to the PF while the VF could not receive, but not to the VF when it was up: its"
                                    + " filter does not work, or the NIC is in switchdev mode"
                            : "frames came to the PF while the VF could not receive, but the VF was never up: nothing shows"
                                    + " that its filter works");
        }
        if (reasons.isEmpty()) {
            reasons.add("there is no step in which the VF has the address and cannot receive");
        }
        return reasons;
    }

    private static Optional<ProbeVerdict> registers(List<ProbeEvidence> evidence) {
        int lead = evidence.stream().mapToInt(ProbeEvidence::registersLead).sum();
        int dumped = evidence.stream().mapToInt(ProbeEvidence::registersDumped).sum();
        if (dumped == 0) {
            return Optional.empty();
        }
        return Optional.of(lead > 0 ? ProbeVerdict.EARLY : ProbeVerdict.LATE);
    }

    private static Optional<String> wouldDecide(ProbeVerdict verdict, boolean held, List<ProbeEvidence> evidence) {
        if (verdict == ProbeVerdict.EARLY && !held) {
            return Optional.of("variant fdb: whether the PF's own entry brings the frames back to it");
        }
        if (verdict != ProbeVerdict.UNDECIDED) {
            return Optional.empty();
        }
        boolean blocked = evidence.stream().allMatch(one -> !one.obstacles().isEmpty());
        return Optional.of(
                blocked
                        ? "the same probe with frames from outside, and PF, VF and wire captured on one clock"
                        : "variant bridge or promisc, with the VF brought up and down: the PF gets everything and does not"
                                + " hold the address");
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
