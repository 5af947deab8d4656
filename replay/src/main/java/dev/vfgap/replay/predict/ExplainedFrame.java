package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.FrameTracer;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.lab.TrafficStream;
import dev.vfgap.replay.account.Arrival;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The life of one frame: each hop, what was decided there, and the control event that it follows from; beside it, where
 * there is a recording, where the frame was captured.
 *
 * <p>It does not matter whether the hops come from a replay or from a simulated run.
 *
 * @param subject the bundle or the scenario
 * @param stream which of the streams it is of; of a bundle rx or tx
 * @param sequence its number in the stream; an answer has its request's
 * @param sentNanos when it was sent
 * @param zeroNanos the moment from which times are told to people
 * @param fate what became of it by the models; empty when it is still on its way at the end
 * @param host where that happened; empty with the fate
 * @param steps what happened to it, in order
 * @param recorded what the recording shows of it; empty for a simulated run
 */
public record ExplainedFrame(
        String subject,
        TrafficStream stream,
        long sequence,
        long sentNanos,
        long zeroNanos,
        Optional<FrameFate> fate,
        Optional<Host> host,
        List<Step> steps,
        Optional<Recorded> recorded) {

    public ExplainedFrame {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(stream, "stream");
        steps = List.copyOf(steps);
    }

    /**
     * One thing that happened to the frame.
     *
     * @param atNanos when
     * @param place where
     * @param decision what was decided there
     * @param because the control event that it follows from; empty where none is needed
     * @param copy whether it happened to a flooded copy
     */
    public record Step(long atNanos, String place, String decision, Optional<Because> because, boolean copy) {

        /** A hop of a tracer; nothing more is known of its cause than the cause itself. */
        public static Step of(FrameTracer.Hop hop) {
            Optional<Because> because = hop.cause().map(cause -> new Because(cause.what(), cause.atNanos(), ""));
            return new Step(hop.atNanos(), hop.place(), hop.decision(), because, hop.copy());
        }
    }

    /**
     * A control event.
     *
     * @param what what happened
     * @param atNanos when it took effect; before all times where it was so from the start
     * @param basis how that is known; empty where it needs no word
     */
    public record Because(String what, long atNanos, String basis) {}

    /**
     * What a recording shows of the frame.
     *
     * @param arrival whether it arrived
     * @param receivedNanos when, {@link dev.vfgap.replay.account.DirectionAccount#NEVER} where it did not
     * @param copies how often
     * @param lastSeen where it was seen last; empty when no capture shows places
     * @param sightings each time that it was captured
     * @param placeAgrees whether that is a place of the fate by the models; empty when places are not known
     */
    public record Recorded(
            Arrival arrival,
            long receivedNanos,
            int copies,
            Optional<String> lastSeen,
            List<Sighting> sightings,
            Optional<Boolean> placeAgrees) {
        public Recorded {
            sightings = List.copyOf(sightings);
        }
    }

    /** One frame captured once. */
    public record Sighting(String point, long atNanos) {}

    /** Whether the models lose it. */
    public boolean isLost() {
        return fate.filter(FrameFate::isLoss).isPresent();
    }

    /** Whether the models and the recording agree on its arrival; empty when the recording does not show it. */
    public Optional<Boolean> agrees() {
        return recorded.filter(told -> told.arrival() != Arrival.OPEN)
                .map(told -> isLost() == (told.arrival() == Arrival.LOST));
    }
}
