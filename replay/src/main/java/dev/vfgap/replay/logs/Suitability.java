package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Place;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.RecordedEvent;
import dev.vfgap.replay.logs.Analysis.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Judges for which analyses a lab's files suffice, and says what is missing for which. */
final class Suitability {
    private final LabFolder lab;
    private final ObjectNode said;
    private final List<RecordedEvent> events;
    private final Optional<String> noStream;

    private Suitability(LabFolder lab, OptionalLong guestMac) {
        this.lab = lab;
        this.said = lab.notes().fields();
        this.events = EventMerge.of(lab).events();
        this.noStream = noStream(lab, guestMac);
    }

    /** The analyses in the order in which one does them. */
    static List<Analysis> of(LabFolder lab, OptionalLong guestMac) {
        Suitability suitability = new Suitability(lab, guestMac);
        return List.of(suitability.account(), suitability.replay(), suitability.calibrate(), suitability.validate());
    }

    private static Optional<String> noStream(LabFolder lab, OptionalLong guestMac) {
        if (lab.notes().fields().has("guest") && lab.notes().fields().has("peer")) {
            return Optional.empty();
        }
        try {
            StreamEnds.find(lab, guestMac);
            return Optional.empty();
        } catch (BadInputException e) {
            return Optional.of(
                    e.problems().get(0).message() + "; " + e.problems().get(0).mend());
        }
    }

    private Analysis account() {
        List<String> needed = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        if (lab.files().stream().noneMatch(file -> file.capture().isPresent())) {
            needed.add("There is no capture that can be read, so nothing shows a frame.");
        } else {
            noStream.ifPresent(why -> needed.add("The stream is not known: " + why + "."));
        }
        lackingEnds(wanted);
        lab.files().stream()
                .filter(file -> file.capture().isPresent() && unplaced(file))
                .forEach(file ->
                        wanted.add(file.label() + " is a capture of which is not known where it was made; name it"
                                + " for its host and point, or say so in " + LabNotes.NAME + "."));
        return judged("account", needed, wanted);
    }

    private void lackingEnds(List<String> wanted) {
        boolean deliveries = lab.files().stream().anyMatch(file -> file.kind() == LabFile.Kind.DELIVERIES);
        if (!deliveries && !hasPoint(Place.Kind.GUEST)) {
            wanted.add(
                    "Neither a capture in the guest nor a delivery file says which frames the guest received: the loss"
                            + " towards the guest is only bounded.");
        }
        if (!deliveries && !hasPoint(Place.Kind.PEER)) {
            wanted.add(
                    "No capture at the peer says which frames were sent and which arrived there: frames that no other"
                            + " capture saw are known only by gaps in their numbers.");
        }
    }

    private static boolean unplaced(LabFile file) {
        boolean end = file.point().isPresent()
                && (file.point().get() == Place.Kind.PEER || file.point().get() == Place.Kind.GUEST);
        return file.point().isEmpty() || !end && file.place().host().isEmpty();
    }

    private boolean hasPoint(Place.Kind kind) {
        return lab.files().stream()
                .anyMatch(file -> file.capture().isPresent()
                        && file.point().filter(kind::equals).isPresent());
    }

    private Analysis replay() {
        List<String> needed = new ArrayList<>(
                account().state() == State.IMPOSSIBLE
                        ? List.of("Nothing says when frames were sent (see account).")
                        : List.of());
        List<String> wanted = new ArrayList<>();
        if (events.isEmpty()) {
            needed.add("No log tells of a control event, so there is nothing to replay.");
        }
        lackingQmp(wanted);
        lackingGuest(wanted);
        if (!any(event -> event.source().equals("driver") && event.name().startsWith("filter"))) {
            wanted.add("Nothing tells when the NIC's filter was moved; write events such as filterA_standby of source"
                    + " driver as CSV, with done_ns for the command's end.");
        }
        if (!said.has("initial")) {
            wanted.add("The state before the first event is not said (initial in " + LabNotes.NAME
                    + "); it is concluded from the events.");
        }
        if (!said.has("environment")) {
            wanted.add("Hot-plug method, primary NIC and queue lengths are not said (environment in " + LabNotes.NAME
                    + "); defaults are taken.");
        }
        return judged("replay", needed, wanted);
    }

    private void lackingQmp(List<String> wanted) {
        for (Host host : Host.values()) {
            String source = "qmp-" + host;
            if (!any(event -> event.source().equals(source))) {
                wanted.add("No log of " + (host == Host.A ? "the source" : "the destination") + "'s QEMU: "
                        + (host == Host.A
                                ? "when the guest stopped there and let its primary go is concluded."
                                : "when the guest ran there is concluded."));
            } else if (host == Host.A && !any(event -> event.is(source, "MIGRATION"))) {
                wanted.add("The source's QEMU told no MIGRATION event; set the migration capability \"events\".");
            } else if (host == Host.B && !any(event -> event.is(source, "RESUME"))) {
                wanted.add("The destination's QEMU told no RESUME; its log may end too early or begin too late.");
            }
        }
    }

    private void lackingGuest(List<String> wanted) {
        if (!any(event -> event.is("guest", "link"))) {
            wanted.add("No link events of the guest (ip -ts monitor link in the guest, or its console): when its driver"
                    + " stopped and started is reckoned by typical delays.");
        }
        if (!any(event -> event.is("guest", "kmsg"))) {
            wanted.add("No kernel lines of the guest: the driver's steps between two link events are not seen.");
        }
    }

    private Analysis calibrate() {
        Analysis replay = replay();
        List<String> needed = new ArrayList<>(
                replay.state() == State.IMPOSSIBLE ? List.of("It needs what a replay needs.") : List.of());
        if (!any(event -> event.is("guest", "link"))) {
            needed.add("Delays of the guest's driver cannot be fitted without its link events.");
        }
        List<String> wanted = new ArrayList<>();
        lackingQmp(wanted);
        if (!said.has("clock")) {
            wanted.add("How far the hosts' clocks are apart is not said (clock in " + LabNotes.NAME
                    + "); a delay cannot be fitted better than that.");
        }
        return judged("calibrate", needed, wanted);
    }

    private Analysis validate() {
        List<String> needed = new ArrayList<>(
                account().state() == State.IMPOSSIBLE
                        ? List.of("There is no measured loss (see account).")
                        : List.of());
        if (!said.has("plan")) {
            needed.add(
                    "What was done is not said (plan in " + LabNotes.NAME + "), so nothing can be predicted from it.");
        }
        List<String> wanted = new ArrayList<>();
        lackingEnds(wanted);
        return judged("validate", needed, wanted);
    }

    private boolean any(Predicate<RecordedEvent> wanted) {
        return events.stream().anyMatch(wanted);
    }

    private static Analysis judged(String name, List<String> needed, List<String> wanted) {
        State state = !needed.isEmpty() ? State.IMPOSSIBLE : wanted.isEmpty() ? State.POSSIBLE : State.LIMITED;
        List<String> lacks = new ArrayList<>(needed);
        lacks.addAll(wanted);
        return new Analysis(name, state, lacks);
    }
}
