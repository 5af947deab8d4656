package dev.vfgap.replay.calibrate;

import dev.vfgap.simcore.distribution.Distribution;
import java.util.List;

/**
 * A parameter as bundles show it.
 *
 * @param key the parameter
 * @param meaning from what to what it was read
 * @param readings what was read, in the order of the bundles
 * @param outOfRange how many readings lay outside the parameter's range and were moved to its edge
 * @param value the distribution of the next run's value
 * @param medianNanos the middle of the readings
 * @param medianLowNanos the lower end of the interval of {@link #LEVEL} in which the true median lies
 * @param medianHighNanos its upper end
 * @param identified whether that interval is narrower than what was thought possible before
 */
public record FittedParameter(
        String key,
        String meaning,
        List<Reading> readings,
        int outOfRange,
        Distribution value,
        double medianNanos,
        double medianLowNanos,
        double medianHighNanos,
        boolean identified) {

    /** The level of the interval of the median. */
    public static final double LEVEL = 0.9;

    public FittedParameter {
        readings = List.copyOf(readings);
    }

    /** The bundles that it was read in, without repetition. */
    public List<String> bundles() {
        return readings.stream().map(Reading::bundle).distinct().toList();
    }
}
