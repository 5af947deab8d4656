package dev.vfgap.scenarios.calibrate;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.account.Account;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.calibrate.Baselines;
import dev.vfgap.replay.calibrate.Calibration;
import dev.vfgap.replay.calibrate.Origin;
import dev.vfgap.replay.calibrate.Predictor;
import dev.vfgap.replay.calibrate.Validation;
import dev.vfgap.scenarios.config.Profile;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.simcore.parameter.ParameterValues;
import dev.vfgap.simcore.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Predicts bundles and holds the predictions against their captures. */
public final class Validations {
    private static final double MS_PER_SECOND = 1e3;

    /** What a bundle's prediction does not rest on. */
    public enum Left {
        /** The bundle itself. */
        RUN,
        /** Every bundle of its strategy. */
        STRATEGY
    }

    private final List<Calibration.Recorded> recorded;
    private final List<Account> accounts = new ArrayList<>();
    private final long seed;
    private final int replications;
    private final Predictor predictor;
    private final Runnable done;
    private final List<String> unpredicted = new ArrayList<>();
    private final Set<String> assumed = new TreeSet<>();

    /**
     * Reads the captures of bundles.
     *
     * @param replications runs for each bundle
     * @param jobs how many at once; the result does not depend on it
     * @param done called after each bundle
     */
    public Validations(List<Calibration.Recorded> recorded, long seed, int replications, int jobs, Runnable done) {
        this.recorded = List.copyOf(recorded);
        this.seed = seed;
        this.replications = replications;
        this.predictor = new Replicated(jobs);
        this.done = done;
        recorded.forEach(one -> accounts.add(Account.of(one.bundle())));
    }

    /** Predicts every bundle with the values of a profile. */
    public Validation with(Profile profile) throws InterruptedException {
        List<Validation.Cell> cells = new ArrayList<>();
        for (int i = 0; i < recorded.size(); i++) {
            Origin origin = recorded.get(i).origin();
            cells.addAll(cells(i, values -> profile.over(values, origin), List.of(), profile.knows(origin)));
        }
        return new Validation(cells, unpredicted, List.copyOf(assumed));
    }

    /** Predicts every bundle from what the others tell. */
    public Validation leavingOut(Left left) throws InterruptedException {
        List<Validation.Cell> cells = new ArrayList<>();
        for (int i = 0; i < recorded.size(); i++) {
            List<Calibration.Recorded> others = new ArrayList<>();
            List<Baselines.Known> known = new ArrayList<>();
            for (int j = 0; j < recorded.size(); j++) {
                boolean same = strategy(j).equals(strategy(i));
                if (j != i && (left == Left.RUN || !same)) {
                    others.add(recorded.get(j));
                }
                if (j != i) {
                    known.add(known(j));
                }
            }
            Calibration calibration = Calibration.of(others, Catalogue.all());
            Origin origin = recorded.get(i).origin();
            cells.addAll(cells(i, values -> calibration.over(values, origin), known, calibration.knows(origin)));
        }
        return new Validation(cells, unpredicted, List.copyOf(assumed));
    }

    private String strategy(int index) {
        CaptureBundle bundle = recorded.get(index).bundle();
        return bundle.strategy().orElse(bundle.name());
    }

    private Baselines.Known known(int index) {
        CaptureBundle bundle = recorded.get(index).bundle();
        OptionalDouble rate = bundle.traffic(Direction.RX)
                .map(stream -> stream.framesPerSecond())
                .orElse(OptionalDouble.empty());
        boolean exact = accounts.get(index).rx().lost().isExact() && rate.isPresent();
        OptionalDouble lostMs = exact
                ? OptionalDouble.of(accounts.get(index).rx().lost().low() * MS_PER_SECOND / rate.getAsDouble())
                : OptionalDouble.empty();
        return new Baselines.Known(bundle, recorded.get(index).landmarks(), lostMs);
    }

    private List<Validation.Cell> cells(
            int index, UnaryOperator<ParameterValues> values, List<Baselines.Known> known, boolean isKnown)
            throws InterruptedException {
        CaptureBundle bundle = recorded.get(index).bundle();
        Predictor.Predicted predicted;
        try {
            predicted = predictor.predict(bundle, values, seed, replications);
        } catch (BadInputException e) {
            e.problems().forEach(problem -> unpredicted.add(problem.sentence()));
            return List.of();
        } finally {
            done.run();
        }
        List<Validation.Cell> cells = Validation.cells(
                bundle,
                accounts.get(index),
                predicted.runs(),
                known,
                !isKnown,
                new RandomStreams(seed, 0).stream("pit/" + bundle.name()).nextUniform());
        assumed.addAll(predicted.assumed());
        if (cells.isEmpty()) {
            unpredicted.add("bundle " + bundle.name()
                    + " does not show exactly how many frames were lost, or at what rate they were sent");
        }
        return cells;
    }
}
