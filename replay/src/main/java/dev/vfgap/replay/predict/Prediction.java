package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.models.operate.Initial;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.simcore.parameter.Provenance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a bundle's control events and the send times of its frames predict, before anything is compared.
 *
 * <p>What became of a frame is not known here: the only thing that comes from the captures is when each move of a filter
 * took effect.
 */
final class Prediction {
    private final CaptureBundle bundle;
    private final StartState start;
    private final Offered offered;
    private final List<FilterMove> moves;
    private final List<Effect> effects;
    private final Replay replay;
    private final List<Finding> findings;
    private final ControlEvents events;

    private Prediction(CaptureBundle bundle, Offered offered) {
        this.bundle = bundle;
        this.offered = offered;
        long from = offered.firstNanos(bundle.window().fromNanos());
        this.events = ControlEvents.of(bundle, from, offered.lastNanos(from));
        this.start = StartState.of(bundle, events);
        this.moves = FilterMove.of(bundle, events, start);
        this.effects = effects(0);
        this.replay = replay(effects, Replay.READ_AT_FIRST_HOLD_FRAMES, Tracer.NOBODY);
        this.findings = new ArrayList<>(events.findings());
        findings.addAll(start.findings());
        findings.addAll(EvidenceNotes.of(bundle, events, moves, offered));
    }

    static Prediction of(CaptureBundle bundle, Offered offered) {
        return new Prediction(bundle, offered);
    }

    /** Each frame's fate, in the order of sending. */
    byte[] fates(Direction direction) {
        return replay.fates(direction);
    }

    /** Where each frame can have been seen last; see {@link Replay#places}. */
    short[] places(Direction direction) {
        return replay.places(direction);
    }

    /** The state before the first event. */
    Initial start() {
        return start.initial();
    }

    List<FilterMove> moves() {
        return moves;
    }

    List<Finding> findings() {
        return findings;
    }

    /** What happened, in order of time. */
    List<Effect> effects() {
        return effects.stream()
                .sorted(Comparator.comparingLong(effect -> effect.moment().atNanos()))
                .toList();
    }

    /** The assumed distances that it rests on, by their keys. */
    List<String> assumed() {
        return effects.stream()
                .flatMap(effect -> effect.moment().lags().stream())
                .filter(lag -> lag.kind() == Provenance.Kind.ASSUMED)
                .map(Lag::key)
                .distinct()
                .sorted()
                .toList();
    }

    /** How far the number of lost frames is known. */
    LossBounds bounds() {
        return LossBounds.of(this);
    }

    /** The effects if so many more waiting frames were dropped while the driver opened the primary. */
    List<Effect> effects(int moreReads) {
        return ControlTimeline.of(bundle, events, start, moves, offered, moreReads);
    }

    /** The effects as they are taken, in groups. */
    List<Effect> taken() {
        return effects;
    }

    Replay taken(Tracer tracer) {
        return replay(effects, Replay.READ_AT_FIRST_HOLD_FRAMES, tracer);
    }

    Replay replay() {
        return replay;
    }

    Replay replay(List<Effect> some, long readAtFirstHold, Tracer tracer) {
        return Replay.of(bundle, start, offered, some, readAtFirstHold, tracer);
    }
}
