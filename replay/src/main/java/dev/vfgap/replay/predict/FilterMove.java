package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Place;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.CapturePoint;
import dev.vfgap.replay.bundle.RecordedEvent;
import dev.vfgap.replay.match.CaptureScan;
import java.util.ArrayList;
import java.util.List;

/**
 * One recorded move of a NIC's filter entry, and when it took effect.
 *
 * <p>The command's start and end bound the moment. Where a path capture shows it, it is just before the first frame on
 * the port that the entry newly leads to: the only thing that a replay takes from the path captures.
 *
 * @param host whose NIC
 * @param to where the entry leads then
 * @param moment when
 * @param shownByCapture whether a capture shows it
 */
public record FilterMove(Host host, FilterTarget to, Moment moment, boolean shownByCapture) {
    /**
     * A command takes effect after this share of its duration: starting the program is two thirds of it. Measured against
     * the captures of 50 moves: half of them within 1.3 ms, nine of ten within 5.2 ms.
     */
    private static final double EFFECT_SHARE = 0.65;

    /** How long a command took that does not say when it had returned: nine of ten in the lab took no longer. */
    private static final long UNTOLD_DURATION_NANOS = 26_000_000;

    /** When such a command took effect after its start; measured, half of all within 2.9 ms, nine of ten within 9.9. */
    private static final long UNTOLD_EFFECT_NANOS = 8_600_000;

    /** A frame on the new port is stamped at most this long after it was sent there. */
    private static final long STAMP_NANOS = 10_000_000;

    /** The filter decides this long before the port's capture stamps the frame. */
    private static final long DECISION_TO_STAMP_NANOS = 70_000;

    /** A driver event that names a move, as the capture bundle spells it; {@code told}: with its end. */
    record Command(Host host, FilterTarget to, long startNanos, long endNanos, boolean told) {}

    /** The moves of a bundle in order, each with the moment that its captures show. */
    static List<FilterMove> of(CaptureBundle bundle, ControlEvents events, StartState start) {
        List<Command> commands = commands(events);
        List<long[]> seenByMove = framesAtMoves(bundle, start, commands);
        List<FilterMove> moves = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            Command command = commands.get(i);
            long firstOnNew = seenByMove.get(i)[0];
            long lastOnOld = seenByMove.get(i)[1];
            if (firstOnNew == Long.MAX_VALUE && lastOnOld == Long.MIN_VALUE) {
                long typical = command.startNanos
                        + (command.told
                                ? Math.round(EFFECT_SHARE * (command.endNanos - command.startNanos))
                                : UNTOLD_EFFECT_NANOS);
                Moment moment = new Moment(
                        typical,
                        command.startNanos,
                        command.endNanos,
                        Moment.How.DERIVED,
                        command.told
                                ? "0.65 of the way from the command's start to its return"
                                : "the command's start + 8.6 ms",
                        List.of());
                moves.add(new FilterMove(command.host, command.to, moment, false));
            } else {
                // A move that only takes a port away shows in the last frame on that port.
                long seen = firstOnNew == Long.MAX_VALUE ? lastOnOld + 1 : firstOnNew - DECISION_TO_STAMP_NANOS;
                long at = Math.max(command.startNanos, seen);
                String frame =
                        firstOnNew == Long.MAX_VALUE ? "last frame on the old port" : "first frame on the new port";
                moves.add(new FilterMove(command.host, command.to, Moment.shown(at, 0, frame), true));
            }
        }
        return moves;
    }

    static List<Command> commands(ControlEvents events) {
        List<Command> commands = new ArrayList<>();
        for (RecordedEvent event : events.events()) {
            if (event.source().equals("driver")) {
                for (Host host : Host.values()) {
                    for (FilterTarget to : FilterTarget.ofBundles()) {
                        if (event.name().equals("filter" + host + "_" + to.word())) {
                            long start = event.readAtNanos();
                            long end = event.doneNanos().orElse(start + UNTOLD_DURATION_NANOS);
                            commands.add(new Command(
                                    host,
                                    to,
                                    start,
                                    Math.max(start, end),
                                    event.doneNanos().isPresent()));
                        }
                    }
                }
            }
        }
        return commands;
    }

    /** For each move: the first frame on the port that it newly leads to, the last on the one that it takes away. */
    private static List<long[]> framesAtMoves(CaptureBundle bundle, StartState start, List<Command> commands) {
        List<long[]> seen = new ArrayList<>();
        List<FilterTarget> before = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            seen.add(new long[] {Long.MAX_VALUE, Long.MIN_VALUE});
            before.add(before(start, commands, i));
        }
        if (commands.isEmpty()) {
            return seen;
        }
        CaptureScan.scan(bundle, (point, direction, sequence, atNanos) -> {
            CapturePoint where = bundle.points().get(point);
            for (int i = 0; i < commands.size(); i++) {
                Command command = commands.get(i);
                boolean atMove = direction == Direction.RX
                        && where.host().filter(command.host::equals).isPresent()
                        && atNanos >= command.startNanos
                        && atNanos <= command.endNanos + STAMP_NANOS;
                if (atMove && leadsTo(command.to, where.at()) && !leadsTo(before.get(i), where.at())) {
                    seen.get(i)[0] = Math.min(seen.get(i)[0], atNanos);
                } else if (atMove
                        && command.to != FilterTarget.BOTH
                        && before.get(i) == FilterTarget.BOTH
                        && !leadsTo(command.to, where.at())
                        && where.at() != Place.Kind.UPLINK) {
                    seen.get(i)[1] = Math.max(seen.get(i)[1], atNanos);
                }
            }
        });
        return seen;
    }

    private static boolean leadsTo(FilterTarget target, Place.Kind port) {
        return switch (target) {
            case PRIMARY -> port == Place.Kind.PRIMARY;
            case STANDBY -> port == Place.Kind.STANDBY;
            case BOTH -> port == Place.Kind.PRIMARY || port == Place.Kind.STANDBY;
            case NONE -> false;
        };
    }

    /** Where the entry leads before a move. */
    private static FilterTarget before(StartState start, List<Command> commands, int move) {
        Command command = commands.get(move);
        FilterTarget before = command.host == Host.A
                ? start.initial().filterA()
                : start.initial().filterB();
        for (int i = 0; i < move; i++) {
            before = commands.get(i).host == command.host ? commands.get(i).to : before;
        }
        return before;
    }
}
