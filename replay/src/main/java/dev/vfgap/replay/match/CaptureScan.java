package dev.vfgap.replay.match;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Place;
import dev.vfgap.replay.bundle.BundleClock;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.CapturePoint;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.Traffic;
import dev.vfgap.replay.capture.CaptureReader;
import dev.vfgap.replay.capture.CaptureRing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * One pass over all captures of a bundle: each frame of the stream is told once for each time it was seen.
 *
 * <p>Its number is the one that it carries; in a direction without numbers it is the frame's rank in the order of first
 * sight, after the frames were matched by content. Stamps are brought onto the bundle's clock. Points whose file is not
 * there are passed over.
 */
public final class CaptureScan {

    /** Takes what is seen, point by point, in the order of each capture. */
    public interface Sink {
        /**
         * A frame was seen.
         *
         * @param point index into {@link CaptureBundle#points}
         * @param direction which way it goes
         * @param sequence its number
         * @param atNanos when, on the bundle's clock
         */
        void seen(int point, Direction direction, long sequence, long atNanos);
    }

    /** What becomes of frames of which no number is known. */
    public enum Unnumbered {
        /** They are matched by content. */
        MATCHED,
        /** They are counted and left out. */
        LEFT_OUT,
        /** They are told with the key of their content as number; two that are alike have the same. */
        KEYED
    }

    /** Stamps further from the window than this are no stamps of the run. */
    private static final long FAR_NANOS = 86_400L * 1_000_000_000L;

    private static final UnnumberedSink NOBODY = (point, direction, reader, atNanos) -> {};

    private final CaptureBundle bundle;
    private final Unnumbered unnumbered;
    private final Sink sink;
    private final List<Finding> findings = new ArrayList<>();
    private final List<PointCapture> captures = new ArrayList<>();
    private final Map<Direction, Matching> matching = new EnumMap<>(Direction.class);

    /** Whether the captures are read once more, for the frames of the other direction. */
    private boolean numberedAreTold;

    private CaptureScan(CaptureBundle bundle, Unnumbered unnumbered, Sink sink) {
        this.bundle = bundle;
        this.unnumbered = unnumbered;
        this.sink = sink;
        bundle.points().forEach(point -> captures.add(new PointCapture()));
    }

    /**
     * Reads all captures; frames without a known number are matched by content.
     *
     * @return what is doubtful in them
     * @throws dev.vfgap.replay.bundle.BadInputException when one is no capture or is damaged
     */
    public static List<Finding> scan(CaptureBundle bundle, Sink sink) {
        return of(bundle, Unnumbered.MATCHED, sink).findings();
    }

    /** As {@link #scan}, with a choice of what becomes of frames without a known number. */
    public static CaptureScan of(CaptureBundle bundle, Unnumbered unnumbered, Sink sink) {
        CaptureScan scan = new CaptureScan(bundle, unnumbered, sink);
        boolean allNumbered = true;
        for (Direction direction : Direction.values()) {
            allNumbered &= bundle.traffic(direction).flatMap(Traffic::sequence).isPresent();
        }
        if (allNumbered || unnumbered == Unnumbered.LEFT_OUT) {
            scan.readNumbered();
        } else {
            scan.readWithContent();
        }
        return scan;
    }

    /** What is doubtful in the captures. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** What each point's capture holds, in the order of the bundle's points. */
    public List<PointCapture> captures() {
        return List.copyOf(captures);
    }

    /** How the frames of a direction without numbers were matched; nothing for one with numbers. */
    public Matching matching(Direction direction) {
        return matching.getOrDefault(direction, new Matching(Matching.By.NOTHING, 0, 0, Optional.empty()));
    }

    private void readNumbered() {
        for (int point = 0; point < bundle.points().size(); point++) {
            read(point, NOBODY);
        }
    }

    /** Reads in the order of the path of rx and matches its frames as it goes; then, for tx, the other way round. */
    private void readWithContent() {
        StreamSurvey survey = StreamSurvey.of(bundle);
        if (unnumbered == Unnumbered.KEYED) {
            for (int point = 0; point < bundle.points().size(); point++) {
                read(
                        point,
                        (where, direction, reader, atNanos) -> sink.seen(
                                where,
                                direction,
                                ContentKey.of(reader.frame(), survey.payloadBytes(direction)),
                                atNanos));
            }
            return;
        }
        match(Direction.RX, survey);
        numberedAreTold = true;
        if (isUnnumbered(Direction.TX)) {
            List<Finding> told = List.copyOf(findings);
            match(Direction.TX, survey);
            findings.clear();
            findings.addAll(told);
        }
    }

    private boolean isUnnumbered(Direction direction) {
        return bundle.traffic(direction).flatMap(Traffic::sequence).isEmpty();
    }

    private void match(Direction direction, StreamSurvey survey) {
        int points = bundle.points().size();
        Place.Kind sender = direction == Direction.RX ? Place.Kind.PEER : Place.Kind.GUEST;
        long senders = 0;
        for (int point = 0; point < points; point++) {
            senders |= bundle.points().get(point).at() == sender ? 1L << point : 0;
        }
        ContentMatcher matcher = new ContentMatcher(senders);
        int payloadBytes = survey.payloadBytes(direction);
        for (int step = 0; step < points; step++) {
            int point = direction == Direction.RX ? step : points - 1 - step;
            KeyedSightings keyed = new KeyedSightings();
            read(point, (where, way, reader, atNanos) -> {
                if (way == direction) {
                    keyed.add(ContentKey.of(reader.frame(), payloadBytes), atNanos);
                }
            });
            long uncertainty =
                    bundle.clock().uncertaintyNanos(bundle.points().get(point).clock());
            // A clock bounded on one side is taken to be at its bound, where the fastest frames take no time.
            long slack = uncertainty == BundleClock.UNBOUNDED ? 0 : uncertainty;
            matcher.add(point, keyed.keys(), keyed.times(), keyed.size(), slack);
        }
        if (isUnnumbered(direction)) {
            matching.put(
                    direction,
                    new Matching(Matching.By.CONTENT, matcher.frames(), matcher.ambiguousFrames(), Optional.empty()));
            matcher.tell((point, number, atNanos) -> sink.seen(point, direction, number, atNanos));
        }
    }

    /** Takes the frames of which no number is known. */
    private interface UnnumberedSink {
        void seen(int point, Direction direction, CaptureReader reader, long atNanos);
    }

    private void read(int point, UnnumberedSink others) {
        CapturePoint where = bundle.points().get(point);
        if (where.file().isPresent()) {
            read(point, where, others);
        }
    }

    private void read(int point, CapturePoint where, UnnumberedSink others) {
        StreamFrames frames = new StreamFrames(bundle);
        LongUnaryOperator clock = bundle.clock().of(where.clock());
        // Stamps that are to be estimated can be anywhere.
        boolean windowKnown = bundle.window().untilNanos() != Long.MAX_VALUE && unnumbered != Unnumbered.KEYED;
        boolean leftOut = unnumbered == Unnumbered.LEFT_OUT;
        PointCapture whole = captures.get(point);
        long without = 0;
        long far = 0;
        try (CaptureRing capture = CaptureRing.open(where)) {
            while (capture.next()) {
                CaptureReader reader = capture.packet();
                StreamFrames.Match match = frames.look(reader.frame());
                long at = clock.applyAsLong(reader.atNanos());
                if (reader.hasStamp()) {
                    whole.packet(at);
                }
                if (match != StreamFrames.Match.OTHER) {
                    whole.ofStream(reader.frame());
                }
                if (match == StreamFrames.Match.CUT) {
                    whole.cut(frames.direction());
                }
                if (match == StreamFrames.Match.CUT || match == StreamFrames.Match.UNNUMBERED && leftOut) {
                    without++;
                } else if (match != StreamFrames.Match.OTHER && reader.hasStamp()) {
                    if (windowKnown && isFar(at)) {
                        far++;
                    } else if (match == StreamFrames.Match.NUMBERED) {
                        if (!numberedAreTold) {
                            sink.seen(point, frames.direction(), frames.sequence(), at);
                        }
                    } else {
                        others.seen(point, frames.direction(), reader, at);
                    }
                }
            }
            findings.addAll(capture.findings());
        }
        if (without > 0) {
            findings.add(Finding.limit(
                    where.shownFile(),
                    without + " frames of the stream carry no readable number (capture longer frames)"));
        }
        if (far > 0) {
            findings.add(Finding.doubt(
                    where.shownFile(),
                    far + " frames are stamped more than a day outside the window and were left out"));
        }
    }

    private boolean isFar(long atNanos) {
        return atNanos < bundle.window().fromNanos() - FAR_NANOS
                || atNanos - FAR_NANOS > bundle.window().untilNanos();
    }
}
