package dev.vfgap.models.lab;

import dev.vfgap.models.frame.BurstTimes;
import dev.vfgap.models.frame.ListedTimes;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.simcore.random.RandomStream;
import dev.vfgap.simcore.time.Period;
import dev.vfgap.simcore.unit.Quantity;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** By which pattern a stream is sent, from the begin of a run to its end. All that is random is drawn from the stream's own name. */
public sealed interface Sending {
    /** Nothing is sent. */
    Sending NOTHING = new Nothing();

    /** In a second. */
    double NANOS_PER_SECOND = 1e9;

    /** The send times of one run. */
    SendTimes times(long untilNanos, RandomStream draws);

    /** How many entries the {@linkplain SendList list} of about so long a run has: frames, or bursts; 0 where it needs none. */
    default double listed(long nanos) {
        return 0;
    }

    /** The time between two frames while it sends, the mean one where they differ; empty where nothing is sent. */
    Optional<Period> pace();

    /** The pattern in the words of a scenario, like {@code 100kpps, poisson}. */
    String text();

    /** Whether anything is sent. */
    default boolean sends() {
        return true;
    }

    /** A steady rate, whose first frame comes at a random moment of the first period. */
    static Sending steady(Period period) {
        return new Steady(period);
    }

    /** Nothing. */
    record Nothing() implements Sending {
        private static final SendTimes NEVER = new SendTimes.Periodic(0, Period.ofNanos(1), 0);

        @Override
        public SendTimes times(long untilNanos, RandomStream draws) {
            return NEVER;
        }

        @Override
        public Optional<Period> pace() {
            return Optional.empty();
        }

        @Override
        public String text() {
            return "nothing";
        }

        @Override
        public boolean sends() {
            return false;
        }
    }

    /**
     * A steady rate. The first frame comes at a random moment of the first period: runs differ in phase, as captures do.
     *
     * @param period the time between two frames
     */
    record Steady(Period period) implements Sending {
        public Steady {
            Objects.requireNonNull(period, "period");
        }

        @Override
        public SendTimes times(long untilNanos, RandomStream draws) {
            long phase = phase(period, draws);
            long frames = untilNanos <= phase ? 0 : period.firstIndexAtOrAfter(untilNanos - phase);
            return new SendTimes.Periodic(phase, period, frames);
        }

        @Override
        public Optional<Period> pace() {
            return Optional.of(period);
        }

        @Override
        public String text() {
            return rate(period);
        }
    }

    /**
     * Arrivals without memory (a Poisson process): the times between two frames are drawn, independent of each other, from the
     * exponential distribution.
     *
     * @param meanPeriod the mean time between two frames
     */
    record Poisson(Period meanPeriod) implements Sending {
        public Poisson {
            Objects.requireNonNull(meanPeriod, "meanPeriod");
        }

        @Override
        public SendTimes times(long untilNanos, RandomStream draws) {
            double mean = meanNanos();
            long[] times = new long[SendList.room(listed(untilNanos), this)];
            int frames = 0;
            for (double at = gap(mean, draws); at < untilNanos; at += gap(mean, draws)) {
                if (frames == times.length) {
                    times = Arrays.copyOf(times, SendList.more(frames, this));
                }
                times[frames++] = (long) at;
            }
            return new ListedTimes(Arrays.copyOf(times, frames));
        }

        @Override
        public double listed(long nanos) {
            return nanos / meanNanos();
        }

        private double meanNanos() {
            return (double) meanPeriod.numeratorNanos() / meanPeriod.denominator();
        }

        private static double gap(double mean, RandomStream draws) {
            return -mean * StrictMath.log(draws.nextUniform());
        }

        @Override
        public Optional<Period> pace() {
            return Optional.of(meanPeriod);
        }

        @Override
        public String text() {
            return rate(meanPeriod) + ", poisson";
        }
    }

    /**
     * An on-off source: bursts at a steady rate, each of which begins with a frame, and pauses between them. A run begins at a
     * random moment of both.
     *
     * @param period the time between two frames of a burst
     * @param onNanos how long a burst lasts, the mean where durations differ; at least 1
     * @param offNanos how long a pause lasts, the mean where durations differ; at least 1
     * @param durations whether they differ
     */
    record OnOff(Period period, long onNanos, long offNanos, Durations durations) implements Sending {
        public OnOff {
            Objects.requireNonNull(period, "period");
            Objects.requireNonNull(durations, "durations");
            if (onNanos < 1 || offNanos < 1) {
                throw new IllegalArgumentException("a burst and a pause last longer than nothing");
            }
        }

        @Override
        public SendTimes times(long untilNanos, RandomStream draws) {
            long[] starts = new long[SendList.room(listed(untilNanos), this)];
            long[] frames = new long[starts.length];
            int bursts = 0;
            // A time without memory goes on as a whole one from wherever it is looked at, a fixed one from a random
            // moment of it.
            double at = durations == Durations.FIXED
                    ? -draws.nextUniform() * (onNanos + offNanos)
                    : draws.nextUniform() * (onNanos + offNanos) < onNanos
                            ? -phase(period, draws)
                            : durations.of(offNanos, draws);
            while (at < untilNanos) {
                double on = durations.of(onNanos, draws);
                if (bursts == starts.length) {
                    starts = Arrays.copyOf(starts, SendList.more(bursts, this));
                    frames = Arrays.copyOf(frames, starts.length);
                }
                starts[bursts] = (long) Math.floor(at);
                frames[bursts] = Math.max(1, period.firstIndexAtOrAfter((long) Math.ceil(on)));
                bursts++;
                at += on + durations.of(offNanos, draws);
            }
            return new BurstTimes(
                    period, Arrays.copyOf(starts, bursts), Arrays.copyOf(frames, bursts), 0, Math.max(0, untilNanos));
        }

        @Override
        public double listed(long nanos) {
            return (double) nanos / (onNanos + offNanos);
        }

        @Override
        public Optional<Period> pace() {
            return Optional.of(period);
        }

        @Override
        public String text() {
            String each = durations == Durations.FIXED ? "" : ", exponential";
            return rate(period) + " for " + Quantity.formatNanos(onNanos) + ", nothing for "
                    + Quantity.formatNanos(offNanos) + each;
        }
    }

    /**
     * The send times of a capture's frames, the first of them at the begin of the run.
     *
     * @param recording the capture
     * @param repetition whether they begin anew when they have come to their end
     */
    record Recorded(Recording recording, Repetition repetition) implements Sending {
        public Recorded {
            Objects.requireNonNull(recording, "recording");
            Objects.requireNonNull(repetition, "repetition");
            if (repetition == Repetition.AGAIN && !recording.hasRate()) {
                throw new IllegalArgumentException("frames of one moment cannot be repeated");
            }
        }

        @Override
        public SendTimes times(long untilNanos, RandomStream draws) {
            ListedTimes times = recording.times();
            return repetition == Repetition.ONCE
                    ? times.before(untilNanos)
                    : times.repeatedBefore(recording.cycleNanos(), untilNanos);
        }

        @Override
        public Optional<Period> pace() {
            return recording.meanPeriod();
        }

        @Override
        public String text() {
            return recording.text() + (repetition == Repetition.AGAIN ? ", repeated" : "");
        }
    }

    /** How long the bursts and pauses of an {@link OnOff} last. */
    enum Durations {
        /** Each as long as the one before. */
        FIXED("fixed") {
            @Override
            double of(long nanos, RandomStream draws) {
                return nanos;
            }
        },
        /** Drawn from the exponential distribution around the mean. */
        EXPONENTIAL("exponential") {
            @Override
            double of(long nanos, RandomStream draws) {
                return -nanos * StrictMath.log(draws.nextUniform());
            }
        };

        private final String word;

        Durations(String word) {
            this.word = word;
        }

        abstract double of(long nanos, RandomStream draws);

        /** As it is written in a scenario. */
        public String word() {
            return word;
        }
    }

    /** What comes behind the last frame of a recording. */
    enum Repetition {
        /** Nothing. */
        ONCE,
        /** The recording from its begin. */
        AGAIN
    }

    private static String rate(Period period) {
        return Quantity.formatRate(NANOS_PER_SECOND * period.denominator() / period.numeratorNanos());
    }

    private static long phase(Period period, RandomStream draws) {
        return (long) (draws.nextUniform() * Math.max(1, period.offsetNanos(1)));
    }
}
