package dev.vfgap.replay.predict;

import dev.vfgap.simcore.parameter.Provenance;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * When something took effect: the moment taken, the moments possible, and how it is known.
 *
 * @param atNanos the moment taken, on the bundle's clock
 * @param earliestNanos the earliest moment possible
 * @param latestNanos the latest moment possible
 * @param how how it is known
 * @param basis what it rests on, in words
 * @param lags the distances that lie between what was recorded and this
 */
public record Moment(long atNanos, long earliestNanos, long latestNanos, How how, String basis, List<Lag> lags) {

    /** How a moment is known. */
    public enum How {
        /** The recording shows it. */
        SHOWN,
        /** It lies at a measured or documented distance from what the recording shows. */
        DERIVED,
        /** The distance is assumed. */
        ASSUMED
    }

    public Moment {
        Objects.requireNonNull(how, "how");
        Objects.requireNonNull(basis, "basis");
        lags = List.copyOf(lags);
    }

    /** A moment that the recording shows to {@code uncertainNanos} either way. */
    static Moment shown(long atNanos, long uncertainNanos, String by) {
        return new Moment(atNanos, atNanos - uncertainNanos, atNanos + uncertainNanos, How.SHOWN, by, List.of());
    }

    /** A moment this much later. */
    Moment after(Lag lag) {
        return new Moment(
                atNanos + lag.nanos(),
                earliestNanos + lag.leastNanos(),
                latestNanos + lag.mostNanos(),
                worse(lag),
                basis + " + " + millis(lag),
                with(lag));
    }

    /** A moment this much earlier. */
    Moment before(Lag lag) {
        return new Moment(
                atNanos - lag.nanos(),
                earliestNanos - lag.mostNanos(),
                latestNanos - lag.leastNanos(),
                worse(lag),
                basis + " - " + millis(lag),
                with(lag));
    }

    /** A fixed time later or, when negative, earlier. */
    Moment shifted(long nanos) {
        return new Moment(atNanos + nanos, earliestNanos + nanos, latestNanos + nanos, how, basis, lags);
    }

    /** The same moment, or a bound that it cannot precede. */
    Moment notBefore(long nanos, String bound) {
        return atNanos >= nanos
                ? new Moment(atNanos, Math.max(nanos, earliestNanos), latestNanos, how, basis, lags)
                : new Moment(nanos, nanos, Math.max(nanos, latestNanos), how, basis + ", not before " + bound, lags);
    }

    /** The same moment, or a bound that it cannot follow. */
    Moment notAfter(long nanos, String bound) {
        return atNanos <= nanos
                ? new Moment(atNanos, earliestNanos, Math.min(nanos, latestNanos), how, basis, lags)
                : new Moment(nanos, Math.min(nanos, earliestNanos), nanos, how, basis + ", not after " + bound, lags);
    }

    /** Whether it can have been at another time than the one taken. */
    boolean isOpen() {
        return earliestNanos < atNanos || latestNanos > atNanos;
    }

    /** The earlier of two: whichever comes first makes it happen. */
    static Optional<Moment> earlier(Optional<Moment> one, Optional<Moment> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isPresent() ? one : other;
        }
        boolean first = one.get().atNanos <= other.get().atNanos;
        Moment sooner = first ? one.get() : other.get();
        Moment later = first ? other.get() : one.get();
        long latest = Math.min(sooner.latestNanos, later.latestNanos);
        return Optional.of(
                new Moment(sooner.atNanos, sooner.earliestNanos, latest, sooner.how, sooner.basis, sooner.lags));
    }

    /** The first that is known. */
    @SafeVarargs
    static Optional<Moment> firstKnown(Optional<Moment>... moments) {
        for (Optional<Moment> moment : moments) {
            if (moment.isPresent()) {
                return moment;
            }
        }
        return Optional.empty();
    }

    private How worse(Lag lag) {
        return lag.kind() == Provenance.Kind.ASSUMED || how == How.ASSUMED ? How.ASSUMED : How.DERIVED;
    }

    private List<Lag> with(Lag lag) {
        List<Lag> more = new ArrayList<>(lags);
        more.add(lag);
        return more;
    }

    private static String millis(Lag lag) {
        return String.format(Locale.ROOT, "%s ms (%s)", decimal(lag.nanos()), lag.key());
    }

    private static String decimal(long nanos) {
        return BigDecimal.valueOf(nanos, 6).stripTrailingZeros().toPlainString();
    }
}
