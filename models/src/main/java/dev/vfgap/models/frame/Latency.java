package dev.vfgap.models.frame;

/**
 * How long after they were sent the frames of a flow were received, receptions beyond the first included; of an answer, how
 * long after its request was sent.
 *
 * <p>Read from the ledger's spans: the delay of frames that share a way grows evenly from the first to the last, so those two
 * tell the rest, to 1 ns; of the frames that an overloaded queue lets through, to the time between two frames of the flow.
 *
 * @param meanNanos the mean, 0 where nothing was received
 * @param maxNanos the longest, 0 where nothing was received
 */
public record Latency(double meanNanos, long maxNanos) {
    /** Of a flow of which nothing was received. */
    public static final Latency NONE = new Latency(0, 0);

    /** Reads the delays of {@code flow} from the ledger. */
    public static Latency of(Ledger ledger, Flow flow) {
        double sum = 0;
        long frames = 0;
        long max = 0;
        for (Ledger.Entry entry : ledger.entries()) {
            Span span = entry.span();
            if (span.flow().id() == flow.id() && entry.fate().isDelivered()) {
                for (long from = 0, until; from < span.count(); from = until) {
                    until = from + span.evenFrames(from);
                    double ofPart = 0;
                    long seen = 0;
                    for (long k = from; k < until; k += Math.max(1, until - 1 - from)) {
                        long delay = span.atNanos(k) - flow.times().at(span.indexOf(k));
                        ofPart += delay;
                        max = Math.max(max, delay);
                        seen++;
                    }
                    sum += ofPart / seen * (until - from);
                }
                frames += span.count();
            }
        }
        return frames == 0 ? NONE : new Latency(sum / frames, max);
    }
}
