package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Place;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.replay.account.CaptureScan;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.CapturePoint;
import dev.vfgap.replay.bundle.RecordedEvent;
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
 * @param atNanos the moment taken
 * @param earliestNanos the earliest moment possible
 * @param latestNanos the latest moment possible
 * @param shownByCapture whether a capture shows it
 */
public record FilterMove(
        Host host, FilterTarget to, long atNanos, long earliestNanos, long latestNanos, boolean shownByCapture) {
    /** Half of the commands of the lab took effect within this time of their start (8.6 ms; {@code docs/replay.md}). */
    private static final long TYPICAL_NANOS = 8_600_000;

    /** How long a command took that does not say when it had returned: the longest in the lab's middle nine tenths. */
    private static final long UNTOLD_DURATION_NANOS = 26_000_000;

    /** A frame on the new port is stamped at most this long after it was sent there. */
    private static final long STAMP_NANOS = 10_000_000;

    /** The filter decides this long before the port's capture stamps the frame. */
    private static final long DECISION_TO_STAMP_NANOS = 50_000;

    /** A driver event that names a move, as the capture bundle spells it. */
    private record Command(Host host, FilterTarget to, long startNanos, long endNanos) {}

    /** The moves of a bundle in order, each with the moment that its captures show. */
    static List<FilterMove> of(CaptureBundle bundle) {
        List<Command> commands = commands(bundle);
        List<long[]> firstSeen = firstFramesOnNewPorts(bundle, commands);
        List<FilterMove> moves = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            Command command = commands.get(i);
            long seen = firstSeen.get(i)[0];
            if (seen == Long.MAX_VALUE) {
                long typical = Math.min(command.startNanos + TYPICAL_NANOS, command.endNanos);
                moves.add(
                        new FilterMove(command.host, command.to, typical, command.startNanos, command.endNanos, false));
            } else {
                long at = Math.max(command.startNanos, seen - DECISION_TO_STAMP_NANOS);
                moves.add(new FilterMove(command.host, command.to, at, at, at, true));
            }
        }
        return moves;
    }

    private static List<Command> commands(CaptureBundle bundle) {
        List<Command> commands = new ArrayList<>();
        for (RecordedEvent event : bundle.events().events()) {
            if (event.source().equals("driver")) {
                for (Host host : Host.values()) {
                    for (FilterTarget to : FilterTarget.values()) {
                        if (event.name().equals("filter" + host + "_" + to.word())) {
                            long start = event.readAtNanos();
                            long end = event.doneNanos().orElse(start + UNTOLD_DURATION_NANOS);
                            commands.add(new Command(host, to, start, Math.max(start, end)));
                        }
                    }
                }
            }
        }
        return commands;
    }

    private static List<long[]> firstFramesOnNewPorts(CaptureBundle bundle, List<Command> commands) {
        List<long[]> first = new ArrayList<>();
        List<Place.Kind> ports = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            first.add(new long[] {Long.MAX_VALUE});
            ports.add(newPort(bundle, commands, i));
        }
        if (commands.isEmpty()) {
            return first;
        }
        CaptureScan.scan(bundle, (point, direction, sequence, atNanos) -> {
            CapturePoint where = bundle.points().get(point);
            for (int i = 0; i < commands.size(); i++) {
                Command command = commands.get(i);
                boolean onNewPort = direction == Direction.RX
                        && where.at() == ports.get(i)
                        && where.host().filter(command.host::equals).isPresent();
                if (onNewPort && atNanos >= command.startNanos && atNanos <= command.endNanos + STAMP_NANOS) {
                    first.get(i)[0] = Math.min(first.get(i)[0], atNanos);
                }
            }
        });
        return first;
    }

    /** The port that got no frame before the move and gets them after it. */
    private static Place.Kind newPort(CaptureBundle bundle, List<Command> commands, int move) {
        Command command = commands.get(move);
        if (command.to != FilterTarget.BOTH) {
            return command.to == FilterTarget.PRIMARY ? Place.Kind.PRIMARY : Place.Kind.STANDBY;
        }
        FilterTarget before = bundle.initial()
                .map(initial -> command.host == Host.A ? initial.filterA() : initial.filterB())
                .orElse(FilterTarget.STANDBY);
        for (int i = 0; i < move; i++) {
            before = commands.get(i).host == command.host ? commands.get(i).to : before;
        }
        return before == FilterTarget.PRIMARY ? Place.Kind.STANDBY : Place.Kind.PRIMARY;
    }
}
