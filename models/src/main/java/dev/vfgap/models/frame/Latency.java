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
                boolean walked = span.isClocked() && flow.times() instanceof SendTimes.Recorded;
                long step = walked ? 1 : Math.max(1, span.count() - 1);
                double ofEntry = 0;
                long seen = 0;
                for (long k = 0; k < span.count(); k += step) {
                    long delay = span.atNanos(k) - flow.times().at(span.indexOf(k));
                    ofEntry += delay;
                    max = Math.max(max, delay);
                    seen++;
                }
                sum += ofEntry / seen * span.count();
                frames += span.count();
            }
        }
        return frames == 0 ? NONE : new Latency(sum / frames, max);
    }
}
