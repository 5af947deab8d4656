package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.FrameTracer;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.Place;
import dev.vfgap.models.lab.TrafficStream;
import dev.vfgap.replay.account.Account;
import dev.vfgap.replay.account.Arrival;
import dev.vfgap.replay.account.DirectionAccount;
import dev.vfgap.replay.account.FrameTrail;
import dev.vfgap.replay.account.PreparedBundle;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.CapturePoint;
import dev.vfgap.replay.bundle.InputProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explains single frames of a bundle: the replay, made again with a watch on the frame. */
public final class Explanation {
    private final CaptureBundle bundle;
    private final Account account;
    private final Prediction prediction;

    /** Which of the lost frames. */
    public enum Lost {
        FIRST,
        LAST
    }

    private Explanation(PreparedBundle prepared) {
        this.bundle = prepared.bundle();
        this.account = Account.of(prepared);
        this.prediction = Prediction.of(bundle, Offered.of(account.rx(), account.tx()));
    }

    /**
     * Replays a bundle.
     *
     * @throws BadInputException when its captures or its delivery file cannot be used
     */
    public static Explanation of(CaptureBundle bundle) {
        return new Explanation(PreparedBundle.of(bundle));
    }

    /** The assumed distances that the replay rests on. */
    public List<String> assumed() {
        return prediction.assumed();
    }

    /**
     * The frame of a number.
     *
     * @throws BadInputException when none was sent
     */
    public ExplainedFrame frame(Direction direction, long sequence) {
        DirectionAccount frames = account.of(direction);
        for (int i = 0; i < frames.frames(); i++) {
            if (frames.sequence(i) == sequence) {
                return explain(direction, i);
            }
        }
        String word = word(direction);
        throw bad(
                "no frame " + word + ":" + sequence + " was sent in the window",
                frames.frames() == 0
                        ? "the bundle tells of no frame of " + word
                        : "its frames of " + word + " have numbers from " + frames.sequence(0) + " to "
                                + frames.sequence(frames.frames() - 1));
    }

    /**
     * The first or the last frame of a direction that the recording shows as lost.
     *
     * @throws BadInputException when none was
     */
    public ExplainedFrame lost(Direction direction, Lost which) {
        DirectionAccount frames = account.of(direction);
        int found = -1;
        for (int i = 0; i < frames.frames() && (found < 0 || which == Lost.LAST); i++) {
            found = frames.arrival(i) == Arrival.LOST ? i : found;
        }
        if (found < 0) {
            throw bad("no frame of " + word(direction) + " is known to be lost", "name a frame with --frame");
        }
        return explain(direction, found);
    }

    private ExplainedFrame explain(Direction direction, int frame) {
        DirectionAccount frames = account.of(direction);
        FrameTracer tracer = new FrameTracer(Replay.flow(direction), frame);
        Replay replay = prediction.taken(tracer);
        byte fate = replay.fates(direction)[frame];
        boolean ended = fate != Ledger.OPEN;
        List<ExplainedFrame.Step> steps = new ArrayList<>();
        for (FrameTracer.Hop hop : tracer.hops()) {
            steps.add(step(hop));
        }
        return new ExplainedFrame(
                bundle.name(),
                TrafficStream.of(direction),
                frames.sequence(frame),
                frames.sentNanos(frame),
                account.of(account.rx().frames() > 0 ? Direction.RX : Direction.TX)
                        .sentNanos(0),
                ended ? Optional.of(Ledger.fateOf(fate)) : Optional.empty(),
                ended ? Optional.of(Ledger.hostOf(fate)) : Optional.empty(),
                steps,
                Optional.of(recorded(direction, frame, replay.places(direction)[frame])));
    }

    /** A hop with what is known of its cause's moment. */
    private ExplainedFrame.Step step(FrameTracer.Hop hop) {
        ExplainedFrame.Step step = ExplainedFrame.Step.of(hop);
        Optional<ExplainedFrame.Because> because = step.because().map(cause -> prediction.taken().stream()
                .filter(effect ->
                        effect.what().equals(cause.what()) && effect.moment().atNanos() == cause.atNanos())
                .findFirst()
                .map(effect -> new ExplainedFrame.Because(
                        cause.what(), cause.atNanos(), effect.moment().basis()))
                .orElse(cause));
        return new ExplainedFrame.Step(step.atNanos(), step.place(), step.decision(), because, step.copy());
    }

    private ExplainedFrame.Recorded recorded(Direction direction, int frame, short places) {
        DirectionAccount frames = account.of(direction);
        List<ExplainedFrame.Sighting> sightings =
                FrameTrail.of(bundle, direction, frames.sequence(frame)).sightings().stream()
                        .map(seen -> new ExplainedFrame.Sighting(seen.point().name(), seen.atNanos()))
                        .toList();
        boolean lost = frames.arrival(frame) == Arrival.LOST;
        Optional<Boolean> placeAgrees = frames.lastSeen(frame)
                .filter(name -> lost)
                .map(name -> (places >> place(name, direction).ordinal() & 1) != 0);
        return new ExplainedFrame.Recorded(
                frames.arrival(frame),
                frames.receivedNanos(frame),
                frames.copies(frame),
                frames.lastSeen(frame),
                sightings,
                placeAgrees);
    }

    private Place place(String name, Direction direction) {
        return bundle.points().stream()
                .filter(point -> point.name().equals(name))
                .findFirst()
                .map(CapturePoint::place)
                .orElse(LedPlaces.sender(direction));
    }

    private BadInputException bad(String message, String mend) {
        return new BadInputException(List.of(InputProblem.ofFile(bundle.folder().toString(), message, mend)));
    }

    private static String word(Direction direction) {
        return direction == Direction.RX ? "rx" : "tx";
    }
}
