package dev.vfgap.models.nic.family;

import dev.vfgap.models.frame.FrameHeader;
import dev.vfgap.models.frame.Mac;
import dev.vfgap.models.nic.Classifier;
import dev.vfgap.models.nic.DropReason;
import dev.vfgap.models.nic.Verdict;
import dev.vfgap.models.nic.family.BlackholeWindow.Moment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the times in which a NIC loses the frames for a guest's MAC, by walking every order of a VF's events.
 *
 * <p>The walk starts with a PF that is up and has one VF. At each state it takes every event that can happen to the VF
 * there, or, when a step is still to come, that step; the classifier says whether a frame from the wire is lost. States
 * are few, because most orders lead to the same registers. What resets the port is tried once, before.
 *
 * <p>Not walked: {@link NicEvent#PF_DOWN} (until {@link NicEvent#PF_UP} nothing is received), what a reset of the PF or
 * the removal of all VFs ends, {@link NicEvent#SET_OWN_MAC} (a VF's driver takes the MAC that the host gave), VLANs.
 */
public final class BlackholeWindows {
    private static final long PF_MAC = Mac.parse("02:00:00:00:00:10");
    private static final long MAC = Mac.parse("52:54:00:fa:11:0e");
    private static final FrameHeader FRAME =
            new FrameHeader(MAC, Mac.parse("02:00:00:00:00:aa"), 0, 0, 0, 0, 0x0800, 60, 0);
    private static final int VF = 0;
    private static final NicEvent[] OF_THE_PORT = {NicEvent.CREATE_VFS, NicEvent.PF_RESET, NicEvent.REMOVE_VFS};
    private static final NicEvent[] OF_THE_VF = {
        NicEvent.SET_ADMIN_MAC,
        NicEvent.CLEAR_ADMIN_MAC,
        NicEvent.FUNCTION_RESET,
        NicEvent.DRIVER_PROBE,
        NicEvent.DRIVER_OPEN,
        NicEvent.DRIVER_CLOSE,
        NicEvent.DRIVER_REMOVE,
        NicEvent.STEER_TO_VF,
        NicEvent.STEER_AWAY
    };

    private record Edge(Moment moment, State to) {}

    /** A state of the walk: the NIC, whether the frame is lost there, and where it can go. */
    private static final class State {
        final VirtualizedNic nic;
        final Optional<DropReason> lost;
        final List<Edge> edges = new ArrayList<>();

        State(VirtualizedNic nic) {
            this.nic = nic;
            lost = lost(nic);
        }
    }

    private final Map<String, State> states = new LinkedHashMap<>();
    private final Deque<State> toVisit = new ArrayDeque<>();

    private BlackholeWindows() {}

    /** The windows of a family while the PF receives the guest's frames in one way, those of the port first. */
    public static List<BlackholeWindow> of(NicFamily family, PfReception reception) {
        VirtualizedNic nic = new VirtualizedNic(family, PF_MAC);
        nic.settle(nic.pfUp());
        reception.prepare(nic, MAC);
        List<BlackholeWindow> windows = new ArrayList<>();
        for (NicEvent event : OF_THE_PORT) {
            Outcome outcome = happen(event, nic);
            portWindow(event, outcome, nic).ifPresent(windows::add);
            nic.settle(outcome);
        }
        nic.settle(nic.createVfs(1));
        BlackholeWindows walk = new BlackholeWindows();
        walk.reach(nic);
        while (!walk.toVisit.isEmpty()) {
            walk.visit(walk.toVisit.remove());
        }
        windows.addAll(walk.windows());
        return windows;
    }

    private static Optional<BlackholeWindow> portWindow(NicEvent event, Outcome outcome, VirtualizedNic nic) {
        return outcome.pending().stream()
                .filter(pending -> pending.vf() == Pending.PORT)
                .findFirst()
                .map(pending -> new BlackholeWindow(
                        new Moment(event, Optional.empty()),
                        List.of(lost(nic).orElseThrow()),
                        List.of(new Moment(event, Optional.of(pending.delay())))));
    }

    private static Optional<DropReason> lost(VirtualizedNic nic) {
        Verdict verdict = new Verdict();
        new Classifier(nic.registers()).receive(FRAME, verdict);
        return verdict.dropped();
    }

    private State reach(VirtualizedNic nic) {
        return states.computeIfAbsent(nic.describeVf(VF), key -> {
            State state = new State(nic);
            toVisit.add(state);
            return state;
        });
    }

    private void visit(State state) {
        Optional<Pending> awaited = state.nic.awaited(VF);
        if (awaited.isPresent()) {
            VirtualizedNic nic = state.nic.copy();
            nic.complete(awaited.get());
            go(
                    state,
                    new Moment(awaited.get().event(), Optional.of(awaited.get().delay())),
                    nic);
            return;
        }
        for (NicEvent event : OF_THE_VF) {
            VirtualizedNic nic = state.nic.copy();
            if (canHappen(event, nic) && happen(event, nic).refusal().isEmpty()) {
                go(state, new Moment(event, Optional.empty()), nic);
            }
        }
    }

    private void go(State from, Moment moment, VirtualizedNic nic) {
        from.edges.add(new Edge(moment, reach(nic)));
    }

    private static boolean canHappen(NicEvent event, VirtualizedNic nic) {
        return switch (event) {
            case FUNCTION_RESET, DRIVER_PROBE -> !nic.isBound(VF);
            case DRIVER_OPEN, DRIVER_REMOVE -> nic.isBound(VF) && !nic.isOpen(VF);
            case DRIVER_CLOSE -> nic.isOpen(VF);
            default -> true;
        };
    }

    private static Outcome happen(NicEvent event, VirtualizedNic nic) {
        return switch (event) {
            case CREATE_VFS -> nic.createVfs(1);
            case SET_ADMIN_MAC -> nic.adminMac(VF, MAC);
            case CLEAR_ADMIN_MAC -> nic.adminMac(VF, 0);
            case SET_OWN_MAC -> nic.ownMac(VF, MAC);
            case FUNCTION_RESET -> nic.resetFunction(VF);
            case DRIVER_PROBE -> nic.probeDriver(VF);
            case DRIVER_OPEN -> nic.openDriver(VF);
            case DRIVER_CLOSE -> nic.closeDriver(VF);
            case DRIVER_REMOVE -> nic.removeDriver(VF);
            case STEER_TO_VF -> nic.steer(VF, MAC);
            case STEER_AWAY -> nic.steerAway(VF, MAC);
            case PF_DOWN -> nic.pfDown();
            case PF_UP -> nic.pfUp();
            case PF_RESET -> nic.pfReset();
            case REMOVE_VFS -> nic.removeVfs();
        };
    }

    private List<BlackholeWindow> windows() {
        Map<Moment, Set<State>> begun = new LinkedHashMap<>();
        for (State state : states.values()) {
            for (Edge edge : state.edges) {
                if (state.lost.isEmpty() && edge.to().lost.isPresent()) {
                    begun.computeIfAbsent(edge.moment(), moment -> new LinkedHashSet<>())
                            .add(edge.to());
                }
            }
        }
        List<BlackholeWindow> windows = new ArrayList<>();
        begun.forEach((moment, first) -> windows.add(window(moment, first)));
        return windows;
    }

    private static BlackholeWindow window(Moment from, Set<State> first) {
        Set<State> inside = new LinkedHashSet<>(first);
        Deque<State> open = new ArrayDeque<>(first);
        Set<DropReason> reasons = new LinkedHashSet<>();
        Set<Moment> until = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            State state = open.remove();
            state.lost.ifPresent(reasons::add);
            for (Edge edge : state.edges) {
                if (edge.to().lost.isEmpty()) {
                    until.add(edge.moment());
                } else if (inside.add(edge.to())) {
                    open.add(edge.to());
                }
            }
        }
        return new BlackholeWindow(from, List.copyOf(reasons), List.copyOf(until));
    }
}
