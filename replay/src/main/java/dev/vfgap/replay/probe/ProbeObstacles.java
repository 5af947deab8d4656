package dev.vfgap.replay.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why the frames of a probe cannot tell, whatever they do: they came from the host itself, something was not captured, or the
 * clocks of captures and events differ.
 *
 * <p>That clocks differ is found where frames arrive before they were sent, where a path changes before the command that
 * changed it, or long after it, and where frames are at an interface that is down.
 */
final class ProbeObstacles {

    /** Captures of one clock may differ by what a scheduler does between two stamps. */
    private static final long CLOCK_SLACK_NANOS = 1_000_000L;

    /** The fastest of all frames takes no longer from the wire to an interface of the same machine. */
    private static final long SLOWEST_WAY_NANOS = 100_000_000L;

    /** A quarter of a settled second: less than this does not turn what most of its frames did. */
    private static final long SHIFT_NANOS = 250_000_000L;

    /** So many frames in a row are no accident. */
    private static final int ROW = 3;

    private final ProbeBundle bundle;
    private final ProbeSightings sightings;
    private final ProbeCounts counts;
    private final ProbeCourse course;
    private final List<ProbeState> states;
    private final List<String> found = new ArrayList<>();

    private ProbeObstacles(
            ProbeBundle bundle,
            ProbeSightings sightings,
            ProbeCounts counts,
            ProbeCourse course,
            List<ProbeState> states) {
        this.bundle = bundle;
        this.sightings = sightings;
        this.counts = counts;
        this.course = course;
        this.states = states;
    }

    /** The obstacles, a clause each; empty where there are none. */
    static List<String> of(
            ProbeBundle bundle,
            ProbeSightings sightings,
            ProbeCounts counts,
            ProbeCourse course,
            List<ProbeState> states) {
        ProbeObstacles obstacles = new ProbeObstacles(bundle, sightings, counts, course, states);
        obstacles.findMissing();
        if (obstacles.found.isEmpty()) {
            obstacles.compareCaptures();
            obstacles.comparePlaces();
            obstacles.compareEvents();
        }
        return List.copyOf(obstacles.found);
    }

    private void findMissing() {
        if (bundle.sender().filter("local"::equals).isPresent()) {
            found.add(
                    "the frames were sent on this host: inside the NIC they take another way than frames from outside");
        }
        if (!bundle.has(ProbePoint.At.PF) && !bundle.has(ProbePoint.At.PF_CONTROL)) {
            found.add("there is no capture of the PF");
        }
        if (!bundle.has(ProbePoint.At.VF)) {
            found.add("there is no capture of the VF");
        }
        if (!bundle.has(ProbePoint.At.WIRE) && !bundle.has(ProbePoint.At.ACCEPTED)) {
            found.add("there is no capture of the wire, so that frames that nobody received are not known");
        }
        if (bundle.steps().isEmpty()) {
            found.add("no step is told");
        }
        if (sightings.frames() == 0) {
            found.add("no test frame was captured");
        }
    }

    /** Frames must not arrive before they were sent, nor all of them long after; PF and VF may have clocks of their own. */
    private void compareCaptures() {
        long leastAtPf = Long.MAX_VALUE;
        long leastAtVf = Long.MAX_VALUE;
        for (int frame = 0; frame < sightings.frames(); frame++) {
            if (sightings.counts(frame)) {
                leastAtPf = Math.min(leastAtPf, delay(frame, sightings.atPfNanos(frame)));
                leastAtVf = Math.min(leastAtVf, delay(frame, sightings.atVfNanos(frame)));
            }
        }
        compareClocks("PF", leastAtPf);
        compareClocks("VF", leastAtVf);
    }

    private long delay(int frame, long reachedNanos) {
        return reachedNanos == ProbeSightings.NEVER ? Long.MAX_VALUE : reachedNanos - sightings.atNanos(frame);
    }

    private void compareClocks(String place, long least) {
        if (least < -CLOCK_SLACK_NANOS) {
            found.add("the captures' clocks differ: a frame is at the " + place + " up to " + ms(-least)
                    + " ms before it was on the wire");
        } else if (least != Long.MAX_VALUE && least > SLOWEST_WAY_NANOS) {
            found.add("the captures' clocks differ: no frame is at the " + place + " less than " + ms(least)
                    + " ms after it was on the wire");
        }
    }

    /** Frames must not come to an interface that is down. */
    private void comparePlaces() {
        for (int step = 0; step < states.size(); step++) {
            for (int stream = 0; stream < bundle.streams().size(); stream++) {
                Optional<ProbePath> path = counts.cell(step, stream).path();
                boolean atVf = path.filter(one -> one == ProbePath.VF || one == ProbePath.BOTH)
                        .isPresent();
                boolean atPf = path.filter(one -> one == ProbePath.PF || one == ProbePath.BOTH)
                        .isPresent();
                if (atVf && !states.get(step).vfReceives()) {
                    found.add("in step " + name(step)
                            + " frames came to the VF, which by the commands is not up: a driver"
                            + " that no command brought up receives them, or the clocks of events and captures differ");
                    return;
                }
                if (atPf && !states.get(step).pfUp()) {
                    found.add("in step " + name(step)
                            + " frames came to the PF, which by the commands is down: the clocks"
                            + " of events and captures differ");
                    return;
                }
            }
        }
    }

    /** A path must not change before the command of its step, nor in its settled second. */
    private void compareEvents() {
        int without = 0;
        for (int step = 0; step < states.size(); step++) {
            int sent = 0;
            for (int stream = 0; stream < bundle.streams().size(); stream++) {
                sent += counts.cell(step, stream).settledPaths().size();
            }
            without += sent == 0 ? 1 : 0;
        }
        if (2 * without > states.size()) {
            found.add(
                    "in the settled second of " + without + " of " + states.size()
                            + " steps no frame was on the wire: the clocks of events and captures differ, or the sender stopped");
            return;
        }
        for (int step = 1; step < states.size(); step++) {
            for (int stream = 0; stream < bundle.streams().size(); stream++) {
                Optional<ProbePath> before = counts.cell(step - 1, stream).path();
                Optional<ProbePath> now = counts.cell(step, stream).path();
                boolean changed = before.isPresent() && now.isPresent() && before.get() != now.get();
                if (changed && (isEarly(step, stream, now.get()) || isLate(step, stream, before.get()))) {
                    return;
                }
            }
        }
    }

    /** Whether the last frames of the step before took the new path already. */
    private boolean isEarly(int step, int stream, ProbePath now) {
        long command = bundle.steps().get(step).startedNanos();
        long first = command;
        int row = 0;
        List<Integer> sent = course.frames(step - 1, stream);
        for (int i = sent.size() - 1; i >= 0 && sightings.path(sent.get(i)) == now; i--) {
            // One that waited in front of the NIC was on the wire before the command and took the way of after it.
            boolean waited = sightings.reachedNanos(sent.get(i)) != ProbeSightings.NEVER
                    && sightings.reachedNanos(sent.get(i)) >= command;
            if (!waited && isTaken(sent.get(i))) {
                first = sightings.atNanos(sent.get(i));
                row++;
            }
        }
        if (row < ROW || command - first <= SHIFT_NANOS) {
            return false;
        }
        found.add("the path of " + bundle.streams().get(stream).name() + " changed " + ms(command - first)
                + " ms before the command of step " + name(step) + ": the clocks of events and captures differ");
        return true;
    }

    /** Whether the first frames of the settled second still took the old path. */
    private boolean isLate(int step, int stream, ProbePath before) {
        Optional<ProbeCourse.Change> change = course.leg(step, stream).change();
        long last = 0;
        long from = 0;
        int row = 0;
        for (int frame : course.frames(step, stream)) {
            if (counts.isSettled(step, frame) && isTaken(frame)) {
                if (sightings.path(frame) != before) {
                    break;
                }
                from = row == 0 ? sightings.atNanos(frame) : from;
                last = sightings.atNanos(frame);
                row++;
            }
        }
        boolean inIt = change.isPresent()
                && change.get().firstNewNanos() + bundle.steps().get(step).startedNanos() > from;
        if (row < ROW || last - from <= SHIFT_NANOS || !inIt) {
            return false;
        }
        found.add(
                "the path of " + bundle.streams().get(stream).name() + " changed in the settled second of step "
                        + name(step) + ", " + ms(change.get().firstNewAfterReturnNanos())
                        + " ms after its command had returned: the clocks of events and captures differ, or the step is too short");
        return true;
    }

    private boolean isTaken(int frame) {
        return sightings.path(frame) != ProbePath.NONE
                || !bundle.has(ProbePoint.At.ACCEPTED)
                || sightings.was(frame, ProbePoint.At.ACCEPTED);
    }

    private String name(int step) {
        return bundle.steps().get(step).name();
    }

    private static String ms(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1e6);
    }
}
