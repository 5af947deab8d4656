package dev.vfgap.replay.probe;

import dev.vfgap.models.nic.family.NicFamilies;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the frames of one probe bundle show of each step in which the VF has the test address and cannot receive: the question
 * is whether they still come to the PF.
 *
 * <p>What PF and VF are at each step follows from the commands alone; where the frames went, from the captures alone. A step
 * counts only against a <em>control</em>: another step in which the PF asks its NIC for the same, the VF does not have the
 * address, and the frames do come to the PF. Without one, that they are nowhere shows nothing.
 *
 * <p>Frames that the NIC did not take are left out where that was captured.
 *
 * <p>Not modelled: several VFs with the address, a VF inside a guest, whose driver no command tells of.
 */
public final class ProbeEvidence {

    /** So many of a settled second's frames must agree, or the stream was interrupted in it. */
    private static final double LEAST_SHARE = 0.95;

    /** Losses in front of the NIC are told apart only where that was captured; so many frames at the PF show that they come there. */
    private static final double LEAST_REACHING = 0.5;

    /** Fewer frames in a settled second tell nothing. */
    private static final int FEWEST = 10;

    /** A driver has its filter set when the command returns; so much later, another thing may have happened: 50 ms. */
    private static final long AT_ONCE_NANOS = 50_000_000;

    private static final Pattern ESWITCH_MODE = Pattern.compile("(?<![-\\w])mode (switchdev|legacy)\\b");

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
        /** The frames are nowhere, and the PF's capture may have begun after the step or ended before: it lacks frames that it should have. */
        NOT_WATCHED,
        /** The frames of the settled second went different ways, or there are too few. */
        INTERRUPTED
    }

    /**
     * What one step shows.
     *
     * @param step its index
     * @param stream the stream's index
     * @param state what the commands have made of PF and VF
     * @param afterVf whether the VF has received with the address before
     * @param control the index of the control; empty without one
     */
    public record Witness(int step, int stream, ProbeState state, boolean afterVf, Shows shows, OptionalInt control) {}

    private final ProbeBundle bundle;
    private final ProbeSightings sightings;
    private final ProbeCounts counts;
    private final ProbeCourse course;
    private final List<ProbeState> states = new ArrayList<>();
    private final List<Boolean> switchdev = new ArrayList<>();
    private final List<Finding> findings;
    private final List<Witness> witnesses = new ArrayList<>();
    private final List<String> obstacles;
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
        findings.addAll(course.findings());
        ProbeWalk walk = new ProbeWalk(bundle, anyFamily());
        walk.walk(step -> states.add(walk.host().state(walk.probedVf(), bundle.testMac())));
        findings.addAll(walk.findings());
        readModes();
        obstacles = ProbeObstacles.of(bundle, sightings, counts, course, states);
        for (int stream = 0; stream < bundle.streams().size(); stream++) {
            boolean afterVf = false;
            for (int step = 0; step < states.size(); step++) {
                afterVf = states.get(step).vfHolds() && afterVf;
                look(step, stream, walk.probedVf(), afterVf);
                afterVf |= states.get(step).vfHolds() && states.get(step).vfReceives();
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

    /**
     * A family that refuses nothing: what the commands have made of the host is asked, and which of them the probed driver
     * took is told by their exit status.
     */
    private static NicFamily anyFamily() {
        NicFamily family = NicFamilies.of("mlx5").orElseThrow();
        return new NicFamily(
                family.name(),
                family.title(),
                family.filterClass(),
                family.sizes(),
                family.settings(),
                family.portReset(),
                Map.of(),
                family.cells(),
                family.facts());
    }

    /** The embedded switch's mode at each step, by the last command that set it or the last word of the host about it. */
    private void readModes() {
        boolean on = false;
        int step = 0;
        for (RecordedEvent event : bundle.events().events()) {
            boolean failed = event.detail().path("rc").asInt() != 0;
            String said = (failed ? "" : event.text("cmd").orElse("")) + "\n"
                    + event.text("out").orElse("");
            for (MatchResult mode : ESWITCH_MODE.matcher(said).results().collect(Collectors.toList())) {
                on = mode.group(1).equals("switchdev");
            }
            if (step < bundle.steps().size() && bundle.steps().get(step).event().equals(event)) {
                switchdev.add(on);
                step++;
            }
        }
    }

    private void look(int step, int stream, int vf, boolean afterVf) {
        ProbeState state = states.get(step);
        if (!state.vfHolds() || !state.isFor(bundle.streams().get(stream)) || !state.pfUp()) {
            return;
        }
        ProbeCounts.Cell cell = counts.cell(step, stream);
        if (state.vfReceives()) {
            vfWasUp = true;
            vfReceived |= cell.settledShare(ProbePath.VF) + cell.settledShare(ProbePath.BOTH) >= LEAST_REACHING;
            return;
        }
        bundle.steps().get(step).registers().ifPresent(text -> readRegisters(text, state.vfVlan(), vf));
        OptionalInt control = control(step, stream);
        witnesses.add(new Witness(step, stream, state, afterVf, shown(step, stream, state, control), control));
    }

    private void readRegisters(String text, OptionalInt vlan, int vf) {
        try {
            registersLead += RegisterDump.parse(text).leads(bundle.testMac(), vlan, vf) ? 1 : 0;
            registersDumped++;
        } catch (IllegalArgumentException e) {
            findings.add(Finding.doubt("registers", e.getMessage()));
        }
    }

    private Shows shown(int step, int stream, ProbeState state, OptionalInt control) {
        ProbeCounts.Cell cell = counts.cell(step, stream);
        if (cell.settledFrames() < fewest(stream)) {
            return Shows.INTERRUPTED;
        }
        if (cell.settledShare(ProbePath.PF) >= LEAST_REACHING) {
            return state.pfAsks() == ProbeState.PfAsks.ADDRESS ? Shows.HELD_BY_PF : Shows.AT_PF;
        }
        if (cell.settledShare(ProbePath.NONE) < LEAST_SHARE) {
            return Shows.INTERRUPTED;
        }
        if (control.isEmpty()) {
            return Shows.NO_CONTROL;
        }
        return isWatched(step, stream) ? Shows.LOST : Shows.NOT_WATCHED;
    }

    /** Half of what a settled second of this stream usually has. */
    private int fewest(int stream) {
        int[] usual = counts.settledFrames(stream);
        return Math.max(FEWEST, usual.length == 0 ? 0 : usual[usual.length / 2] / 2);
    }

    /**
     * Whether the PF's capture ran in a step. Before it and behind it may be steps in which the frames should come to the PF;
     * if so, in one of each side they must. Where none is expected behind it, later frames of any kind show as much, and so do
     * frames that left the PF with the very command.
     */
    private boolean isWatched(int step, int stream) {
        Side before = side(0, step, step, stream);
        Side behind = side(step + 1, states.size(), step, stream);
        boolean without = behind == Side.NOT_EXPECTED && (hasLaterFrames(step) || beganWithTheVf(step, stream));
        return before != Side.MISSED && (behind == Side.SEEN || without);
    }

    /** What the steps at one side of another show of the PF's capture. */
    private enum Side {
        NOT_EXPECTED,
        MISSED,
        SEEN
    }

    private Side side(int from, int until, int step, int stream) {
        Side side = Side.NOT_EXPECTED;
        for (int other = from; other < until && side != Side.SEEN; other++) {
            if (isControl(other, stream, states.get(step))) {
                side = Side.SEEN;
            } else if (isExpected(other, stream, states.get(step))) {
                side = Side.MISSED;
            }
        }
        return side;
    }

    /** Whether the PF's capture holds anything of after a step. */
    private boolean hasLaterFrames(int step) {
        long until =
                step + 1 < bundle.steps().size() ? bundle.steps().get(step + 1).startedNanos() : Long.MAX_VALUE;
        return sightings.lastNanos(ProbePoint.At.PF) >= until;
    }

    /**
     * Whether the frames were at the PF until the command of a step in which the VF has the address, and left it at once: no
     * capture ends just then.
     */
    private boolean beganWithTheVf(int step, int stream) {
        int first = step;
        while (first > 0 && course.leg(first, stream).change().isEmpty()) {
            first--;
        }
        return states.get(first).vfHolds()
                && states.get(first).pfUp()
                && course.leg(first, stream)
                        .change()
                        .filter(change ->
                                change.from() == ProbePath.PF && change.firstNewAfterReturnNanos() <= AT_ONCE_NANOS)
                        .isPresent();
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
        return isExpected(step, stream, like) && counts.cell(step, stream).settledShare(ProbePath.PF) >= LEAST_REACHING;
    }

    /** Whether the frames can come to the PF in a step if they could in another in which the VF has the address. */
    private boolean isExpected(int step, int stream, ProbeState like) {
        ProbeState state = states.get(step);
        return !state.vfHolds()
                && state.pfUp()
                && state.pfAsks() == like.pfAsks()
                && counts.cell(step, stream).settledFrames() >= FEWEST;
    }

    public ProbeBundle bundle() {
        return bundle;
    }

    /** How many frames of a stream were seen nowhere, though the NIC took them, before the first of a step that was seen. */
    int firstLostFrames(int step, int stream) {
        int lost = 0;
        for (int frame : course.frames(step, stream)) {
            if (sightings.path(frame) != ProbePath.NONE) {
                break;
            }
            boolean taken = !bundle.has(ProbePoint.At.ACCEPTED) || sightings.was(frame, ProbePoint.At.ACCEPTED);
            lost += taken ? 1 : 0;
        }
        return lost;
    }

    /** Where its frames went. */
    public ProbeCounts counts() {
        return counts;
    }

    /** How its commands changed that. */
    public ProbeCourse course() {
        return course;
    }

    /** Whether the captures of a kind of point hold no packet at all. */
    public boolean isWithoutPackets(ProbePoint.At at) {
        return sightings.lastNanos(at) == ProbeSightings.NEVER;
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

    /** Whether the host says that the NIC is in switchdev mode in one of those steps. */
    public boolean isSwitchdev() {
        return witnesses.stream().anyMatch(witness -> switchdev.get(witness.step()));
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
