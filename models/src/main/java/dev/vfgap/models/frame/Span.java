package dev.vfgap.models.frame;

/**
 * Many frames of one flow that share their path: the unit that moves through the data path.
 *
 * <p>Frame k (0 .. count-1) of a span has an index in its flow and a time at which it arrives where the span now is. Both
 * are formulas, never arrays:
 *
 * <ul>
 *   <li>index: a <em>run</em> {@code first + k}, or a <em>sample</em>: the first frame of the flow that reaches the
 *       sampling queue at or after {@code sampleFrom + k · samplePeriod}, which is what an overloaded queue keeps;
 *   <li>time: the flow's send time plus a delay, or a <em>clock</em> {@code clockFrom + k · clockPeriod}, which is how a
 *       queue hands frames over.
 * </ul>
 *
 * <p>A sample always has a clock. Times do not decrease with k. Spans are mutable, pooled and owned by one component at
 * a time.
 */
public final class Span {
    private Flow flow;
    private long count;
    private boolean copy;
    private int via;

    private boolean sampled;
    private long firstIndex;
    private long sampleFromNanos;
    private long samplePeriodNanos;
    private long sampleDelayNanos;

    private boolean clocked;
    private long delayNanos;
    private long clockFromNanos;
    private long clockPeriodNanos;

    /** The next span of the list that holds this one. */
    Span next;

    Span() {}

    void becomeRun(Flow ofFlow, long first, long frames, long delay) {
        flow = ofFlow;
        firstIndex = first;
        count = frames;
        delayNanos = delay;
        copy = false;
        via = 0;
        sampled = false;
        clocked = false;
        next = null;
    }

    void become(Span other) {
        flow = other.flow;
        count = other.count;
        copy = other.copy;
        via = other.via;
        sampled = other.sampled;
        firstIndex = other.firstIndex;
        sampleFromNanos = other.sampleFromNanos;
        samplePeriodNanos = other.samplePeriodNanos;
        sampleDelayNanos = other.sampleDelayNanos;
        clocked = other.clocked;
        delayNanos = other.delayNanos;
        clockFromNanos = other.clockFromNanos;
        clockPeriodNanos = other.clockPeriodNanos;
        next = null;
    }

    /** Another flow with the same send times. */
    void belongTo(Flow other) {
        flow = other;
        via = 0;
    }

    void markCopy() {
        copy = true;
    }

    public Flow flow() {
        return flow;
    }

    /** How many frames, at least 1. */
    public long count() {
        return count;
    }

    /** Whether these are copies that a flooding hop made of frames that also went elsewhere. */
    public boolean isCopy() {
        return copy;
    }

    /** The way by which the frames came here: a number that the component which set it understands. */
    public int via() {
        return via;
    }

    public void setVia(int way) {
        via = way;
    }

    /** Whether the indexes are a sample of the flow rather than a run. */
    public boolean isSampled() {
        return sampled;
    }

    /** Whether the times are a queue's clock rather than the flow's send times plus a delay. */
    public boolean isClocked() {
        return clocked;
    }

    /** The index in the flow of frame k. */
    public long indexOf(long k) {
        return sampled
                ? flow.times().firstAtOrAfter(sampleFromNanos + k * samplePeriodNanos - sampleDelayNanos)
                : firstIndex + k;
    }

    /** When frame k arrives, in nanoseconds. */
    public long atNanos(long k) {
        return clocked ? clockFromNanos + k * clockPeriodNanos : flow.times().at(firstIndex + k) + delayNanos;
    }

    public long headAtNanos() {
        return atNanos(0);
    }

    public long lastAtNanos() {
        return atNanos(count - 1);
    }

    /** How many of its frames arrive before {@code untilNanos}. */
    public long countBefore(long untilNanos) {
        if (!clocked) {
            long before = flow.times().firstAtOrAfter(untilNanos - delayNanos) - firstIndex;
            return Math.max(0, Math.min(count, before));
        }
        if (untilNanos <= clockFromNanos) {
            return 0;
        }
        if (clockPeriodNanos == 0) {
            return count;
        }
        return Math.min(count, (untilNanos - clockFromNanos - 1) / clockPeriodNanos + 1);
    }

    /** Which frame of this span has {@code index} in the flow, or -1. */
    public long positionOf(long index) {
        long k = positionAtOrAfter(index);
        return k < count && indexOf(k) == index ? k : -1;
    }

    /** The first frame of this span with {@code index} in the flow or a later one; {@code count} when there is none. */
    public long positionAtOrAfter(long index) {
        long k = sampled ? ticksUpTo(index - 1) : index - firstIndex;
        return Math.max(0, Math.min(count, k));
    }

    /** How many ticks come no later than a frame of the flow: each of them keeps that frame or one before it. */
    private long ticksUpTo(long index) {
        if (index < 0) {
            return 0;
        }
        long atNanos = flow.times().at(index) + sampleDelayNanos;
        return Math.floorDiv(atNanos - sampleFromNanos, samplePeriodNanos) + 1;
    }

    /** A lower bound of the time between two successive frames of this span, in nanoseconds. */
    public long minSpacingNanos() {
        return clocked ? clockPeriodNanos : flow.times().minSpacingNanos(firstIndex, firstIndex + count);
    }

    /** An upper bound of the time between two successive frames of this span, in nanoseconds. */
    public long maxSpacingNanos() {
        return clocked ? clockPeriodNanos : flow.times().maxSpacingNanos(firstIndex, firstIndex + count);
    }

    /** How many frames from the head on come by one period; 1 where they have none. */
    public long steadyFrames() {
        return clocked ? count : Math.min(count, flow.times().steadyUntil(firstIndex) - firstIndex);
    }

    /**
     * How many frames from the head on follow each other within a time: all of them, those of the steady part at its head, or
     * the head alone.
     */
    public long framesWithin(long spacingNanos) {
        if (count == 1 || maxSpacingNanos() <= spacingNanos) {
            return count;
        }
        long steady = steadyFrames();
        boolean within = flow.times().maxSpacingNanos(firstIndex, firstIndex + steady) <= spacingNanos;
        return within && !clocked ? steady : 1;
    }

    /**
     * How many frames from frame k on have delays that grow evenly from one to the next: they were sent by one period, or arrive
     * a constant time after they were sent.
     */
    long evenFrames(long k) {
        return clocked ? Math.max(1, positionAtOrAfter(flow.times().steadyUntil(indexOf(k))) - k) : count - k;
    }

    /**
     * How many of its frames come before one that is near a frame of another span, if both went on as their heads do; see
     * {@link Encounters}.
     */
    long framesBeforeNear(Span other, long zoneNanos) {
        return Encounters.framesBefore(
                periodNumerator(),
                periodDenominator(),
                other.periodNumerator(),
                other.periodDenominator(),
                headAtNanos() - other.headAtNanos(),
                zoneNanos);
    }

    /** Whether its steady parts have a period: not listed send times, nor frames that a queue hands over all at once. */
    public boolean hasPeriod() {
        return clocked ? clockPeriodNanos > 0 : flow.times().period() != null;
    }

    private long periodNumerator() {
        return clocked ? clockPeriodNanos : flow.times().period().numeratorNanos();
    }

    private long periodDenominator() {
        return clocked ? 1 : flow.times().period().denominator();
    }

    /** Lets all frames arrive later by a constant: they crossed a hop without state. */
    public void delayBy(long nanos) {
        if (clocked) {
            clockFromNanos += nanos;
        } else {
            delayNanos += nanos;
        }
    }

    /** Gives the frames the times of a queue's clock: frame k at {@code fromNanos + k · periodNanos}. */
    public void clock(long fromNanos, long periodNanos) {
        clocked = true;
        clockFromNanos = fromNanos;
        clockPeriodNanos = periodNanos;
    }

    /** Keeps only the frames from k = {@code frames} on. */
    void dropHead(long frames) {
        if (sampled) {
            sampleFromNanos += frames * samplePeriodNanos;
        } else {
            firstIndex += frames;
        }
        clockFromNanos += frames * clockPeriodNanos;
        count -= frames;
    }

    /** Keeps only the first {@code frames} frames. */
    void truncate(long frames) {
        count = frames;
    }

    /**
     * Keeps, of a run at its flow's own times, the first frame that arrives at or after each tick
     * {@code fromNanos + k · periodNanos}, k = 0 .. ticks-1.
     */
    void sample(long fromNanos, long periodNanos, long ticks) {
        sampled = true;
        sampleFromNanos = fromNanos;
        samplePeriodNanos = periodNanos;
        sampleDelayNanos = delayNanos;
        count = ticks;
        clock(fromNanos, periodNanos);
    }

    /** Takes {@code other} in, when it continues this span's formulas. */
    boolean append(Span other) {
        boolean continues = other.flow == flow
                && other.copy == copy
                && other.via == via
                && !sampled
                && !other.sampled
                && other.firstIndex == firstIndex + count
                && other.clocked == clocked
                && (clocked ? continuesClock(other) : other.delayNanos == delayNanos);
        if (continues) {
            count += other.count;
        }
        return continues;
    }

    private boolean continuesClock(Span other) {
        return other.clockPeriodNanos == clockPeriodNanos
                && other.clockFromNanos == clockFromNanos + count * clockPeriodNanos;
    }

    /** Whether a frame of this span at a time comes before a frame of {@code other} at the same time. */
    boolean precedesAtEqualTimes(Span other) {
        if (flow.id() != other.flow.id()) {
            return flow.id() < other.flow.id();
        }
        if (copy != other.copy) {
            return !copy;
        }
        return indexOf(0) < other.indexOf(0);
    }

    @Override
    public String toString() {
        return flow.name() + " " + indexOf(0) + ".." + indexOf(count - 1) + (sampled ? " sampled" : "") + " x" + count
                + " at " + headAtNanos() + ".." + lastAtNanos() + (copy ? " copy" : "");
    }
}
