package dev.vfgap.replay.probe;

import dev.vfgap.models.nic.family.NicFamilies;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the frames of one probe bundle show of each step in which the VF has the test address and cannot receive: the question
 * is whether they still come to the PF.
 *
 * <p>What PF and VF are at each step follows from the commands alone; where the frames went, from the captures alone. A step
 * counts only against a <em>control</em>: another step in which the PF asks its NIC for the same, the VF does not have the
 * address, and the frames do come to the PF. Without one, that they are nowhere shows nothing.
 *
 * <p>Not modelled: several VFs with the address, a VF inside a guest, whose driver no command tells of.
 */
public final class ProbeEvidence {

    /** So many of a settled second's frames must agree, or the stream was interrupted in it. */
    private static final double LEAST_SHARE = 0.95;

    /** Losses in front of the NIC are told apart only where that was captured; so many frames at the PF show that they come there. */
    private static final double LEAST_REACHING = 0.5;

    /** Captures of one clock may differ by what a scheduler does between two stamps. */
    private static final long CLOCK_SLACK_NANOS = 1_000_000L;

    /** What a step shows of one stream. */
    public enum Shows {
        /** The frames are nowhere, and in the control at the PF. */
        LOST,
        /** The frames are at the PF, which does not hold the address. */
        AT_PF,
        /** The frames are at the PF, which holds the address: they would be there with either kind of driver. */
        HELD_BY_PF,
        /** The frames are nowhere, and there is no step that shows that they could be at the PF. */
        NO_CONTROL,
        /** The frames of the settled second went different ways. */
        INTERRUPTED
    }

    /**
     * What one step shows.
     *
     * @param step its index
     * @param stream the stream's index
     * @param state what the commands have made of PF and VF
     * @param control the index of the control; empty without one
     */
    public record Witness(int step, int stream, ProbeState state, Shows shows, OptionalInt control) {}

    private final ProbeBundle bundle;
    private final ProbeSightings sightings;
    private final ProbeCounts counts;
    private final ProbeCourse course;
    private final List<ProbeState> states = new ArrayList<>();
    private final List<Finding> findings;
    private final List<Witness> witnesses = new ArrayList<>();
    private final List<String> obstacles = new ArrayList<>();
    private boolean vfReceived;
    private boolean vfWasUp;
    private int registersLead;
    private int registersDumped;

    private ProbeEvidence(ProbeBundle bundle) {
        this.bundle = bundle;
        this.sightings = ProbeSightings.of(bundle);
        this.counts = ProbeCounts.of(bundle, sightings);
        this.course = ProbeCourse.of(bundle, sightings, counts);
        this.findings = new ArrayList<>(bundle.findings());
        findings.addAll(sightings.findings());
        // Which family it is does not matter: only what the commands have made of the host is asked.
        ProbeWalk walk = new ProbeWalk(bundle, NicFamilies.of("igb").orElseThrow());
        walk.walk(step -> states.add(walk.host().state(walk.probedVf(), bundle.testMac())));
        findings.addAll(walk.findings());
        findObstacles();
        for (int stream = 0; stream < bundle.streams().size(); stream++) {
            for (int step = 0; step < states.size(); step++) {
                look(step, stream, walk.probedVf());
            }
        }
    }

    /**
     * Reads a bundle's captures and commands.
     *
     * @throws dev.vfgap.replay.bundle.BadInputException when a capture cannot be read
     */
    public static ProbeEvidence of(ProbeBundle bundle) {
        return new ProbeEvidence(bundle);
    }

    private void findObstacles() {
        if (bundle.sender().filter("local"::equals).isPresent()) {
            obstacles.add(
                    "the frames were sent on this host: inside the NIC they take another way than frames from outside");
        }
        if (!bundle.has(ProbePoint.At.PF) && !bundle.has(ProbePoint.At.PF_CONTROL)) {
            obstacles.add("there is no capture of the PF");
        }
        if (!bundle.has(ProbePoint.At.VF)) {
            obstacles.add("there is no capture of the VF");
        }
        if (bundle.steps().isEmpty() || sightings.frames() == 0) {
            obstacles.add(sightings.frames() == 0 ? "no test frame was captured" : "no step is told");
        }
        long earliest = 0;
        for (int frame = 0; frame < sightings.frames(); frame++) {
            if (sightings.was(frame, ProbePoint.At.WIRE) && sightings.reachedNanos(frame) != ProbeSightings.NEVER) {
                earliest = Math.min(earliest, sightings.reachedNanos(frame) - sightings.atNanos(frame));
            }
        }
        if (earliest < -CLOCK_SLACK_NANOS) {
            obstacles.add("the captures' clocks differ: a frame is at PF or VF up to " + -earliest / 1_000_000
                    + " ms before it was on the wire");
        }
    }

    private void look(int step, int stream, int vf) {
        ProbeState state = states.get(step);
        Optional<ProbePath> path = counts.cell(step, stream).path();
        if (!state.vfHolds() || !state.isFor(bundle.streams().get(stream)) || path.isEmpty() || !state.pfUp()) {
            return;
        }
        if (state.vfReceives()) {
            vfWasUp = true;
            vfReceived |= path.get() == ProbePath.VF || path.get() == ProbePath.BOTH;
            return;
        }
        bundle.steps().get(step).registers().ifPresent(text -> readRegisters(text, state.vfVlan(), vf));
        OptionalInt control = control(step, stream);
        witnesses.add(new Witness(step, stream, state, shown(step, stream, state, path.get(), control), control));
    }

    private void readRegisters(String text, OptionalInt vlan, int vf) {
        try {
            registersLead += RegisterDump.parse(text).leads(bundle.testMac(), vlan, vf) ? 1 : 0;
            registersDumped++;
        } catch (IllegalArgumentException e) {
            findings.add(Finding.doubt("registers", e.getMessage()));
        }
    }

    private Shows shown(int step, int stream, ProbeState state, ProbePath path, OptionalInt control) {
        if (state.pfAsks() == ProbeState.PfAsks.ADDRESS && path == ProbePath.PF) {
            return Shows.HELD_BY_PF;
        }
        if (path == ProbePath.PF) {
            return share(step, stream, ProbePath.PF) >= LEAST_REACHING ? Shows.AT_PF : Shows.INTERRUPTED;
        }
        if (path != ProbePath.NONE || share(step, stream, ProbePath.NONE) < LEAST_SHARE) {
            return Shows.INTERRUPTED;
        }
        return control.isPresent() ? Shows.LOST : Shows.NO_CONTROL;
    }

    /** The nearest step in which the frames come to the PF, which asks for the same, while the VF does not have the address. */
    private OptionalInt control(int step, int stream) {
        for (int distance = 1; distance < states.size(); distance++) {
            for (int other : new int[] {step - distance, step + distance}) {
                if (other >= 0 && other < states.size() && isControl(other, stream, states.get(step))) {
                    return OptionalInt.of(other);
                }
            }
        }
        return OptionalInt.empty();
    }

    private boolean isControl(int step, int stream, ProbeState like) {
        ProbeState state = states.get(step);
        return !state.vfHolds()
                && state.pfUp()
                && state.pfAsks() == like.pfAsks()
                && share(step, stream, ProbePath.PF) >= LEAST_REACHING;
    }

    private double share(int step, int stream, ProbePath path) {
        ProbeCounts.Cell cell = counts.cell(step, stream);
        int all = cell.settledPaths().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        return all == 0 ? 0 : cell.settledPaths().getOrDefault(path, 0) / (double) all;
    }

    /** The bundle. */
    public ProbeBundle bundle() {
        return bundle;
    }

    /** Where its frames went. */
    public ProbeCounts counts() {
        return counts;
    }

    /** How its commands changed that. */
    public ProbeCourse course() {
        return course;
    }

    /** Frames that a kind of point saw more than once, each time beyond the first counted. */
    public long duplicates(ProbePoint.At at) {
        return sightings.duplicates(at);
    }

    /** What its commands have made of PF and VF after each step. */
    public List<ProbeState> states() {
        return List.copyOf(states);
    }

    /** What each step shows in which the VF has the address and cannot receive. */
    public List<Witness> witnesses() {
        return List.copyOf(witnesses);
    }

    /** The same of one kind. */
    public List<Witness> witnesses(Shows kind) {
        return witnesses.stream().filter(witness -> witness.shows() == kind).toList();
    }

    /** Why its frames cannot tell, whatever they do; empty where they can. */
    public List<String> obstacles() {
        return List.copyOf(obstacles);
    }

    /** Whether the VF's interface was up with the address in some step. */
    public boolean vfWasUp() {
        return vfWasUp;
    }

    /** Whether frames came to the VF when it was. */
    public boolean vfReceived() {
        return vfReceived;
    }

    /** Whether the host says that the NIC is in switchdev mode. */
    public boolean isSwitchdev() {
        return bundle.events().events().stream().map(RecordedEvent::detail).anyMatch(detail -> detail.toString()
                .contains("mode switchdev"));
    }

    /** In how many of those steps a register dump leads the address to the VF. */
    public int registersLead() {
        return registersLead;
    }

    /** In how many of them there is a register dump that can be read. */
    public int registersDumped() {
        return registersDumped;
    }

    /** What limits the bundle and what is doubtful in it. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }
}
