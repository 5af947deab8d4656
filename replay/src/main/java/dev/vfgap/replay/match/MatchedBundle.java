package dev.vfgap.replay.match;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.SequenceField;
import dev.vfgap.replay.bundle.Traffic;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A bundle of which it is decided how the frames of each direction are told apart.
 *
 * @param bundle the bundle; a sequence number that was found is in its traffic
 * @param rx how frames to the guest are, its counts not yet known
 * @param tx how frames from the guest are
 * @param unnumbered what becomes of frames without a number
 */
public record MatchedBundle(CaptureBundle bundle, Matching rx, Matching tx, CaptureScan.Unnumbered unnumbered) {

    /** What may tell frames apart. */
    public enum Choice {
        /** The number whose place the manifest gives; else one that is found; else content. */
        AUTO,
        /** A number only, given or found. */
        SEQUENCE,
        /** Content only. */
        CONTENT
    }

    /**
     * Decides for both directions; reads the captures where the manifest gives no number.
     *
     * @throws dev.vfgap.replay.bundle.BadInputException when one is no capture or is damaged
     */
    public static MatchedBundle of(CaptureBundle bundle, Choice choice) {
        boolean given = true;
        for (Direction direction : Direction.values()) {
            given &= field(bundle, direction).isPresent();
        }
        CaptureScan.Unnumbered unnumbered =
                choice == Choice.SEQUENCE ? CaptureScan.Unnumbered.LEFT_OUT : CaptureScan.Unnumbered.MATCHED;
        Optional<StreamSurvey> survey =
                given || choice == Choice.CONTENT ? Optional.empty() : Optional.of(StreamSurvey.of(bundle));
        List<Traffic> streams = new ArrayList<>();
        Map<Direction, Matching> matching = new EnumMap<>(Direction.class);
        for (Direction direction : Direction.values()) {
            Optional<SequenceField> field = choice == Choice.CONTENT ? Optional.empty() : field(bundle, direction);
            Matching.By by = Matching.By.SEQUENCE;
            Optional<FoundSequence> found = Optional.empty();
            if (field.isEmpty()) {
                found = survey.flatMap(all -> all.sequence(direction));
                field = found.map(FoundSequence::field);
                by = found.isPresent()
                        ? Matching.By.FOUND_SEQUENCE
                        : choice == Choice.SEQUENCE ? Matching.By.NOTHING : Matching.By.CONTENT;
            }
            matching.put(direction, new Matching(by, 0, 0, found));
            Optional<Traffic> told = bundle.traffic(direction);
            if (told.isPresent() || field.isPresent()) {
                streams.add(new Traffic(
                        direction,
                        told.map(Traffic::framesPerSecond).orElseGet(OptionalDouble::empty),
                        told.map(Traffic::payloadBytes).orElseGet(OptionalLong::empty),
                        field));
            }
        }
        CaptureBundle matched = given && choice != Choice.CONTENT ? bundle : bundle.withTraffic(streams);
        return new MatchedBundle(matched, matching.get(Direction.RX), matching.get(Direction.TX), unnumbered);
    }

    /** How the frames of a direction are told apart. */
    public Matching of(Direction direction) {
        return direction == Direction.RX ? rx : tx;
    }

    private static Optional<SequenceField> field(CaptureBundle bundle, Direction direction) {
        return bundle.traffic(direction).flatMap(Traffic::sequence);
    }
}
