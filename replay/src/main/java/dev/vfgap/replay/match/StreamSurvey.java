package dev.vfgap.replay.match;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.CapturePoint;
import dev.vfgap.replay.capture.CaptureRing;
import dev.vfgap.replay.capture.FrameView;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all captures of a bundle have of the stream: how much of each payload, and samples to look for numbers in. */
final class StreamSurvey {

    private final Map<Direction, Survey> surveys = new EnumMap<>(Direction.class);

    /** One direction. */
    private static final class Survey {
        private int leastCut = Integer.MAX_VALUE;
        private PayloadSample best = new PayloadSample();
        private Optional<CapturePoint> bestPoint = Optional.empty();
        private PayloadSample atPoint = new PayloadSample();

        /** The sample with most frames is kept; of equals the one nearer to the sender, where less was lost. */
        private void endPoint(Direction direction, CapturePoint point) {
            boolean fromSenderOn = direction == Direction.RX;
            boolean better = fromSenderOn ? atPoint.frames() > best.frames() : atPoint.frames() >= best.frames();
            bestPoint = better ? Optional.of(point) : bestPoint;
            best = better ? atPoint : best;
            atPoint = new PayloadSample();
        }
    }

    private final CaptureBundle bundle;

    private StreamSurvey(CaptureBundle bundle) {
        this.bundle = bundle;
        for (Direction direction : Direction.values()) {
            surveys.put(direction, new Survey());
        }
    }

    /** Reads all captures once. */
    static StreamSurvey of(CaptureBundle bundle) {
        StreamSurvey survey = new StreamSurvey(bundle);
        for (CapturePoint point : bundle.points()) {
            if (point.file().isPresent()) {
                survey.read(point);
            }
        }
        return survey;
    }

    private void read(CapturePoint point) {
        StreamFrames frames = new StreamFrames(bundle);
        try (CaptureRing capture = CaptureRing.open(point)) {
            while (capture.next()) {
                FrameView frame = capture.packet().frame();
                if (frames.look(frame) != StreamFrames.Match.OTHER) {
                    Survey survey = surveys.get(frames.direction());
                    if (ContentKey.isCut(frame)) {
                        survey.leastCut = Math.min(survey.leastCut, ContentKey.payload(frame));
                    }
                    survey.atPoint.add(frame);
                }
            }
        }
        surveys.forEach((direction, survey) -> survey.endPoint(direction, point));
    }

    /** Bytes of a direction's payloads that every capture kept; all of them where none was cut. */
    int payloadBytes(Direction direction) {
        return surveys.get(direction).leastCut;
    }

    /** A number in the frames of a direction; reads the capture of one point once more where a sample suggests some. */
    Optional<FoundSequence> sequence(Direction direction) {
        Survey survey = surveys.get(direction);
        List<FoundSequence> candidates = SequenceFinder.find(survey.best, survey.leastCut);
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        SequenceTrial trial = new SequenceTrial(candidates);
        CapturePoint point = survey.bestPoint.orElseThrow();
        StreamFrames frames = new StreamFrames(bundle);
        try (CaptureRing capture = CaptureRing.open(point.file().orElseThrow(), point.shownFile())) {
            while (capture.next()) {
                FrameView frame = capture.packet().frame();
                boolean isOfStream = frames.look(frame) != StreamFrames.Match.OTHER;
                if (isOfStream
                        && frames.direction() == direction
                        && capture.packet().hasStamp()) {
                    trial.saw(frame, capture.packet().atNanos());
                }
            }
        }
        return trial.best();
    }
}
