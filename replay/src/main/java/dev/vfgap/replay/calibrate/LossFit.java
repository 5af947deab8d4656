package dev.vfgap.replay.calibrate;

import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.distribution.Distribution;
import dev.vfgap.simcore.distribution.Empirical;
import dev.vfgap.simcore.distribution.TruncatedLogNormal;
import dev.vfgap.simcore.distribution.Uniform;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.Provenance;
import dev.vfgap.simcore.parameter.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Parameters that no event shows, fitted to what was lost: their typical values, by simulating each migration with its own
 * measured delays and comparing losses and outages ({@link Abc}).
 *
 * <p>The prior of a typical value is the parameter's default distribution; of a default that is one value, a lognormal
 * around it, or the whole range where that value is 0. The shape around the typical value is kept: the default's, scaled.
 *
 * <p>What the models are off by whatever the values are is told, and makes the result wider. Not modelled: that it depends on
 * the values, or on the strategy.
 */
public final class LossFit {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /** How far a default without a spread may be wrong, as the sigma of its logarithm: a factor of e. */
    private static final double WRONG_SIGMA = 1;

    private static final int SHAPE_STEPS = 40;

    private LossFit() {}

    /** Many runs of the model. */
    @FunctionalInterface
    public interface Model {
        /**
         * The statistics of runs.
         *
         * @param scores the parameters of each run, as normal scores of their priors
         * @param first the replication of the first; the others have those after it
         * @return a row for each run, all of one length; not a number where a run has no such statistic
         */
        double[][] runs(double[][] scores, int first) throws InterruptedException;
    }

    /**
     * A parameter to fit.
     *
     * @param parameter what was known of it before
     * @param shape its distribution before, whose shape is kept
     * @param prior what its typical value can be
     */
    public record Unknown(Parameter parameter, Distribution shape, Distribution prior) {
        /** A parameter whose value before is this. */
        public static Unknown of(Parameter parameter, Distribution shape) {
            return new Unknown(parameter, shape, prior(parameter, shape));
        }

        private static Distribution prior(Parameter parameter, Distribution shape) {
            if (!(shape instanceof Constant constant)) {
                return shape;
            }
            boolean inside = constant.value() > parameter.min() && constant.value() < parameter.max();
            return inside && constant.value() > 0
                    ? new TruncatedLogNormal(constant.value(), WRONG_SIGMA, parameter.min(), parameter.max())
                    : new Uniform(parameter.min(), parameter.max());
        }

        /** The typical value of a normal score. */
        public double typical(double score) {
            return prior.quantile(NORMAL.cumulativeProbability(score));
        }

        /** The parameter's distribution when this is its typical value: the shape before, scaled. */
        public Distribution around(double typical) {
            double least = Math.max(parameter.min(), shape instanceof Constant ? parameter.min() : shape.min());
            double most = Math.min(parameter.max(), shape instanceof Constant ? parameter.max() : shape.max());
            double value = whole(Math.min(Math.max(typical, least), most));
            if (shape instanceof Constant) {
                return new Constant(value);
            }
            if (shape instanceof TruncatedLogNormal logNormal && value > least && value < most) {
                return new TruncatedLogNormal(value, logNormal.sigma(), least, most);
            }
            double scale = value / shape.quantile(0.5);
            double[] quantiles = new double[SHAPE_STEPS + 1];
            for (int i = 0; i <= SHAPE_STEPS; i++) {
                double scaled = scale * shape.quantile(i / (double) SHAPE_STEPS);
                quantiles[i] = Math.min(Math.max(whole(scaled), least), most);
            }
            return Empirical.of(quantiles);
        }

        /** A value in whole units, of a unit that has no parts. */
        double whole(double value) {
            return parameter.unit() == Unit.RATIO ? value : Math.rint(value);
        }
    }

    /**
     * What was fitted.
     *
     * @param unknown what was fitted, and what was known of it before
     * @param next the distribution of the next run's value
     * @param median the middle of the typical values possible, in the parameter's unit
     * @param low the lower end of their central interval of {@link FittedParameter#LEVEL}
     * @param high its upper end
     * @param narrower the scatter of the typical value's normal score, of the prior's, which is 1
     * @param identified whether that is less than nine tenths; if not, the default is to be kept
     */
    public record Fitted(
            Unknown unknown,
            Distribution next,
            double median,
            double low,
            double high,
            double narrower,
            boolean identified) {}

    /**
     * What was fitted together.
     *
     * @param parameters each of them
     * @param bundles the bundles whose losses were fitted to, each with a digest of these
     * @param runs how many runs of each bundle it took
     * @param off what the models are off by beside, for each kind of {@link LossStatistics}
     */
    public record Result(List<Fitted> parameters, List<Calibration.Named> bundles, int runs, List<Off> off) {
        public Result {
            off = List.copyOf(off);
            parameters = List.copyOf(parameters);
            bundles = List.copyOf(bundles);
        }

        /** How a fitted value is known. */
        public Provenance provenance() {
            return new Provenance(
                    Provenance.Kind.MEASURED,
                    "fitted to the lost frames and outages of " + bundles.size() + " bundles ("
                            + String.join(
                                    " ",
                                    bundles.stream()
                                            .map(Calibration.Named::name)
                                            .toList())
                            + ") by " + runs + " simulations of each");
        }
    }

    /**
     * What the models are off by in a kind of statistic whatever the values are, as standard deviations.
     *
     * @param common the part that all bundles share
     * @param own the part of each bundle's own
     */
    public record Off(String what, String unit, double common, double own) {}

    /** Fits parameters to observed statistics, with so many runs. */
    public static Result of(
            List<Unknown> unknowns,
            Model model,
            double[] observed,
            List<Calibration.Named> bundles,
            int runs,
            long seed)
            throws InterruptedException {
        Abc.Posterior posterior = Abc.of(model, unknowns.size(), observed, LossStatistics.COUNT, runs, seed);
        List<Fitted> fitted = new ArrayList<>();
        for (int k = 0; k < unknowns.size(); k++) {
            fitted.add(fitted(unknowns.get(k), posterior, k));
        }
        List<Off> off = new ArrayList<>();
        for (int kind = 0; kind < LossStatistics.COUNT; kind++) {
            LossStatistics.Kind one = LossStatistics.Kind.values()[kind];
            off.add(new Off(
                    one.words(),
                    one.unit(),
                    posterior.off().common(kind),
                    posterior.off().own(kind)));
        }
        return new Result(fitted, bundles, runs, off);
    }

    static Fitted fitted(Unknown unknown, Abc.Posterior posterior, int k) {
        double scatter = posterior.scatter(k);
        double median = unknown.typical(posterior.quantile(k, 0.5));
        return new Fitted(
                unknown,
                next(unknown, posterior, k, median),
                median,
                unknown.typical(posterior.quantile(k, (1 - FittedParameter.LEVEL) / 2)),
                unknown.typical(posterior.quantile(k, (1 + FittedParameter.LEVEL) / 2)),
                scatter,
                scatter < FittedParameter.NARROWER);
    }

    private record Weighted(double value, double weight) {}

    /** The kept shape around each typical value possible, by weight; of a value that does not vary, the middle. */
    private static Distribution next(Unknown unknown, Abc.Posterior posterior, int k, double median) {
        if (unknown.shape() instanceof Constant) {
            return unknown.around(median);
        }
        List<Weighted> values = new ArrayList<>();
        for (int i = 0; i < posterior.scores().length; i++) {
            Distribution around = unknown.around(unknown.typical(posterior.scores()[i][k]));
            for (int step = 0; step < SHAPE_STEPS; step++) {
                values.add(new Weighted(
                        around.quantile((step + 0.5) / SHAPE_STEPS), posterior.weights()[i] / SHAPE_STEPS));
            }
        }
        values.sort(Comparator.comparingDouble(Weighted::value));
        double[] quantiles = new double[SHAPE_STEPS + 1];
        int at = 0;
        double below = values.get(0).weight();
        for (int step = 0; step <= SHAPE_STEPS; step++) {
            double share = step / (double) SHAPE_STEPS;
            while (below < share && at < values.size() - 1) {
                at++;
                below += values.get(at).weight();
            }
            quantiles[step] = unknown.whole(values.get(at).value());
        }
        return quantiles[0] == quantiles[SHAPE_STEPS] ? new Constant(quantiles[0]) : Empirical.of(quantiles);
    }
}
