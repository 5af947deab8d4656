package dev.vfgap.replay.probe;

import dev.vfgap.models.frame.Mac;
import dev.vfgap.replay.probe.ProbeEvidence.Shows;
import dev.vfgap.replay.probe.ProbeEvidence.Witness;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The verdict of one probe with its reasons, what avoids the loss, and which probe would tell what is open. */
final class ProbeReasons {

    private ProbeReasons() {}

    /**
     * What one bundle's frames say.
     *
     * <p>Frames that are lost only after the VF has received, and came to the PF before, are no early filter: the driver leaves
     * its filter behind.
     */
    static ProbeVerdict verdict(ProbeEvidence one) {
        if (!one.obstacles().isEmpty()) {
            return ProbeVerdict.UNDECIDED;
        }
        if (contradiction(one).isPresent()) {
            return ProbeVerdict.UNDECIDED;
        }
        boolean atPf = !one.witnesses(Shows.AT_PF).isEmpty();
        boolean lost = !one.witnesses(Shows.LOST).isEmpty();
        if (one.isSwitchdev() && (atPf || lost)) {
            return ProbeVerdict.SWITCHDEV;
        }
        if (one.witnesses(Shows.LOST).stream().anyMatch(witness -> !witness.afterVf())) {
            return ProbeVerdict.EARLY;
        }
        boolean atPfBefore = one.witnesses(Shows.AT_PF).stream().anyMatch(witness -> !witness.afterVf());
        boolean unclear = !one.witnesses(Shows.INTERRUPTED).isEmpty()
                || !one.witnesses(Shows.NOT_WATCHED).isEmpty();
        return atPfBefore && one.vfReceived() && !unclear ? ProbeVerdict.LATE : ProbeVerdict.UNDECIDED;
    }

    /** The reasons of a bundle's verdict, a clause each. */
    static List<String> of(ProbeEvidence one, ProbeVerdict verdict) {
        if (!one.obstacles().isEmpty()) {
            return one.obstacles();
        }
        return switch (verdict) {
            case EARLY -> early(one);
            case LATE -> late(one);
            case SWITCHDEV ->
                List.of(
                        "the host says that the NIC is in switchdev mode, where rules decide, and not the VF's address; while"
                                + " the VF had the address and could not receive, frames "
                                + (one.witnesses(Shows.LOST).isEmpty() ? "came to the PF" : "were lost"));
            case UNDECIDED -> open(one);
        };
    }

    private static List<String> early(ProbeEvidence one) {
        List<String> reasons = new ArrayList<>();
        Witness lost = one.witnesses(Shows.LOST).stream()
                .filter(witness -> !witness.afterVf())
                .findFirst()
                .orElseThrow();
        reasons.add(lostReason(one, lost));
        one.witnesses(Shows.LOST).stream()
                .filter(witness -> isPfFirst(one, witness))
                .findFirst()
                .ifPresent(held -> reasons.add("the PF's own entry does not keep them: in step " + name(one, held)
                        + " it has one, made before the VF had the address"));
        one.witnesses(Shows.AT_PF).stream()
                .filter(witness -> witness.state().vfReset())
                .findFirst()
                .ifPresent(reset -> reasons.add("after a function reset, in step " + name(one, reset)
                        + ", they are at the PF again: the reset removes the filter"));
        return reasons;
    }

    private static List<String> late(ProbeEvidence one) {
        List<Witness> seen = one.witnesses(Shows.AT_PF);
        List<String> reasons = new ArrayList<>();
        reasons.add("frames came to the PF, which "
                + seen.get(0).state().pfAsks().words() + ", in "
                + count(one, seen) + " in which the VF had the address and could not receive (" + names(one, seen)
                + "), and to the VF when it could");
        one.witnesses(Shows.LOST).stream()
                .findFirst()
                .ifPresent(lost ->
                        reasons.add("but after the VF has received its filter stays: " + lostReason(one, lost)));
        return reasons;
    }

    /** How many steps that is, and whether those are all in which anything could be seen. */
    private static String count(ProbeEvidence one, List<Witness> seen) {
        long steps = seen.stream().mapToInt(Witness::step).distinct().count();
        long all = one.witnesses().stream().mapToInt(Witness::step).distinct().count();
        return steps < all ? steps + " of the " + all + " steps" : steps == 1 ? "the step" : "all " + steps + " steps";
    }

    private static String names(ProbeEvidence one, List<Witness> witnesses) {
        Set<String> names = new LinkedHashSet<>();
        witnesses.forEach(witness -> names.add(name(one, witness)));
        return String.join(", ", names);
    }

    private static String name(ProbeEvidence one, Witness witness) {
        return one.bundle().steps().get(witness.step()).name();
    }

    private static String lostReason(ProbeEvidence one, Witness lost) {
        String control = one.bundle().steps().get(lost.control().orElseThrow()).name();
        return "in step " + name(one, lost) + " the VF has the address and cannot receive, and the frames of "
                + one.bundle().streams().get(lost.stream()).name() + " are nowhere; in step " + control
                + ", without the address at the VF, they are at the PF, which "
                + lost.state().pfAsks().words();
    }

    private static Optional<Witness> first(ProbeEvidence one, Shows kind) {
        return one.witnesses(kind).stream().findFirst();
    }

    private static List<String> open(ProbeEvidence one) {
        List<String> reasons = new ArrayList<>();
        contradiction(one)
                .ifPresent(both -> reasons.add("in step " + name(one, both.lost())
                        + " the VF has the address and cannot receive, and the frames of "
                        + one.bundle().streams().get(both.lost().stream()).name() + " are nowhere; in step "
                        + name(one, both.atPf())
                        + ", in which PF and VF are the same by the commands, they are at the PF: the PF's capture was blind for a"
                        + " while, or a command between them moves the filter"));
        first(one, Shows.HELD_BY_PF)
                .ifPresent(held -> reasons.add("the PF holds the MAC too (step " + name(one, held)
                        + "), so its frames come to the PF with either kind of driver"));
        first(one, Shows.NO_CONTROL)
                .ifPresent(
                        open -> reasons.add("the control fails: without the address at the VF no frame comes to the PF"
                                + " either, so that none does in step " + name(one, open) + " shows nothing"));
        first(one, Shows.INTERRUPTED)
                .ifPresent(cut ->
                        reasons.add("the stream was interrupted in the settled second of step " + name(one, cut)));
        first(one, Shows.NOT_WATCHED)
                .ifPresent(end -> reasons.add("whether the PF's capture ran in step " + name(one, end)
                        + " is not known: it lacks the frames that should have come to the PF before it or after it"));
        first(one, Shows.LOST)
                .filter(Witness::afterVf)
                .ifPresent(lost -> reasons.add("frames were lost in step " + name(one, lost)
                        + ", after the VF had received, but no step before it shows where they went until then"));
        if (!one.witnesses(Shows.AT_PF).isEmpty() && !one.vfReceived()) {
            String empty = one.isWithoutPackets(ProbePoint.At.VF)
                    ? "; its capture holds no packet at all, so nothing shows that it ran"
                    : "";
            reasons.add(
                    one.vfWasUp()
                            ? "frames came to the PF while the VF could not receive, but not to the VF when it was up: its"
                                    + " filter does not work, or the NIC is in switchdev mode" + empty
                            : "frames came to the PF while the VF could not receive, but the VF was never up: nothing shows"
                                    + " that its filter works");
        }
        if (reasons.isEmpty()) {
            reasons.add(nothing(one));
        }
        return reasons;
    }

    /** Why no step is of use at all. */
    private static String nothing(ProbeEvidence one) {
        boolean held = one.states().stream().anyMatch(state -> state.vfHolds() && !state.vfReceives() && state.pfUp());
        if (!held) {
            return "there is no step in which the VF has the address and cannot receive, and the PF is up";
        }
        return one.witnesses().isEmpty()
                ? "no stream is in the VLAN of the VF"
                : "frames came to the PF only after the VF had received";
    }

    /** What avoids the loss, where a step shows that it does. */
    static Optional<String> remedy(ProbeVerdict verdict, List<ProbeEvidence> evidence) {
        List<ProbeEvidence> clear =
                evidence.stream().filter(one -> one.obstacles().isEmpty()).toList();
        String mac = clear.isEmpty() ? "" : Mac.format(clear.get(0).bundle().testMac());
        if (verdict == ProbeVerdict.EARLY && isHeld(clear)) {
            return Optional.of("bridge fdb add " + mac + " dev PF self before the VF's MAC is set, and bridge fdb del "
                    + mac + " dev PF self when the VF is up");
        }
        boolean staysBehind = verdict == ProbeVerdict.LATE
                && clear.stream().anyMatch(one -> !one.witnesses(Shows.LOST).isEmpty());
        return staysBehind
                ? Optional.of("ip link set PF vf N mac 00:00:00:00:00:00 once the VF is down")
                : Optional.empty();
    }

    /**
     * Whether the PF's own entry keeps the frames with it, and never failed to. What counts is that the PF asked for the address
     * before the VF had it: a NIC may serve whoever asked last, so the other order shows nothing of this one. And the VF must have received when
     * it was up, or the entry may be all that has an effect.
     */
    private static boolean isHeld(List<ProbeEvidence> evidence) {
        return isPfFirst(evidence.stream().filter(ProbeEvidence::vfReceived).toList(), Shows.HELD_BY_PF)
                && !isPfFirst(evidence, Shows.LOST);
    }

    private static boolean isPfFirst(List<ProbeEvidence> evidence, Shows kind) {
        return evidence.stream()
                .anyMatch(one -> one.witnesses(kind).stream().anyMatch(witness -> isPfFirst(one, witness)));
    }

    /** Whether the PF has asked for the address itself from before the VF had it until the step of a witness. */
    private static boolean isPfFirst(ProbeEvidence one, Witness witness) {
        int step = witness.step();
        while (step >= 0 && one.states().get(step).vfHolds() && asksForAddress(one, step)) {
            step--;
        }
        return step >= 0 && step < witness.step() && !one.states().get(step).vfHolds() && asksForAddress(one, step);
    }

    private static boolean asksForAddress(ProbeEvidence one, int step) {
        return one.states().get(step).pfAsks() == ProbeState.PfAsks.ADDRESS;
    }

    /**
     * Two steps that say the opposite.
     *
     * @param lost one in which the frames are nowhere
     * @param atPf one in which they are at the PF
     */
    private record Contradiction(Witness lost, Witness atPf) {}

    /**
     * Steps in which PF and VF are the same by the commands, but the frames of a stream are first lost and then at the PF: no
     * driver takes a filter back by itself. The other way round one may set it, as it is bound.
     */
    private static Optional<Contradiction> contradiction(ProbeEvidence one) {
        for (Witness lost : one.witnesses(Shows.LOST)) {
            for (Witness other : one.witnesses(Shows.AT_PF)) {
                if (lost.stream() == other.stream()
                        && lost.step() < other.step()
                        && lost.afterVf() == other.afterVf()
                        && isSameFrom(one, lost, other)) {
                    return Optional.of(new Contradiction(lost, other));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether PF and VF are the same in two steps and in each between them: a PF that goes down and up may lose its filters. */
    private static boolean isSameFrom(ProbeEvidence one, Witness lost, Witness atPf) {
        return one.states().subList(lost.step(), atPf.step() + 1).stream().allMatch(lost.state()::equals);
    }

    /** Which probe would tell what is open; empty when nothing is. */
    static Optional<String> wouldDecide(
            ProbeVerdict verdict, boolean contradiction, Optional<String> remedy, List<ProbeEvidence> evidence) {
        List<ProbeEvidence> clear =
                evidence.stream().filter(one -> one.obstacles().isEmpty()).toList();
        if (verdict == ProbeVerdict.EARLY && remedy.isEmpty() && !isPfFirst(clear, Shows.LOST)) {
            return Optional.of(
                    "variant remedy: whether the PF's own entry, made before the VF's MAC is set, keeps the frames with the PF until the VF"
                            + " receives");
        }
        if (verdict != ProbeVerdict.UNDECIDED) {
            return Optional.empty();
        }
        if (contradiction) {
            return Optional.of(
                    "variant bridge again, on one device, with its driver, firmware and PCI id in the manifest");
        }
        if (clear.stream().anyMatch(one -> contradiction(one).isPresent())) {
            return Optional.of("the same probe again: a driver does the same each time, a capture is not blind twice");
        }
        boolean blocked = clear.isEmpty();
        return Optional.of(
                blocked
                        ? "the same probe with frames from outside, and PF, VF and wire captured on one clock with the events"
                        : "variant bridge or promiscuous, with the VF brought up and down and its MAC cleared at the end: the PF gets"
                                + " everything and does not hold the address");
    }
}
