package dev.vfgap.scenarios.calibrate;

import dev.vfgap.replay.account.Account;
import dev.vfgap.replay.account.Count;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.calibrate.Calibration;
import dev.vfgap.replay.calibrate.Origin;
import dev.vfgap.replay.calibrate.Quantiles;
import dev.vfgap.replay.validate.Baselines;
import dev.vfgap.replay.validate.Cell;
import dev.vfgap.replay.validate.Judge;
import dev.vfgap.replay.validate.OwnDelays;
import dev.vfgap.replay.validate.PhaseCheck;
import dev.vfgap.replay.validate.Predictor;
import dev.vfgap.replay.validate.Score;
import dev.vfgap.replay.validate.Validation;
import dev.vfgap.scenarios.config.Profile;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.simcore.parameter.ParameterValues;
import dev.vfgap.simcore.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Predicts bundles and holds the predictions against their captures; asked once. */
public final class Validations {
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
    private final List<Cell> cells = new ArrayList<>();
    private final List<PhaseCheck> phases = new ArrayList<>();

    /**
     * Reads the captures of bundles.
     *
     * @param replications runs for each bundle
     * @param jobs how many at once; the result does not depend on it
     * @param done called after each bundle
     * @throws BadInputException when two bundles have one name: results are told by it
     */
    public Validations(List<Calibration.Recorded> recorded, long seed, int replications, int jobs, Runnable done) {
        this.recorded = List.copyOf(recorded);
        this.seed = seed;
        this.replications = replications;
        this.predictor = new Replicated(jobs);
        this.done = done;
        requireNames();
        recorded.forEach(one -> accounts.add(Account.of(one.bundle())));
    }

    private void requireNames() {
        Set<String> names = new TreeSet<>();
        for (Calibration.Recorded one : recorded) {
            if (!names.add(one.bundle().name())) {
                throw new BadInputException(InputProblem.ofFile(
                        "bundle " + one.bundle().name(),
                        "has the name of another",
                        "give each bundle once, and bundles of two labs names of their own"));
            }
        }
    }

    /** Predicts every bundle with the values of a profile; baselines know the other bundles. */
    public Validation with(Profile profile) throws InterruptedException {
        List<String> known =
                profile.calibration().map(Profile.CalibratedOn::bundles).orElse(List.of());
        for (int i = 0; i < recorded.size(); i++) {
            Origin origin = recorded.get(i).origin();
            boolean knew = known.contains(Calibrations.named(recorded.get(i).bundle()));
            compare(i, values -> profile.over(values, origin), knew ? Cell.Basis.FITTED : basis(profile.knows(origin)));
        }
        return result();
    }

    /** Predicts every bundle from what the others tell; baselines know all others, those of its strategy too. */
    public Validation leavingOut(Left left) throws InterruptedException {
        for (int i = 0; i < recorded.size(); i++) {
            List<Calibration.Recorded> others = new ArrayList<>();
            for (int j = 0; j < recorded.size(); j++) {
                if (j != i && (left == Left.RUN || !strategy(j).equals(strategy(i)))) {
                    others.add(recorded.get(j));
                }
            }
            Calibration calibration = Calibration.of(others, Catalogue.all());
            Origin origin = recorded.get(i).origin();
            compare(i, values -> calibration.over(values, origin), basis(calibration.knows(origin)));
        }
        return result();
    }

    private Validation result() {
        List<PhaseCheck> inOrder = new ArrayList<>();
        for (String key : Catalogue.all().keys()) {
            phases.stream().filter(phase -> phase.key().equals(key)).forEach(inOrder::add);
        }
        return new Validation(cells, inOrder, unpredicted, List.copyOf(assumed));
    }

    private String strategy(int index) {
        CaptureBundle bundle = recorded.get(index).bundle();
        return bundle.strategy().orElse(bundle.name());
    }

    private static Cell.Basis basis(boolean isKnown) {
        return isKnown ? Cell.Basis.OTHERS : Cell.Basis.EXTRAPOLATED;
    }

    /** Why a bundle is not counted; of one whose captures give bounds, whether the prediction lies within them. */
    private static String uncounted(CaptureBundle bundle, Count lost, Predictor.Predicted predicted) {
        if (lost.isExact()) {
            return "bundle " + bundle.name() + " does not tell at what rate frames were sent";
        }
        double[] frames = predicted.runs().stream()
                .mapToDouble(Predictor.PredictedRun::lostFrames)
                .toArray();
        double low = Quantiles.of(frames, (1 - Score.LEVEL) / 2);
        double high = Quantiles.of(frames, (1 + Score.LEVEL) / 2);
        boolean apart = high < lost.low() || low > lost.high();
        return String.format(
                Locale.ROOT,
                "bundle %s shows %s lost frames and no exact number, so it is not counted; 9 of 10 runs are predicted within"
                        + " %.0f .. %.0f, which %s",
                bundle.name(),
                lost.isBounded() ? lost.low() + " to " + lost.high() : "at least " + lost.low(),
                low,
                high,
                apart ? "does not agree with it" : "agrees with it");
    }

    private List<Baselines.Known> othersThan(int index) {
        List<Baselines.Known> known = new ArrayList<>();
        for (int j = 0; j < recorded.size(); j++) {
            if (j != index) {
                known.add(Baselines.Known.of(recorded.get(j), accounts.get(j)));
            }
        }
        return known;
    }

    private void compare(int index, UnaryOperator<ParameterValues> values, Cell.Basis basis)
            throws InterruptedException {
        Calibration.Recorded run = recorded.get(index);
        CaptureBundle bundle = run.bundle();
        RandomStreams streams = new RandomStreams(seed, 0);
        try {
            Predictor.Predicted predicted = predictor.predict(bundle, values, seed, replications);
            OwnDelays delays = OwnDelays.of(run, Catalogue.all());
            boolean shows =
                    delays.delays().stream().anyMatch(delay -> predicted.drawn().contains(delay.key()));
            Optional<Predictor.Predicted> own = shows
                    ? Optional.of(predictor.predict(
                            bundle, some -> delays.over(values.apply(some), predicted.drawn()), seed, replications))
                    : Optional.empty();
            List<PhaseCheck> shown = PhaseCheck.of(delays, predicted, streams.stream("phases/" + bundle.name()));
            List<Cell> found = new Judge(
                            run,
                            accounts.get(index),
                            predicted,
                            own,
                            othersThan(index),
                            basis,
                            streams.stream("pit/" + bundle.name()).nextUniform())
                    .cells(shown);
            assumed.addAll(predicted.assumed());
            phases.addAll(shown);
            cells.addAll(found);
            if (found.isEmpty()) {
                unpredicted.add(uncounted(bundle, accounts.get(index).rx().lost(), predicted));
            }
        } catch (BadInputException e) {
            e.problems().forEach(problem -> unpredicted.add(problem.sentence()));
        } finally {
            done.run();
        }
    }
}
