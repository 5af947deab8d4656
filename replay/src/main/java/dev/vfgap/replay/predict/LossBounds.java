package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Tracer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How far the predicted number of lost frames is known: what it becomes when each moment moves within its range.
 *
 * <p>One action's moments are moved alone, to their earliest and to their latest, and the changes of all actions are
 * added up, losses and gains apart; what no event shows of the queues (how many of its slots were free, how many waiting
 * frames a driver's open drops) is moved likewise. So the bounds hold for moments that are wrong in the worst way at
 * once, and are wide. Not modelled: moments that no event tells of, such as a host that stands still.
 *
 * @param rx of frames to the guest
 * @param tx of frames from the guest
 * @param rxByMoves of frames to the guest, if only the moves of the filters could have been at other times
 */
record LossBounds(Comparison.Bounds rx, Comparison.Bounds tx, Comparison.Bounds rxByMoves) {
    /** So many fewer or more waiting frames were dropped at an open, in the runs that show it. */
    private static final int FEWER_READS = -2;

    private static final int MORE_READS = 5;

    /** Where moving each action alone would take more changes of the path than this, neighbours are moved together. */
    private static final int MOST_CHANGES = 20_000;

    private static final int DIRECTIONS = Direction.values().length;

    Comparison.Bounds of(Direction direction) {
        return direction == Direction.RX ? rx : tx;
    }

    static LossBounds of(Prediction prediction) {
        Sums sums = new Sums(prediction.replay());
        List<Effect> taken = prediction.taken();
        long late = Replay.FREE_BATCH_FRAMES - 1;
        sums.vary(prediction.replay(taken, 0, Tracer.NOBODY), prediction.replay(taken, late, Tracer.NOBODY));
        if (taken.stream().anyMatch(effect -> effect.kind() == Effect.Kind.DROPPED_READ)) {
            List<Effect> fewer = prediction.effects(FEWER_READS);
            List<Effect> more = prediction.effects(MORE_READS);
            sums.vary(replay(prediction, fewer), replay(prediction, more));
        }
        varyEach(prediction, sums, effect -> true);
        Sums moves = new Sums(prediction.replay());
        varyEach(prediction, moves, effect -> effect.kind() == Effect.Kind.FILTER);
        return new LossBounds(sums.bounds(Direction.RX), sums.bounds(Direction.TX), moves.bounds(Direction.RX));
    }

    /** Moves the moments of each wanted action that can have been at other times. */
    private static void varyEach(Prediction prediction, Sums sums, Predicate<Effect> wanted) {
        List<Effect> taken = prediction.taken();
        int[] open = taken.stream()
                .filter(effect -> effect.moment().isOpen() && wanted.test(effect))
                .mapToInt(Effect::group)
                .distinct()
                .toArray();
        int parts = Math.min(open.length, Math.max(1, MOST_CHANGES / Math.max(1, taken.size())));
        for (int part = 0; part < parts; part++) {
            Set<Integer> groups = Arrays.stream(open, part * open.length / parts, (part + 1) * open.length / parts)
                    .boxed()
                    .collect(Collectors.toUnmodifiableSet());
            sums.vary(
                    replay(prediction, moved(taken, groups, Bound.EARLIEST)),
                    replay(prediction, moved(taken, groups, Bound.LATEST)));
        }
    }

    private enum Bound {
        EARLIEST,
        LATEST
    }

    private static Replay replay(Prediction prediction, List<Effect> effects) {
        return prediction.replay(effects, Replay.READ_AT_FIRST_HOLD_FRAMES, Tracer.NOBODY);
    }

    private static List<Effect> moved(List<Effect> effects, Set<Integer> groups, Bound bound) {
        List<Effect> moved = new ArrayList<>();
        for (Effect effect : effects) {
            Moment moment = effect.moment();
            long by = bound == Bound.EARLIEST
                    ? moment.earliestNanos() - moment.atNanos()
                    : moment.latestNanos() - moment.atNanos();
            moved.add(
                    groups.contains(effect.group())
                            ? new Effect(
                                    effect.kind(),
                                    effect.host(),
                                    effect.group(),
                                    effect.what(),
                                    moment.shifted(by),
                                    effect.change())
                            : effect);
        }
        return moved;
    }

    /** Lost frames by direction: as taken, and the sums of the changes. */
    private static final class Sums {
        private final int[] taken = new int[DIRECTIONS];
        private final int[] fewer = new int[DIRECTIONS];
        private final int[] more = new int[DIRECTIONS];
        private final int[] frames = new int[DIRECTIONS];

        private Sums(Replay replay) {
            for (Direction direction : Direction.values()) {
                taken[direction.ordinal()] = lost(replay, direction);
                frames[direction.ordinal()] = replay.fates(direction).length;
            }
        }

        private void vary(Replay one, Replay other) {
            for (Direction direction : Direction.values()) {
                int d = direction.ordinal();
                int first = lost(one, direction) - taken[d];
                int second = lost(other, direction) - taken[d];
                fewer[d] += Math.max(0, -Math.min(first, second));
                more[d] += Math.max(0, Math.max(first, second));
            }
        }

        private Comparison.Bounds bounds(Direction direction) {
            int d = direction.ordinal();
            return new Comparison.Bounds(
                    taken[d], Math.max(0, taken[d] - fewer[d]), Math.min(frames[d], taken[d] + more[d]));
        }

        private static int lost(Replay replay, Direction direction) {
            int lost = 0;
            for (byte fate : replay.fates(direction)) {
                lost += Comparison.isLost(fate) ? 1 : 0;
            }
            return lost;
        }
    }
}
