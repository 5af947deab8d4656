package dev.vfgap.scenarios.calibrate;

import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.MigrationSetup;
import dev.vfgap.replay.account.Account;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.calibrate.Calibration;
import dev.vfgap.replay.calibrate.FittedParameter;
import dev.vfgap.replay.calibrate.LossFit;
import dev.vfgap.replay.calibrate.LossStatistics;
import dev.vfgap.replay.calibrate.Phases;
import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import dev.vfgap.simcore.parameter.ParameterValues;
import dev.vfgap.simcore.parameter.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Fits what no event of bundles shows to what they lost. */
public final class LossFits {
    /** Runs of all bundles that a fit takes where nothing else is asked for. */
    public static final int USUAL_RUNS = 600;

    /** Parameters that are screened are tried at the scores of these shares of their priors, ten and ninety of a hundred. */
    private static final double SCREENED_SCORE = 1.2815515655446004;

    private static final int SCREENED_RUNS = 4;
    private static final int USUAL_SPREAD_RUNS = 16;

    /** What losses must tell of a score, in inverse variances of its prior: less leaves over nine tenths of its scatter. */
    private static final double TELLING = 1 / (0.9 * 0.9) - 1;

    private static final int MOST_FITTED = 4;

    /** How well a statistic can be known at all, as a variance: a hundredth of a count or length, a millisecond. */
    private static final double[] LEAST_VARIANCE = {1e-4, 1e-4, 1e-4, 1, 1, 1, 1, 1};

    private final ParameterCatalog catalog = Catalogue.all();
    private final Calibration calibration;
    private final List<LossModel.Bundle> bundles = new ArrayList<>();
    private final List<Calibration.Named> named = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private final Map<String, ParameterValues> used = new TreeMap<>();
    private final double[] observed;
    private final long seed;
    private final int jobs;

    /**
     * Reads what was lost in bundles.
     *
     * @param calibration what their events tell
     * @param jobs how many runs at once; results do not depend on it
     */
    public LossFits(List<Calibration.Recorded> recorded, Calibration calibration, long seed, int jobs) {
        this.calibration = calibration;
        this.seed = seed;
        this.jobs = jobs;
        Phases phases = Phases.of(recorded, catalog);
        List<double[]> statistics = new ArrayList<>();
        for (Calibration.Recorded one : recorded) {
            LossModel.Bundle bundle = new LossModel.Bundle(
                    one.bundle(), values -> calibration.over(values, one.origin()), phases.own(one));
            Optional<double[]> measured = LossStatistics.measured(Account.of(one.bundle()), one.landmarks());
            if (measured.isEmpty()) {
                left.add("bundle " + one.bundle().name() + " does not show exactly how many frames were lost");
                continue;
            }
            try {
                use(bundle);
            } catch (BadInputException e) {
                e.problems().forEach(problem -> left.add(problem.sentence()));
                continue;
            }
            bundles.add(bundle);
            statistics.add(measured.get());
            named.add(Calibration.Named.ofLosses(one.bundle().name(), measured.get()));
        }
        this.observed = statistics.stream().flatMapToDouble(Arrays::stream).toArray();
        if (bundles.isEmpty()) {
            throw new BadInputException(InputProblem.ofFile(
                    "--fit",
                    "no bundle shows exactly what was lost, and what was done",
                    "give bundles with captures of both ends"));
        }
    }

    /** Notes which parameters a bundle's simulation takes, and does not have from the bundle itself. */
    private void use(LossModel.Bundle bundle) {
        MigrationSetup setup = bundle.setup(values -> values);
        Set<String> keys = new TreeSet<>(Experiment.constantKeys(setup));
        keys.addAll(MigrationRun.of(setup, seed, 0).log().drawnKeys());
        keys.removeIf(key -> setup.values().provenance(key).equals(BundleSetup.TOLD));
        keys.forEach(key -> used.putIfAbsent(key, setup.values()));
    }

    /** Why bundles were left out, a sentence for each. */
    public List<String> left() {
        return List.copyOf(left);
    }

    /** How many times all bundles are simulated to find the parameters that their losses tell of. */
    public int screeningRuns() {
        return USUAL_SPREAD_RUNS + 2 * SCREENED_RUNS * assumed().size();
    }

    /** The assumed parameters that simulations of the bundles take and that no event shows. */
    private List<String> assumed() {
        return catalog.keys().stream()
                .filter(used::containsKey)
                .filter(key -> used.get(key).provenance(key).kind() == Provenance.Kind.ASSUMED)
                .filter(key -> !isRead(key))
                .toList();
    }

    private boolean isRead(String key) {
        return calibration.parameters().stream()
                .anyMatch(parameter -> parameter.key().equals(key));
    }

    /**
     * The assumed parameters of which losses tell: each is tried far down and far up in its prior, with the same luck, and
     * what moves is held against what moves by luck.
     *
     * @param done called after each simulation of all bundles, by any thread
     * @return at most four, those of which most is told, in the order of the catalogue
     */
    public List<String> screened(Runnable done) throws InterruptedException {
        double[][] usual =
                new LossModel(bundles, List.of(), seed, jobs, done).runs(new double[USUAL_SPREAD_RUNS][0], 0);
        double[] variance = new double[observed.length];
        for (int j = 0; j < variance.length; j++) {
            variance[j] = Math.max(variance(column(usual, j)), LEAST_VARIANCE[j % LossStatistics.COUNT]);
        }
        Map<String, Double> told = new LinkedHashMap<>();
        for (String key : assumed()) {
            LossModel model = new LossModel(bundles, List.of(unknown(key)), seed, jobs, done);
            double[][] low = model.runs(all(-SCREENED_SCORE), 0);
            double[][] high = model.runs(all(SCREENED_SCORE), 0);
            double information = 0;
            for (int j = 0; j < variance.length; j++) {
                information += information(column(low, j), column(high, j), variance[j]);
            }
            told.put(key, information);
        }
        List<String> most = told.keySet().stream()
                .filter(key -> told.get(key) > TELLING)
                .sorted(Comparator.comparingDouble(told::get).reversed())
                .limit(MOST_FITTED)
                .toList();
        return catalog.keys().stream().filter(most::contains).toList();
    }

    /** What the difference between two values tells of a score; the part that is luck is taken off. */
    private static double information(double[] low, double[] high, double variance) {
        double[] differences = new double[low.length];
        double mean = 0;
        for (int i = 0; i < low.length; i++) {
            differences[i] = high[i] - low[i];
            mean += differences[i] / low.length;
        }
        if (Double.isNaN(mean)) {
            return 0;
        }
        double square = mean * mean - variance(differences) / low.length;
        return square / (4 * SCREENED_SCORE * SCREENED_SCORE) / variance;
    }

    private static double[][] all(double score) {
        double[][] scores = new double[SCREENED_RUNS][1];
        for (double[] one : scores) {
            one[0] = score;
        }
        return scores;
    }

    private static double[] column(double[][] rows, int j) {
        return Arrays.stream(rows).mapToDouble(row -> row[j]).toArray();
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1);
    }

    /**
     * Fits parameters.
     *
     * @param keys which; none of them may be one that events show
     * @param runs how often all bundles are simulated
     * @param done called after each of these
     * @throws BadInputException when one cannot be fitted
     */
    public LossFit.Result fit(List<String> keys, int runs, Runnable done) throws InterruptedException {
        keys.forEach(this::requireFittable);
        List<LossFit.Unknown> unknowns = keys.stream().map(this::unknown).toList();
        LossModel model = new LossModel(bundles, unknowns, seed, jobs, done);
        return LossFit.of(unknowns, model, observed, named, runs, seed);
    }

    /** With the value that simulations of the bundles have; a guest that is taken for idle may be as busy as the default. */
    private LossFit.Unknown unknown(String key) {
        Parameter parameter = catalog.require(key);
        var present = used.get(key).distribution(key);
        boolean none = present instanceof Constant constant && constant.value() == 0;
        return LossFit.Unknown.of(parameter, none ? parameter.value() : present);
    }

    private void requireFittable(String key) {
        if (!catalog.keys().contains(key)) {
            throw refused(key, "there is no such parameter", "\"vfgap describe parameters\" lists them");
        }
        Optional<FittedParameter> read = calibration.parameters().stream()
                .filter(parameter -> parameter.key().equals(key))
                .findFirst();
        if (read.isPresent()) {
            throw refused(key, "is read off the bundles' events, which tell more than losses do", "leave it out");
        }
        if (!used.containsKey(key)) {
            throw refused(
                    key,
                    "moves nothing here: no simulation of these bundles takes it, or each bundle tells it itself",
                    "leave it out");
        }
    }

    private static BadInputException refused(String key, String message, String mend) {
        return new BadInputException(InputProblem.ofFile("--fit " + key, message, mend));
    }
}
