package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.operate.Initial;
import dev.vfgap.replay.account.Account;
import dev.vfgap.replay.account.PreparedBundle;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the replay of one bundle gave.
 *
 * @param bundle the bundle's name
 * @param rx peer to guest
 * @param tx guest to peer
 * @param start the state before the first event
 * @param moves the moves of the filters that it used
 * @param happenings the control events at their moments of effect, in order of time
 * @param findings what limits the statement
 * @param assumed the keys of the assumed distances that it rests on
 * @param account what was measured
 */
public record ReplayResult(
        String bundle,
        Comparison rx,
        Comparison tx,
        Initial start,
        List<FilterMove> moves,
        List<Happening> happenings,
        List<Finding> findings,
        List<String> assumed,
        Account account) {

    public ReplayResult {
        moves = List.copyOf(moves);
        happenings = List.copyOf(happenings);
        findings = List.copyOf(findings);
        assumed = List.copyOf(assumed);
    }

    /**
     * Something that happened to the path of the frames.
     *
     * @param kind what kind of thing, in one word
     * @param host where
     * @param what in plain words
     * @param moment when, and how that is known
     */
    public record Happening(String kind, Host host, String what, Moment moment) {}

    /**
     * Replays a bundle and compares.
     *
     * @throws dev.vfgap.replay.bundle.BadInputException when its captures or its delivery file cannot be used
     */
    public static ReplayResult of(CaptureBundle bundle) {
        return of(PreparedBundle.of(bundle));
    }

    /** As {@link #of(CaptureBundle)}, of a bundle that is prepared already. */
    public static ReplayResult of(PreparedBundle prepared) {
        CaptureBundle bundle = prepared.bundle();
        Account account = Account.of(prepared);
        Prediction prediction = Prediction.of(bundle, Offered.of(account.rx(), account.tx()));
        LossBounds bounds = prediction.bounds();
        Set<Finding> findings = new LinkedHashSet<>(account.findings());
        findings.addAll(prediction.findings());
        int wider = bounds.rxByMoves().high() - bounds.rxByMoves().low();
        if (wider > 0) {
            findings.add(Finding.limit(
                    "bounds",
                    "the loss of rx is open by " + wider
                            + " frames more than if captures showed when the filters' moves took effect"));
        }
        return new ReplayResult(
                bundle.name(),
                compare(bundle, account, Direction.RX, prediction, bounds),
                compare(bundle, account, Direction.TX, prediction, bounds),
                prediction.start(),
                prediction.moves(),
                happenings(prediction.effects()),
                List.copyOf(findings),
                prediction.assumed(),
                account);
    }

    public Comparison of(Direction direction) {
        return direction == Direction.RX ? rx : tx;
    }

    private static Comparison compare(
            CaptureBundle bundle, Account account, Direction direction, Prediction prediction, LossBounds bounds) {
        return Comparison.of(
                bundle,
                account.of(direction),
                prediction.fates(direction),
                prediction.places(direction),
                new LedPlaces(prediction.start(), prediction.moves()),
                bounds.of(direction));
    }

    private static List<Happening> happenings(List<Effect> effects) {
        List<Happening> happenings = new ArrayList<>();
        for (Effect effect : effects) {
            String kind = effect.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
            happenings.add(new Happening(kind, effect.host(), effect.what(), effect.moment()));
        }
        return happenings;
    }
}
