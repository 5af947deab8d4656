package dev.vfgap.scenarios.sensitivity;

import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.distribution.Distribution;
import dev.vfgap.simcore.distribution.Uniform;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.ParameterValues;
import java.util.Optional;

/**
 * A parameter that is held at one value through a run, so that one sees what hangs on it.
 *
 * @param parameter the parameter
 * @param present its value in the experiment
 * @param over where the values come from that it is held at
 */
public record Factor(Parameter parameter, Distribution present, Distribution over) {
    private static final double HALF = 0.5;
    private static final double TWICE = 2;
    private static final double LEAST_PART = 0.05;
    private static final double MOST_PART = 0.95;

    /**
     * A parameter as it is in an experiment, held at values of its own distribution; one that does not vary at values from half to
     * twice of what it is, as far as it may be.
     *
     * @return empty for one that is 0, of which twice is no other value
     */
    static Optional<Factor> of(String key, ParameterValues values) {
        Parameter parameter = values.catalog().require(key);
        Distribution present = values.distribution(key);
        if (!(present instanceof Constant constant)) {
            return Optional.of(new Factor(parameter, present, present));
        }
        double from = Math.max(parameter.min(), HALF * constant.value());
        double until = Math.min(parameter.max(), TWICE * constant.value());
        return from < until ? Optional.of(new Factor(parameter, present, new Uniform(from, until))) : Optional.empty();
    }

    /** As above, held at values between two, of which each is as likely. */
    static Factor between(String key, ParameterValues values, double from, double until) {
        return new Factor(values.catalog().require(key), values.distribution(key), new Uniform(from, until));
    }

    String key() {
        return parameter.key();
    }

    /**
     * The value at a part of the way from the least to the greatest that a screening holds it at: the ends of a range, but the 5 %
     * and the 95 % value of a distribution, since those of a truncated tail are nobody's delay.
     */
    double along(double part) {
        return over.quantile(over.equals(present) ? LEAST_PART + (MOST_PART - LEAST_PART) * part : part);
    }

    /** A value as a setting of {@link #text} gives it to a run: rounded as its unit is written. */
    Constant held(double value) {
        return new Constant(parameter.unit().parse(text(value)));
    }

    /** A value as {@code --set} takes it. */
    String text(double value) {
        return parameter.unit().format(value);
    }
}
