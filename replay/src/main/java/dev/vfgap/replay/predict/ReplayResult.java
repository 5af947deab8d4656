package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.replay.account.Account;
import dev.vfgap.replay.account.DirectionAccount;
import dev.vfgap.replay.bundle.CaptureBundle;
import java.util.ArrayList;
import java.util.List;

/**
 * What the replay of one bundle gave.
 *
 * @param bundle the bundle's name
 * @param rx peer to guest
 * @param tx guest to peer
 * @param moves the moves of the filters that it used
 * @param account what was measured
 */
public record ReplayResult(String bundle, Comparison rx, Comparison tx, List<FilterMove> moves, Account account) {

    /**
     * Replays a bundle and compares.
     *
     * @throws dev.vfgap.replay.bundle.BadInputException when its captures or its delivery file cannot be used
     */
    public static ReplayResult of(CaptureBundle bundle) {
        Account account = Account.of(bundle);
        List<FilterMove> moves = FilterMove.of(bundle);
        Replay replay = Replay.of(bundle, account.rx(), account.tx(), moves, Tracer.NOBODY);
        Replay early = Replay.of(bundle, account.rx(), account.tx(), moved(moves, Bound.EARLIEST), Tracer.NOBODY);
        Replay late = Replay.of(bundle, account.rx(), account.tx(), moved(moves, Bound.LATEST), Tracer.NOBODY);
        List<Replay> all = List.of(replay, early, late);
        return new ReplayResult(
                bundle.name(),
                compare(bundle, account, Direction.RX, all),
                compare(bundle, account, Direction.TX, all),
                moves,
                account);
    }

    public Comparison of(Direction direction) {
        return direction == Direction.RX ? rx : tx;
    }

    private enum Bound {
        EARLIEST,
        LATEST
    }

    private static List<FilterMove> moved(List<FilterMove> moves, Bound bound) {
        List<FilterMove> moved = new ArrayList<>();
        for (FilterMove move : moves) {
            long at = bound == Bound.EARLIEST ? move.earliestNanos() : move.latestNanos();
            moved.add(new FilterMove(
                    move.host(), move.to(), at, move.earliestNanos(), move.latestNanos(), move.shownByCapture()));
        }
        return moved;
    }

    private static Comparison compare(
            CaptureBundle bundle, Account account, Direction direction, List<Replay> replays) {
        DirectionAccount measured = account.of(direction);
        int low = Integer.MAX_VALUE;
        int high = 0;
        for (Replay replay : replays) {
            int lost = lost(replay.fates(direction));
            low = Math.min(low, lost);
            high = Math.max(high, lost);
        }
        byte[] fates = replays.get(0).fates(direction);
        return Comparison.of(bundle, measured, fates, new Comparison.Bounds(lost(fates), low, high));
    }

    private static int lost(byte[] fates) {
        int lost = 0;
        for (byte fate : fates) {
            lost += Comparison.isLost(fate) ? 1 : 0;
        }
        return lost;
    }
}
